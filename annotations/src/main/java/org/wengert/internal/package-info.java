/** What generated companions and the public API share. Not for applications: it may change. */
package org.wengert.internal;

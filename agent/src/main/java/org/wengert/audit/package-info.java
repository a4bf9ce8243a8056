/** Tells which methods of a jar can be differentiated, and why the others cannot: a command. */
package org.wengert.audit;

/** Derivatives inside of derivatives. */
package org.wengert.benchmarks.nested;

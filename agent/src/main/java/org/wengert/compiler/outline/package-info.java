/**
 * The last stage before emission: what the JVM's limits ask for. Signatures of too many parameters
 * pass the rest through the tape, and functions that would become too large are cut into parts.
 */
package org.wengert.compiler.outline;

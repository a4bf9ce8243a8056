/**
 * What generated code calls. This package is shipped as a jar within the agent jar and lives in the
 * boot loader, once in a JVM; it depends on nothing but {@code java.base}.
 */
package org.wengert.runtime;

/**
 * The intermediate representation: static single assignment with block parameters over a
 * control-flow graph. Everything between {@code lift} and {@code emit} works on it; it knows no JVM
 * classes and no ASM. It is closed under differentiation: what the transforms generate (tape
 * accesses, shadows, variant calls) is again made of these operations.
 */
package org.wengert.compiler.ir;

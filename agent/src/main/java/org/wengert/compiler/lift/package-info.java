/**
 * Class files to SSA: parsing, basic blocks, types and liveness of locals, and the translation of
 * bytecode into the operations of {@link org.wengert.compiler.ir}. The only stages that know ASM
 * are this one and {@code emit}.
 */
package org.wengert.compiler.lift;

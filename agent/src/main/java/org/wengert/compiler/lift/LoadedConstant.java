package org.wengert.compiler.lift;

/**
 * The {@code site} of an {@link org.wengert.compiler.ir.Op.InvokeDynamic} without operands that
 * stands for an {@code ldc} of a method handle, a method type or a dynamic constant: linked at its
 * first execution, like a call site.
 *
 * @param constant ASM's Handle, Type (of sort METHOD) or ConstantDynamic
 */
public record LoadedConstant(Object constant) {}

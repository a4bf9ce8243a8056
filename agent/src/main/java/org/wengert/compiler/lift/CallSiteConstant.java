package org.wengert.compiler.lift;

import java.util.List;
import org.objectweb.asm.Handle;

/**
 * The {@code site} of an {@link org.wengert.compiler.ir.Op.InvokeDynamic} that stands for an {@code
 * invokedynamic} instruction.
 *
 * @param arguments the bootstrap method's static arguments, as ASM gives them
 */
public record CallSiteConstant(Handle bootstrap, List<Object> arguments) {}

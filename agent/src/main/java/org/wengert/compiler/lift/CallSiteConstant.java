package org.wengert.compiler.lift;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;

/**
 * The {@code site} of an {@link org.wengert.compiler.ir.Op.InvokeDynamic} that stands for an {@code
 * invokedynamic} instruction.
 *
 * @param arguments the bootstrap method's static arguments, as ASM gives them
 */
public record CallSiteConstant(Handle bootstrap, List<Object> arguments) {
  /** Names of the methods of a class that the arguments refer to. */
  public List<String> methodsOf(String owner) {
    List<String> names = new ArrayList<>();
    for (Object argument : arguments) {
      if (argument instanceof Handle handle && handle.getOwner().equals(owner)) {
        names.add(handle.getName());
      }
    }
    return names;
  }
}

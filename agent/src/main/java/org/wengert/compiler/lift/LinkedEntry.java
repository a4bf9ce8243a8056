package org.wengert.compiler.lift;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.MethodRef;

/**
 * An entry point that a class of a generated companion holds as a constant: what its method {@code
 * call} is the derivative of.
 *
 * @param method that is differentiated
 * @param kind of the entry point
 * @param activity one letter a parameter of the method, the receiver included
 */
public record LinkedEntry(MethodRef method, String kind, String activity) {
  /** The name of the method that calls the entry point, with a tape. */
  public static final String CALL = "call";

  private static final String ENTRIES = "org/wengert/internal/Entries";
  private static final String FIELD = "HANDLE";
  private static final int CONSTANTS = 5;

  /** What a class holds; null if it is none of those that the annotation processor writes. */
  public static LinkedEntry of(ClassSource holder) {
    ClassSource.Member field = holder.findField(FIELD, "Ljava/lang/invoke/MethodHandle;");
    int constant = Opcodes.ACC_STATIC | Opcodes.ACC_FINAL;
    if (field == null || (field.access() & constant) != constant) {
      return null;
    }
    Initializers.Made made = Initializers.made(holder, FIELD);
    if (made == null
        || !made.call().owner.equals(ENTRIES)
        || !made.call().name.equals("link")
        || made.constants().size() != CONSTANTS) {
      return null;
    }
    List<Object> all = made.constants();
    String host = (String) all.get(0);
    MethodRef method =
        new MethodRef(
            host.substring(1, host.length() - 1), (String) all.get(1), (String) all.get(2));
    return new LinkedEntry(method, (String) all.get(3), (String) all.get(4));
  }

  /** Whether the method has no receiver. */
  public boolean isStatic() {
    return org.wengert.compiler.ir.MethodDescriptor.parameters(method.descriptor()).size()
        == activity.length();
  }
}

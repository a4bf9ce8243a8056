package org.wengert.compiler.analyze;

import org.wengert.compiler.ir.Type;

/** Which types carry derivatives, and the types of these. */
public final class Carriers {
  public static final Type TAPE = new Type("Lorg/wengert/runtime/Tape;");

  private Carriers() {}

  /**
   * The type of a value's tangent, adjoint or shadow: double for float and double; {@code double[]}
   * for arrays of these; {@code Object[]} for arrays of references that lead to such; {@code
   * Object} for other references. Null for what holds no floating-point value.
   */
  public static Type shadowOf(Type type) {
    if (type.isFloating()) {
      return Type.DOUBLE;
    }
    if (!type.isReference() || !canHoldFloats(type)) {
      return null;
    }
    if (!type.isArray()) {
      return type.equals(TAPE) ? TAPE : Type.OBJECT;
    }
    return Type.ofDescriptor(type.elementDescriptor()).isFloating() ? Type.DOUBLES : Type.OBJECTS;
  }

  /**
   * The type of a parameter for the derivative of an active argument. A callee may know that what
   * its caller took for an object of any kind holds nothing; it gets a shadow all the same.
   */
  public static Type shadowParameter(Type type) {
    Type shadow = shadowOf(type);
    return shadow != null ? shadow : Type.OBJECT;
  }

  /** Whether a value of this type can carry a derivative or lead to memory that does. */
  public static boolean canCarry(Type type) {
    return type.isFloating() || (type.isReference() && canHoldFloats(type));
  }

  /** Whether a reference of this static type can lead to memory that holds floats. */
  public static boolean canHoldFloats(Type type) {
    String d = type.descriptor();
    int leaf = 0;
    while (d.charAt(leaf) == '[') {
      leaf++;
    }
    char c = d.charAt(leaf);
    return leaf == 0
        ? holdsFloats(d)
        : c == 'D' || c == 'F' || (c == 'L' && leafHoldsFloats(d, leaf));
  }

  private static boolean leafHoldsFloats(String descriptor, int leaf) {
    return holdsFloats(descriptor.substring(leaf));
  }

  /** Final classes of the library hold no floating-point value that arithmetic reaches. */
  private static boolean holdsFloats(String descriptor) {
    switch (descriptor) {
      case "Ljava/lang/String;",
      "Ljava/lang/Integer;",
      "Ljava/lang/Long;",
      "Ljava/lang/Short;",
      "Ljava/lang/Byte;",
      "Ljava/lang/Character;",
      "Ljava/lang/Boolean;",
      "Ljava/lang/Class;",
      "Ljava/lang/StringBuilder;",
      "Ljava/lang/StringBuffer;",
      "Ljava/lang/Void;":
        return false;
      default:
        return descriptor.charAt(0) == 'L';
    }
  }
}

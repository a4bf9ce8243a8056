package org.wengert.compiler.ir;

/**
 * The type of a value: {@code int} (which stands for boolean, byte, char and short too, as on the
 * JVM's stack), {@code long}, {@code float}, {@code double}, or a reference with its descriptor.
 *
 * @param descriptor JVM descriptor: {@code I}, {@code J}, {@code F}, {@code D}, {@code V}, {@code
 *     [D}, {@code Ljava/lang/Object;}, ... The type of the null constant is {@link #NULL}.
 */
public record Type(String descriptor) {
  public static final Type INT = new Type("I");
  public static final Type LONG = new Type("J");
  public static final Type FLOAT = new Type("F");
  public static final Type DOUBLE = new Type("D");
  public static final Type VOID = new Type("V");

  /** The type of the null constant: assignable to every reference type. */
  public static final Type NULL = new Type("N");

  public static final Type OBJECT = new Type("Ljava/lang/Object;");
  public static final Type THROWABLE = new Type("Ljava/lang/Throwable;");
  public static final Type DOUBLES = new Type("[D");
  public static final Type OBJECTS = new Type("[Ljava/lang/Object;");

  /** The type of stack values for a field, parameter or result of the given descriptor. */
  public static Type ofDescriptor(String descriptor) {
    switch (descriptor.charAt(0)) {
      case 'Z', 'B', 'C', 'S', 'I':
        return INT;
      case 'J':
        return LONG;
      case 'F':
        return FLOAT;
      case 'D':
        return DOUBLE;
      case 'V':
        return VOID;
      default:
        return new Type(descriptor);
    }
  }

  public static Type ofInternalName(String name) {
    return new Type(name.startsWith("[") ? name : "L" + name + ";");
  }

  public boolean isReference() {
    char c = descriptor.charAt(0);
    return c == 'L' || c == '[' || c == 'N';
  }

  /** The type of an object whose constructor has not run, made by one instruction of bytecode. */
  public static Type uninitialized(int instruction) {
    return new Type("U" + instruction);
  }

  /** Whether this is one of {@link #uninitialized}: such values exist while bytecode is lifted. */
  public boolean isUninitialized() {
    return descriptor.charAt(0) == 'U';
  }

  public boolean isArray() {
    return descriptor.charAt(0) == '[';
  }

  public boolean isFloating() {
    char c = descriptor.charAt(0);
    return c == 'F' || c == 'D';
  }

  /** Local-variable slots: 2 for long and double, 0 for void, else 1. */
  public int slots() {
    char c = descriptor.charAt(0);
    return c == 'J' || c == 'D' ? 2 : c == 'V' ? 0 : 1;
  }

  /** Descriptor of the elements of an array type. */
  public String elementDescriptor() {
    if (!isArray()) {
      throw new IllegalStateException("not an array type: " + descriptor);
    }
    return descriptor.substring(1);
  }

  /** The name as {@code checkcast} and {@code anewarray} take it. */
  public String internalName() {
    return isArray() ? descriptor : descriptor.substring(1, descriptor.length() - 1);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Type type && type.descriptor.equals(descriptor);
  }

  @Override
  public int hashCode() {
    return descriptor.hashCode();
  }

  @Override
  public String toString() {
    return descriptor;
  }
}

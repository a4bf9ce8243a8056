package org.wengert.compiler.ir;

/** What an array access moves; BYTE serves boolean arrays too, as on the JVM. */
public enum Element {
  BYTE(Type.INT),
  CHAR(Type.INT),
  SHORT(Type.INT),
  INT(Type.INT),
  LONG(Type.LONG),
  FLOAT(Type.FLOAT),
  DOUBLE(Type.DOUBLE),
  REF(Type.OBJECT);

  private final Type stackType;

  Element(Type stackType) {
    this.stackType = stackType;
  }

  /** Type on the stack; for REF the least specific one. */
  public Type stackType() {
    return stackType;
  }

  public static Element ofDescriptor(String descriptor) {
    switch (descriptor.charAt(0)) {
      case 'Z', 'B':
        return BYTE;
      case 'C':
        return CHAR;
      case 'S':
        return SHORT;
      case 'I':
        return INT;
      case 'J':
        return LONG;
      case 'F':
        return FLOAT;
      case 'D':
        return DOUBLE;
      default:
        return REF;
    }
  }
}

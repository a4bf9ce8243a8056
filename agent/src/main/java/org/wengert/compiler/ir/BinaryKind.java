package org.wengert.compiler.ir;

/**
 * Operations on two primitive operands, named as the JVM names them, and two of our own over
 * doubles: the strong-zero product and the accumulation of derivatives.
 */
public enum BinaryKind {
  IADD("I", "I", "I"),
  ISUB("I", "I", "I"),
  IMUL("I", "I", "I"),
  IDIV("I", "I", "I"),
  IREM("I", "I", "I"),
  ISHL("I", "I", "I"),
  ISHR("I", "I", "I"),
  IUSHR("I", "I", "I"),
  IAND("I", "I", "I"),
  IOR("I", "I", "I"),
  IXOR("I", "I", "I"),
  LADD("J", "J", "J"),
  LSUB("J", "J", "J"),
  LMUL("J", "J", "J"),
  LDIV("J", "J", "J"),
  LREM("J", "J", "J"),
  LSHL("J", "I", "J"),
  LSHR("J", "I", "J"),
  LUSHR("J", "I", "J"),
  LAND("J", "J", "J"),
  LOR("J", "J", "J"),
  LXOR("J", "J", "J"),
  FADD("F", "F", "F"),
  FSUB("F", "F", "F"),
  FMUL("F", "F", "F"),
  FDIV("F", "F", "F"),
  FREM("F", "F", "F"),
  DADD("D", "D", "D"),
  DSUB("D", "D", "D"),
  DMUL("D", "D", "D"),
  DDIV("D", "D", "D"),
  DREM("D", "D", "D"),
  LCMP("J", "J", "I"),
  FCMPL("F", "F", "I"),
  FCMPG("F", "F", "I"),
  DCMPL("D", "D", "I"),
  DCMPG("D", "D", "I"),
  /**
   * Strong-zero product: 0 if the first operand (an adjoint or tangent) is 0, else the product. Its
   * own derivative is {@code smul(ȧ, p) + smul(a, ṗ)}, never the branch's.
   */
  SMUL("D", "D", "D"),
  /**
   * Accumulation of adjoints or tangents: an addition in which a literal zero operand may be
   * dropped. Only for derivative values, where the sign of a zero does not matter.
   */
  ACC("D", "D", "D");

  private final Type left;
  private final Type right;
  private final Type result;

  BinaryKind(String left, String right, String result) {
    this.left = Type.ofDescriptor(left);
    this.right = Type.ofDescriptor(right);
    this.result = Type.ofDescriptor(result);
  }

  public Type left() {
    return left;
  }

  public Type right() {
    return right;
  }

  public Type result() {
    return result;
  }

  /** Whether the operation throws ArithmeticException for a zero divisor. */
  public boolean mayThrow() {
    return this == IDIV || this == IREM || this == LDIV || this == LREM;
  }
}

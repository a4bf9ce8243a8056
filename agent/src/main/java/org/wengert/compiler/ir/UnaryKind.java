package org.wengert.compiler.ir;

/** Operations on one primitive operand: negations and conversions, named as the JVM names them. */
public enum UnaryKind {
  INEG("I", "I"),
  LNEG("J", "J"),
  FNEG("F", "F"),
  DNEG("D", "D"),
  I2L("I", "J"),
  I2F("I", "F"),
  I2D("I", "D"),
  L2I("J", "I"),
  L2F("J", "F"),
  L2D("J", "D"),
  F2I("F", "I"),
  F2L("F", "J"),
  F2D("F", "D"),
  D2I("D", "I"),
  D2L("D", "J"),
  D2F("D", "F"),
  I2B("I", "I"),
  I2C("I", "I"),
  I2S("I", "I");

  private final Type operand;
  private final Type result;

  UnaryKind(String operand, String result) {
    this.operand = Type.ofDescriptor(operand);
    this.result = Type.ofDescriptor(result);
  }

  public Type operand() {
    return operand;
  }

  public Type result() {
    return result;
  }
}

package org.wengert.compiler.rules;

import java.util.Locale;

/**
 * The functions that a partial may use, all from doubles to a double.
 *
 * <p>Each stands for an instruction of the JVM or a method of {@link Math}, except {@link #SMUL},
 * which is the strong product of the IR. Each but that one has a rule in the table itself, so that
 * a partial can be differentiated again. There is no fma: without hardware support it is slow.
 */
public enum Fn {
  /** Addition. */
  ADD("DADD", 2),
  /** Subtraction. */
  SUB("DSUB", 2),
  /** Plain multiplication: 0·∞ is NaN. */
  MUL("DMUL", 2),
  /** Division. */
  DIV("DDIV", 2),
  /** Negation. */
  NEG("DNEG", 1),
  /**
   * The strong product: {@code smul(a, p)} is 0 if {@code a} is 0, whatever {@code p}, else {@code
   * a * p}. Its derivative belongs to the transforms, not to the table: the tangent is {@code
   * smul(da, p) + smul(a, dp)}, and transposed, {@code a} receives {@code smul(adjoint, p)} and
   * {@code p} receives {@code smul(a, adjoint)}.
   */
  SMUL("SMUL", 2),
  /** {@link Math#abs(double)}. */
  ABS(null, 1),
  /** {@link Math#copySign(double, double)}. */
  COPYSIGN(null, 2),
  /** {@link Math#cos(double)}. */
  COS(null, 1),
  /** {@link Math#cosh(double)}. */
  COSH(null, 1),
  /** {@link Math#exp(double)}. */
  EXP(null, 1),
  /** {@link Math#log(double)}. */
  LOG(null, 1),
  /** {@link Math#pow(double, double)}. */
  POW(null, 2),
  /** {@link Math#rint(double)}. */
  RINT(null, 1),
  /** {@link Math#signum(double)}. */
  SIGNUM(null, 1),
  /** {@link Math#sin(double)}. */
  SIN(null, 1),
  /** {@link Math#sinh(double)}. */
  SINH(null, 1),
  /** {@link Math#sqrt(double)}. */
  SQRT(null, 1);

  private static final Fn[] ALL = values();

  private final String opcode;
  private final String formulaName;
  private final int arity;

  Fn(String opcode, int arity) {
    this.opcode = opcode;
    this.arity = arity;
    this.formulaName = formulaNameOf(name());
  }

  private static String formulaNameOf(String name) {
    return name.equals("COPYSIGN") ? "copySign" : name.toLowerCase(Locale.ROOT);
  }

  /** Number of arguments. */
  public int arity() {
    return arity;
  }

  /**
   * The mnemonic of the JVM instruction, {@code "SMUL"} for the strong product, null for a method.
   */
  public String opcode() {
    return opcode;
  }

  /** Whether this is a static method of {@link Math} rather than an operation. */
  public boolean isMethod() {
    return opcode == null;
  }

  /** Internal name of the class that has the method. */
  public String owner() {
    return "java/lang/Math";
  }

  /** Name of the method; for operations, the name in lower case, as in formulas. */
  public String methodName() {
    return formulaName;
  }

  /** Descriptor of the method, from {@code arity} doubles to a double. */
  public String descriptor() {
    return arity == 1 ? "(D)D" : "(DD)D";
  }

  /** The function that formulas call {@code name}, or null. */
  static Fn called(String name) {
    for (Fn fn : ALL) {
      if (fn.formulaName.equals(name) && (fn.isMethod() || fn == SMUL)) {
        return fn;
      }
    }
    return null;
  }
}

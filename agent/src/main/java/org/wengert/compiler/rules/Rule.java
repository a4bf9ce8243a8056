package org.wengert.compiler.rules;

import java.util.List;

/**
 * The derivative rule of one operation.
 *
 * @param key what the rule is for: the mnemonic of an instruction ({@code "DMUL"}) or owner, name
 *     and descriptor of a static method ({@code "java/lang/Math.sin(D)D"})
 * @param operandNames names of the operands in the table, for dumps
 * @param partials the derivative with respect to each operand, in order
 * @param cost what computing the operation itself takes
 * @param purity whether the operation may be repeated, moved or dropped
 */
public record Rule(
    String key, List<String> operandNames, List<Partial> partials, Cost cost, Purity purity) {

  /** Copies the lists. */
  public Rule {
    operandNames = List.copyOf(operandNames);
    partials = List.copyOf(partials);
  }

  /** Number of operands, counting the integer ones. */
  public int arity() {
    return partials.size();
  }

  /** The derivative with respect to the operand at {@code index}. */
  public Partial partial(int index) {
    return partials.get(index);
  }

  /** Whether no operand has a derivative: the result is a constant of differentiation. */
  public boolean isConstant() {
    for (Partial partial : partials) {
      if (partial != Partial.ZERO) {
        return false;
      }
    }
    return true;
  }

  /** What an operation takes: the choice between recomputing and recording turns on it. */
  public enum Cost {
    /** A few cycles: addition, multiplication, comparison, sign and rounding operations. */
    CHEAP,
    /** Some ten cycles: division, square root, small methods without a loop or table. */
    MEDIUM,
    /** Exponential, logarithm, power, trigonometry, remainder. */
    EXPENSIVE
  }

  /** How an operation depends on and acts on the world outside its operands. */
  public enum Purity {
    /** Always returns, and the same for the same operands. */
    PURE,
    /** As {@link #PURE}, but can throw (integer division, exact arithmetic, clamp). */
    MAY_THROW,
    /** Returns something new each time. */
    NONDETERMINISTIC
  }
}

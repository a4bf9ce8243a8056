package org.wengert.compiler.rules;

import java.util.List;

/**
 * How a method of objects that stand for a number each is differentiated: as the function from
 * numbers to a number that it computes.
 *
 * @param name the row's name, by which the rule is found again
 * @param rule its operands are the receiver and those parameters that are numbers; constant if
 *     there is nothing to derive
 */
public record NumberRule(String name, Rule rule) {
  /** What can stand at an operand's place. */
  static final String NUMBERS = "BSIJFDN";

  /** Whether the result, or what a constructor makes, has no derivative. */
  public boolean isConstant() {
    return rule == null || rule.isConstant();
  }

  /**
   * Which arguments are the rule's operands, in order, counting the receiver.
   *
   * @param descriptors of all parameters, the receiver's included
   */
  public static List<Integer> operands(List<String> descriptors) {
    List<Integer> operands = new java.util.ArrayList<>();
    for (int i = 0; i < descriptors.size(); i++) {
      if (NUMBERS.indexOf(NumberClasses.normalized(descriptors.get(i))) >= 0) {
        operands.add(i);
      }
    }
    return operands;
  }
}

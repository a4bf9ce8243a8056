package org.wengert.testing;

import java.util.Arrays;

/** The derivatives at one point from every source, side by side; it fails with all of them. */
final class DerivativeTable {

  private static final int MOST_ROWS = 60;

  private final Plan plan;
  private final Observation found;
  private double[][] columns;
  private double[] differenceTangent;
  private double[] differenceAdjoint;
  private Object[] handDerived;

  DerivativeTable(Plan plan, Observation found) {
    this.plan = plan;
    this.found = found;
  }

  /** Takes the Jacobian by differences, {@code [independent][dependent]}. */
  void setDifferences(double[][] jacobian) {
    columns = jacobian;
    differenceTangent = new double[plan.seeds.length];
    differenceAdjoint = new double[plan.direction.length];
    for (int j = 0; j < jacobian.length; j++) {
      for (int i = 0; i < jacobian[j].length; i++) {
        differenceTangent[i] += jacobian[j][i] * plan.direction[j];
        differenceAdjoint[j] += jacobian[j][i] * plan.seeds[i];
      }
    }
  }

  void setHandDerived(Object[] gradient) {
    handDerived = gradient;
  }

  /** Both modes against differences, relative to the largest terms that were summed. */
  void requireDifferences(double tolerance) {
    for (int i = 0; i < plan.seeds.length; i++) {
      double scale = 1;
      for (int j = 0; j < columns.length; j++) {
        scale = Math.max(scale, Math.abs(columns[j][i]));
      }
      require(
          "forward mode disagrees with differences in " + plan.dependentName(i),
          Math.abs(found.tangent()[i] - differenceTangent[i]) <= tolerance * scale);
    }
    for (int j = 0; j < columns.length; j++) {
      double scale = 1;
      for (double partial : columns[j]) {
        scale = Math.max(scale, Math.abs(partial));
      }
      require(
          "reverse mode disagrees with differences in " + plan.entry.name(j),
          Math.abs(found.adjoint()[j] - differenceAdjoint[j]) <= tolerance * scale);
    }
  }

  /** The joint gradient against reverse mode with seed 1. */
  void requireJoint(double tolerance) {
    double scale = largest(found.unitAdjoint());
    for (int j = 0; j < found.gradient().length; j++) {
      require(
          "the joint gradient disagrees with reverse mode in " + plan.entry.name(j),
          Math.abs(found.gradient()[j] - found.unitAdjoint()[j]) <= tolerance * scale);
    }
  }

  /** Reverse mode with seed 1 against the hand-derived gradient. */
  void requireHandDerived(double tolerance) {
    require("a hand-derived gradient needs a scalar result", found.unitAdjoint() != null);
    double[] expected = plan.entry.read(handDerived);
    double scale = Math.max(largest(expected), Double.MIN_NORMAL);
    for (int j = 0; j < expected.length; j++) {
      require(
          "reverse mode disagrees with the hand-derived gradient in " + plan.entry.name(j),
          Math.abs(found.unitAdjoint()[j] - expected[j]) <= tolerance * scale);
    }
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  /** Fails with the message and the whole table unless the condition holds. */
  void require(String message, boolean condition) {
    if (!condition) {
      throw new AssertionError(plan.where() + ": " + message + "\n" + text());
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    row(text, "independent", "reverse", "differences", "reverse seed 1", "joint", "hand-derived");
    double[] hand = handDerived == null ? null : plan.entry.read(handDerived);
    for (int j = 0; j < Math.min(plan.entry.size(), MOST_ROWS); j++) {
      row(
          text,
          plan.entry.name(j),
          cell(found.adjoint(), j),
          cell(differenceAdjoint, j),
          cell(found.unitAdjoint(), j),
          cell(found.gradient(), j),
          cell(hand, j));
    }
    row(text, "dependent", "forward", "differences", "seed", "", "");
    for (int i = 0; i < Math.min(plan.seeds.length, MOST_ROWS); i++) {
      row(
          text,
          plan.dependentName(i),
          cell(found.tangent(), i),
          cell(differenceTangent, i),
          cell(plan.seeds, i),
          "",
          "");
    }
    return text.toString();
  }

  private static String cell(double[] values, int i) {
    return values == null ? "-" : Double.toString(values[i]);
  }

  private static void row(StringBuilder text, String name, String... cells) {
    text.append("  %-24s".formatted(name));
    for (String cell : cells) {
      text.append(" %-24s".formatted(cell));
    }
    text.append(System.lineSeparator());
  }
}

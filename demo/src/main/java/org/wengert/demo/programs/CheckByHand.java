package org.wengert.demo.programs;

import java.io.PrintStream;
import java.util.List;
import org.wengert.CheckReport;
import org.wengert.Derivative;
import org.wengert.Derivatives;

/**
 * Checking: {@link Derivative#check} compares a gradient that somebody wrote with reverse mode,
 * forward mode and finite differences, and says which partial is wrong.
 */
public final class CheckByHand {

  private CheckByHand() {}

  /** Checks a wrong gradient, and the mended one. */
  public static void main(String[] args) {
    run(System.out);
  }

  /** As {@link #main}. */
  public static void run(PrintStream out) {
    Derivative energy = Derivatives.of(Springs.class, "energy");
    List<Object[]> points = List.<Object[]>of(new Object[] {new double[] {0, 1.5, 2.25, 4}, 3.0});
    CheckReport wrong = energy.check(points, Springs::wrongGradient);
    out.println(wrong);
    CheckReport right = energy.check(points, Springs::rightGradient);
    out.println("and mended:");
    out.println(right.toString().lines().reduce((first, last) -> last).orElseThrow());
  }
}

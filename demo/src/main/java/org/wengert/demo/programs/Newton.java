package org.wengert.demo.programs;

import java.io.PrintStream;
import java.util.Locale;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Gradient;

/**
 * Code that nobody annotated: {@link Derivatives#of(Class, String)} differentiates a library's
 * method as it is, here for Newton's method. The iteration within the method is no obstacle.
 */
public final class Newton {

  private Newton() {}

  /** Finds the amplitude at which a pendulum of a metre takes 2.5 seconds. */
  public static void main(String[] args) {
    run(System.out);
  }

  /** As {@link #main}; returns the amplitude. */
  public static double run(PrintStream out) {
    Derivative period = Derivatives.of(LegacyPendulum.class, "period");
    double amplitude = 1;
    double error = 1;
    out.println("which amplitude makes a pendulum of 1 m take 2.5 s?");
    for (int step = 0; step < 20 && Math.abs(error) > 1e-14; step++) {
      Gradient gradient = period.gradient(amplitude, 1.0);
      error = gradient.value() - 2.5;
      out.printf(
          Locale.ROOT,
          "  step %d: %.15f rad, period %.15f s, error %8.1e%n",
          step,
          amplitude,
          gradient.value(),
          error);
      amplitude -= error / (double) gradient.of("amplitude");
    }
    return amplitude;
  }
}

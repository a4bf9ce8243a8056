package org.wengert.demo.programs;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Typed companions: {@code @Differentiable} on {@link BlackScholes#call} makes {@code
 * BlackScholesDerivatives.callGradient}, which takes the method's parameters and returns a record
 * with their names.
 */
public final class Greeks {

  private Greeks() {}

  /** Prints the sensitivities of an option beside the textbook's formulas. */
  public static void main(String[] args) {
    run(System.out);
  }

  /** As {@link #main}. */
  public static void run(PrintStream out) {
    double spot = 100;
    double strike = 110;
    double rate = 0.03;
    double volatility = 0.25;
    double years = 0.5;

    var price = BlackScholesDerivatives.callGradient(spot, strike, rate, volatility, years);

    double root = Math.sqrt(years);
    double d1 = (Math.log(spot / strike) + rate * years) / (volatility * root);
    d1 += 0.5 * volatility * root;
    double delta = BlackScholes.cumulativeNormal(d1);
    double vega = spot * Math.exp(-0.5 * d1 * d1) / Math.sqrt(2 * Math.PI) * root;
    double rho =
        strike
            * years
            * Math.exp(-rate * years)
            * BlackScholes.cumulativeNormal(d1 - volatility * root);

    out.printf(Locale.ROOT, "a call option at %.4f, and how its price moves with%n", price.value());
    line(out, "spot (delta)", price.spot(), delta);
    line(out, "volatility (vega)", price.volatility(), vega);
    line(out, "rate (rho)", price.rate(), rho);
  }

  private static void line(PrintStream out, String name, double gradient, double formula) {
    out.printf(
        Locale.ROOT,
        "  %-18s gradient %18.14f   textbook %18.14f   difference %8.1e%n",
        name,
        gradient,
        formula,
        Math.abs(gradient - formula));
  }
}

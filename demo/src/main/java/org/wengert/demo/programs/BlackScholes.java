package org.wengert.demo.programs;

import org.wengert.Differentiable;

/**
 * The price of a European call option (F. Black, M. Scholes, "The pricing of options and corporate
 * liabilities", 1973). All that Wengert needs is the annotation.
 */
final class BlackScholes {

  private static final double[] NUMERATOR = {
    3.52624965998911e-02,
    0.700383064443688,
    6.37396220353165,
    33.912866078383,
    112.079291497871,
    221.213596169931,
    220.206867912376
  };
  private static final double[] DENOMINATOR = {
    8.83883476483184e-02,
    1.75566716318264,
    16.064177579207,
    86.7807322029461,
    296.564248779674,
    637.333633378831,
    793.826512519948,
    440.413735824752
  };

  private BlackScholes() {}

  /**
   * The price of the right to buy at {@code strike} after {@code years}.
   *
   * @param spot today's price of the underlying
   * @param strike the agreed price
   * @param rate the interest rate a year, continuously compounded
   * @param volatility the standard deviation of a year's logarithmic return
   * @param years the time to expiry
   */
  @Differentiable
  static double call(double spot, double strike, double rate, double volatility, double years) {
    double deviation = volatility * Math.sqrt(years);
    double d1 = Math.log(spot / strike) / deviation + rate * years / deviation + 0.5 * deviation;
    double discounted = strike * Math.exp(-rate * years);
    return spot * cumulativeNormal(d1) - discounted * cumulativeNormal(d1 - deviation);
  }

  /** To 15 digits within seven deviations: Hart's approximation (G. West, 2005). */
  static double cumulativeNormal(double x) {
    double distance = Math.abs(x);
    double tail =
        Math.exp(-0.5 * distance * distance)
            * (polynomial(NUMERATOR, distance) / polynomial(DENOMINATOR, distance));
    return x > 0 ? 1 - tail : tail;
  }

  private static double polynomial(double[] coefficients, double x) {
    double sum = 0;
    for (double coefficient : coefficients) {
      sum = sum * x + coefficient;
    }
    return sum;
  }
}

package org.wengert.agent;

import org.wengert.testing.Sources;

/**
 * A small application in source: a differentiable method that calls one of another class, and the
 * typed companion.
 */
final class Application {
  /** What it prints under the agent. */
  static final String EXPECTED = "value 19.0 spot 20.0 curve 3.0 1.0";

  private static final String PRICING =
      """
        package pricing;

        import org.wengert.Differentiable;
        import org.wengert.Inactive;

        public class Pricing {
          @Differentiable
          static double price(double spot, double[] curve, @Inactive int steps) {
            double sum = 0;
            for (int i = 0; i < steps; i++) {
              sum += scaled(spot, curve[0]) * (i + 1);
            }
            return sum + helpers.Helper.power(spot, 2) * curve[1];
          }

          private static double scaled(double x, double y) {
            return x * y;
          }
        }
      """;

  private static final String HELPER =
      """
        package helpers;

        public class Helper {
          public static double power(double x, int n) {
            return n == 0 ? 1 : x * power(x, n - 1);
          }
        }
      """;

  private static final String MAIN =
      """
        package pricing;

        public class Main {
          public static void main(String[] args) throws Exception {
            run();
          }

          public static void run() {
            double[] curve = {6, 1};
            var g = PricingDerivatives.priceGradient(1.0, curve, 2);
            System.out.println(
                "value " + g.value() + " spot " + g.spot() + " curve " + g.curve()[0]
                    + " " + g.curve()[1]);
          }
        }
      """;

  private Application() {}

  /** The application, for the class path. */
  static Sources sources() {
    return application().add("helpers/Helper.java", HELPER);
  }

  /** The class that the application calls. */
  static Sources helpers() {
    return new Sources().add("helpers/Helper.java", HELPER);
  }

  /** All but the class that it calls. */
  static Sources application() {
    return new Sources().add("pricing/Pricing.java", PRICING).add("pricing/Main.java", MAIN);
  }
}

package org.wengert.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wengert.testing.ForkedJvm;
import org.wengert.testing.Sources;

/**
 * The second of the experiments that the architecture stands on, with the shipped jar: a list of
 * boxes passed in as an independent, a record with logic in its constructor, and a static scratch
 * array, all through shadows; on the class path and on the module path.
 */
class ArchitectureExperimentsIT {
  @TempDir private Path directory;

  private static final String PORTFOLIO =
      """
      package portfolio;

      import java.util.ArrayList;

      public class Portfolio {
        private static final double[] SCRATCH = new double[2];

        /** Short positions count half; there is a least price. */
        private record Position(double amount, double price) {
          Position {
            if (amount < 0) {
              amount = -0.5 * amount;
            }
            price = Math.max(price, 0.01) * 1.1;
          }

          double worth() {
            return amount * price * price;
          }
        }

        static double worth(ArrayList<Double> amounts, double price) {
          SCRATCH[0] = 0;
          for (int i = 0; i < amounts.size(); i++) {
            Position position = new Position(amounts.get(i), price + i);
            SCRATCH[0] += position.worth() * amounts.get(0);
            SCRATCH[1] = Math.sin(SCRATCH[0]) * price;
          }
          amounts.set(0, SCRATCH[1]);
          return SCRATCH[0] + amounts.get(0);
        }
      }
      """;

  private static final String MAIN =
      """
      package portfolio;

      import java.util.ArrayList;
      import java.util.Arrays;
      import java.util.List;
      import org.wengert.Derivatives;
      import org.wengert.Gradient;

      public class Main {
        public static void main(String[] args) {
          Double shared = 0.75;
          List<Double> at = Arrays.asList(0.5, shared, -1.25, shared);
          Gradient g =
              Derivatives.of(Portfolio.class, "worth")
                  .withRespectTo(0, 1)
                  .gradient(new ArrayList<>(at), 1.5);
          List<?> partials = (List<?>) g.of(0);
          double worst = Math.abs(g.value() - Portfolio.worth(new ArrayList<>(at), 1.5));
          for (int i = 0; i <= at.size(); i++) {
            double partial = (double) (i < at.size() ? partials.get(i) : g.of(1));
            double difference = (moved(at, i, 1e-5) - moved(at, i, -1e-5)) / 2e-5;
            worst = Math.max(worst, Math.abs(partial - difference) / Math.abs(difference));
          }
          System.out.println(partials.size() + " partials, " + (worst < 1e-6 ? "right" : worst));
        }

        private static double moved(List<Double> at, int i, double by) {
          ArrayList<Double> amounts = new ArrayList<>(at);
          if (i < amounts.size()) {
            amounts.set(i, amounts.get(i) + by);
          }
          return Portfolio.worth(amounts, i < amounts.size() ? 1.5 : 1.5 + by);
        }
      }
      """;

  private static Sources sources() {
    return new Sources()
        .add("portfolio/Portfolio.java", PORTFOLIO)
        .add("portfolio/Main.java", MAIN);
  }

  @Test
  void listRecordAndStaticArrayOnTheClassPath() {
    Path classes = sources().compile(directory);
    assertRight("-cp", ForkedJvm.path(classes, ForkedJvm.annotationsJar()), "portfolio.Main");
  }

  @Test
  void listRecordAndStaticArrayOnTheModulePath() {
    Path classes =
        sources()
            .add("module-info.java", "module app { requires org.wengert; }")
            .compile(directory);
    String path = ForkedJvm.path(classes, ForkedJvm.annotationsJar());
    assertRight("-p", path, "-m", "app/portfolio.Main");
  }

  private void assertRight(String... arguments) {
    List<String> all = new java.util.ArrayList<>(List.of(ForkedJvm.agent()));
    all.addAll(List.of(arguments));
    ForkedJvm.Result result = ForkedJvm.run(directory, all);
    assertEquals(List.of("4 partials, right"), result.lines(), result::text);
    assertEquals(0, result.exit(), result::text);
  }
}

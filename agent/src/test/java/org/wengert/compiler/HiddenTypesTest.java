package org.wengert.compiler;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.libraries.Directly;
import org.wengert.testing.Case;
import org.wengert.testing.DerivativeHarness;
import org.wengert.testing.Sources;

/** Public types whose supertypes their users may not name, though descriptors do. */
class HiddenTypesTest {
  private static final String BASE =
      """
      package number;

      interface Base<S extends Base<S>> {
        double value();

        S of(double value);

        default S twice() {
          return of(2 * value());
        }

        default S times(S other) {
          return of(value() * other.value());
        }
      }
      """;
  private static final String NUMBER =
      """
      package number;

      public class Number implements Base<Number> {
        private final double value;

        public Number(double value) {
          this.value = value;
        }

        public double value() {
          return value;
        }

        public Number of(double v) {
          return new Number(v);
        }
      }
      """;
  private static final String CORE =
      """
      package number;

      abstract class Core {
        double value;

        public Core add(double x) {
          value += x * x;
          return this;
        }

        public Core fresh() {
          Cell cell = new Cell();
          cell.value = 2 * value;
          return cell;
        }

        public void absorb(Core other) {
          value *= other.value;
        }

        public double value() {
          return value;
        }
      }
      """;
  private static final String CELL =
      """
      package number;

      public class Cell extends Core {
        public Core kept;

        public double ofKept() {
          return kept.value;
        }
      }
      """;
  private static final String USE =
      """
      package use;

      import number.Cell;
      import number.Number;

      public class Use {
        public static double builder(double x) {
          Cell cell = new Cell();
          cell.add(x);
          Cell same = (Cell) cell.add(2 * x);
          return same.value() * x;
        }

        public static double handedOn(double x) {
          Cell cell = new Cell();
          cell.add(x);
          cell.absorb(cell.fresh());
          cell.kept = cell.fresh();
          for (int i = 0; i < 3; i++) {
            var chosen = i == 1 ? cell.fresh() : cell.add(x);
            cell.absorb(chosen);
          }
          return cell.value() + cell.ofKept();
        }

        public static double product(double x) {
          Number n = new Number(x);
          return n.twice().times(n).value() * x;
        }

        public static double inLoop(double x) {
          Number n = new Number(x);
          for (int i = 0; i < 3; i++) {
            n = i == 1 ? n.twice() : n.times(n);
          }
          return n.value();
        }
      }
      """;

  @TempDir private static Path directory;
  private static Class<?> use;

  @BeforeAll
  static void compile() throws Exception {
    Path classes =
        new Sources()
            .add("number/Base.java", BASE)
            .add("number/Number.java", NUMBER)
            .add("number/Core.java", CORE)
            .add("number/Cell.java", CELL)
            .add("use/Use.java", USE)
            .compile(directory);
    ClassLoader parent = HiddenTypesTest.class.getClassLoader();
    use = new URLClassLoader(new URL[] {classes.toUri().toURL()}, parent).loadClass("use.Use");
  }

  @ParameterizedTest
  @ValueSource(strings = {"product", "inLoop", "builder", "handedOn"})
  void areDifferentiated(String method) {
    new DerivativeHarness(Directly.engine()).check(Case.of(use, method).at(1.5));
  }
}

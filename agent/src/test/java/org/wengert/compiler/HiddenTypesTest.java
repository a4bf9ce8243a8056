package org.wengert.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.invoke.MethodHandle;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wengert.runtime.Bridge;
import org.wengert.testing.DirectEngine;
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
  private static final String USE =
      """
      package use;

      import number.Number;

      public class Use {
        static double product(double x) {
          Number n = new Number(x);
          return n.twice().times(n).value() * x;
        }

        static double inLoop(double x) {
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
    new DirectEngine();
    Path classes =
        new Sources()
            .add("number/Base.java", BASE)
            .add("number/Number.java", NUMBER)
            .add("use/Use.java", USE)
            .compile(directory);
    ClassLoader parent = HiddenTypesTest.class.getClassLoader();
    use = new URLClassLoader(new URL[] {classes.toUri().toURL()}, parent).loadClass("use.Use");
  }

  private static double forward(String method, double x) throws Throwable {
    MethodHandle entry = Bridge.entry(use, method, "(D)D", "jvp", "A");
    double[] tangent = new double[1];
    Object unused = entry.invoke(x, 1.0, tangent, (Object[]) null, Bridge.newTape());
    return tangent[0];
  }

  @Test
  void callsOfTheirMethodsAreLinked() throws Throwable {
    assertEquals(6 * 1.5 * 1.5, forward("product", 1.5), 1e-12);
    assertEquals(4 * 4 * Math.pow(1.5, 3), forward("inLoop", 1.5), 1e-11);
  }
}

package org.wengert.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.Engine;
import org.wengert.testing.Sources;

/** One shadow for each static field: whatever class names it, whatever else has its name. */
class StaticCellsTest {
  @TempDir private Path directory;
  private final DirectEngine engine = new DirectEngine();

  private static Method method(Class<?> host, String name) throws Exception {
    for (Method method : host.getDeclaredMethods()) {
      if (method.getName().equals(name)) {
        return method;
      }
    }
    throw new NoSuchMethodException(name);
  }

  private void requireDerivative(double expected, Class<?> host, String name, double x)
      throws Throwable {
    Method method = method(host, name);
    boolean[] active = {true};
    Engine.Jvp forward = engine.jvp(method, new Object[] {x}, new Object[] {1.0});
    assertEquals(expected, (double) forward.tangent(), 1e-14);
    Engine.Vjp joint = engine.gradient(method, new Object[] {x}, active);
    assertEquals(expected, (double) joint.argAdjoints()[0], 1e-14);
    Engine.Vjp split = engine.vjp(method, new Object[] {x}, active, 1.0, null);
    assertEquals(expected, (double) split.argAdjoints()[0], 1e-14);
  }

  /** The field is stored under one name and loaded under others. */
  @Test
  void inheritedFieldIsTheFieldOfTheClassThatDeclaresIt() throws Throwable {
    Path classes =
        new Sources()
            .add("library/Sub.java", "package library; public class Sub extends Base {}")
            .add("library/Base.java", "package library; class Base { public static double f; }")
            .add("Hiding.java", "class Hiding extends library.Sub { static double f = 5; }")
            .add("Through.java", "class Through extends library.Sub {}")
            .add("Deep.java", "class Deep extends Through implements Constants {}")
            .add(
                "Constants.java",
                "interface Constants { double g = Double.parseDouble(\"4\"); double[] h = {1}; }")
            .add(
                "Host.java",
                """
                class Host extends Through {
                  static double names(double x) {
                    library.Sub.f = x * x;
                    Deep.f *= x;
                    Hiding.f = 7 * x;
                    return f * f + Hiding.f * Deep.g * Deep.h[0];
                  }

                  static double acrossCalls(double x) {
                    Deep.f = x;
                    grow(x, 20);
                    return library.Sub.f;
                  }

                  private static void grow(double x, int n) {
                    if (n > 0) {
                      Through.f += x;
                      grow(x, n - 1);
                    }
                  }
                }
                """)
            .compile(directory);
    ClassLoader loader =
        new URLClassLoader(new URL[] {classes.toUri().toURL()}, getClass().getClassLoader());
    Class<?> host = loader.loadClass("Host");
    requireDerivative(6 * 32 + 28, host, "names", 2);
    requireDerivative(21, host, "acrossCalls", 2);
  }

  /** Each of two classes Memo has a field of its own; a call goes through both. */
  @Test
  void classesOfOneNameFromTwoLoadersHaveFieldsOfTheirOwn() throws Throwable {
    Path classes =
        new Sources()
            .add("Memo.java", "class Memo { static double f = 1; }")
            .add("A.java", access("A"))
            .add("B.java", access("B"))
            .add(
                "Root.java",
                """
                public class Root {
                  public static double run(double x) {
                    A.set(x, 1);
                    B.set(x * x * x, 1);
                    return A.get(x) * 10 + B.get(x) * 100;
                  }
                }
                """)
            .compile(directory);
    Isolated first = new Isolated(classes, null, null);
    Isolated second = new Isolated(classes, null, null);
    Class<?> root = new Isolated(classes, first, second).loadClass("Root");
    requireDerivative(10 * (1 + 1) + 100 * (12 + 1), root, "run", 2);
  }

  /** Recursive, so that they are called and not inlined. */
  private static String access(String name) {
    return "public class "
        + name
        + """
         {
          public static void set(double x, int n) {
            if (n > 0) {
              set(x, n - 1);
            }
            Memo.f = x;
          }

          public static double get(double x) {
            return Memo.f + x;
          }
        }
        """;
  }

  /** Defines all classes itself but A and B, which it has from others if they are given. */
  private static final class Isolated extends ClassLoader {
    private final Path classes;
    private final Isolated ofA;
    private final Isolated ofB;

    Isolated(Path classes, Isolated ofA, Isolated ofB) {
      super(StaticCellsTest.class.getClassLoader());
      this.classes = classes;
      this.ofA = ofA;
      this.ofB = ofB;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.equals("A") && ofA != null) {
        return ofA.loadClass(name);
      } else if (name.equals("B") && ofB != null) {
        return ofB.loadClass(name);
      }
      try {
        byte[] bytes = Files.readAllBytes(classes.resolve(name + ".class"));
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }

    @Override
    public InputStream getResourceAsStream(String name) {
      try {
        Path file = classes.resolve(name);
        return Files.exists(file)
            ? new ByteArrayInputStream(Files.readAllBytes(file))
            : super.getResourceAsStream(name);
      } catch (IOException e) {
        return null;
      }
    }
  }
}

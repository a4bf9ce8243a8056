package org.wengert.compiler;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wengert.Derivatives;
import org.wengert.runtime.Bridge;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.Sources;

class ParameterNamesTest {
  static {
    new DirectEngine();
  }

  @TempDir private Path directory;

  private Class<?> compiled(String option) throws Exception {
    Path classes =
        new Sources()
            .option(option)
            .add(
                "Named.java",
                "public class Named { static double f(double spot, long n, double[] curve)"
                    + " { double x = spot; return x * curve[0]; } }")
            .compile(directory);
    return new URLClassLoader(new URL[] {classes.toUri().toURL()}).loadClass("Named");
  }

  @Test
  void namesComeFromDebugTables() throws Exception {
    Class<?> host = compiled("-g");
    assertArrayEquals(
        new String[] {"spot", "n", "curve"}, Bridge.parameterNames(host, "f", "(DJ[D)D"));
    var gradient = Derivatives.of(host, "f").gradient(2.0, 1L, new double[] {3});
    assertEquals(3.0, gradient.of("spot"));
  }

  @Test
  void namesComeFromTheAttributeOfParameters() throws Exception {
    assertArrayEquals(
        new String[] {"spot", "n", "curve"},
        Bridge.parameterNames(compiled("-parameters"), "f", "(DJ[D)D"));
  }

  @Test
  void namesAreUnknownWithoutTables() throws Exception {
    Class<?> host = compiled("-g:none");
    assertArrayEquals(new String[3], Bridge.parameterNames(host, "f", "(DJ[D)D"));
    var gradient = Derivatives.of(host, "f").gradient(2.0, 1L, new double[] {3});
    assertEquals(3.0, gradient.of("arg0"));
  }

  @Test
  void nativeMethodsHaveNoNames() {
    assertArrayEquals(
        new String[1], Bridge.parameterNames(Class.class, "isInstance", "(Ljava/lang/Object;)Z"));
  }

  @Test
  void methodThatDoesNotExistHasNone() {
    assertNull(Bridge.parameterNames(ParameterNamesTest.class, "nothing", "(D)D"));
  }
}

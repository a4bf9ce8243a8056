package org.wengert.fuzz;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.wengert.NotDifferentiableException;
import org.wengert.testing.DirectEngine;

/**
 * Derivatives inside of derivatives on random programs, in a JVM of its own: a program's arguments
 * move along two directions, by one number each; the derivative by the one of the derivative by the
 * other, in all mixes of modes, inside of a function or by a companion, is the mixed second
 * derivative that the engine finds without any nesting.
 */
final class NestedPrograms {
  private static final int TOGETHER = 50;
  private static final double TOLERANCE = 1e-8;

  /** Forward and reverse mode: of a function, or by a companion in every second program. */
  private static final int MODES = 2;

  private static final String HELPER =
      """
      final class %1$s {
        static double[] moved(double[] x, double[] u, double[] v, double t, double s) {
          if (x == null) { return null; }
          double[] y = new double[x.length];
          for (int i = 0; i < y.length; i++) { y[i] = x[i] + t * u[i] + s * v[i]; }
          return y;
        }
        @org.wengert.Differentiable
        static double along(
            @org.wengert.Inactive double t, double s, @org.wengert.Inactive Object[] a,
            @org.wengert.Inactive Object[] u, @org.wengert.Inactive Object[] v) {
          return %2$s;
        }
        static double inner(double t, Object[] a, Object[] u, Object[] v, int how) {
          if (how == 3) {
            return %1$sDerivatives.alongGradient(t, 0, a, u, v).s();
          } else if (how == 2) {
            return %1$sDerivatives.alongJvp(t, 0, a, u, v, 1).tangent();
          } else if (how == 1) {
            java.util.function.ToDoubleFunction<double[]> f = q -> along(t, q[0], a, u, v);
            return org.wengert.Derivatives.gradient(f).apply(new double[1])[0];
          }
          java.util.function.DoubleUnaryOperator f = s -> along(t, s, a, u, v);
          return org.wengert.Derivatives.derivative(f).applyAsDouble(0);
        }
        public static double outer(
            Object[] a, Object[] u, Object[] v, boolean outside, int inside) {
          if (outside) {
            java.util.function.ToDoubleFunction<double[]> f = q -> inner(q[0], a, u, v, inside);
            return org.wengert.Derivatives.gradient(f).apply(new double[1])[0];
          }
          java.util.function.DoubleUnaryOperator f = t -> inner(t, a, u, v, inside);
          return org.wengert.Derivatives.derivative(f).applyAsDouble(0);
        }
      }
      """;

  private final DirectEngine engine = new DirectEngine();
  private final Map<String, Integer> counts = new TreeMap<>();

  private NestedPrograms() {}

  /**
   * Ends with status 1 at the first failure.
   *
   * @param arguments {@code all} or {@code numeric}, the size of the programs, the first seed, and
   *     how many
   */
  public static void main(String[] arguments) {
    Features features = arguments[0].equals("all") ? Features.all() : Features.numeric();
    // What uses static fields cannot run again, as reverse mode outside needs, nor
    // what writes into arrays that it is given, of which those of arrays are not copied here.
    for (String off :
        List.of(
            "floats", "floatmatrices", "statics", "effects", "inherited", "matrices", "cubes")) {
      features.set(off, false);
    }
    int size = Integer.parseInt(arguments[1]);
    long seed = Long.parseLong(arguments[2]);
    long end = seed + Long.parseLong(arguments[3]);
    NestedPrograms programs = new NestedPrograms();
    try {
      for (long first = seed; first < end; first += TOGETHER) {
        programs.check(first, Math.min(first + TOGETHER, end), features, size);
      }
    } catch (Exception | AssertionError e) {
      e.printStackTrace(System.out);
      System.exit(1);
    }
    System.out.println(programs.counts);
    // Where objects decide what runs, and where exceptions are made, reverse mode is refused.
    boolean enough = programs.counts.getOrDefault("agrees", 0) >= (end - seed) / 10;
    System.exit(enough ? 0 : 1);
  }

  private void check(long first, long end, Features features, int size) throws Exception {
    Map<Long, Program> programs = new LinkedHashMap<>();
    Map<String, String> sources = new LinkedHashMap<>();
    for (long seed = first; seed < end; seed++) {
      Program program = ProgramGenerator.generate("P" + seed, seed, features, size);
      if (program.entry().result() == Ty.DOUBLE) {
        programs.put(seed, program);
        sources.put(program.name(), source(program, seed));
      } else {
        count("no number");
      }
    }
    MemoryLoader loader = MemoryCompiler.compileWithCompanions(sources);
    for (Map.Entry<Long, Program> each : programs.entrySet()) {
      Inputs inputs = InputGenerator.generate(each.getValue(), each.getKey(), features);
      check(each.getKey(), inputs, loader.loadClass(helper(each.getKey())), sources);
    }
  }

  private static String helper(long seed) {
    return "N" + seed;
  }

  /** Without what counts executions in a static field. */
  private static String source(Program program, long seed) {
    List<String> arguments = new ArrayList<>();
    for (Expr.Local parameter : program.entry().parameters()) {
      arguments.add(argument(parameter.type(), arguments.size()));
    }
    String call = program.name() + ".entry(" + String.join(", ", arguments) + ")";
    String plain =
        Printer.print(program).replaceAll("(?m)^\\s*(\\+\\+calls|calls\\+\\+|calls \\+= 1);$", "");
    return plain + HELPER.formatted(helper(seed), call);
  }

  private static String argument(Ty type, int i) {
    String given = "(" + type.source() + ") a[" + i + "]";
    switch (type) {
      case DOUBLE:
        return "(Double) a[%1$d] + t * (Double) u[%1$d] + s * (Double) v[%1$d]".formatted(i);
      case DOUBLES:
        return "moved((double[]) a[%1$d], (double[]) u[%1$d], (double[]) v[%1$d], t, s)"
            .formatted(i);
      case INTS, LONGS, BOOLEANS, BYTES, SHORTS, CHARS:
        return "a[" + i + "] == null ? null : (" + given + ").clone()";
      default:
        return given;
    }
  }

  private void check(long seed, Inputs inputs, Class<?> type, Map<String, String> sources)
      throws Exception {
    Chance chance = new Chance(seed + 79);
    Object[] u = direction(inputs, chance);
    Object[] v = direction(inputs, chance);
    Method along =
        type.getDeclaredMethod(
            "along", double.class, double.class, Object[].class, Object[].class, Object[].class);
    along.setAccessible(true);
    Object[] arguments = {0.0, 0.0, inputs.copy().arguments(), u, v};
    double[] expected;
    try {
      boolean[] active = {true, true, false, false, false};
      expected =
          engine.secondTangent(
              along,
              arguments,
              active,
              new Object[] {1.0, 0.0, null, null, null},
              new Object[] {0.0, 1.0, null, null, null});
    } catch (Throwable e) {
      count(e instanceof org.wengert.runtime.Refusal ? "refused at all" : "throws");
      return;
    }
    if (!Double.isFinite(expected[3]) || Math.abs(expected[3]) > 1e100) {
      count("infinite");
      return;
    }
    Method outer =
        type.getDeclaredMethod(
            "outer", Object[].class, Object[].class, Object[].class, boolean.class, int.class);
    outer.setAccessible(true);
    boolean all = true;
    int firstWay = seed % 2 == 0 ? 0 : MODES;
    for (int mix = 0; mix < 2 * MODES; mix++) {
      boolean outside = mix >= MODES;
      int inside = firstWay + mix % MODES;
      try {
        double found =
            (double) outer.invoke(null, inputs.copy().arguments(), u, v, outside, inside);
        double size = Math.abs(expected[1] * expected[2]) + Math.abs(expected[0]);
        double bound = TOLERANCE * (Math.abs(expected[3]) + 1e-4 * size) + Double.MIN_NORMAL;
        if (!(Math.abs(found - expected[3]) <= bound)) {
          throw new AssertionError(
              "mix "
                  + mix
                  + ": "
                  + found
                  + ", not "
                  + Arrays.toString(expected)
                  + "\n"
                  + inputs
                  + "\n"
                  + sources.get("P" + seed));
        }
      } catch (InvocationTargetException e) {
        boolean refused =
            e.getCause() instanceof NotDifferentiableException n
                && n.getMessage().contains("cannot run again");
        if (!refused || !outside) {
          throw new AssertionError("mix " + mix + "\n" + sources.get("P" + seed), e.getCause());
        }
        all = false;
      }
    }
    count(!all ? "refused in reverse" : expected[3] == 0 ? "agrees on zero" : "agrees");
  }

  private static Object[] direction(Inputs inputs, Chance chance) {
    Shadows shadows = new Shadows(chance);
    Object[] all = new Object[inputs.arguments().length];
    for (int i = 0; i < all.length; i++) {
      Object argument = inputs.arguments()[i];
      if (argument instanceof Double || argument instanceof double[]) {
        all[i] = shadows.of(argument);
      }
    }
    return all;
  }

  private void count(String what) {
    counts.merge(what, 1, Integer::sum);
  }
}

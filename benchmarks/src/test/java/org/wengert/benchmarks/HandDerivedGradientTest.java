package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.wengert.benchmarks.det.DeterminantWorkload;
import org.wengert.benchmarks.gmm.GmmWorkload;
import org.wengert.benchmarks.kmeans.KMeansWorkload;
import org.wengert.benchmarks.llsq.LinearLeastSquaresWorkload;
import org.wengert.benchmarks.lse.LogSumExpWorkload;
import org.wengert.benchmarks.lstm.LstmWorkload;
import org.wengert.benchmarks.ode.ChainOdeWorkload;

class HandDerivedGradientTest {

  static Stream<GradientWorkload> small() {
    return Stream.of(
        new GmmWorkload(3, 4, 7, 0),
        new GmmWorkload(4, 3, 5, 2),
        new GmmWorkload(1, 2, 5, 1),
        new LogSumExpWorkload(9),
        new LinearLeastSquaresWorkload(6, 11),
        new KMeansWorkload(4, 30, 3),
        new LstmWorkload(1, 2, 3),
        new LstmWorkload(3, 6, 4),
        new DeterminantWorkload(1),
        new DeterminantWorkload(5),
        new ChainOdeWorkload("ode", 1, 3),
        new ChainOdeWorkload("ode", 8, 5));
  }

  static Stream<GradientWorkload> timed() {
    return Workloads.names().stream()
        .map(Workloads::create)
        .filter(GradientWorkload.class::isInstance)
        .map(GradientWorkload.class::cast)
        .filter(workload -> !workload.name().equals("ode"));
  }

  @ParameterizedTest
  @MethodSource("small")
  void everyPartialMatchesCentralDifferences(GradientWorkload workload) {
    ValueAndGradient gradient = workload.handDerived();
    assertSameValue(workload, gradient);
    Object[] arguments = workload.arguments();
    int compared = 0;
    for (int i = 0; i < arguments.length; i++) {
      assertEquals(workload.independents()[i], gradient.partials()[i] != null);
      if (workload.independents()[i]) {
        compared += compare(workload, rows(arguments[i]), rows(gradient.partials()[i]));
      }
    }
    assertTrue(compared > 0);
  }

  @ParameterizedTest
  @MethodSource("timed")
  void directionalDerivativeAtTheTimedSizeMatchesCentralDifferences(GradientWorkload workload) {
    Object[] direction = Partials.direction(workload);
    ValueAndGradient gradient = workload.handDerived();
    assertSameValue(workload, gradient);
    double expected = Partials.dot(gradient.partials(), direction);
    double scale = Partials.absoluteDot(gradient.partials(), direction);
    assertTrue(scale > 1e-3, "a gradient that is all but zero shows nothing: " + scale);
    double actual = Differences.richardson(step -> moved(workload, direction, step), 1e-5);
    assertEquals(expected, actual, 1e-6 * scale);
  }

  /** Four equations a step: at the size of the table, which others chose, the start is too far. */
  @Test
  void theGradientOfTheTimedOdeIsZero() {
    ValueAndGradient gradient = ((GradientWorkload) Workloads.create("ode")).handDerived();
    assertEquals(0, gradient.value());
    assertEquals(0, Arrays.stream((double[]) gradient.partials()[0]).map(Math::abs).sum());
  }

  @ParameterizedTest
  @MethodSource("small")
  void callsLeaveTheInputAsItIs(GradientWorkload workload) {
    double before = workload.primal();
    ValueAndGradient first = workload.handDerived();
    ValueAndGradient second = workload.handDerived();
    assertEquals(before, workload.primal());
    assertEquals(first.value(), second.value());
    assertEquals(0, Partials.absoluteDot(first.partials(), minus(second, first)));
  }

  private static Object[] minus(ValueAndGradient a, ValueAndGradient b) {
    Object[] result = new Object[a.partials().length];
    for (int i = 0; i < result.length; i++) {
      if (a.partials()[i] != null) {
        double[] difference = Partials.flatten(a.partials()[i]).clone();
        double[] other = Partials.flatten(b.partials()[i]);
        for (int j = 0; j < difference.length; j++) {
          difference[j] -= other[j];
        }
        result[i] = difference;
      }
    }
    return result;
  }

  private static void assertSameValue(GradientWorkload workload, ValueAndGradient gradient) {
    double value = workload.primal();
    assertEquals(value, gradient.value(), 1e-12 * Math.abs(value));
  }

  private static int compare(GradientWorkload workload, double[][] argument, double[][] partials) {
    assertEquals(argument.length, partials.length);
    int compared = 0;
    for (int i = 0; i < argument.length; i++) {
      assertEquals(argument[i].length, partials[i].length);
      for (int j = 0; j < argument[i].length; j++) {
        double expected = Differences.richardson(entry(workload, argument[i], j), 1e-5);
        String where = workload.name() + " " + workload.sizes() + " [" + i + "][" + j + "]";
        double tolerance = 1e-7 * Math.max(1, Math.abs(expected));
        assertEquals(expected, partials[i][j], tolerance, where);
        compared++;
      }
    }
    return compared;
  }

  private static Differences.Function entry(GradientWorkload workload, double[] row, int j) {
    return step -> {
      double saved = row[j];
      row[j] = saved + step;
      double value = workload.primal();
      row[j] = saved;
      return value;
    };
  }

  /** The primal's value after moving all independents along the direction. */
  private static double moved(GradientWorkload workload, Object[] direction, double step) {
    Object[] arguments = workload.arguments();
    double[][][] saved = new double[arguments.length][][];
    for (int i = 0; i < arguments.length; i++) {
      if (direction[i] != null) {
        saved[i] = move(rows(arguments[i]), rows(direction[i]), step);
      }
    }
    double value = workload.primal();
    for (int i = 0; i < arguments.length; i++) {
      if (direction[i] != null) {
        double[][] rows = rows(arguments[i]);
        for (int j = 0; j < rows.length; j++) {
          System.arraycopy(saved[i][j], 0, rows[j], 0, rows[j].length);
        }
      }
    }
    return value;
  }

  private static double[][] move(double[][] rows, double[][] direction, double step) {
    double[][] saved = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      saved[i] = rows[i].clone();
      for (int j = 0; j < rows[i].length; j++) {
        rows[i][j] += step * direction[i][j];
      }
    }
    return saved;
  }

  private static double[][] rows(Object array) {
    return array instanceof double[] row ? new double[][] {row} : (double[][]) array;
  }
}

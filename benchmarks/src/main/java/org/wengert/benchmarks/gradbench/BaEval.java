package org.wengert.benchmarks.gradbench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wengert.benchmarks.ba.BundleAdjustment;
import org.wengert.benchmarks.ba.BundleAdjustmentDerivatives;

/**
 * Bundle adjustment: n cameras, m points and p observations, all of which the eval gives once and
 * wants repeated. The Jacobian is sparse, in compressed rows.
 */
final class BaEval {
  private static final int CAMERA = 11;
  private static final int POINT = 3;

  /** Entries of a row of a reprojection error: camera, point, weight. */
  private static final int ENTRIES = CAMERA + POINT + 1;

  /** How many numbers of each array an answer shows, besides the last. */
  private static final int SHOWN = 30;

  private final double[][] cameras;
  private final double[][] points;
  private final double[] weights;
  private final double[][] features;

  private BaEval(Input input) {
    this.cameras = repeated(input, "cam", CAMERA, input.get("n").integer());
    this.points = repeated(input, "x", POINT, input.get("m").integer());
    this.weights = new double[input.get("p").integer()];
    Arrays.fill(weights, input.get("w").number());
    this.features = repeated(input, "feat", 2, weights.length);
    if (cameras.length == 0 || points.length == 0 || weights.length == 0) {
      throw new IllegalArgumentException("input.n, input.m and input.p must be at least 1");
    }
  }

  private static double[][] repeated(Input input, String name, int length, int count) {
    double[] given = input.get(name).vector();
    if (given.length != length) {
      throw new IllegalArgumentException(
          "input." + name + " has " + given.length + " numbers: expected " + length);
    }
    double[][] all = new double[count][];
    for (int i = 0; i < count; i++) {
      all[i] = given.clone();
    }
    return all;
  }

  static Evals.Call objective(Input input) {
    BaEval eval = new BaEval(input);
    double[] errors = new double[2 * eval.weights.length];
    double[] weightErrors = new double[eval.weights.length];
    return new Evals.Call() {
      @Override
      public Object run() {
        eval.errors(errors, weightErrors);
        return errors;
      }

      @Override
      public Object output(Object result) {
        Map<String, Object> output = new LinkedHashMap<>();
        int count = weightErrors.length;
        double[] first = {errors[0], errors[1]};
        output.put("reproj_error", Map.of("elements", first, "repeated", count));
        output.put("w_err", Map.of("element", weightErrors[0], "repeated", count));
        return output;
      }
    };
  }

  private void errors(double[] errors, double[] weightErrors) {
    for (int i = 0; i < weights.length; i++) {
      double[] camera = cameras[i % cameras.length];
      double[] point = points[i % points.length];
      for (int k = 0; k < 2; k++) {
        errors[2 * i + k] = BundleAdjustment.error(camera, point, weights[i], features[i], k);
      }
      weightErrors[i] = BundleAdjustment.weightError(weights[i]);
    }
  }

  static Evals.Call jacobian(Input input) {
    BaEval eval = new BaEval(input);
    Sparse sparse = new Sparse(eval.weights.length);
    return new Evals.Call() {
      @Override
      public Object run() {
        eval.fill(sparse);
        return sparse;
      }

      @Override
      public Object output(Object result) {
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("rows", ends(sparse.rows));
        output.put("cols", ends(sparse.columns));
        output.put("vals", ends(sparse.values));
        return output;
      }
    };
  }

  /** A matrix in compressed rows: two rows an observation, then one a weight. */
  private static final class Sparse {
    private final int[] rows;
    private final int[] columns;
    private final double[] values;

    Sparse(int observations) {
      this.rows = new int[3 * observations + 1];
      this.columns = new int[(2 * ENTRIES + 1) * observations];
      this.values = new double[columns.length];
    }
  }

  private void fill(Sparse sparse) {
    double[] byCamera = new double[CAMERA];
    double[] byPoint = new double[POINT];
    double[] byWeight = new double[1];
    int at = 0;
    int row = 0;
    for (int i = 0; i < weights.length; i++) {
      int camera = i % cameras.length;
      int point = i % points.length;
      for (int k = 0; k < 2; k++) {
        BundleAdjustmentDerivatives.errorGradient(
            cameras[camera],
            points[point],
            weights[i],
            features[i],
            k,
            byCamera,
            byPoint,
            byWeight);
        at = put(sparse, at, CAMERA * camera, byCamera);
        at = put(sparse, at, CAMERA * cameras.length + POINT * point, byPoint);
        at = put(sparse, at, weightColumn(i), byWeight);
        sparse.rows[++row] = at;
      }
    }
    for (int i = 0; i < weights.length; i++) {
      BundleAdjustmentDerivatives.weightErrorGradient(weights[i], byWeight);
      at = put(sparse, at, weightColumn(i), byWeight);
      sparse.rows[++row] = at;
    }
  }

  private int weightColumn(int observation) {
    return CAMERA * cameras.length + POINT * points.length + observation;
  }

  private static int put(Sparse sparse, int from, int column, double[] numbers) {
    for (int j = 0; j < numbers.length; j++) {
      sparse.columns[from + j] = column + j;
      sparse.values[from + j] = numbers[j];
    }
    return from + numbers.length;
  }

  private static int[] ends(int[] all) {
    int[] shown = Arrays.copyOf(all, Math.min(SHOWN, all.length) + 1);
    shown[shown.length - 1] = all[all.length - 1];
    return shown;
  }

  private static double[] ends(double[] all) {
    double[] shown = Arrays.copyOf(all, Math.min(SHOWN, all.length) + 1);
    shown[shown.length - 1] = all[all.length - 1];
    return shown;
  }
}

package org.wengert.benchmarks.gradbench;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.wengert.benchmarks.ba.BundleAdjustmentJacobian;
import org.wengert.benchmarks.ba.Scene;
import org.wengert.benchmarks.ba.SparseJacobian;

/**
 * Bundle adjustment: n cameras, m points and p observations, all of which the eval gives once and
 * wants repeated. The Jacobian is sparse, in compressed rows.
 */
final class BaEval {
  /** How many numbers of each array an answer shows, besides the last. */
  private static final int SHOWN = 30;

  private BaEval() {}

  private static Scene scene(Input input) {
    double[][] cameras = repeated(input, "cam", Scene.CAMERA, input.get("n").integer());
    double[][] points = repeated(input, "x", Scene.POINT, input.get("m").integer());
    double[] weights = new double[input.get("p").integer()];
    Arrays.fill(weights, input.get("w").number());
    double[][] features = repeated(input, "feat", 2, weights.length);
    if (cameras.length == 0 || points.length == 0 || weights.length == 0) {
      throw new IllegalArgumentException("input.n, input.m and input.p must be at least 1");
    }
    return new Scene(cameras, points, weights, features);
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
    Scene scene = scene(input);
    int count = scene.observations();
    double[] errors = new double[3 * count];
    return new Evals.Call() {
      @Override
      public Object run() {
        scene.errors(errors);
        return errors;
      }

      @Override
      public Object output(Object result) {
        Map<String, Object> output = new LinkedHashMap<>();
        double[] first = {errors[0], errors[1]};
        output.put("reproj_error", Map.of("elements", first, "repeated", count));
        output.put("w_err", Map.of("element", errors[2 * count], "repeated", count));
        return output;
      }
    };
  }

  static Evals.Call jacobian(Input input) {
    Scene scene = scene(input);
    BundleAdjustmentJacobian jacobian = new BundleAdjustmentJacobian(scene, scene);
    return new Evals.Call() {
      @Override
      public Object run() {
        return jacobian.fill();
      }

      @Override
      public Object output(Object result) {
        SparseJacobian sparse = (SparseJacobian) result;
        Map<String, Object> output = new LinkedHashMap<>();
        output.put("rows", ends(sparse.rows()));
        output.put("cols", ends(sparse.columns()));
        output.put("vals", ends(sparse.values()));
        return output;
      }
    };
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

package org.wengert.benchmarks.gradbench;

import java.util.LinkedHashMap;
import java.util.Map;
import org.wengert.benchmarks.gmm.Gmm;
import org.wengert.benchmarks.gmm.GmmDerivatives;

/** The Gaussian mixture. */
final class GmmEval {
  private final double[] alpha;
  private final double[][] mu;
  private final double[][] q;
  private final double[][] l;
  private final double[][] x;
  private final double gamma;
  private final int m;

  private GmmEval(Input input) {
    this.alpha = input.get("alpha").vector();
    this.mu = input.get("mu").matrix();
    this.q = input.get("q").matrix();
    this.l = input.get("l").matrix();
    this.x = input.get("x").matrix();
    this.gamma = input.get("gamma").number();
    this.m = input.get("m").integer();
  }

  static Evals.Call objective(Input input) {
    GmmEval eval = new GmmEval(input);
    return () -> Gmm.objective(eval.alpha, eval.mu, eval.q, eval.l, eval.x, eval.gamma, eval.m);
  }

  static Evals.Call jacobian(Input input) {
    GmmEval eval = new GmmEval(input);
    double[] byAlpha = new double[eval.alpha.length];
    double[][] byMu = like(eval.mu);
    double[][] byQ = like(eval.q);
    double[][] byL = like(eval.l);
    Map<String, Object> output = new LinkedHashMap<>();
    output.put("alpha", byAlpha);
    output.put("mu", byMu);
    output.put("q", byQ);
    output.put("l", byL);
    return () -> {
      GmmDerivatives.objectiveGradient(
          eval.alpha, eval.mu, eval.q, eval.l, eval.x, eval.gamma, eval.m, byAlpha, byMu, byQ, byL);
      return output;
    };
  }

  static double[][] like(double[][] rows) {
    double[][] zeros = new double[rows.length][];
    for (int i = 0; i < zeros.length; i++) {
      zeros[i] = new double[rows[i].length];
    }
    return zeros;
  }
}

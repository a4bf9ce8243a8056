package org.wengert.benchmarks.gradbench;

import org.wengert.benchmarks.lstm.Lstm;
import org.wengert.benchmarks.lstm.LstmDerivatives;

/** The network with memory. */
final class LstmEval {
  private final double[][] main;
  private final double[][] extra;
  private final double[][] state;
  private final double[][] sequence;

  private LstmEval(Input input) {
    this.main = input.get("main_params").matrix();
    this.extra = input.get("extra_params").matrix();
    this.state = input.get("state").matrix();
    this.sequence = input.get("sequence").matrix();
  }

  static Evals.Call objective(Input input) {
    LstmEval eval = new LstmEval(input);
    return () -> Lstm.objective(eval.main, eval.extra, eval.state, eval.sequence);
  }

  static Evals.Call jacobian(Input input) {
    LstmEval eval = new LstmEval(input);
    double[][] byMain = GmmEval.like(eval.main);
    double[][] byExtra = GmmEval.like(eval.extra);
    double[] flat = new double[count(byMain) + count(byExtra)];
    return () -> {
      LstmDerivatives.objectiveGradient(
          eval.main, eval.extra, eval.state, eval.sequence, byMain, byExtra);
      copy(byExtra, flat, copy(byMain, flat, 0));
      return flat;
    };
  }

  private static int count(double[][] rows) {
    int count = 0;
    for (double[] row : rows) {
      count += row.length;
    }
    return count;
  }

  private static int copy(double[][] rows, double[] flat, int from) {
    int at = from;
    for (double[] row : rows) {
      System.arraycopy(row, 0, flat, at, row.length);
      at += row.length;
    }
    return at;
  }
}

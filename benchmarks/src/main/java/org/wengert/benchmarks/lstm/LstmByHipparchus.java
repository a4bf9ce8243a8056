package org.wengert.benchmarks.lstm;

import java.util.Arrays;
import org.hipparchus.analysis.differentiation.Gradient;
import org.wengert.benchmarks.HipparchusNumbers;
import org.wengert.benchmarks.ValueAndGradient;

/** {@link Lstm#objective} in Hipparchus' numbers; parameters are named as there. */
final class LstmByHipparchus {
  private final HipparchusNumbers numbers;
  private final Gradient[][] main;
  private final Gradient[][] extra;
  private final Gradient[][] state;

  private LstmByHipparchus(double[][] mainParams, double[][] extraParams, double[][] state) {
    int b = extraParams[0].length;
    this.numbers = new HipparchusNumbers(mainParams.length * 4 * b + 3 * b);
    this.main = numbers.variables(mainParams);
    this.extra = numbers.variables(extraParams);
    this.state =
        Arrays.stream(state)
            .map(row -> Arrays.stream(row).mapToObj(numbers::constant).toArray(Gradient[]::new))
            .toArray(Gradient[][]::new);
  }

  static ValueAndGradient gradient(
      double[][] mainParams, double[][] extraParams, double[][] state, double[][] sequence) {
    LstmByHipparchus network = new LstmByHipparchus(mainParams, extraParams, state);
    Gradient objective = network.objective(sequence);
    return HipparchusNumbers.result(objective, mainParams, extraParams, null, null);
  }

  private Gradient objective(double[][] sequence) {
    Gradient total = numbers.constant(0);
    int count = 0;
    for (int t = 0; t < sequence.length - 1; t++) {
      Gradient[] prediction = predict(sequence[t]);
      Gradient sum = numbers.constant(2);
      for (Gradient each : prediction) {
        sum = sum.add(each.exp());
      }
      Gradient lse = sum.log();
      for (int j = 0; j < prediction.length; j++) {
        total = total.add(prediction[j].subtract(lse).multiply(sequence[t + 1][j]));
      }
      count += prediction.length;
    }
    return total.negate().divide(count);
  }

  private Gradient[] predict(double[] character) {
    int b = character.length;
    Gradient[] input = new Gradient[b];
    for (int j = 0; j < b; j++) {
      input[j] = extra[0][j].multiply(character[j]);
    }
    for (int i = 0; i < main.length; i += 2) {
      for (int j = 0; j < b; j++) {
        input[j] = unit(i, j, b, input[j]);
      }
    }
    for (int j = 0; j < b; j++) {
      input[j] = input[j].multiply(extra[1][j]).add(extra[2][j]);
    }
    return input;
  }

  /** A bit of a layer's step; returns what it hides. */
  private Gradient unit(int i, int j, int b, Gradient input) {
    Gradient hidden = state[i][j];
    Gradient forget = sigmoid(gate(i, j, input));
    Gradient ingate = sigmoid(gate(i, b + j, hidden));
    Gradient outgate = sigmoid(gate(i, 2 * b + j, input));
    Gradient change = gate(i, 3 * b + j, hidden).tanh();
    state[i + 1][j] = state[i + 1][j].multiply(forget).add(ingate.multiply(change));
    state[i][j] = outgate.multiply(state[i + 1][j].tanh());
    return state[i][j];
  }

  private Gradient gate(int i, int at, Gradient input) {
    return input.multiply(main[i][at]).add(main[i + 1][at]);
  }

  private static Gradient sigmoid(Gradient x) {
    return x.negate().exp().add(1).reciprocal();
  }
}

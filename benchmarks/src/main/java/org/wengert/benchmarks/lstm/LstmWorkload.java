package org.wengert.benchmarks.lstm;

import java.util.Optional;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.wengert.benchmarks.GradientWorkload;
import org.wengert.benchmarks.RandomArrays;
import org.wengert.benchmarks.ValueAndGradient;

/** LSTM loss with uniform parameters, on random bits. */
public final class LstmWorkload implements GradientWorkload {

  private final double[][] mainParams;
  private final double[][] extraParams;
  private final double[][] state;
  private final double[][] sequence;

  /** {@code l} layers, {@code c} characters of {@code b} bits. */
  public LstmWorkload(int l, int c, int b) {
    SplittableRandom random = new SplittableRandom(31337);
    mainParams = RandomArrays.uniform(random, 2 * l, 4 * b);
    extraParams = RandomArrays.uniform(random, 3, b);
    state = RandomArrays.uniform(random, 2 * l, b);
    sequence = RandomArrays.uniform(random, c, b);
    for (double[] character : sequence) {
      for (int j = 0; j < b; j++) {
        character[j] = Math.rint(character[j]);
      }
    }
  }

  @Override
  public String name() {
    return "lstm";
  }

  @Override
  public String sizes() {
    return "l=" + mainParams.length / 2 + " c=" + sequence.length + " b=" + sequence[0].length;
  }

  @Override
  public Class<?> primalClass() {
    return Lstm.class;
  }

  @Override
  public String primalMethod() {
    return "objective";
  }

  @Override
  public Object[] arguments() {
    return new Object[] {mainParams, extraParams, state, sequence};
  }

  @Override
  public boolean[] independents() {
    return new boolean[] {true, true, false, false};
  }

  @Override
  public double primal() {
    return Lstm.objective(mainParams, extraParams, state, sequence);
  }

  @Override
  public ValueAndGradient handDerived() {
    return LstmByHand.gradient(mainParams, extraParams, state, sequence);
  }

  @Override
  public Optional<Supplier<ValueAndGradient>> hipparchus() {
    return Optional.of(() -> LstmByHipparchus.gradient(mainParams, extraParams, state, sequence));
  }
}

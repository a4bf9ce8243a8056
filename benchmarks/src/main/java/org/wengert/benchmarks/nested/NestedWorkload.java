package org.wengert.benchmarks.nested;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import org.wengert.Derivatives;
import org.wengert.benchmarks.Call;
import org.wengert.benchmarks.Kind;
import org.wengert.benchmarks.Subject;
import org.wengert.benchmarks.Workload;

/**
 * An eval that takes derivatives inside of derivatives. There is no primal: the derivatives are
 * what it computes with.
 *
 * @param name the eval and the modes of the outer and the inner derivative, f or r
 * @param engine the eval with the engine's derivatives
 * @param byHand the eval with derivatives that were derived by hand
 */
public record NestedWorkload(String name, Supplier<double[]> engine, Supplier<double[]> byHand)
    implements Workload {

  /** All evals in all modes. */
  public static final List<NestedWorkload> ALL =
      List.of(
          particle("ff"),
          particle("fr"),
          particle("rf"),
          particle("rr"),
          saddle("ff"),
          saddle("fr"),
          saddle("rf"),
          saddle("rr"));

  /** The searches end within 1e-5 of each other's ends; rounding moves them by much less. */
  private static final double TOLERANCE = 1e-9;

  private static NestedWorkload particle(String modes) {
    boolean outer = modes.charAt(0) == 'r';
    boolean inner = modes.charAt(1) == 'r';
    return new NestedWorkload(
        "particle-" + modes,
        () -> new double[] {Particle.solve(0, outer, inner)},
        () -> new double[] {ParticleByHand.solve(0, outer)});
  }

  private static NestedWorkload saddle(String modes) {
    boolean outer = modes.charAt(0) == 'r';
    boolean inner = modes.charAt(1) == 'r';
    double[] start = {1, 1};
    return new NestedWorkload(
        "saddle-" + modes,
        () -> Saddle.solve(start, outer, inner),
        () -> SaddleByHand.solve(start, outer));
  }

  @Override
  public String sizes() {
    return "";
  }

  @Override
  public Subject prepare() {
    return new Nested();
  }

  private final class Nested implements Subject {
    @Override
    public Optional<Call> call(Kind kind) {
      return switch (kind) {
        case DERIVATIVE ->
            Derivatives.isActive() ? Optional.of(() -> engine.get()[0]) : Optional.empty();
        case HAND_DERIVED -> Optional.of(() -> byHand.get()[0]);
        case PRIMAL, TANGENT, HIPPARCHUS, DIFFERENCES -> Optional.empty();
      };
    }

    @Override
    public void check() {
      if (!Derivatives.isActive()) {
        return;
      }
      double[] expected = byHand.get();
      double[] actual = engine.get();
      for (int i = 0; i < expected.length; i++) {
        if (!(Math.abs(expected[i] - actual[i]) <= TOLERANCE)) {
          throw new IllegalStateException(
              name + ": result " + i + " is " + actual[i] + ", derived by hand " + expected[i]);
        }
      }
    }

    @Override
    public OptionalLong tapeBytes() {
      return OptionalLong.empty();
    }

    @Override
    public int directions() {
      return 0;
    }
  }
}

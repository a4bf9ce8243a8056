package org.wengert.benchmarks;

import java.util.Optional;
import java.util.OptionalLong;
import org.wengert.Derivatives;

/** A function with many results: its Jacobian by the engine, by hand, and by differences. */
final class JacobianSubject implements Subject {
  private final JacobianWorkload workload;
  private final Optional<JacobianUnderTest> engine;

  JacobianSubject(JacobianWorkload workload) {
    this.workload = workload;
    this.engine = Derivatives.isActive() ? Optional.of(workload.engine()) : Optional.empty();
  }

  @Override
  public Optional<Call> call(Kind kind) {
    return switch (kind) {
      case PRIMAL -> Optional.of(() -> first(workload.primal()));
      case TANGENT -> engine.map(derivatives -> () -> derivatives.tangent()[0]);
      case DERIVATIVE -> engine.map(derivatives -> () -> first(derivatives.jacobian()));
      case HAND_DERIVED -> Optional.of(() -> first(workload.handDerived()));
      case HIPPARCHUS -> Optional.empty();
      case DIFFERENCES -> Optional.of(() -> first(workload.differences()));
    };
  }

  private static double first(Object numbers) {
    return numbers instanceof double[] row ? row[0] : ((double[][]) numbers)[0][0];
  }

  @Override
  public void check() {
    engine.ifPresent(derivatives -> Correctness.check(workload, derivatives));
  }

  @Override
  public OptionalLong tapeBytes() {
    return engine.isPresent() ? OptionalLong.of(engine.get().tapeBytes()) : OptionalLong.empty();
  }

  @Override
  public int directions() {
    return workload.directions();
  }
}

package org.wengert.benchmarks;

import java.util.Optional;
import java.util.OptionalLong;

/** A function with one result: its gradient by the engine, by hand, and as others take it. */
final class GradientSubject implements Subject {
  private final GradientWorkload workload;
  private final Object[] direction;
  private final Optional<DerivativeUnderTest> engine;

  GradientSubject(GradientWorkload workload) {
    this.workload = workload;
    this.direction = Partials.direction(workload);
    this.engine =
        DerivativeUnderTest.provider().map(provider -> provider.bind(workload, direction));
  }

  @Override
  public Optional<Call> call(Kind kind) {
    return switch (kind) {
      case PRIMAL -> Optional.of(workload::primal);
      case TANGENT -> engine.map(derivatives -> () -> derivatives.tangent().tangent());
      case DERIVATIVE -> engine.map(DerivativeUnderTest::gradientCall);
      case HAND_DERIVED -> Optional.of(() -> workload.handDerived().value());
      case HIPPARCHUS -> workload.hipparchus().map(gradient -> () -> gradient.get().value());
      case DIFFERENCES -> Optional.of(() -> CentralDifferences.gradient(workload).value());
    };
  }

  @Override
  public void check() {
    engine.ifPresent(derivatives -> Correctness.check(workload, derivatives, direction));
  }

  @Override
  public OptionalLong tapeBytes() {
    return engine.isPresent() ? OptionalLong.of(engine.get().tapeBytes()) : OptionalLong.empty();
  }

  @Override
  public int directions() {
    int count = 0;
    for (Object each : direction) {
      count += each == null ? 0 : Partials.flatten(each).length;
    }
    return count;
  }
}

package org.wengert.benchmarks;

import java.util.Optional;
import java.util.ServiceLoader;
import org.wengert.Derivatives;

/**
 * The engine's derivatives of one workload: what is compared with the hand-derived gradient, then
 * timed. A call must do the whole work (the primal and its derivative), keep nothing from call to
 * call but what a user's program would keep, and leave the workload's arrays as they are.
 */
public interface DerivativeUnderTest {

  /** Value and gradient, by reverse mode. */
  ValueAndGradient gradient();

  /** Value and derivative in the direction this was bound to, by forward mode. */
  ValueAndTangent tangent();

  /** The work of {@link #gradient()}, without an object for what comes out. */
  default Call gradientCall() {
    return () -> gradient().value();
  }

  /** Bytes of tape that one call of {@link #gradient()} records. */
  long tapeBytes();

  /** Makes the derivatives of workloads; found by {@link ServiceLoader}. */
  interface Provider {

    /**
     * The derivatives of {@code workload}'s primal at its arguments.
     *
     * @param direction tangents parallel to the workload's arguments, each of its argument's shape;
     *     {@code null} where the argument is no independent
     */
    DerivativeUnderTest bind(GradientWorkload workload, Object[] direction);
  }

  /**
   * The provider on the class path; empty in a JVM without the agent, where it could do nothing.
   */
  static Optional<Provider> provider() {
    return Derivatives.isActive()
        ? ServiceLoader.load(Provider.class).findFirst()
        : Optional.empty();
  }
}

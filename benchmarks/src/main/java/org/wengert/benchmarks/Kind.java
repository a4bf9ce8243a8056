package org.wengert.benchmarks;

/** What is timed of a workload. */
public enum Kind {
  PRIMAL("primal", false),
  TANGENT("tangent", true),
  GRADIENT("gradient", true),
  HAND_DERIVED("handDerived", false);

  private final String method;
  private final boolean needsEngine;

  Kind(String method, boolean needsEngine) {
    this.method = method;
    this.needsEngine = needsEngine;
  }

  /** The method of {@link WorkloadBenchmark}, also the name in the JSON report. */
  public String method() {
    return method;
  }

  /** Whether it can be timed only with a {@link DerivativeUnderTest.Provider}. */
  public boolean needsEngine() {
    return needsEngine;
  }
}

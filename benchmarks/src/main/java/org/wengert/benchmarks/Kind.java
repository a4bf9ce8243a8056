package org.wengert.benchmarks;

/** What is timed of a workload. */
public enum Kind {
  PRIMAL("primal", 0, 0),
  /** One directional derivative, with the value. */
  TANGENT("tangent", 0, 0),
  /** The gradient or the Jacobian, or an eval that takes derivatives itself. */
  DERIVATIVE("derivative", 0, 0),
  HAND_DERIVED("by hand", 0, 0),
  /** Numbers that carry all their partial derivatives. */
  HIPPARCHUS("Hipparchus", 1, 10),
  DIFFERENCES("differences", 2, 20);

  private final String title;
  private final int primalsADirection;
  private final int patience;

  Kind(String title, int primalsADirection, int patience) {
    this.title = title;
    this.primalsADirection = primalsADirection;
    this.patience = patience;
  }

  /** The column's title. */
  public String title() {
    return title;
  }

  /** Whether this is how others do it, which may take too long to be timed as the rest is. */
  public boolean isReference() {
    return patience > 0;
  }

  /** A reference that takes longer than so many seconds a call does not finish. */
  public int patience() {
    return patience;
  }

  /**
   * How many times the primal's time a call of a reference takes at least, as far as can be told in
   * advance.
   *
   * @param directions what {@link Subject#directions} says
   */
  public double leastPrimals(int directions) {
    return (double) primalsADirection * directions;
  }
}

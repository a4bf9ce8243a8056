package org.wengert.fuzz;

/**
 * A closed interval, an estimate of where a value lies; soft, since nothing but tameness hangs on
 * it.
 */
record Range(double low, double high) {
  static final Range ANY = new Range(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  static Range of(double low, double high) {
    return Double.isNaN(low) || Double.isNaN(high) ? ANY : new Range(low, high);
  }

  static Range symmetric(double bound) {
    return new Range(-bound, bound);
  }

  boolean within(Range other) {
    return low >= other.low && high <= other.high;
  }

  /** Largest absolute value. */
  double magnitude() {
    return Math.max(Math.abs(low), Math.abs(high));
  }

  boolean isFinite() {
    return Double.isFinite(low) && Double.isFinite(high);
  }

  /** Whether the interval keeps a distance from 0 that division can live with. */
  boolean awayFromZero() {
    return low > 0.2 || high < -0.2;
  }

  Range union(Range other) {
    return new Range(Math.min(low, other.low), Math.max(high, other.high));
  }

  Range plus(Range other) {
    return of(low + other.low, high + other.high);
  }

  Range negate() {
    return new Range(-high, -low);
  }

  Range times(Range o) {
    double a = low * o.low;
    double b = low * o.high;
    double c = high * o.low;
    double d = high * o.high;
    return of(Math.min(Math.min(a, b), Math.min(c, d)), Math.max(Math.max(a, b), Math.max(c, d)));
  }

  Range dividedBy(Range o) {
    return o.awayFromZero() ? times(of(1 / o.high, 1 / o.low)) : ANY;
  }

  /** Of the absolute value. */
  Range abs() {
    return low >= 0 ? this : high <= 0 ? negate() : new Range(0, magnitude());
  }
}

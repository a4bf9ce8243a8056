package org.wengert.benchmarks;

/**
 * The value of a primal and its partial derivatives.
 *
 * @param value what the primal returns
 * @param partials parallel to the primal's arguments, each of its argument's shape ({@code Double},
 *     {@code double[]} or {@code double[][]}); {@code null} where the argument is no independent
 */
public record ValueAndGradient(double value, Object[] partials) {}

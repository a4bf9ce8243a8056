package org.wengert.benchmarks;

/**
 * The value of a primal and its derivative in one direction.
 *
 * @param value what the primal returns
 * @param tangent the derivative of {@code value} in the direction
 */
public record ValueAndTangent(double value, double tangent) {}

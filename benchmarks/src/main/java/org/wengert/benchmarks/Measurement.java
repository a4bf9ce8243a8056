package org.wengert.benchmarks;

import java.util.Map;

/**
 * What one JVM measured of a workload; a kind that is missing did not finish.
 *
 * @param nanoseconds of a call
 * @param allocatedBytes of a call; not of references
 */
public record Measurement(Map<Kind, Double> nanoseconds, Map<Kind, Double> allocatedBytes) {}

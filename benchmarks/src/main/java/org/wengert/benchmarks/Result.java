package org.wengert.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The times of one workload: per kind one score a fork, in nanoseconds a call. */
public final class Result {

  private final String name;
  private final String sizes;
  private final Map<Kind, List<Double>> scores = new EnumMap<>(Kind.class);
  private OptionalLong tapeBytes = OptionalLong.empty();

  /** No times yet. */
  public Result(String name, String sizes) {
    this.name = name;
    this.sizes = sizes;
  }

  /** The workload's name. */
  public String name() {
    return name;
  }

  /** The sizes of the workload's input. */
  public String sizes() {
    return sizes;
  }

  /** Says how many bytes of tape a gradient records. */
  public void setTapeBytes(long bytes) {
    tapeBytes = OptionalLong.of(bytes);
  }

  /** Bytes of tape that a gradient records; empty without an engine. */
  public OptionalLong tapeBytes() {
    return tapeBytes;
  }

  /** Adds the score of one fork, in nanoseconds a call. */
  public void add(Kind kind, double nanoseconds) {
    scores.computeIfAbsent(kind, k -> new ArrayList<>()).add(nanoseconds);
  }

  /** The scores of all forks in the order they ran; empty if the kind was not timed. */
  public List<Double> scores(Kind kind) {
    return List.copyOf(scores.getOrDefault(kind, List.of()));
  }

  /** The median over the forks, in nanoseconds a call; empty if the kind was not timed. */
  public OptionalDouble nanoseconds(Kind kind) {
    List<Double> all = scores(kind);
    return all.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(median(all));
  }

  /** The quotient of two medians; empty if one of them was not timed. */
  public OptionalDouble ratio(Kind numerator, Kind denominator) {
    OptionalDouble above = nanoseconds(numerator);
    OptionalDouble below = nanoseconds(denominator);
    return above.isPresent() && below.isPresent()
        ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble())
        : OptionalDouble.empty();
  }

  /** The median; for an even number of values the mean of the middle two. */
  static double median(List<Double> values) {
    List<Double> sorted = new ArrayList<>(values);
    sorted.sort(null);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : 0.5 * (sorted.get(middle - 1) + sorted.get(middle));
  }
}

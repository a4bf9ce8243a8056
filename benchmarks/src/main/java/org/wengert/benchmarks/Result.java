package org.wengert.benchmarks;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** What was measured of one workload on one JDK: per kind one score a fork. */
public final class Result {

  private final String name;
  private final String sizes;
  private final String jdk;
  private final Map<Kind, List<Double>> scores = new EnumMap<>(Kind.class);
  private final Map<Kind, List<Double>> allocated = new EnumMap<>(Kind.class);
  private OptionalLong tapeBytes = OptionalLong.empty();

  /** Nothing measured yet; {@code jdk} is a version. */
  public Result(String name, String sizes, String jdk) {
    this.name = name;
    this.sizes = sizes;
    this.jdk = jdk;
  }

  /** The workload's name. */
  public String name() {
    return name;
  }

  /** The sizes of the workload's input. */
  public String sizes() {
    return sizes;
  }

  /** The version of the JDK whose JVM ran it. */
  public String jdk() {
    return jdk;
  }

  /** Says how many bytes of tape a derivative records. */
  public void setTapeBytes(OptionalLong bytes) {
    tapeBytes = bytes;
  }

  /** Bytes of tape that a derivative records; empty without an engine, and where it takes many. */
  public OptionalLong tapeBytes() {
    return tapeBytes;
  }

  /** Adds the score of one fork, in nanoseconds a call. */
  public void add(Kind kind, double nanoseconds) {
    scores.computeIfAbsent(kind, k -> new ArrayList<>()).add(nanoseconds);
  }

  /** Adds what the calls of one fork allocated, in bytes a call. */
  public void addAllocated(Kind kind, double bytes) {
    allocated.computeIfAbsent(kind, k -> new ArrayList<>()).add(bytes);
  }

  /** Adds all that a fork measured. */
  public void add(Measurement measured) {
    measured.nanoseconds().forEach(this::add);
    measured.allocatedBytes().forEach(this::addAllocated);
  }

  /** The scores of all forks in the order they ran; empty if the kind was not timed. */
  public List<Double> scores(Kind kind) {
    return List.copyOf(scores.getOrDefault(kind, List.of()));
  }

  /** The median over the forks, in nanoseconds a call; empty if the kind was not timed. */
  public OptionalDouble nanoseconds(Kind kind) {
    return median(scores.get(kind));
  }

  /** The median over the forks, in bytes a call; empty if the kind was not timed. */
  public OptionalDouble allocatedBytes(Kind kind) {
    return median(allocated.get(kind));
  }

  /** The quotient of two medians; empty if one of them was not timed. */
  public OptionalDouble ratio(Kind numerator, Kind denominator) {
    OptionalDouble above = nanoseconds(numerator);
    OptionalDouble below = nanoseconds(denominator);
    return above.isPresent() && below.isPresent()
        ? OptionalDouble.of(above.getAsDouble() / below.getAsDouble())
        : OptionalDouble.empty();
  }

  private static OptionalDouble median(List<Double> all) {
    return all == null ? OptionalDouble.empty() : OptionalDouble.of(Medians.median(all));
  }
}

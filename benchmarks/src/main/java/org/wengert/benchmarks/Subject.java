package org.wengert.benchmarks;

import java.util.Optional;
import java.util.OptionalLong;

/** What can be called of a workload, ready to be timed. */
public interface Subject {

  /** The call of a kind; empty where the workload has none, or where there is no engine. */
  Optional<Call> call(Kind kind);

  /**
   * Compares the engine's derivatives with those derived by hand.
   *
   * @throws IllegalStateException at the first difference; its message says where
   */
  void check();

  /** Bytes of tape that one derivative records; empty where the question makes no sense. */
  OptionalLong tapeBytes();

  /** How many directions differences have to go: the independents, unless some move together. */
  int directions();
}

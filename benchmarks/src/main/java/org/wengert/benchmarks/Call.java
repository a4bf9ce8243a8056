package org.wengert.benchmarks;

/** What is timed: the whole work of a function or of a derivative. */
@FunctionalInterface
public interface Call {

  /**
   * Does the work.
   *
   * @return one of the numbers computed, so that no call is dead code
   */
  double run();
}

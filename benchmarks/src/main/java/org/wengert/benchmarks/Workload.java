package org.wengert.benchmarks;

/**
 * One row of the table: a function and its derivatives, with fixed input.
 *
 * <p>Instances hold their data and are not changed by a call: every call sees the same input.
 */
public interface Workload {

  /** The short name: first column of the table, and what selects the workload. */
  String name();

  /** The sizes of the input, such as {@code d=10 k=25 n=1000}. */
  String sizes();

  /** Makes what is called; without the agent, what needs no engine. */
  Subject prepare();
}

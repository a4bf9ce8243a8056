package org.wengert;

import java.util.List;

/** Calls of a method at one point, each of which gives a few columns, or a row, of its Jacobian. */
interface Sweeps extends AutoCloseable {
  /** With a snapshot of all that is reached where objects are involved; without it, if not. */
  static Sweeps of(Derivative derivative, Object[] checked) {
    return derivative.primal().reachesObjects()
        ? new ObjectSweeps(derivative, checked)
        : new ArraySweeps(derivative, checked);
  }

  /** What the columns stand for: numbers that the independents hold on entry. */
  List<String> columns();

  /** How many these are. */
  int width();

  /** How many rows there are, as far as the arguments tell; -1 if only a run does. */
  int rowsBefore();

  /**
   * Runs the method, in forward mode, along some columns.
   *
   * @param wanted indices of columns
   * @param first from here on
   * @param width how many, at most {@link org.wengert.internal.Kinds#DIRECTIONS}; none at all if
   *     there are no columns
   */
  void forward(int[] wanted, int first, int width);

  /** Runs the method and records it, for {@link #replay}. */
  void record();

  /** What the plain call returns, after a run. */
  Object value();

  /** What the rows stand for, after a run: numbers that depend on the independents. */
  List<String> rows();

  /** How many these are. */
  int height();

  /** What the last forward run has found of a row. */
  double tangent(int row, int direction);

  /** Goes back through the record from one row. */
  void replay(int row);

  /** What that has found of a column. */
  double adjoint(int column);

  /** Gives tapes back; other runs take them again. */
  @Override
  void close();
}

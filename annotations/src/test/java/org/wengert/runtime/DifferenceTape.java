package org.wengert.runtime;

/** Holds the Jacobian of the recorded call, from cells on entry to cells and result on exit. */
final class DifferenceTape {
  /** In use by a call: a test of the promise that a tape belongs to one call at a time. */
  boolean busy;

  long bytes;

  /** What it claims to occupy: a method called "huge" makes it enormous. */
  long capacity;

  Cells cells;
  Object[] shadows;
  Object[] resultShadow;

  /** jacobian[j][i]: of dependent j (cells on exit, then the result's numbers) by cell i. */
  double[][] jacobian;
}

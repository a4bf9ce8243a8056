package org.wengert.compiler.ir;

/** Which derivative variant of a method. */
public enum VariantKind {
  /** Value and tangents in lockstep. */
  TANGENT,
  /** Forward sweep of split reverse mode: computes the value and records on the tape. */
  FORWARD,
  /** Reverse sweep of split reverse mode: replays the tape. */
  REVERSE,
  /** Both sweeps in one function. */
  JOINT
}

package org.wengert.compiler.ir;

/** Which derivative variant of a method. */
public enum VariantKind {
  /** Value and tangents in lockstep. */
  TANGENT(1),
  /** Value and the tangents of {@link #WIDTH} directions in lockstep. */
  TANGENTS(VariantKind.WIDTH),
  /** Forward sweep of split reverse mode: computes the value and records on the tape. */
  FORWARD(0),
  /** Reverse sweep of split reverse mode: replays the tape. */
  REVERSE(0),
  /** Both sweeps in one function. */
  JOINT(0);

  /** How many directions {@link #TANGENTS} carries. */
  public static final int WIDTH = 4;

  private final int directions;

  VariantKind(int directions) {
    this.directions = directions;
  }

  /** How many tangents go beside each value; 0 where none do. */
  public int directions() {
    return directions;
  }

  public boolean isTangent() {
    return directions > 0;
  }
}

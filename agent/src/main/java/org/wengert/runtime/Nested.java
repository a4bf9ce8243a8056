package org.wengert.runtime;

/**
 * Derivatives that are taken in code that is differentiated. Called by generated code; where
 * reverse mode comes back to them, see {@link NestedReplay}.
 */
public final class Nested {
  private Nested() {}

  /** A tape for a derivative that is taken within another one. */
  public static Tape newTape() {
    Tape tape = new Tape();
    tape.begin(0);
    return tape;
  }

  /** What goes beside the tape of a derivative that is taken within one with a tape. */
  public static Tape tapeBeside(Tape outer, Tape inner) {
    Tape tape = new Tape();
    tape.beginWithin(outer, inner);
    return tape;
  }

  /** Enters an argument for the time of a call. */
  public static void bind(Tape tape, Object reference, Object shadow) {
    if (reference != null && shadow != null) {
      tape.bindWithin(reference, shadow);
    }
  }

  /**
   * Arrays that a lambda has captured must not be the point of the derivative that is taken.
   *
   * @throws Refusal if one is
   */
  public static void checkCaptured(Tape tape, Object function) {
    if (function == null || !function.getClass().isHidden()) {
      return;
    }
    for (MirrorField field : Mirrors.fields(function.getClass())) {
      Object value = field.isFloating() ? null : field.get(function);
      if (value instanceof double[]) {
        Arguments.requireUnknown(tape, value, null, field.name());
      } else if (value instanceof double[][] rows) {
        for (double[] row : rows) {
          Arguments.requireUnknown(tape, row, null, field.name());
        }
      }
    }
  }

  /** Ends a call: other memory than that of its derivatives keeps its shadows. */
  public static void end(Tape tape) {
    tape.endWithin();
  }
}

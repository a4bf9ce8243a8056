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

  /**
   * Enters an argument, with its rows, for the time of a call.
   *
   * @throws Refusal if it is known with another shadow: there is one derivative of one array
   */
  public static void bind(Tape tape, Object reference, Object shadow) {
    if (reference == null || shadow == null) {
      return;
    }
    if (tape.isBoundElsewhere(reference, shadow)) {
      String reason = "NESTED_BUFFERS_DIFFER";
      throw new Refusal(reason, Refusal.text(Places.chain(), reason, null));
    }
    tape.bindWithin(reference, shadow);
    if (reference instanceof Object[] rows && shadow instanceof Object[] shadows) {
      for (int i = 0; i < rows.length; i++) {
        bind(tape, rows[i], shadows[i]);
      }
    }
  }

  /**
   * Enters an array that is no independent.
   *
   * @throws Refusal if it is one, or shares rows with one
   */
  public static void bindInactive(Tape tape, Object array, String parameter) {
    Arguments.bindInactive(tape, array, null, parameter);
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

package org.wengert.fuzz;

import java.util.Map;

/**
 * What the reference computed. Values are {@link Dual}, {@link Cells}, {@code Cells[]}, {@code
 * int[]} or boxes.
 *
 * @param result null if void or thrown
 * @param thrown null if the program returned
 * @param arguments at exit
 * @param rowsReplaced which arguments are matrices whose rows at exit are other arrays than before
 * @param fields at exit
 */
record Outcome(
    Object result,
    RuntimeException thrown,
    Object[] arguments,
    boolean[] rowsReplaced,
    Map<String, Object> fields,
    Trace trace) {

  /** Whether the program returned, on values and derivatives small enough to compare. */
  boolean isTame() {
    return thrown == null && !trace.wild();
  }
}

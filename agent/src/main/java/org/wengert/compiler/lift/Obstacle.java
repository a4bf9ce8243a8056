package org.wengert.compiler.lift;

/**
 * Something in a method that the IR cannot hold. A function lifted with obstacles computes what the
 * method computes only where none of them is met; whoever differentiates it must refuse.
 *
 * @param line source line where it starts, 0 if unknown
 * @param detail what was met: the internal name of the class caught, or "any"; else empty
 */
public record Obstacle(Kind kind, int line, String detail) {
  /** What kinds there are. */
  public enum Kind {
    /** A try range with reachable code; the handler was left out. */
    EXCEPTION_HANDLER,
    /** {@code jsr} or {@code ret} of class files before Java 6; the path ends in a throw. */
    SUBROUTINE,
    /** A synchronized method, whose lock is released when it throws. */
    SYNCHRONIZED_METHOD
  }
}

package org.wengert.compiler.lift;

/**
 * Something in a method that the IR cannot express. A function lifted with obstacles computes what
 * the method computes only where none of them is met; whoever differentiates it must refuse.
 *
 * @param line source line where it starts, 0 if unknown
 * @param detail what was met: the internal name of the class caught
 */
public record Obstacle(Kind kind, int line, String detail) {
  /** What kinds there are. */
  public enum Kind {
    /**
     * A try range with reachable code whose handler names an error that the virtual machine throws
     * when it runs out of something.
     */
    HANDLER_OF_MACHINE_ERROR
  }
}

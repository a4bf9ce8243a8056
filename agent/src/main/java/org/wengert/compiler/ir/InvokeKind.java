package org.wengert.compiler.ir;

/** How a method of the primal program is called. */
public enum InvokeKind {
  STATIC,
  SPECIAL,
  VIRTUAL,
  INTERFACE,
  /**
   * Exactly the method that is named, static or not, run as it is: what derivatives have to know of
   * it is said beside the call.
   */
  PLAIN
}

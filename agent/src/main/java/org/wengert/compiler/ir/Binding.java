package org.wengert.compiler.ir;

/** How a variant finds the method that it is a variant of. */
public enum Binding {
  /** A static method. */
  STATIC,
  /** An instance method that is known when the call is compiled; the receiver comes first. */
  DIRECT,
  /** The method that the receiver's class selects when the call is executed. */
  VIRTUAL
}

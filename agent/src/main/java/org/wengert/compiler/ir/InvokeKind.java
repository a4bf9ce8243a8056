package org.wengert.compiler.ir;

/** How a method of the primal program is called. */
public enum InvokeKind {
  STATIC,
  SPECIAL,
  VIRTUAL,
  INTERFACE
}

package org.wengert.compiler.diag;

import org.wengert.compiler.ir.MethodRef;

/**
 * A call in a method's code.
 *
 * @param sourceFile null if unknown
 * @param line 0 if unknown
 */
public record CallSite(MethodRef caller, String sourceFile, int line) {
  @Override
  public String toString() {
    return caller.owner().replace('/', '.') + "." + caller.name() + position(sourceFile, line);
  }

  /** {@code (A.java:12)} after a space; shorter where less is known. */
  static String position(String sourceFile, int line) {
    if (sourceFile == null) {
      return "";
    }
    return " (" + sourceFile + (line > 0 ? ":" + line : "") + ")";
  }
}

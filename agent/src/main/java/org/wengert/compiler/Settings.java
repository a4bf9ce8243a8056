package org.wengert.compiler;

import java.util.List;
import org.wengert.compiler.ir.MethodRef;

/**
 * What the user has said about methods beside annotating them.
 *
 * @param inactive methods whose calls run plain
 */
public record Settings(List<MethodPattern> inactive) {
  /** Nothing was said. */
  public static final Settings NONE = new Settings(List.of());

  boolean isInactive(MethodRef method) {
    for (MethodPattern pattern : inactive) {
      if (pattern.matches(method.owner(), method.name())) {
        return true;
      }
    }
    return false;
  }
}

package org.wengert.compiler;

import java.util.List;
import org.wengert.compiler.ir.MethodRef;

/**
 * What the user has said about methods beside annotating them.
 *
 * @param inactive methods whose calls run plain
 * @param ruleClasses binary names of classes with {@code @DerivativeOf} that no index names
 */
public record Settings(List<MethodPattern> inactive, List<String> ruleClasses) {
  /** Nothing was said. */
  public static final Settings NONE = new Settings(List.of(), List.of());

  boolean isInactive(MethodRef method) {
    for (MethodPattern pattern : inactive) {
      if (pattern.matches(method.owner(), method.name())) {
        return true;
      }
    }
    return false;
  }
}

package org.wengert.compiler;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.ir.MethodRef;

/**
 * What the compiler says without being asked. The logger is looked up when there is something to
 * say: logging is slow to start.
 */
final class Warnings {
  private static final String LOGGER = "org.wengert.compiler";

  private Warnings() {}

  static void warn(String message) {
    System.getLogger(LOGGER).log(System.Logger.Level.WARNING, message);
  }

  /**
   * That all derivatives of a method are zero, which is seldom meant.
   *
   * @param activity by parameter, {@code A} for independents
   * @param names of the parameters
   */
  static void warnOfConstantResult(
      MethodRef method, String sourceFile, String activity, List<String> names) {
    List<String> independents = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      if (activity.charAt(i) == 'A') {
        independents.add(names.get(i));
      }
    }
    warn(
        "what "
            + displayed(method, sourceFile)
            + " returns depends on none of its independents ("
            + String.join(", ", independents)
            + "): all derivatives are zero. Casts to integers, comparisons, bits of numbers and"
            + " calls of inactive methods end a dependence");
  }

  /** As diagnostics name a method. */
  static String displayed(MethodRef method, String sourceFile) {
    String name = method.owner().replace('/', '.') + "." + method.name() + method.descriptor();
    return sourceFile == null ? name : name + " (" + sourceFile + ")";
  }
}

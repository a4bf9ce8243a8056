package org.wengert.audit;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How running the static methods went. */
final class RunSummary {
  private final long seed;
  private final List<String> wrong = new ArrayList<>();
  private final List<String> unevaluated = new ArrayList<>();
  private int right;

  RunSummary(long seed) {
    this.seed = seed;
  }

  void right() {
    right++;
  }

  /** Forward and reverse mode, or a derivative's value and the plain call's, disagree. */
  void wrong(AuditedMethod method, String how) {
    wrong.add(method + ": " + how);
  }

  /** No arguments were found for which the method returns. */
  void unevaluated(AuditedMethod method, String why) {
    unevaluated.add(method + ": " + why);
  }

  int wrong() {
    return wrong.size();
  }

  void print(PrintWriter out) {
    for (String line : unevaluated) {
      out.println("not evaluated: " + line);
    }
    for (String line : wrong) {
      out.println("WRONG: " + line);
    }
    int evaluated = right + wrong.size();
    int all = evaluated + unevaluated.size();
    out.printf(
        Locale.ROOT,
        "ran %d static methods with seed %d: %d evaluated (%.1f %%), %d right, %d wrong%n",
        all,
        seed,
        evaluated,
        all == 0 ? 100 : 100.0 * evaluated / all,
        right,
        wrong.size());
  }
}

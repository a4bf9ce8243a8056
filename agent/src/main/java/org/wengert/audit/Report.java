package org.wengert.audit;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.wengert.compiler.diag.Reason;

/** What an audit found, as text. */
final class Report {
  private static final int MOST_REASONS = 25;

  private final List<Verdict> verdicts;
  private final RunSummary runs;

  /**
   * @param runs null if nothing was run
   */
  Report(List<Verdict> verdicts, RunSummary runs) {
    this.verdicts = List.copyOf(verdicts);
    this.runs = runs;
  }

  /** Whether something of ours failed: the compiler, or a derivative. */
  boolean hasErrors() {
    for (Verdict verdict : verdicts) {
      if (verdict.reason() == Reason.INTERNAL) {
        return true;
      }
    }
    return runs != null && runs.wrong() > 0;
  }

  void print(PrintWriter out) {
    int differentiable = 0;
    Map<String, Integer> reasons = new TreeMap<>();
    for (Verdict verdict : verdicts) {
      if (verdict.isDifferentiable()) {
        differentiable++;
        out.println(verdict.method() + ": differentiable");
      } else {
        reasons.merge(verdict.reason() + ": " + verdict.why(), 1, Integer::sum);
        out.println(verdict.method() + ": not differentiable: " + verdict.text());
      }
    }
    printReasons(out, reasons);
    if (runs != null) {
      runs.print(out);
    }
    double share = verdicts.isEmpty() ? 100 : 100.0 * differentiable / verdicts.size();
    out.printf(
        Locale.ROOT,
        "audited %d methods: %d differentiable (%.1f %%)%n",
        verdicts.size(),
        differentiable,
        share);
    out.flush();
  }

  /** The most frequent reasons, with the number of methods that each stops. */
  private static void printReasons(PrintWriter out, Map<String, Integer> reasons) {
    List<Map.Entry<String, Integer>> sorted = new ArrayList<>(reasons.entrySet());
    sorted.sort(Map.Entry.<String, Integer>comparingByValue().reversed());
    for (Map.Entry<String, Integer> entry :
        sorted.subList(0, Math.min(sorted.size(), MOST_REASONS))) {
      out.printf(Locale.ROOT, "%6d × %s%n", entry.getValue(), entry.getKey());
    }
  }
}

package org.wengert.audit;

import org.wengert.compiler.diag.Reason;

/**
 * What was found out about a method.
 *
 * @param reason null if it is differentiable
 * @param why the reason with its details, for the summary; null if it is differentiable
 * @param text the whole diagnostic, null if it is differentiable
 */
record Verdict(AuditedMethod method, Reason reason, String why, String text) {
  boolean isDifferentiable() {
    return reason == null;
  }
}

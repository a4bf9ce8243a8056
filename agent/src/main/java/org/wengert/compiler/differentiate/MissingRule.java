package org.wengert.compiler.differentiate;

import org.wengert.compiler.ir.CustomRule;

/** Thrown where a user's rule is needed in a mode in which there is none. */
public final class MissingRule extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private final transient CustomRule rule;
  private final transient int line;

  MissingRule(CustomRule rule, int line) {
    super("no rule for " + rule.target() + " in this mode", null, false, false);
    this.rule = rule;
    this.line = line;
  }

  /** The rule, which is for the other mode only. */
  public CustomRule rule() {
    return rule;
  }

  /** The line of the call; 0 if unknown. */
  public int line() {
    return line;
  }
}

package org.wengert.audit;

import java.io.PrintWriter;

/** Says from time to time how far the audit is. */
final class Progress {
  private static final long NANOS_BETWEEN = 5_000_000_000L;

  private final PrintWriter out;
  private long last = System.nanoTime();

  Progress(PrintWriter out) {
    this.out = out;
  }

  void say(String message) {
    out.println(message);
    out.flush();
    last = System.nanoTime();
  }

  /** An error of the compiler, with what is needed to find it. */
  void report(Object where, Throwable error) {
    out.println("error of the compiler: " + where);
    error.printStackTrace(out);
    out.flush();
  }

  /** Says it unless something was said a moment ago. */
  void tick(String what, int done, int total) {
    if (System.nanoTime() - last > NANOS_BETWEEN) {
      say(what + ": " + done + " of " + total);
    }
  }
}

package org.wengert.demo;

import java.io.Console;
import java.io.PrintStream;
import java.util.Locale;
import java.util.function.IntConsumer;

/**
 * A progress bar: one line that is drawn again on a terminal, a line every tenth otherwise, so that
 * a log stays readable.
 */
public final class ProgressBar implements IntConsumer {

  private static final int WIDTH = 40;

  private final PrintStream out;
  private final boolean terminal;
  private final String label;
  private final int total;
  private int drawn = -1;

  /**
   * A bar that was not drawn yet.
   *
   * @param terminal whether the line can be drawn again
   * @param total the number of steps, at least 1
   */
  public ProgressBar(PrintStream out, boolean terminal, String label, int total) {
    this.out = out;
    this.terminal = terminal;
    this.label = label;
    this.total = total;
  }

  /** Whether this program's output goes to a terminal. */
  @SuppressWarnings("SystemConsoleNull") // The case without null is handled, too.
  public static boolean onTerminal() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // From Java 22 on there is a console even without a terminal, and a method to tell.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }

  /** Shows that {@code done} of the steps are done. */
  @Override
  public void accept(int done) {
    int marks = terminal ? done * WIDTH / total : done * 10 / total;
    if (marks == drawn) {
      return;
    }
    drawn = marks;
    if (terminal) {
      out.print("\r" + line(done));
      if (done == total) {
        out.println();
      }
      out.flush();
    } else if (marks > 0) {
      out.println(line(done));
    }
  }

  private String line(int done) {
    int marks = done * WIDTH / total;
    return String.format(
        Locale.ROOT,
        "%s [%s%s] %3d%%  %d/%d",
        label,
        "=".repeat(marks),
        " ".repeat(WIDTH - marks),
        done * 100 / total,
        done,
        total);
  }
}

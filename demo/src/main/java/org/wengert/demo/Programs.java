package org.wengert.demo;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.wengert.demo.programs.CheckByHand;
import org.wengert.demo.programs.Greeks;
import org.wengert.demo.programs.Newton;

/** The short programs by name. */
public final class Programs {

  private static final Map<String, Program> ALL = new LinkedHashMap<>();

  static {
    ALL.put("greeks", new Program("a typed companion", Greeks::run));
    ALL.put("newton", new Program("code that nobody annotated", Newton::run));
    ALL.put("check", new Program("finding a mistake in a gradient", CheckByHand::run));
  }

  private record Program(String idea, Consumer<PrintStream> run) {}

  private Programs() {}

  /**
   * Runs one program.
   *
   * @throws IllegalArgumentException if there is none of that name; the message lists them
   */
  public static void run(String name, PrintStream out) {
    Program program = ALL.get(name);
    if (program == null) {
      throw new IllegalArgumentException(
          "no program \"" + name + "\"; there are " + String.join(", ", ALL.keySet()));
    }
    out.printf("--- %s: %s%n", name, program.idea());
    program.run().accept(out);
  }

  /** Runs all, one after another. */
  public static void runAll(PrintStream out) {
    for (String name : ALL.keySet()) {
      out.println();
      run(name, out);
    }
  }
}

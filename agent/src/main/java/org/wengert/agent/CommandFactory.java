package org.wengert.agent;

import java.lang.instrument.Instrumentation;
import org.wengert.audit.Commands;
import org.wengert.compiler.Compiler;
import org.wengert.runtime.Linker;

/** Joins commands to the compiler; public for the reason that {@link CompilerFactory} is. */
public final class CommandFactory {
  private CommandFactory() {}

  /**
   * Runs a command.
   *
   * @return the exit code
   */
  public static int run(Instrumentation instrumentation, String[] args) {
    return Commands.run(
        args,
        observer -> {
          Compiler compiler = new Compiler(new AgentLookups(instrumentation), observer);
          Linker.install(() -> compiler);
          return compiler;
        });
  }
}

package org.wengert.audit;

import java.util.function.Function;
import org.wengert.compiler.Compiler;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of the agent's jar. */
@Command(
    name = "java -jar wengert-agent.jar",
    description = "Commands about the derivatives of Java programs.",
    mixinStandardHelpOptions = true,
    version = "Wengert",
    synopsisSubcommandLabel = "COMMAND")
public final class Commands {
  private Commands() {}

  /**
   * Runs a command.
   *
   * @param compilers makes the compiler, which shows the observer what it makes
   * @return the exit code: 0 for success, 1 for errors found, 2 for wrong usage
   */
  public static int run(String[] args, Function<Compiler.Observer, Compiler> compilers) {
    CommandLine line = new CommandLine(new Commands());
    line.addSubcommand(new AuditCommand(compilers));
    line.setCaseInsensitiveEnumValuesAllowed(true);
    if (args.length == 0) {
      line.usage(System.err);
      return CommandLine.ExitCode.USAGE;
    }
    return line.execute(args);
  }
}

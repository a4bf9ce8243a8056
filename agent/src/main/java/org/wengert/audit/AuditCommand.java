package org.wengert.audit;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import org.wengert.compiler.Compiler;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code audit}: lists the methods of jars that take and yield floating-point values. */
@Command(
    name = "audit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Lists every method with floating-point input and output, whether it is differentiable, and"
          + " otherwise why not.",
      "A method is differentiable if it and all that it can call compile, the implementations in"
          + " the audited jars included, and what is compiled loads under verification."
    },
    exitCodeListHeading = "Exit codes:%n",
    exitCodeList = {
      "0:all was audited; every refusal has its reason",
      "1:an error of the compiler, or a wrong derivative, was found",
      "2:the command line is wrong or a jar cannot be read"
    })
final class AuditCommand implements Callable<Integer> {
  private final Function<Compiler.Observer, Compiler> compilers;

  @Option(
      names = "--mode",
      paramLabel = "MODE",
      defaultValue = "both",
      description = "forward, reverse or both (the default)")
  private Mode mode;

  @Option(
      names = "--run",
      description = "also call static methods on samples and compare forward with reverse mode")
  private boolean run;

  @Option(
      names = "--seed",
      paramLabel = "NUMBER",
      defaultValue = "1",
      description = "the seed of the samples (default: 1)")
  private long seed;

  @Option(
      names = "--exclude",
      paramLabel = "PATTERN",
      description =
          "leave out classes whose name matches, with * for anything, also as implementations; may"
              + " be repeated")
  private List<String> exclude = new ArrayList<>();

  @Option(
      names = "--class-path",
      paramLabel = "JAR",
      split = "[:;]",
      description = "jars that the audited ones need; may be repeated")
  private List<Path> classPath = new ArrayList<>();

  @Parameters(arity = "1..*", paramLabel = "JAR", description = "the jars to audit")
  private List<Path> jars;

  @Spec private CommandSpec spec;

  AuditCommand(Function<Compiler.Observer, Compiler> compilers) {
    this.compilers = compilers;
  }

  @Override
  public Integer call() {
    for (Path jar : jars) {
      requireReadable(jar);
    }
    for (Path jar : classPath) {
      requireReadable(jar);
    }
    PrintWriter out = spec.commandLine().getOut();
    Progress progress = new Progress(spec.commandLine().getErr());
    try (AuditedJars audited = AuditedJars.open(jars, classPath, ClassNames.of(exclude))) {
      Audit audit = new Audit(audited, compilers, progress);
      Report report = audit.run(mode, run ? seed : null);
      report.print(out);
      return report.hasErrors() ? 1 : 0;
    } catch (IOException e) {
      throw new CommandLine.ParameterException(spec.commandLine(), e.toString(), e);
    }
  }

  private void requireReadable(Path jar) {
    if (!Files.isReadable(jar) || Files.isDirectory(jar)) {
      throw new CommandLine.ParameterException(spec.commandLine(), "no jar can be read at " + jar);
    }
  }
}

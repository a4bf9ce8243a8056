package org.wengert.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * How to run: what the command line says.
 *
 * @param workloads names of workloads, in the order of the table
 * @param rounds how many forks each measurement gets
 * @param iterations warm-up iterations, and as many measured ones, of a fork
 * @param milliseconds the length of an iteration
 * @param fastest if positive: one fork, and the fastest of all calls within so many seconds
 * @param references whether what others do is timed as well
 * @param jdks whose JVMs run the forks
 * @param json where the results go as JSON, if anywhere
 * @param picture where the picture goes, if anywhere
 */
public record RunOptions(
    List<String> workloads,
    int rounds,
    int iterations,
    int milliseconds,
    int fastest,
    boolean references,
    List<Jdk> jdks,
    Optional<Path> json,
    Optional<Path> picture) {

  /** What {@code --help} prints. */
  public static final String USAGE =
      """
      Usage: java [-javaagent:...] -jar benchmarks.jar [options] [workload ...]
        --rounds N      forks of every measurement, taken in turn (default 3)
        --iterations N  warm-up iterations, and as many measured ones, of a fork (default 5)
        --millis N      length of an iteration in milliseconds (default 500)
        --quick         one fork, three iterations of 200 ms: a smoke test, not a result
        --fastest N     the fastest call of each kind, called in turn for N seconds in one
                        fork; on a busy machine only these ratios mean something
        --jdk HOME      the JDK whose JVM runs the forks (default this one); may be repeated,
                        and then the ratios at the end are those of the slower JDK
        --no-references without Hipparchus and central differences
        --json FILE     write the results as JSON (default wengert-benchmarks.json)
        --no-json       write no JSON
        --picture FILE  draw the ratios, as PNG (default wengert-benchmarks.png)
        --no-picture    draw nothing
      Workloads are those of GradBench; by name also nbody, matrix, expression, ode100.
      """;

  /**
   * Reads a command line.
   *
   * @throws IllegalArgumentException if it makes no sense; the message says what was expected
   */
  public static RunOptions parse(String... args) {
    List<String> workloads = new ArrayList<>();
    List<Jdk> jdks = new ArrayList<>();
    int rounds = 3;
    int iterations = 5;
    int milliseconds = 500;
    int fastest = 0;
    boolean references = true;
    Optional<Path> json = Optional.of(Path.of("wengert-benchmarks.json"));
    Optional<Path> picture = Optional.of(Path.of("wengert-benchmarks.png"));
    for (int i = 0; i < args.length; i++) {
      switch (args[i]) {
        case "--rounds" -> rounds = positive(args, ++i);
        case "--iterations" -> iterations = positive(args, ++i);
        case "--millis" -> milliseconds = positive(args, ++i);
        case "--quick" -> {
          rounds = 1;
          iterations = 3;
          milliseconds = 200;
        }
        case "--fastest" -> fastest = positive(args, ++i);
        case "--jdk" -> jdks.add(Jdk.at(Path.of(operand(args, ++i))));
        case "--no-references" -> references = false;
        case "--json" -> json = Optional.of(Path.of(operand(args, ++i)));
        case "--no-json" -> json = Optional.empty();
        case "--picture" -> picture = Optional.of(Path.of(operand(args, ++i)));
        case "--no-picture" -> picture = Optional.empty();
        default -> workloads.add(workload(args[i]));
      }
    }
    return new RunOptions(
        workloads.isEmpty() ? Workloads.gradBench() : List.copyOf(workloads),
        rounds,
        iterations,
        milliseconds,
        fastest,
        references,
        jdks.isEmpty() ? List.of(Jdk.current()) : List.copyOf(jdks),
        json,
        picture);
  }

  private static String workload(String argument) {
    if (argument.startsWith("-")) {
      throw new IllegalArgumentException("unknown option " + argument + "\n" + USAGE);
    }
    if (!Workloads.names().contains(argument)) {
      throw new IllegalArgumentException(
          "no workload \"" + argument + "\"; there are " + String.join(", ", Workloads.names()));
    }
    return argument;
  }

  private static int positive(String[] args, int i) {
    String text = operand(args, i);
    try {
      int value = Integer.parseInt(text);
      if (value > 0) {
        return value;
      }
    } catch (NumberFormatException e) {
      // Reported below, as a number that is not positive is.
    }
    throw new IllegalArgumentException(
        args[i - 1] + " needs a whole number of at least 1, not \"" + text + "\"");
  }

  private static String operand(String[] args, int i) {
    if (i >= args.length) {
      throw new IllegalArgumentException(args[i - 1] + " needs an operand\n" + USAGE);
    }
    return args[i];
  }
}

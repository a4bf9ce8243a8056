package org.wengert.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.instrument.Instrumentation;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.wengert.Derivatives;
import org.wengert.Gradient;
import org.wengert.benchmarks.gmm.Gmm;
import org.wengert.benchmarks.gmm.GmmWorkload;

/**
 * Times what happens once in a JVM: the first gradient of the Gaussian mixture, counted from the
 * end of the first plain call, and the whole run of a program that uses no derivative, with the
 * agents given and with one that does nothing. Every measurement is a JVM of its own; what is
 * compared takes turns.
 */
public final class Latency {
  private static final double NANOS_PER_MILLI = 1e6;

  private static final String USAGE =
      """
      Usage: java -cp benchmarks.jar org.wengert.benchmarks.Latency RUNS AGENT.jar [OTHER-AGENT.jar ...]
        RUNS       fresh JVMs of each kind, at least 10 for a result
        AGENT.jar  agents to be compared, such as agent/target/wengert-agent.jar
      """;

  private Latency() {}

  /** Runs what {@code args} say, and prints minimum, median and maximum in milliseconds. */
  public static void main(String[] args) throws IOException, InterruptedException {
    if (args.length < 2 || !args[0].matches("[1-9][0-9]*")) {
      System.err.print(USAGE);
      System.exit(2);
    }
    List<String> agents = List.of(args).subList(1, args.length);
    Path empty = emptyAgent();
    Map<String, List<Double>> gradients = new LinkedHashMap<>();
    Map<String, List<Double>> starts = new LinkedHashMap<>();
    try {
      for (int run = 0; run < Integer.parseInt(args[0]); run++) {
        for (String agent : agents) {
          add(gradients, agent, Double.parseDouble(fork(FirstGradient.class, agent)));
        }
        add(starts, "empty agent", millisOfIdle(empty.toString()));
        for (String agent : agents) {
          add(starts, agent, millisOfIdle(agent));
        }
      }
    } finally {
      Files.delete(empty);
    }
    print("first gradient after the first plain call, ms", gradients);
    print("whole run of a program without derivatives, ms", starts);
  }

  private static void add(Map<String, List<Double>> results, String name, double millis) {
    results.computeIfAbsent(name, n -> new ArrayList<>()).add(millis);
  }

  private static void print(String title, Map<String, List<Double>> results) {
    System.out.printf("%-52s %8s %8s %8s%n", title, "min", "median", "max");
    results.forEach(
        (name, millis) -> {
          double[] sorted = millis.stream().mapToDouble(Double::doubleValue).sorted().toArray();
          int last = sorted.length - 1;
          double median = (sorted[last / 2] + sorted[sorted.length / 2]) / 2;
          System.out.printf("  %-50s %8.1f %8.1f %8.1f%n", name, sorted[0], median, sorted[last]);
        });
  }

  private static double millisOfIdle(String agent) throws IOException, InterruptedException {
    long start = System.nanoTime();
    fork(Idle.class, agent);
    return (System.nanoTime() - start) / NANOS_PER_MILLI;
  }

  /** What a program prints in a JVM of its own. */
  private static String fork(Class<?> program, String agent)
      throws IOException, InterruptedException {
    List<String> command =
        Arrays.asList(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-javaagent:" + agent,
            "-cp",
            System.getProperty("java.class.path"),
            program.getName());
    Process process =
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (process.waitFor() != 0) {
      throw new IllegalStateException(String.join(" ", command) + " failed\n" + output);
    }
    // Notes of the JVM itself come first.
    return output.isBlank() ? "" : output.strip().lines().reduce("", (a, b) -> b);
  }

  private static Path emptyAgent() throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", EmptyAgent.class.getName());
    Path jar = Files.createTempFile("empty-agent", ".jar");
    String name = "/" + EmptyAgent.class.getName().replace('.', '/') + ".class";
    try (InputStream bytes = Latency.class.getResourceAsStream(name);
        OutputStream file = Files.newOutputStream(jar);
        JarOutputStream out = new JarOutputStream(file, manifest)) {
      out.putNextEntry(new JarEntry(name.substring(1)));
      bytes.transferTo(out);
      out.closeEntry();
    }
    return jar;
  }

  /** An agent that costs what any agent costs. */
  static final class EmptyAgent {
    private EmptyAgent() {}

    /** Called by the JVM before {@code main}. */
    public static void premain(String options, Instrumentation instrumentation) {}
  }

  /** A program without derivatives. */
  static final class Idle {
    private Idle() {}

    public static void main(String[] args) {}
  }

  /** Prints the milliseconds from the end of a plain call to the gradient. */
  static final class FirstGradient {
    private FirstGradient() {}

    public static void main(String[] args) {
      GmmWorkload workload = new GmmWorkload(10, 25, 1000, 0);
      Object[] arguments = workload.arguments();
      double value = workload.primal();
      long called = System.nanoTime();
      Gradient gradient = Derivatives.of(Gmm.class, workload.primalMethod()).gradient(arguments);
      long derived = System.nanoTime();
      if (gradient.value() != value) {
        throw new IllegalStateException("value " + gradient.value() + ", not " + value);
      }
      System.out.println((derived - called) / NANOS_PER_MILLI);
    }
  }
}

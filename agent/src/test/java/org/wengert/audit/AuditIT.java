package org.wengert.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The audit command of the shipped jar, on a small jar. */
class AuditIT {
  private static final String SOURCE =
      """
      package sample;
      public class Shapes {
        public interface Shape { double area(double scale); }
        public static class Square implements Shape {
          private final double side;
          public Square(double side) { this.side = side; }
          public double area(double scale) { return side * side * scale; }
        }
        public static class Odd implements Shape {
          public double area(double scale) {
            return Double.longBitsToDouble(Double.doubleToLongBits(scale) + 1);
          }
        }
        public static double twice(double x) { return 2 * Math.sin(x); }
        public static double area(Square s, double[] scales) { return s.area(scales[0]); }
        public static double sum(Square... all) { return all[0].area(2) * all[1].side; }
        public static double any(Shape s) { return s.area(1.5); }
        public static native double hidden(double x);
        public static int count(int n) { return n + 1; }
      }
      """;

  @TempDir Path folder;

  private record Outcome(int exit, List<String> lines) {}

  private Path jar() throws IOException {
    Path source = folder.resolve("sample/Shapes.java");
    Files.createDirectories(source.getParent());
    Files.writeString(source, SOURCE);
    Path classes = folder.resolve("classes");
    ToolProvider.getSystemJavaCompiler()
        .run(null, null, null, "-d", classes.toString(), source.toString());
    Path jar = folder.resolve("sample.jar");
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out);
        Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        entries.putNextEntry(new JarEntry(classes.relativize(file).toString().replace('\\', '/')));
        entries.write(Files.readAllBytes(file));
      }
    }
    return jar;
  }

  private Outcome run(String... args) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-jar");
    command.add(System.getProperty("wengert.agent.jar"));
    command.addAll(List.of(args));
    Path out = folder.resolve("out.txt");
    int exit =
        new ProcessBuilder(command)
            .redirectOutput(out.toFile())
            .redirectError(folder.resolve("err.txt").toFile())
            .start()
            .waitFor();
    return new Outcome(exit, Files.readAllLines(out));
  }

  private static String line(Outcome outcome, String start) {
    return outcome.lines().stream().filter(l -> l.startsWith(start)).findFirst().orElse("");
  }

  @Test
  void everyMethodHasItsVerdict() throws Exception {
    Outcome outcome = run("audit", jar().toString());
    assertEquals(0, outcome.exit());
    assertEquals("sample.Shapes.twice(D)D: differentiable", line(outcome, "sample.Shapes.twice"));
    assertTrue(line(outcome, "sample.Shapes.area(").endsWith(": differentiable"));
    assertTrue(line(outcome, "sample.Shapes.hidden(D)D: not").contains("is native"));
    String any = line(outcome, "sample.Shapes.any(");
    assertTrue(any.contains("Shapes$Odd.area(D)D") && any.contains("called from"), any);
    assertEquals("", line(outcome, "sample.Shapes.count"));
    assertEquals(
        "audited 8 methods: 5 differentiable (62.5 %)",
        outcome.lines().get(outcome.lines().size() - 1));
  }

  @Test
  void excludedClassesAreNoImplementations() throws Exception {
    Outcome outcome = run("audit", "--exclude", "*$Odd", "--mode", "forward", jar().toString());
    assertTrue(line(outcome, "sample.Shapes.any(").endsWith(": differentiable"));
  }

  @Test
  void staticMethodsAreRun() throws Exception {
    Outcome outcome = run("audit", "--run", "--seed", "7", jar().toString());
    assertEquals(0, outcome.exit());
    assertEquals(
        "ran 3 static methods with seed 7: 3 evaluated (100.0 %), 3 right, 0 wrong",
        line(outcome, "ran "));
  }

  @Test
  void wrongUsageIsToldApart() throws Exception {
    assertEquals(2, run("audit").exit());
    assertEquals(2, run("audit", "--mode", "sideways", jar().toString()).exit());
    assertEquals(2, run("audit", folder.resolve("missing.jar").toString()).exit());
    Outcome help = run("audit", "--help");
    assertEquals(0, help.exit());
    assertTrue(String.join("\n", help.lines()).contains("--exclude"));
  }
}

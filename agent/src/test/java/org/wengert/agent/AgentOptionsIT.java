package org.wengert.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;
import org.wengert.testing.ForkedJvm;
import org.wengert.testing.Sources;

/** The agent's options, on the shipped jar. */
class AgentOptionsIT {
  @TempDir private Path directory;

  @Test
  void optionsThatAreNotUnderstoodAreReportedAndLeftOut() {
    ForkedJvm.Result result = run("pricing.Main", "tape-limit=lots,colour=red,dump=");
    assertTrue(result.text().endsWith(Application.EXPECTED), result::text);
    assertEquals(
        List.of(
            "WARNING: the agent option \"tape-limit=lots\" is ignored: tape-limit needs a positive"
                + " whole number of bytes, such as tape-limit=536870912 or tape-limit=512m"
                + " (suffixes k, m, g)",
            "WARNING: the agent option \"colour=red\" is ignored: expected tape-limit=BYTES (with"
                + " k, m or g for powers of 1024), dump=DIRECTORY, inactive=PATTERNS,"
                + " differentiable=PATTERNS and rules=CLASSES, separated by commas",
            "WARNING: the agent option \"dump=\" is ignored: dump needs a directory, such as"
                + " dump=target/wengert"),
        result.lines().stream().filter(l -> l.startsWith("WARNING: ")).toList());
  }

  @Test
  void tapeBeyondItsLimitIsRefusedWithTheLimit() {
    ForkedJvm.Result result = run("pricing.Long", "tape-limit=4k");
    assertEquals(1, result.exit());
    assertTrue(result.text().contains("but its limit is 4096"), result::text);
    assertTrue(result.text().contains("tape-limit=BYTES"), result::text);
    assertTrue(
        result.text().contains("most is recorded at pricing.Long.iterate (Long.java:9)"),
        result::text);
    assertTrue(result.text().contains("NotDifferentiableException"), result::text);
  }

  @Test
  void tapeWithinItsLimitWorks() {
    ForkedJvm.Result result = run("pricing.Long", "tape-limit=1g");
    assertEquals(0, result.exit(), result::text);
  }

  @Test
  void dumpHoldsEveryClassAndEveryStage() throws IOException {
    run("pricing.Main", "dump=dumped");
    try (Stream<Path> walk = Files.walk(directory.resolve("dumped"))) {
      List<Path> files = walk.filter(Files::isRegularFile).toList();
      for (String stage : List.of("lifted", "optimized", "joint-of", "joint-optimized-of")) {
        assertTrue(
            files.stream().anyMatch(f -> f.toString().contains("price-" + stage)),
            () -> stage + " in " + files);
      }
      for (Path file : files) {
        if (file.toString().endsWith(".class")) {
          byte[] classFile = Files.readAllBytes(file);
          new ClassReader(classFile).accept(new CheckClassAdapter(null, false), 0);
        } else {
          assertTrue(Files.readString(file).startsWith("function "), file::toString);
        }
      }
      assertTrue(files.stream().anyMatch(f -> f.toString().endsWith(".class")));
    }
  }

  @Test
  void dumpThatCannotBeWrittenIsReportedOnce() throws IOException {
    Files.writeString(directory.resolve("file"), "in the way");
    ForkedJvm.Result result = run("pricing.Main", "dump=file");
    assertTrue(result.text().contains(Application.EXPECTED), result::text);
    assertEquals(
        1,
        result.lines().stream()
            .filter(l -> l.contains("cannot write to the directory of the agent option dump=file"))
            .count());
  }

  @Test
  void methodsThatAreNamedInactiveRunPlain() {
    String source =
        """
        package pricing;

        import org.wengert.Derivatives;

        public class Plain {
          static double f(double x) {
            return x * Scale.of(x) * new Scale.Nested().get(x) * Math.floorMod(7, 4);
          }

          public static void main(String[] args) {
            System.out.println(Derivatives.of(Plain.class, "f").gradient(2.0).of(0));
          }
        }

        class Scale {
          static native double hidden(double x);

          static double of(double x) {
            return x > 100 ? hidden(x) : 5 * x;
          }

          static class Nested {
            double get(double x) {
              return x;
            }
          }
        }
        """;
    Path classes = Application.sources().add("pricing/Plain.java", source).compile(directory);
    String path = ForkedJvm.path(classes, ForkedJvm.annotationsJar());
    for (String inactive :
        new String[] {"pricing.Scale#of:pricing.Scale$Nested", "**.Scale**#*", "pricing.S*"}) {
      ForkedJvm.Result result =
          ForkedJvm.run(
              directory,
              List.of(ForkedJvm.agent() + "=inactive=" + inactive, "-cp", path, "pricing.Plain"));
      assertEquals(List.of("60.0"), result.lines(), inactive);
    }
  }

  @Test
  void methodsThatAreNamedDifferentiableAreCheckedWhenTheirClassesLoad() {
    String source =
        """
        package pricing;

        import org.wengert.Derivatives;

        public class Checked {
          public static void main(String[] args) {
            Legacy.name();
            System.out.println("done");
          }
        }

        class Legacy {
          static final boolean LOADED = true;

          static String name() {
            return Untouched.class.getName();
          }

          static double fine(double x) {
            return Math.sin(x);
          }

          static double wrong(double[] x) {
            return Native.call(x[0]);
          }

          static int count(double x) {
            return 1;
          }
        }

        class Untouched {
          static {
            System.out.println("initialized");
          }

          static double fine(double x) {
            return x;
          }
        }

        class Native {
          static native double call(double x);
        }
        """;
    Path classes = Application.sources().add("pricing/Checked.java", source).compile(directory);
    String path = ForkedJvm.path(classes, ForkedJvm.annotationsJar());
    String patterns = "pricing.Legacy:pricing.Untouched#f*:pricing.Legcy#fine:**#count";
    ForkedJvm.Result result =
        ForkedJvm.run(
            directory,
            List.of(
                "-Dwengert.log.compilations=true",
                ForkedJvm.agent() + "=differentiable=" + patterns,
                "-cp",
                path,
                "pricing.Checked"));
    assertEquals(
        List.of(
            "WARNING: the agent option differentiable names a method that cannot be differentiated:"
                + " pricing.Native.call(D)D (Checked.java), called from pricing.Legacy.wrong, is"
                + " not differentiable: the method is native, so there is no bytecode to"
                + " differentiate; remedy: give its derivative by @DerivativeOf, or differentiate a"
                + " Java implementation of it",
            "WARNING: the agent option differentiable names pricing.Legcy#fine, but no class that"
                + " was loaded has such a method that takes and yields floating-point numbers",
            "WARNING: the agent option differentiable names **#count, but no class that was loaded"
                + " has such a method that takes and yields floating-point numbers"),
        result.lines().stream().filter(l -> l.startsWith("WARNING: ")).toList());
    assertTrue(result.lines().contains("done"), result::text);
    assertTrue(!result.lines().contains("initialized"), result::text);
  }

  @Test
  void rulesOfClassesWithoutAnIndexAreNamed() {
    String source =
        """
        package pricing;

        import org.wengert.DerivativeOf;
        import org.wengert.DerivativeOf.Mode;
        import org.wengert.Derivatives;

        public class Ruled {
          static double f(double x) {
            return 2 * Double.longBitsToDouble(Double.doubleToLongBits(x) << 1 >> 1);
          }

          static class Rules {
            @DerivativeOf(
                type = Ruled.class,
                method = "f",
                mode = {Mode.FORWARD, Mode.REVERSE})
            private static double rule(double x, double result, double seed) {
              return 7 * seed;
            }
          }

          public static void main(String[] args) {
            System.out.println(Derivatives.of(Ruled.class, "f").gradient(2.0).of(0));
          }
        }
        """;
    Path classes =
        new Sources().add("pricing/Ruled.java", source).option("-proc:none").compile(directory);
    String path = ForkedJvm.path(classes, ForkedJvm.annotationsJar());
    ForkedJvm.Result result =
        ForkedJvm.run(
            directory,
            List.of(
                ForkedJvm.agent() + "=rules=pricing.Ruled$Rules", "-cp", path, "pricing.Ruled"));
    assertEquals(List.of("7.0"), result.lines());
  }

  private ForkedJvm.Result run(String main, String options) {
    Path classes = Application.sources().add("pricing/Long.java", LONG).compile(directory);
    String path = ForkedJvm.path(classes, ForkedJvm.annotationsJar());
    return ForkedJvm.run(directory, List.of(ForkedJvm.agent() + "=" + options, "-cp", path, main));
  }

  private static final String LONG =
      """
      package pricing;

      import org.wengert.Derivatives;

      public class Long {
        static double iterate(double x, int steps) {
          double y = x;
          for (int i = 0; i < steps; i++) {
            y = Math.sin(y * x);
          }
          return y;
        }

        public static void main(String[] args) {
          System.out.println(Derivatives.of(Long.class, "iterate").gradient(1.0, 10000).of(0));
        }
      }
      """;
}

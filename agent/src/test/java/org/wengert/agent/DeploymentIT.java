package org.wengert.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.testing.ForkedJvm;
import org.wengert.testing.Sources;

/** The shipped jar under an application, the ways in which applications are started. */
class DeploymentIT {
  @TempDir private Path directory;

  @Test
  void classPath() {
    Path classes = Application.sources().compile(directory);
    assertWorks(ForkedJvm.agent(), "-cp", classPath(classes), "pricing.Main");
  }

  @ParameterizedTest
  @ValueSource(strings = {"exports pricing;", ""})
  void namedModuleWhetherItExportsThePackageOrNot(String exports) {
    Path classes =
        Application.sources()
            .add("module-info.java", "module app { requires org.wengert; " + exports + " }")
            .compile(directory);
    assertWorks(ForkedJvm.agent(), "-p", classPath(classes), "-m", "app/pricing.Main");
  }

  @Test
  void calleeInAnotherNamedModule() {
    Path helpers =
        Application.helpers()
            .add("module-info.java", "module helpers { exports helpers; }")
            .compile(directory.resolve("helpers"));
    Path classes =
        Application.application()
            .add("module-info.java", "module app { requires org.wengert; requires helpers; }")
            .with(helpers)
            .compile(directory.resolve("app"));
    String path = ForkedJvm.path(classes, helpers, ForkedJvm.annotationsJar());
    assertWorks(ForkedJvm.agent(), "-p", path, "-m", "app/pricing.Main");
  }

  @Test
  void classLoaderThatSeesNothingOfTheClassPath() {
    Path classes = Application.sources().compile(directory.resolve("app"));
    Path launcher = isolatingLauncher().compile(directory.resolve("launcher"));
    assertWorks(
        ForkedJvm.agent(),
        "-cp",
        launcher.toString(),
        "Launcher",
        classes.toUri().toString(),
        ForkedJvm.annotationsJar().toUri().toString());
  }

  private static Sources isolatingLauncher() {
    return new Sources()
        .add(
            "Launcher.java",
            """
            import java.net.URL;
            import java.net.URLClassLoader;

            public class Launcher {
              public static void main(String[] urls) throws Exception {
                URL[] path = {new URL(urls[0]), new URL(urls[1])};
                ClassLoader isolated = new URLClassLoader(path, null);
                isolated.loadClass("pricing.Main").getMethod("run").invoke(null);
              }
            }
            """);
  }

  @Test
  void jacocoBeforeTheAgent() {
    Path classes = Application.sources().compile(directory);
    assertWorks(jacoco(), ForkedJvm.agent(), "-cp", classPath(classes), "pricing.Main");
    assertTrue(directory.resolve("jacoco.exec").toFile().length() > 0, "JaCoCo ran too");
  }

  @Test
  void jacocoAfterTheAgent() {
    Path classes = Application.sources().compile(directory);
    assertWorks(ForkedJvm.agent(), jacoco(), "-cp", classPath(classes), "pricing.Main");
    assertTrue(directory.resolve("jacoco.exec").toFile().length() > 0, "JaCoCo ran too");
  }

  private static String jacoco() {
    try {
      return "-javaagent:" + ForkedJvm.origin(Class.forName("org.jacoco.agent.rt.RT"));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"-Xint", "-XX:TieredStopAtLevel=1", "-XX:-TieredCompilation"})
  void everyKindOfExecution(String mode) {
    Path classes = Application.sources().compile(directory);
    assertWorks(ForkedJvm.agent(), mode, "-Xbatch", "-cp", classPath(classes), "pricing.Main");
  }

  @Test
  void missingAgentIsReportedWithTheFlag() {
    Path classes = Application.sources().compile(directory);
    ForkedJvm.Result result =
        ForkedJvm.run(directory, List.of("-cp", classPath(classes), "pricing.Main"));
    assertEquals(1, result.exit());
    assertTrue(
        result
            .text()
            .contains(
                "org.wengert.AgentMissingException: Wengert's agent is not running in this JVM:"
                    + " add -javaagent:.../wengert-agent.jar to the java command"),
        result::text);
  }

  @Test
  void agentGivenTwiceIsReportedAndChangesNothing() {
    Path classes = Application.sources().compile(directory);
    ForkedJvm.Result result =
        ForkedJvm.run(
            directory,
            List.of(
                ForkedJvm.agent(),
                ForkedJvm.agent() + "=tape-limit=1k",
                "-cp",
                classPath(classes),
                "pricing.Main"));
    List<String> lines = new ArrayList<>(result.lines());
    assertEquals(Application.EXPECTED, lines.remove(lines.size() - 1), result::text);
    assertEquals(
        "WARNING: the Wengert agent is installed in this JVM already: this start of it, with the"
            + " options tape-limit=1k, changes nothing; give -javaagent once, or attach to a JVM"
            + " without the agent",
        lines.get(1));
    assertEquals(2, lines.size(), "one message, of two lines");
  }

  @Test
  void attachedAgentServesCompanionsOfClassesLoadedBefore() {
    Path classes = Application.sources().add("pricing/Late.java", LATE).compile(directory);
    ForkedJvm.Result result =
        ForkedJvm.run(
            directory,
            List.of(
                "-XX:+EnableDynamicAgentLoading",
                "-Djdk.attach.allowAttachSelf=true",
                "-cp",
                classPath(classes),
                "pricing.Late",
                ForkedJvm.agentJar().toString()));
    assertEquals(
        List.of(
            "before: AgentMissingException",
            "plain 19.0",
            Application.EXPECTED,
            "lambda made before: 6.0"),
        result.lines().stream().filter(l -> !l.startsWith("WARNING: ")).limit(4).toList(),
        result::text);
    assertEquals(0, result.exit(), result::text);
    assertTrue(result.text().contains("the Wengert agent is installed in this JVM already"));
  }

  private static final String LATE =
      """
      package pricing;

      import com.sun.tools.attach.VirtualMachine;

      public class Late {
        public static void main(String[] args) throws Exception {
          double factor = 3;
          java.util.function.DoubleUnaryOperator early = x -> factor * x * x;
          try {
            Main.run();
          } catch (org.wengert.AgentMissingException e) {
            System.out.println("before: " + e.getClass().getSimpleName());
          }
          System.out.println("plain " + Pricing.price(1, new double[] {6, 1}, 2));
          attach(args[0]);
          Main.run();
          double slope = org.wengert.Derivatives.derivative(early).applyAsDouble(1);
          System.out.println("lambda made before: " + slope);
          attach(args[0]);
        }

        static void attach(String jar) throws Exception {
          VirtualMachine self =
              VirtualMachine.attach(String.valueOf(ProcessHandle.current().pid()));
          self.loadAgent(jar);
          self.detach();
        }
      }
      """;

  private void assertWorks(String... arguments) {
    ForkedJvm.Result result = ForkedJvm.run(directory, List.of(arguments));
    assertEquals(List.of(Application.EXPECTED), result.lines(), result::text);
    assertEquals(0, result.exit(), result::text);
  }

  private static String classPath(Path classes) {
    return ForkedJvm.path(classes, ForkedJvm.annotationsJar());
  }
}

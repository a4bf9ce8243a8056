package org.wengert.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.wengert.testing.ForkedJvm;
import org.wengert.testing.Sources;

/**
 * What an application pays for the agent if it uses no derivative. Time is not asserted, since the
 * machines of builds are busy; what is loaded is.
 */
class StartUpIT {
  @TempDir private Path directory;

  @Test
  void onlyWhatJoinsTheAgentToTheRuntimeIsLoaded() {
    assertEquals(
        List.of(
            "org.wengert.agent.WengertAgent",
            "org.wengert.agent.RuntimePlacement",
            "org.wengert.agent.AgentOptions",
            "org.wengert.runtime.Linker$Source",
            "org.wengert.agent.CompilerInstallation",
            "org.wengert.runtime.Linker"),
        loaded().stream().filter(l -> l.startsWith("org.wengert")).toList());
  }

  @Test
  void noLambdaAndNoStringConcatenationIsLinked() {
    assertTrue(loaded().stream().noneMatch(l -> l.contains("$$Lambda")));
    assertTrue(loaded().stream().noneMatch(l -> l.contains("StringConcatFactory")));
  }

  /** Names of the classes that the JVM loads up to the end of an empty program, in order. */
  private List<String> loaded() {
    Path classes =
        new Sources()
            .add("Empty.java", "class Empty { public static void main(String[] args) {} }")
            .compile(directory);
    ForkedJvm.Result result =
        ForkedJvm.run(
            directory,
            List.of(ForkedJvm.agent(), "-Xlog:class+load", "-cp", classes.toString(), "Empty"));
    assertEquals(0, result.exit());
    return result.lines().stream()
        .filter(l -> l.contains(" source: ") && !l.contains("source: shared"))
        .map(l -> l.substring(l.lastIndexOf(']') + 2, l.indexOf(" source: ")))
        .toList();
  }
}

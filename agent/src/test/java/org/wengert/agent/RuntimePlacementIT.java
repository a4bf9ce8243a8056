package org.wengert.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts a JVM with the shipped agent jar and asks it where the runtime is. */
class RuntimePlacementIT {
  private static final String RUNTIME_CLASS = "org.wengert.runtime.package-info";

  /** The program that the forked JVM runs. */
  static final class ShowRuntimeLoader {
    private ShowRuntimeLoader() {}

    public static void main(String[] args) {
      try {
        Class<?> runtime = Class.forName(RUNTIME_CLASS);
        System.out.println("loader " + runtime.getClassLoader());
      } catch (ClassNotFoundException e) {
        System.out.println("absent");
      }
    }
  }

  @Test
  void bootLoaderHoldsTheRuntimeUnderTheAgent(@TempDir Path classes) throws Exception {
    String agent = "-javaagent:" + System.getProperty("wengert.agent.jar");
    assertTrue(run(classes, agent).contains("loader null"));
  }

  @Test
  void runtimeIsAbsentWithoutTheAgent(@TempDir Path classes) throws Exception {
    assertEquals(List.of("absent"), run(classes));
  }

  /** Runs the program on a class path that holds nothing else; returns the lines it prints. */
  private static List<String> run(Path classes, String... flags) throws Exception {
    copyProgramTo(classes);
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of(flags));
    command.addAll(List.of("-cp", classes.toString(), ShowRuntimeLoader.class.getName()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), output);
    return output.lines().toList();
  }

  private static void copyProgramTo(Path classes) throws IOException {
    String name = ShowRuntimeLoader.class.getName().replace('.', '/') + ".class";
    Path target = classes.resolve(name);
    Files.createDirectories(target.getParent());
    try (InputStream bytes = RuntimePlacementIT.class.getResourceAsStream("/" + name)) {
      Files.copy(bytes, target);
    }
  }
}

package org.wengert.benchmarks;

import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;

/**
 * A JDK whose JVM runs forks.
 *
 * @param home its directory
 * @param version such as {@code 17.0.12}
 */
public record Jdk(Path home, String version) {

  /**
   * The forks' heap is fixed, touched in advance and collected by one thread: with the defaults,
   * what is allocated keeps meeting fresh pages, and on some machines those faults cost several
   * times the derivative itself.
   */
  private static final List<String> HEAP =
      List.of("-Xms512m", "-Xmx512m", "-Xmn32m", "-XX:+UseSerialGC", "-XX:+AlwaysPreTouch");

  /** The first JVM that warns of sun.misc.Unsafe, which JMH uses. */
  private static final int WARNS_OF_UNSAFE = 23;

  /** The one that runs this. */
  public static Jdk current() {
    return new Jdk(
        Path.of(System.getProperty("java.home")), Runtime.version().toString().split("\\+")[0]);
  }

  /**
   * The one in a directory.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Jdk at(Path home) {
    Properties release = new Properties();
    try (Reader in = Files.newBufferedReader(home.resolve("release"), StandardCharsets.UTF_8)) {
      release.load(in);
    } catch (IOException e) {
      throw new IllegalArgumentException("no JDK in " + home + ": it has no file release", e);
    }
    String version = release.getProperty("JAVA_VERSION", "").replace("\"", "");
    if (version.isEmpty()) {
      throw new IllegalArgumentException("no JDK in " + home + ": no JAVA_VERSION in release");
    }
    return new Jdk(home, version);
  }

  /** The program that starts its JVM. */
  public String java() {
    return home.resolve("bin").resolve("java").toString();
  }

  /** What its JVM is started with. */
  public List<String> flags() {
    List<String> flags = new ArrayList<>(HEAP);
    // All JVMs warn of an agent on the boot class path.
    flags.add("-XX:-PrintWarnings");
    if (Runtime.Version.parse(version).feature() >= WARNS_OF_UNSAFE) {
      flags.add("--sun-misc-unsafe-memory-access=allow");
    }
    return flags;
  }
}

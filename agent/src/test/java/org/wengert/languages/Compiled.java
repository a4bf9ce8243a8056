package org.wengert.languages;

import dotty.tools.dotc.Main;
import dotty.tools.dotc.reporting.Reporter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;

/** Sources of other languages, compiled by their own compilers into a directory. */
final class Compiled {
  private static final String CLASS_PATH = System.getProperty("java.class.path");

  private Compiled() {}

  /** A class of a Kotlin source among the tests' resources. */
  static Class<?> kotlin(Path directory, String source, String name) {
    ByteArrayOutputStream messages = new ByteArrayOutputStream();
    ExitCode code =
        new K2JVMCompiler()
            .exec(
                new PrintStream(messages, true, StandardCharsets.UTF_8),
                copy(source, directory).toString(),
                "-d",
                directory.toString(),
                "-classpath",
                CLASS_PATH,
                "-no-stdlib",
                "-no-reflect",
                "-jvm-target",
                "17");
    if (code != ExitCode.OK) {
      throw new AssertionError(messages.toString(StandardCharsets.UTF_8));
    }
    return load(directory, name);
  }

  /** A class of a Scala source among the tests' resources. */
  static Class<?> scala(Path directory, String source, String name) {
    Reporter reporter =
        Main.process(
            new String[] {
              copy(source, directory).toString(),
              "-d",
              directory.toString(),
              "-classpath",
              CLASS_PATH,
              "-color:never"
            });
    if (reporter.hasErrors()) {
      throw new AssertionError(reporter.allErrors());
    }
    return load(directory, name);
  }

  private static Path copy(String source, Path directory) {
    Path file = directory.resolve(source);
    try (InputStream in = Compiled.class.getResourceAsStream("/languages/" + source)) {
      Files.copy(in, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return file;
  }

  private static Class<?> load(Path directory, String name) {
    try {
      URL[] urls = {directory.toUri().toURL()};
      return new URLClassLoader(urls, Compiled.class.getClassLoader()).loadClass(name);
    } catch (IOException | ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }
}

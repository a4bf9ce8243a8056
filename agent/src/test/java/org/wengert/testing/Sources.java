package org.wengert.testing;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** A program in source, compiled as users compile theirs: with the processor named to javac. */
public final class Sources {
  private final Map<String, String> files = new LinkedHashMap<>();
  private final List<String> options = new ArrayList<>();
  private final List<Path> libraries = new ArrayList<>(List.of(ForkedJvm.annotationsJar()));

  /**
   * @param path of the source file, such as {@code pricing/Pricing.java}
   */
  public Sources add(String path, String text) {
    files.put(path, text);
    return this;
  }

  /** Adds to the class path, or the module path where there is a {@code module-info.java}. */
  public Sources with(Path library) {
    libraries.add(library);
    return this;
  }

  /** Adds a flag of javac. */
  public Sources option(String option) {
    options.add(option);
    return this;
  }

  /** Compiles into a directory below {@code target}, which is returned. */
  public Path compile(Path target) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
      Path classes = Files.createDirectories(target.resolve("classes"));
      List<Path> paths = new ArrayList<>();
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path path = target.resolve("src").resolve(file.getKey());
        Files.createDirectories(path.getParent());
        paths.add(Files.writeString(path, file.getValue()));
      }
      String annotations = ForkedJvm.annotationsJar().toString();
      List<String> all = new ArrayList<>(List.of("--release", "17", "-d", classes.toString()));
      all.addAll(List.of("-processorpath", annotations));
      String flag = files.containsKey("module-info.java") ? "-p" : "-cp";
      all.addAll(List.of(flag, ForkedJvm.path(libraries.toArray(new Path[0]))));
      all.addAll(options);
      boolean compiled =
          compiler
              .getTask(
                  messages, manager, null, all, null, manager.getJavaFileObjectsFromPaths(paths))
              .call();
      if (!compiled) {
        throw new AssertionError(messages.toString());
      }
      return classes;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

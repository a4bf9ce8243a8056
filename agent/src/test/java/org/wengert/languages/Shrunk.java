package org.wengert.languages;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Classes of the corpus as ProGuard leaves them: shrunk, optimized (inlined, merged, with control
 * flow that no Java compiler writes) and obfuscated (renamed, overloaded by result types, without
 * line numbers).
 */
final class Shrunk {
  private static final String PACKAGE = "org/wengert/corpus";
  private static final String OPTIONS =
      """
      -keep public class org.wengert.corpus.* { public static <methods>; }
      -repackageclasses ''
      -allowaccessmodification
      -overloadaggressively
      -mergeinterfacesaggressively
      -optimizationpasses 2
      -dontnote
      -dontwarn
      """;

  private Shrunk() {}

  /** A loader of the corpus, whose public classes and their static methods keep their names. */
  static ClassLoader corpus(Path directory) throws IOException, InterruptedException {
    Path in = directory.resolve("in.jar");
    jar(in, tests().resolve(PACKAGE), PACKAGE, Shrunk::isOfCorpus);
    Path library = directory.resolve("java.base.jar");
    Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("modules/java.base/java");
    jar(library, base, "java", name -> name.endsWith(".class"));
    Path out = directory.resolve("out.jar");
    Path configuration = directory.resolve("shrunk.pro");
    Files.writeString(
        configuration,
        "-injars %s%n-outjars %s%n-libraryjars %s%n".formatted(in, out, library)
            + "-libraryjars %s%n".formatted(annotations())
            + OPTIONS);
    run(configuration, directory.resolve("log.txt"));
    return new OwnFirst(out.toUri().toURL(), Shrunk.class.getClassLoader());
  }

  /**
   * ProGuard does not understand calls of handles of variables, renames fields that updaters name,
   * and moves what a lambda runs away from its class ({@code Nested}): the plain code is invalid,
   * or throws.
   */
  private static boolean isOfCorpus(String name) {
    return name.endsWith(".class")
        && !name.startsWith(PACKAGE + "/VarHandles")
        && !name.startsWith(PACKAGE + "/Updaters")
        && !name.startsWith(PACKAGE + "/Nested")
        && !name.contains("Test")
        && !name.startsWith(PACKAGE + "/Corpus")
        && !name.startsWith(PACKAGE + "/Data");
  }

  private static Path tests() {
    return location(Shrunk.class);
  }

  private static Path annotations() {
    return location(org.wengert.Differentiable.class);
  }

  private static Path location(Class<?> of) {
    return Path.of(URI.create(of.getProtectionDomain().getCodeSource().getLocation().toString()));
  }

  private static void jar(
      Path jar, Path root, String prefix, java.util.function.Predicate<String> wanted)
      throws IOException {
    try (OutputStream file = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(file);
        Stream<Path> all = Files.walk(root)) {
      for (Path each : all.sorted().toList()) {
        String name = prefix + "/" + root.relativize(each).toString().replace('\\', '/');
        if (wanted.test(name)) {
          zip.putNextEntry(new ZipEntry(name));
          Files.copy(each, zip);
        }
      }
    }
  }

  private static void run(Path configuration, Path log) throws IOException, InterruptedException {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx600m",
            "-cp",
            System.getProperty("java.class.path"),
            "proguard.ProGuard",
            "@" + configuration);
    int code =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start()
            .waitFor();
    if (code != 0) {
      throw new AssertionError(Files.readString(log));
    }
  }

  /** Looks into its own jar before it asks its parent. */
  private static final class OwnFirst extends URLClassLoader {
    OwnFirst(URL jar, ClassLoader parent) {
      super(new URL[] {jar}, parent);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      synchronized (getClassLoadingLock(name)) {
        Class<?> known = findLoadedClass(name);
        if (known == null && findResource(name.replace('.', '/').concat(".class")) != null) {
          known = findClass(name);
        }
        return known != null ? known : super.loadClass(name, resolve);
      }
    }

    /** The runtime reads class files as resources. */
    @Override
    public URL getResource(String name) {
      URL own = findResource(name);
      return own != null ? own : super.getResource(name);
    }
  }
}

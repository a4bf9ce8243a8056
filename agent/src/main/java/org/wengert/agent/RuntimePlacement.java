package org.wengert.agent;

import java.io.File;
import java.io.FileNotFoundException;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.instrument.Instrumentation;
import java.net.URISyntaxException;
import java.security.CodeSource;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * Gives the runtime to the boot loader, the one place that class path, isolated loaders and modules
 * all see. The boot loader takes jar files only, hence the copy on disk.
 *
 * <p>This runs at every start of every application: it opens the agent's jar as a zip file, counts
 * up file names and concatenates them by hand, because a resource's URL, the secure random numbers
 * of {@code Files.createTempFile} and the first {@code +} of strings each load a hundred classes.
 */
final class RuntimePlacement {
  private static final String NESTED_JAR = "META-INF/wengert/wengert-runtime.jar";
  private static final String PREFIX = "wengert-runtime-";
  private static final String SUFFIX = ".jar";
  private static final int ATTEMPTS = 1_000;

  private RuntimePlacement() {}

  /** Whether the boot loader has the runtime, from this agent or another copy of it. */
  static boolean isPlaced() {
    try {
      Class.forName("org.wengert.runtime.Linker", false, null);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Copies the nested runtime jar out and appends it to the boot loader's search path. */
  static void place(Instrumentation instrumentation) throws IOException {
    try (JarFile jar = new JarFile(copyOut())) {
      instrumentation.appendToBootstrapClassLoaderSearch(jar);
    }
  }

  /**
   * Appends the agent's own jar to the boot loader's search path. From then on the compiler's
   * classes come from there: the JVM does not verify them a second time, and reads them without
   * going through Java code, which saves a quarter of the time to the first derivative. None of
   * them may have been loaded before.
   */
  static void offerCompilerToBootLoader(Instrumentation instrumentation) {
    try (JarFile jar = new JarFile(agentJar())) {
      instrumentation.appendToBootstrapClassLoaderSearch(jar);
    } catch (IOException e) {
      throw new UncheckedIOException("the agent's jar cannot be read any more", e);
    }
  }

  private static File copyOut() throws IOException {
    try (ZipFile agent = new ZipFile(agentJar())) {
      ZipEntry nested = agent.getEntry(NESTED_JAR);
      if (nested == null) {
        throw new FileNotFoundException("no " + NESTED_JAR + " in " + agent.getName());
      }
      File copy = newFile(new File(System.getProperty("java.io.tmpdir")));
      copy.deleteOnExit();
      try (InputStream from = agent.getInputStream(nested);
          OutputStream to = new FileOutputStream(copy)) {
        from.transferTo(to);
      }
      return copy;
    }
  }

  private static File agentJar() throws IOException {
    CodeSource source = RuntimePlacement.class.getProtectionDomain().getCodeSource();
    try {
      return new File(source.getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException("the agent's jar cannot be found at " + source.getLocation(), e);
    }
  }

  /** A file that did not exist: creation is exclusive, so that two JVMs never share one. */
  private static File newFile(File directory) throws IOException {
    long seed = System.nanoTime();
    for (int i = 0; i < ATTEMPTS; i++) {
      String number = Long.toString(seed + i, Character.MAX_RADIX);
      File file = new File(directory, PREFIX.concat(number).concat(SUFFIX));
      if (file.createNewFile()) {
        return file;
      }
    }
    throw new IOException("cannot make a file " + PREFIX + "*" + SUFFIX + " in " + directory);
  }

  /**
   * Deletes copies that earlier JVMs left. Only where an open file cannot be deleted, which is what
   * leaves them behind at exit there (Windows): what can be deleted then is in no JVM's use.
   */
  static void deleteLeftovers(File directory, boolean openFilesStay) {
    File[] left =
        openFilesStay
            ? directory.listFiles((d, name) -> name.startsWith(PREFIX) && name.endsWith(SUFFIX))
            : null;
    if (left != null) {
      for (File file : left) {
        boolean unused = file.delete();
      }
    }
  }
}

package org.wengert.agent;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.lang.instrument.Instrumentation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarFile;

/**
 * Gives the runtime to the boot loader, the one place that class path, isolated loaders and modules
 * all see. The boot loader takes jar files only, hence the copy on disk.
 */
final class RuntimePlacement {
  private static final String NESTED_JAR = "/META-INF/wengert/wengert-runtime.jar";

  private RuntimePlacement() {}

  /** Copies the nested runtime jar out and appends it to the boot loader's search path. */
  static void place(Instrumentation instrumentation) throws IOException {
    Path copy = copyOut();
    try (JarFile jar = new JarFile(copy.toFile())) {
      instrumentation.appendToBootstrapClassLoaderSearch(jar);
    }
  }

  private static Path copyOut() throws IOException {
    try (InputStream nested = RuntimePlacement.class.getResourceAsStream(NESTED_JAR)) {
      if (nested == null) {
        throw new FileNotFoundException("no " + NESTED_JAR + " in the agent jar");
      }
      Path copy = Files.createTempFile("wengert-runtime", ".jar");
      copy.toFile().deleteOnExit();
      Files.copy(nested, copy, StandardCopyOption.REPLACE_EXISTING);
      return copy;
    }
  }
}

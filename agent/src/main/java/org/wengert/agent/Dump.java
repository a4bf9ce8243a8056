package org.wengert.agent;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.wengert.compiler.Compiler;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Printer;

/**
 * Writes what the compiler makes into a directory: {@code host/NUMBER-METHOD-STAGE.ir} and {@code
 * host/NUMBER.class}, numbered in the order of their making.
 */
final class Dump implements Compiler.Observer {
  private static final int LONGEST_NAME = 80;
  private final String directory;
  private final AtomicInteger number = new AtomicInteger();
  private final AtomicBoolean failed = new AtomicBoolean();

  Dump(String directory) {
    this.directory = directory;
  }

  @Override
  public void defined(String host, byte[] classFile) {
    write(host, ".class", classFile);
  }

  @Override
  public void stage(String stage, Function function) {
    String name = "-" + fileName(function.method().name()) + "-" + fileName(stage) + ".ir";
    byte[] text = Printer.print(function).getBytes(StandardCharsets.UTF_8);
    write(function.method().owner(), name, text);
  }

  private void write(String host, String suffix, byte[] content) {
    try {
      Path folder = Path.of(directory, fileName(host));
      Files.createDirectories(folder);
      String count = String.format(Locale.ROOT, "%04d", number.incrementAndGet());
      Files.write(folder.resolve(count + suffix), content);
    } catch (IOException | RuntimeException e) {
      if (!failed.getAndSet(true)) {
        Messages.warn(
            "cannot write to the directory of the agent option dump=" + directory + ": " + e);
      }
    }
  }

  /** JVM names may hold characters that file systems refuse. */
  private static String fileName(String name) {
    StringBuilder safe = new StringBuilder();
    for (int i = 0; i < Math.min(name.length(), LONGEST_NAME); i++) {
      char c = name.charAt(i);
      boolean plain = Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '-';
      safe.append(plain ? c : c == '/' ? '.' : '_');
    }
    return safe.toString();
  }
}

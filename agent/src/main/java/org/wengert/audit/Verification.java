package org.wengert.audit;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.util.CheckClassAdapter;
import org.wengert.compiler.Compiler;

/**
 * Verifies the classes that the JVM takes on trust: it verifies no class of the boot loader. All
 * others it verifies itself when they are initialized.
 */
final class Verification implements Compiler.Observer {
  private byte[] last;

  @Override
  public void defined(String host, byte[] classFile) {
    last = classFile;
  }

  /**
   * Verifies what was defined last.
   *
   * @throws IllegalStateException if it is no valid class
   */
  void check(Class<?> host) {
    if (host.getClassLoader() == null) {
      verify(last, null);
    }
  }

  static void verify(byte[] classFile, ClassLoader loader) {
    StringWriter problems = new StringWriter();
    CheckClassAdapter.verify(
        new ClassReader(classFile), loader, false, new PrintWriter(problems, true));
    if (problems.getBuffer().length() > 0) {
      throw new IllegalStateException(
          "verification failed: " + problems.toString().lines().limit(3).toList());
    }
  }
}

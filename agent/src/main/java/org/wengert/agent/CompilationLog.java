package org.wengert.agent;

import org.wengert.compiler.Compiler;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.MethodRef;

/**
 * Logs each compilation at level {@code DEBUG}: method, kind, milliseconds, bytes. Switched on by
 * the system property {@value #PROPERTY}, since finding a logger takes a JVM 15 ms, a tenth of the
 * time to the first derivative.
 */
final class CompilationLog implements Compiler.Observer {
  static final String PROPERTY = "wengert.log.compilations";
  private static final String LOGGER = "org.wengert.compiler";
  private static final double NANOS_PER_MILLI = 1e6;

  private final Compiler.Observer next;

  private CompilationLog(Compiler.Observer next) {
    this.next = next;
  }

  /** The observer itself, if nothing is to be logged. */
  static Compiler.Observer before(Compiler.Observer observer) {
    return Boolean.getBoolean(PROPERTY) ? new CompilationLog(observer) : observer;
  }

  @Override
  public void defined(String host, byte[] classFile) {
    next.defined(host, classFile);
  }

  @Override
  public void stage(String stage, Function function) {
    next.stage(stage, function);
  }

  @Override
  public void compiled(MethodRef method, String kind, long nanos, int bytes) {
    System.getLogger(LOGGER)
        .log(
            System.Logger.Level.DEBUG,
            "compiled {0} of {1} in {2} ms: {3} bytes",
            kind,
            method,
            nanos / NANOS_PER_MILLI,
            bytes);
    next.compiled(method, kind, nanos, bytes);
  }
}

package org.wengert.agent;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.lang.ref.WeakReference;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.wengert.audit.MethodCheck;
import org.wengert.compiler.Compiler;
import org.wengert.compiler.MethodPattern;
import org.wengert.compiler.lift.ClassSource;
import org.wengert.runtime.Linker;

/**
 * The agent option {@code differentiable}: methods that it names are treated as if they were
 * annotated. When a class with such methods loads, a thread of low priority finds out whether they
 * are differentiable, tells where they are not, and compiles their derivatives. No class is
 * changed, none is initialized, and nobody waits. Public for the reason that {@link
 * CompilerFactory} is.
 */
public final class MethodChecks implements ClassFileTransformer {
  private static final String OPTION = "the agent option differentiable ";

  /** At the end of a short program, what has been loaded is still checked, for so long. */
  private static final long SECONDS_AT_EXIT = 5;

  /** A class that was loaded, by its name: it may not be defined yet. */
  private static final class Loaded {
    private final WeakReference<ClassLoader> loader;
    private final String name;

    Loaded(ClassLoader loader, String name) {
      this.loader = new WeakReference<>(loader);
      this.name = name;
    }
  }

  private final List<MethodPattern> patterns;
  private final boolean[] matched;
  private final LinkedBlockingQueue<Loaded> pending = new LinkedBlockingQueue<>();

  /** How many classes are pending or being looked at. */
  private int open;

  private MethodChecks(List<MethodPattern> patterns) {
    this.patterns = patterns;
    this.matched = new boolean[patterns.size()];
  }

  /**
   * Begins to watch; the compiler must have been promised to the runtime.
   *
   * @param texts patterns of methods
   */
  public static void start(Instrumentation instrumentation, List<String> texts) {
    List<MethodPattern> patterns = new ArrayList<>();
    for (String text : texts) {
      patterns.add(MethodPattern.of(text));
    }
    MethodChecks checks = new MethodChecks(patterns);
    instrumentation.addTransformer(checks);
    for (Class<?> loaded : instrumentation.getAllLoadedClasses()) {
      if (!loaded.isHidden() && !loaded.isArray()) {
        checks.note(loaded.getClassLoader(), loaded.getName().replace('.', '/'));
      }
    }
    Thread worker = new Thread(checks::work, "wengert-checks");
    worker.setDaemon(true);
    worker.setPriority(Thread.MIN_PRIORITY);
    worker.start();
    Runtime.getRuntime().addShutdownHook(new Thread(checks::end, "wengert-checks-end"));
  }

  /** Never changes a class. */
  @Override
  public byte[] transform(
      Module module,
      ClassLoader loader,
      String className,
      Class<?> redefined,
      ProtectionDomain domain,
      byte[] classFile) {
    if (className != null && redefined == null) {
      note(loader, className);
    }
    return null;
  }

  /** The class library, and this compiler, come from the boot loader: nobody means them. */
  private void note(ClassLoader loader, String className) {
    boolean named = false;
    for (MethodPattern pattern : patterns) {
      named |= loader != null && pattern.matchesClass(className);
    }
    if (named) {
      synchronized (this) {
        open++;
      }
      pending.add(new Loaded(loader, className.replace('/', '.')));
    }
  }

  private void work() {
    while (true) {
      try {
        check(pending.take());
      } catch (InterruptedException e) {
        return;
      }
      synchronized (this) {
        open--;
        notifyAll();
      }
    }
  }

  /** Nothing that goes wrong here may reach the application; whoever asks later is told. */
  private void check(Loaded loaded) {
    ClassLoader loader = loaded.loader.get();
    if (loader == null) {
      return;
    }
    try {
      check(Class.forName(loaded.name, false, loader));
    } catch (ClassNotFoundException | RuntimeException | LinkageError | StackOverflowError e) {
      Messages.warn(OPTION + "names methods of " + loaded.name + ", which cannot be checked: " + e);
    }
  }

  private void check(Class<?> type) {
    Compiler compiler = (Compiler) Linker.compiler();
    String owner = type.getName().replace('.', '/');
    for (ClassSource.Member method : compiler.methods(type)) {
      if (MethodCheck.isCandidate(method) && isNamed(owner, method.name())) {
        MethodCheck check = new MethodCheck(compiler, type, method);
        String refusal = check.refusal();
        if (refusal == null) {
          check.compile();
        } else {
          Messages.warn(OPTION + "names a method that cannot be differentiated: " + refusal);
        }
      }
    }
  }

  private synchronized boolean isNamed(String owner, String method) {
    boolean named = false;
    for (int i = 0; i < matched.length; i++) {
      if (patterns.get(i).matches(owner, method)) {
        matched[i] = true;
        named = true;
      }
    }
    return named;
  }

  /** Tells which patterns named nothing. Loggers may have been shut down at this point. */
  private void end() {
    awaitIdle();
    for (int i = 0; i < matched.length; i++) {
      if (!isMatched(i)) {
        System.err.println(
            "WARNING: "
                + OPTION
                + "names "
                + patterns.get(i)
                + ", but no class that was loaded has such a method that takes and yields"
                + " floating-point numbers");
      }
    }
  }

  private synchronized boolean isMatched(int pattern) {
    return matched[pattern];
  }

  private synchronized void awaitIdle() {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS_AT_EXIT);
    long left = SECONDS_AT_EXIT * 1000;
    try {
      while (open > 0 && left > 0) {
        wait(left);
        left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}

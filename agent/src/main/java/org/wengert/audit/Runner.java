package org.wengert.audit;

import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.wengert.compiler.Compiler;
import org.wengert.runtime.Refusal;

/** Calls static methods on samples, and compares forward with reverse mode. */
final class Runner {
  /** Random numbers that are integers can be the same more than once. */
  private static final int REPETITIONS = 8;

  private static final int ATTEMPTS = 40;
  private static final int SECONDS = 2;

  /** Relative to the sum of the absolute terms: of the samples nobody knows how they cancel. */
  private static final double TOLERANCE = 1e-8;

  private final AuditedJars jars;
  private final Sampler sampler;
  private final ShadowWalk walk;
  private final RunSummary summary;
  private final long seed;

  Runner(AuditedJars jars, Compiler compiler, long seed) {
    this.jars = jars;
    this.seed = seed;
    this.sampler = new Sampler(jars);
    this.walk = new ShadowWalk(compiler);
    this.summary = new RunSummary(seed);
  }

  RunSummary summary() {
    return summary;
  }

  void run(AuditedMethod audited) {
    String why = "no sample was tried";
    try {
      Method method = method(audited);
      method.setAccessible(true);
      for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
        DotProduct product = new DotProduct(walk, method, seed + attempt);
        if (!product.isFeasible()) {
          why = "too many parameters";
          break;
        }
        try {
          why = evaluate(audited, method, product, attempt);
        } catch (Sampler.NoSample e) {
          why = e.toString(); // Another style tries other constructors.
        }
        if (why == null) {
          return;
        }
      }
    } catch (TimeoutException e) {
      why = "it takes too long";
    } catch (ReflectiveOperationException | LinkageError e) {
      why = e.toString();
    }
    summary.unevaluated(audited, why);
  }

  /** Null if the method could be evaluated, else why not with this sample. */
  private String evaluate(AuditedMethod audited, Method method, DotProduct product, int attempt)
      throws Sampler.NoSample, TimeoutException {
    Type[] types = method.getGenericParameterTypes();
    long own = seed + 31L * attempt;
    Object[] plainArgs = sampler.arguments(types, own, attempt);
    Object plain;
    try {
      plain = limited(() -> method.invoke(null, plainArgs));
    } catch (ExecutionException e) {
      Throwable cause =
          e.getCause() instanceof InvocationTargetException i ? i.getCause() : e.getCause();
      return "the plain call throws " + cause;
    }
    if (plain instanceof Double d && !Double.isFinite(d)) {
      return "it yields " + d;
    }
    Object[] forwardArgs = sampler.arguments(types, own, attempt);
    Object[] reverseArgs = sampler.arguments(types, own, attempt);
    try {
      DotProduct.Side forward = limited(() -> side(product, forwardArgs, true));
      DotProduct.Side reverse = limited(() -> side(product, reverseArgs, false));
      String wrong = disagreement(plain, forward, reverse);
      if (wrong != null && isRandom(product, types, own, attempt, forward)) {
        return "it does something else each time";
      }
      return count(audited, wrong, forward, reverse);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Refusal) {
        return e.getCause().getMessage();
      }
      summary.wrong(
          audited, "the plain call returns, the derivative throws " + trace(e.getCause()));
      return null;
    }
  }

  private static String trace(Throwable e) {
    StackTraceElement[] trace = e.getStackTrace();
    return e + " at " + java.util.List.of(trace).subList(0, Math.min(trace.length, 4));
  }

  private static DotProduct.Side side(DotProduct product, Object[] args, boolean forward)
      throws Exception {
    try {
      return forward ? product.forward(args) : product.reverse(args);
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Whether the same call, made again a few times, has another value or derivative. */
  private boolean isRandom(
      DotProduct product, Type[] types, long own, int attempt, DotProduct.Side first)
      throws Sampler.NoSample, TimeoutException, ExecutionException {
    for (int i = 0; i < REPETITIONS; i++) {
      Object[] args = sampler.arguments(types, own, attempt);
      DotProduct.Side next = limited(() -> side(product, args, true));
      boolean sameValue = !(first.value() instanceof Number) || first.value().equals(next.value());
      if (!sameValue || Double.compare(first.bracket(), next.bracket()) != 0) {
        return true;
      }
    }
    return false;
  }

  /** Null if the modes agree with each other and with the plain call. */
  private static String disagreement(
      Object plain, DotProduct.Side forward, DotProduct.Side reverse) {
    if (plain instanceof Double || plain instanceof Float) {
      if (!plain.equals(forward.value()) || !plain.equals(reverse.value())) {
        return "values " + plain + ", " + forward.value() + ", " + reverse.value();
      }
    }
    double distance = Math.abs(forward.bracket() - reverse.bracket());
    return distance > TOLERANCE * (forward.scale() + reverse.scale())
        ? "forward " + forward.bracket() + ", reverse " + reverse.bracket()
        : null;
  }

  /** Null if it counts. */
  private String count(
      AuditedMethod audited, String wrong, DotProduct.Side forward, DotProduct.Side reverse) {
    if (wrong != null) {
      summary.wrong(audited, wrong);
    } else if (!Double.isFinite(forward.bracket() - reverse.bracket())) {
      return "the derivative is not finite";
    } else {
      summary.right();
    }
    return null;
  }

  private <T> T limited(Callable<T> call) throws ExecutionException, TimeoutException {
    FutureTask<T> task = new FutureTask<>(call);
    Thread thread = new Thread(null, task, "audit", 16L << 20);
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(SECONDS, TimeUnit.SECONDS);
    } catch (TimeoutException e) {
      stop(thread);
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Code in an endless loop would take a processor to the end of the audit. */
  @SuppressWarnings({"deprecation", "removal"})
  private static void stop(Thread thread) {
    try {
      thread.stop();
    } catch (UnsupportedOperationException e) {
      thread.setPriority(Thread.MIN_PRIORITY); // JDK 20 and later stop no threads.
    }
  }

  private Method method(AuditedMethod audited) throws ReflectiveOperationException {
    Class<?> owner = jars.load(audited.method().owner());
    MethodType type =
        MethodType.fromMethodDescriptorString(
            audited.method().descriptor(), owner.getClassLoader());
    return owner.getDeclaredMethod(audited.method().name(), type.parameterArray());
  }
}

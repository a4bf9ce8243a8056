package org.wengert.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import org.wengert.NotDifferentiableException;

/** What generated companions call to link and to fail. Not for applications. */
public final class Entries {
  /** Passed where a method has no active scalar parameter. */
  public static final double[] NO_SCALARS = {};

  private static final String REFUSAL = "org.wengert.runtime.Refusal";

  private Entries() {}

  /**
   * Links an entry point for a constant of a companion. Never throws for a failure to link, which
   * would poison the companion's class: the handle then tries again at each call, and throws there.
   * So a companion that was called before an agent was attached works afterwards.
   */
  public static MethodHandle link(
      Class<?> host, String name, String descriptor, String kind, String activity) {
    try {
      return RuntimeLink.entry(host, name, descriptor, kind, activity);
    } catch (Throwable notNow) {
      return new Relink(host, name, descriptor, kind, activity).dynamicInvoker();
    }
  }

  /** What to throw for {@code t}: the runtime's refusals become the public exception. */
  public static Throwable translate(Throwable t) {
    return isRefusal(t.getClass())
        ? new NotDifferentiableException(reason(t), t.getMessage(), t)
        : t;
  }

  private static boolean isRefusal(Class<?> type) {
    return type != null && (type.getName().equals(REFUSAL) || isRefusal(type.getSuperclass()));
  }

  private static String reason(Throwable refusal) {
    try {
      return (String) refusal.getClass().getMethod("reason").invoke(refusal);
    } catch (ReflectiveOperationException e) {
      return "UNKNOWN";
    }
  }

  /**
   * Throws {@link #translate} of {@code t}, whatever its type: exceptions of the primal, checked
   * ones too, pass unchanged. Declared to return so that callers can write {@code throw
   * rethrow(t)}.
   */
  public static RuntimeException rethrow(Throwable t) {
    throw Entries.<RuntimeException>unchecked(translate(t));
  }

  @SuppressWarnings("unchecked") // the cast is erased: this is how a checked exception passes
  private static <X extends Throwable> X unchecked(Throwable t) throws X {
    throw (X) t;
  }

  /** A call site whose first target links; after that it is as good as a constant. */
  private static final class Relink extends MutableCallSite {
    private final Class<?> host;
    private final String name;
    private final String descriptor;
    private final String kind;
    private final String activity;

    Relink(Class<?> host, String name, String descriptor, String kind, String activity) {
      super(Kinds.type(kind, RuntimeLink.fullType(host, descriptor, activity), activity));
      this.host = host;
      this.name = name;
      this.descriptor = descriptor;
      this.kind = kind;
      this.activity = activity;
      setTarget(MethodHandles.foldArguments(MethodHandles.exactInvoker(type()), linker()));
    }

    private MethodHandle linker() {
      try {
        return MethodHandles.lookup()
            .findVirtual(Relink.class, "linked", MethodType.methodType(MethodHandle.class))
            .bindTo(this);
      } catch (ReflectiveOperationException e) {
        throw new AssertionError(e);
      }
    }

    MethodHandle linked() {
      MethodHandle entry = RuntimeLink.entry(host, name, descriptor, kind, activity);
      setTarget(entry);
      return entry;
    }
  }
}

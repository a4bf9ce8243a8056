package org.wengert.internal;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;
import org.wengert.AgentMissingException;
import org.wengert.AgentTooOldException;

/**
 * The way from this jar to the runtime, which the agent puts on the boot class path: {@code
 * org.wengert.runtime.Bridge}, found by name, called through method handles and JDK types only, so
 * that this jar needs neither the runtime nor an agent to load. Not for applications.
 */
public final class RuntimeLink {
  /** The least ABI version of the runtime that this jar can use. */
  public static final int ABI_NEEDED = 1;

  private static final String BRIDGE = "org.wengert.runtime.Bridge";

  /** Once true, {@link Handles} can be initialized and the runtime stays. A benign race. */
  private static boolean ready;

  private RuntimeLink() {}

  /** Whether an agent new enough for this jar is running. Never throws. */
  public static boolean isActive() {
    Class<?> bridge = ready ? null : find();
    return ready || (bridge != null && version(bridge) >= ABI_NEEDED && installed(bridge));
  }

  /**
   * Returns normally if the runtime can be called.
   *
   * @throws AgentMissingException without an agent
   * @throws AgentTooOldException if the runtime is older than {@link #ABI_NEEDED}
   */
  public static void require() {
    if (!ready) {
      connect();
    }
  }

  private static void connect() {
    Class<?> bridge = find();
    if (bridge == null) {
      throw new AgentMissingException();
    }
    if (version(bridge) < ABI_NEEDED) {
      throw new AgentTooOldException(version(bridge), ABI_NEEDED);
    }
    if (!installed(bridge)) {
      throw new AgentMissingException();
    }
    ready = true;
  }

  /**
   * The boot loader's class; else this class's own loader's, as in tests without a packaged agent.
   */
  private static Class<?> find() {
    Class<?> bridge = find(null);
    return bridge != null ? bridge : find(RuntimeLink.class.getClassLoader());
  }

  private static Class<?> find(ClassLoader loader) {
    try {
      return Class.forName(BRIDGE, true, loader);
    } catch (ClassNotFoundException e) {
      return null;
    }
  }

  private static int version(Class<?> bridge) {
    try {
      return bridge.getField("ABI_VERSION").getInt(null);
    } catch (ReflectiveOperationException e) {
      return 0;
    }
  }

  private static boolean installed(Class<?> bridge) {
    try {
      return (boolean) bridge.getMethod("isActive").invoke(null);
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }

  /**
   * Links one entry point of the runtime.
   *
   * @param kind one of {@link Kinds}
   * @param activity one character a parameter, {@code A} for a shadowed one, {@code -} for others
   */
  public static MethodHandle entry(
      Class<?> host, String name, String descriptor, String kind, String activity) {
    require();
    MethodType expected = Kinds.type(kind, methodType(host, descriptor), activity);
    MethodHandle entry;
    try {
      entry = (MethodHandle) Handles.ENTRY.invokeExact(host, name, descriptor, kind, activity);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
    if (entry == null || !entry.type().equals(expected)) {
      throw new IllegalStateException(
          "the runtime linked "
              + kind
              + " of "
              + host.getName()
              + "."
              + name
              + descriptor
              + " as "
              + (entry == null ? "null" : entry.type())
              + ", expected "
              + expected);
    }
    return entry;
  }

  static MethodType methodType(Class<?> host, String descriptor) {
    return MethodType.fromMethodDescriptorString(descriptor, host.getClassLoader());
  }

  /** A tape to lend to entry points. */
  public static Object newTape() {
    require();
    try {
      return (Object) Handles.NEW_TAPE.invokeExact();
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** Bytes that the last call using {@code tape} recorded. */
  public static long tapeBytes(Object tape) {
    require();
    try {
      return (long) Handles.TAPE_BYTES.invokeExact(tape);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** Bytes that {@code tape} occupies, used or not; what it used if the runtime cannot say. */
  public static long tapeCapacity(Object tape) {
    require();
    if (Handles.TAPE_CAPACITY == null) {
      return tapeBytes(tape);
    }
    try {
      return (long) Handles.TAPE_CAPACITY.invokeExact(tape);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /**
   * The method behind a lambda or method reference: {@code {Class host, String name, String
   * descriptor, Object[] captured}}; the captured values are the method's leading parameters.
   */
  public static Object[] implementation(Object functionalObject) {
    require();
    try {
      return (Object[]) Handles.IMPLEMENTATION.invokeExact(functionalObject);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /**
   * An object of a new class that implements {@code type}.
   *
   * @param methods by name and descriptor; each handle has exactly the interface method's type
   */
  public static Object implement(Class<?> type, Map<String, MethodHandle> methods) {
    require();
    try {
      return (Object) Handles.IMPLEMENT.invokeExact(type, methods);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** Parameter names from the class file's debug tables, or null if the runtime knows none. */
  public static String[] parameterNames(Class<?> host, String name, String descriptor) {
    require();
    if (Handles.PARAMETER_NAMES == null) {
      return null;
    }
    try {
      return (String[]) Handles.PARAMETER_NAMES.invokeExact(host, name, descriptor);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** Initialized only after {@link #connect} succeeded, so that a missing agent poisons nothing. */
  private static final class Handles {
    static final MethodHandle ENTRY =
        find(
            "entry",
            MethodHandle.class,
            Class.class,
            String.class,
            String.class,
            String.class,
            String.class);
    static final MethodHandle NEW_TAPE = find("newTape", Object.class);
    static final MethodHandle TAPE_BYTES = find("tapeBytes", long.class, Object.class);
    static final MethodHandle TAPE_CAPACITY = find("tapeCapacity", long.class, Object.class);
    static final MethodHandle IMPLEMENTATION = find("implementation", Object[].class, Object.class);
    static final MethodHandle IMPLEMENT = find("implement", Object.class, Class.class, Map.class);
    static final MethodHandle PARAMETER_NAMES =
        find("parameterNames", String[].class, Class.class, String.class, String.class);

    /**
     * Null if the runtime has no such method: names and capacity are optional, others then fail.
     */
    private static MethodHandle find(String name, Class<?> result, Class<?>... parameters) {
      try {
        return MethodHandles.publicLookup()
            .findStatic(RuntimeLink.find(), name, MethodType.methodType(result, parameters));
      } catch (NoSuchMethodException e) {
        return null;
      } catch (IllegalAccessException e) {
        throw new LinkageError("cannot call " + BRIDGE + "." + name, e);
      }
    }
  }
}

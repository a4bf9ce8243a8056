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
  public static final int ABI_NEEDED = 4;

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
    MethodType expected = Kinds.type(kind, fullType(host, descriptor, activity), activity);
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

  /** What keeps a method from running again for one result, as a clause; null if nothing does. */
  public static String notRepeatable(
      Class<?> host, String name, String descriptor, boolean isStatic) {
    require();
    try {
      return (String) Handles.NOT_REPEATABLE.invokeExact(host, name, descriptor, isStatic);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /**
   * The same after other code has run, if the arguments hold what they held; older runtimes do not
   * know.
   */
  public static String notRepeatableLater(
      Class<?> host, String name, String descriptor, boolean isStatic) {
    require();
    if (Handles.NOT_REPEATABLE_LATER == null) {
      return "the agent is too old to say";
    }
    try {
      return (String) Handles.NOT_REPEATABLE_LATER.invokeExact(host, name, descriptor, isStatic);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  static MethodType methodType(Class<?> host, String descriptor) {
    return MethodType.fromMethodDescriptorString(descriptor, host.getClassLoader());
  }

  /** With the receiver first if the activity has a character for it. */
  static MethodType fullType(Class<?> host, String descriptor, String activity) {
    MethodType type = methodType(host, descriptor);
    return activity.length() > type.parameterCount() ? type.insertParameterTypes(0, host) : type;
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

  /**
   * What objects reach, with zero shadows; see the runtime's {@code Bridge}, also for the others.
   */
  public static Object snapshot(Object[] roots, String[] names) {
    try {
      return (Object) Handles.SNAPSHOT.invokeExact(roots, names);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** The shadow of a root of a snapshot. */
  public static Object rootShadow(Object snapshot, int root) {
    try {
      return (Object) Handles.ROOT_SHADOW.invokeExact(snapshot, root);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** Says of the tape's next call what its arguments reach. */
  public static void prepare(Object tape, Object snapshot, boolean watch) {
    try {
      Handles.PREPARE.invokeExact(tape, snapshot, watch);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** Says what the arguments of the next call of second order reach, to its second tape. */
  public static void prepareSecond(Object tape, Object tangents, Object adjoints, Object products) {
    try {
      Handles.PREPARE_SECOND.invokeExact(tape, tangents, adjoints, products);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** What was reached at the end of the tape's last call. */
  public static Object exit(Object tape) {
    try {
      return (Object) Handles.EXIT.invokeExact(tape);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** Fills the shadows of a snapshot with zeros. */
  public static void clearSnapshot(Object snapshot) {
    try {
      Handles.CLEAR_SNAPSHOT.invokeExact(snapshot);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** A snapshot with shadows of its own. */
  public static Object copySnapshot(Object snapshot) {
    try {
      return (Object) Handles.COPY_SNAPSHOT.invokeExact(snapshot);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** {@code {declaring classes, names, types}} of the fields that may hold derivatives. */
  public static Object[] fields(Class<?> type) {
    require();
    try {
      return (Object[]) Handles.FIELDS.invokeExact(type);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** {@code {numbers, indices, held, shadows}} of an object; null if it was not reached. */
  public static Object[] look(Object snapshot, Object object) {
    try {
      return (Object[]) Handles.LOOK.invokeExact(snapshot, object);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** {@code {elements, shadows}} of a list; null if it is not known where it keeps them. */
  public static Object[] elements(Object snapshot, Object list) {
    try {
      return (Object[]) Handles.ELEMENTS.invokeExact(snapshot, list);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** {@code {keys, values, shadows}} of a map; null if it is not known where it keeps them. */
  public static Object[] entries(Object snapshot, Object map) {
    try {
      return (Object[]) Handles.ENTRIES.invokeExact(snapshot, map);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** {@code {names, arrays, indices}} of every number that a snapshot reaches. */
  public static Object[] components(Object snapshot, String[] names) {
    try {
      return (Object[]) Handles.COMPONENTS.invokeExact(snapshot, names);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** Adds the derivatives in one snapshot to those in another. */
  public static void addSnapshot(Object from, Object to) {
    try {
      Handles.ADD_SNAPSHOT.invokeExact(from, to);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** A component's number. */
  public static Object componentValue(Object snapshot, String[] names, int index) {
    try {
      return (Object) Handles.COMPONENT_VALUE.invokeExact(snapshot, names, index);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** Sets a component's number; returns the box to pass instead if that is an argument itself. */
  public static Object moveComponent(Object snapshot, String[] names, int index, double number) {
    try {
      return (Object) Handles.MOVE_COMPONENT.invokeExact(snapshot, names, index, number);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** All that objects hold. */
  public static Object save(Object[] roots) {
    try {
      return (Object) Handles.SAVE.invokeExact(roots);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
  }

  /** Brings objects back to what they held. */
  public static void restore(Object saved) {
    try {
      Handles.RESTORE.invokeExact(saved);
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
    static final MethodHandle NOT_REPEATABLE =
        find("notRepeatable", String.class, Class.class, String.class, String.class, boolean.class);
    static final MethodHandle NOT_REPEATABLE_LATER =
        find(
            "notRepeatableLater",
            String.class,
            Class.class,
            String.class,
            String.class,
            boolean.class);
    static final MethodHandle NEW_TAPE = find("newTape", Object.class);
    static final MethodHandle TAPE_BYTES = find("tapeBytes", long.class, Object.class);
    static final MethodHandle TAPE_CAPACITY = find("tapeCapacity", long.class, Object.class);
    static final MethodHandle IMPLEMENTATION = find("implementation", Object[].class, Object.class);
    static final MethodHandle IMPLEMENT = find("implement", Object.class, Class.class, Map.class);
    static final MethodHandle PARAMETER_NAMES =
        find("parameterNames", String[].class, Class.class, String.class, String.class);
    static final MethodHandle SNAPSHOT =
        find("snapshot", Object.class, Object[].class, String[].class);
    static final MethodHandle ROOT_SHADOW =
        find("rootShadow", Object.class, Object.class, int.class);
    static final MethodHandle PREPARE =
        find("prepare", void.class, Object.class, Object.class, boolean.class);
    static final MethodHandle PREPARE_SECOND =
        find("prepareSecond", void.class, Object.class, Object.class, Object.class, Object.class);
    static final MethodHandle EXIT = find("exit", Object.class, Object.class);
    static final MethodHandle CLEAR_SNAPSHOT = find("clearSnapshot", void.class, Object.class);
    static final MethodHandle COPY_SNAPSHOT = find("copySnapshot", Object.class, Object.class);
    static final MethodHandle FIELDS = find("fields", Object[].class, Class.class);
    static final MethodHandle LOOK = find("look", Object[].class, Object.class, Object.class);
    static final MethodHandle ELEMENTS =
        find("elements", Object[].class, Object.class, Object.class);
    static final MethodHandle ENTRIES = find("entries", Object[].class, Object.class, Object.class);
    static final MethodHandle COMPONENTS =
        find("components", Object[].class, Object.class, String[].class);
    static final MethodHandle ADD_SNAPSHOT =
        find("addSnapshot", void.class, Object.class, Object.class);
    static final MethodHandle COMPONENT_VALUE =
        find("componentValue", Object.class, Object.class, String[].class, int.class);
    static final MethodHandle MOVE_COMPONENT =
        find("moveComponent", Object.class, Object.class, String[].class, int.class, double.class);
    static final MethodHandle SAVE = find("save", Object.class, Object[].class);
    static final MethodHandle RESTORE = find("restore", void.class, Object.class);

    /**
     * Null if the runtime has no such method: names, capacity and what can run later are optional,
     * others then fail.
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

package org.wengert.runtime;

import java.lang.invoke.MethodHandle;
import java.util.Map;

/**
 * What the public API calls, through method handles and with types of the JDK only: the API's jar
 * lies on the application's class path, this class on the boot class path.
 */
public final class Bridge {
  /** Grows when the contract changes. */
  public static final int ABI_VERSION = 4;

  /** How many directions entry points for several have; the compiler's width. */
  public static final int DIRECTIONS = 4;

  private Bridge() {}

  /** Whether an agent has installed the compiler. */
  public static boolean isActive() {
    return Linker.isInstalled();
  }

  /**
   * Links one entry point. With P for the method's parameters, R for its result, S for the shadows
   * of active array parameters ({@code double[]}, or {@code Object[]} beyond rank 1):
   *
   * <ul>
   *   <li>{@code gradient}: {@code (P, S, double[] scalarAdjoints, Object tape) R}
   *   <li>{@code jvp}: {@code (P, tangents of active parameters, double[] resultTangent, Object[]
   *       resultShadow, Object tape) R}
   *   <li>{@code forward}: {@code (P, S, Object[] resultShadow, Object tape) R}; where there is
   *       room, {@code resultShadow[k]} gets the shadow of what the k-th active array parameter,
   *       counted from 1, holds on exit: its rows may have moved
   *   <li>{@code reverse}: {@code (double seed, double[] scalarAdjoints, Object tape) void}
   *   <li>{@code jvps}: {@code (Object[] arguments, Object[][] tangents, double[] resultTangents,
   *       Object[] resultShadows, Object[] tapes) Object}: all but the arguments once a direction,
   *       of which there are {@link #DIRECTIONS}; the tangents are parallel to the arguments
   *   <li>{@code hvp}, of a scalar result: {@code (Object[] arguments, Object[] S, Object[][]
   *       tangents, Object[][] tangentsOfS, double[] scalarAdjoints, double[][] tangentsOfThese,
   *       Object tape, Object[] secondTapes) Object}; one direction; the tangents are parallel to
   *       the arguments, null for what is no independent
   *   <li>{@code hvps}: the same in {@link #DIRECTIONS} directions
   *   <li>{@code second-jvp}, of the same methods: {@code (Object[] arguments, Object[] tangents,
   *       Object[] secondTangents, Object[] zeros, double[] results, Object tape, Object
   *       secondTape) Object}, all but the results parallel to the arguments; these are the
   *       tangents in both directions and the mixed second derivative
   * </ul>
   *
   * <p>Of an instance method, the receiver is the first parameter, in P and in the activity, and
   * its class selects the method that runs. The shadow of an active object is an {@code Object}:
   * that which {@link #snapshot} made, or for a box a {@code double[1]}.
   *
   * @param activity one character a parameter: {@code A} for an independent, else {@code -}
   * @throws Refusal if the method cannot be differentiated
   */
  public static MethodHandle entry(
      Class<?> host, String name, String descriptor, String kind, String activity) {
    return Linker.compiler().entry(host, name, descriptor, kind, activity);
  }

  /**
   * What keeps a method from running more than once for one result, as a clause; null if nothing
   * does: it is deterministic and writes nothing but memory of its own and arrays of numbers among
   * its arguments.
   */
  public static String notRepeatable(
      Class<?> host, String name, String descriptor, boolean isStatic) {
    return Linker.compiler().notRepeatable(host, name, descriptor, isStatic);
  }

  /**
   * The same when other code has run in between, and the arguments hold what they held: it must not
   * read static fields that may have changed, either.
   */
  public static String notRepeatableLater(
      Class<?> host, String name, String descriptor, boolean isStatic) {
    return Linker.compiler().notRepeatableLater(host, name, descriptor, isStatic);
  }

  /** A tape for the entry points. It serves one call at a time. */
  public static Object newTape() {
    return new Tape();
  }

  /** Bytes recorded by the last call that used the tape. */
  public static long tapeBytes(Object tape) {
    return ((Tape) tape).usedBytes();
  }

  /** Bytes that a tape occupies, used or not. */
  public static long tapeCapacity(Object tape) {
    return ((Tape) tape).capacityBytes();
  }

  /** A zero shadow of the shape of an array; one shadow a row, however often it occurs. */
  public static Object shadowLike(Object array) {
    return Shadows.shadowLike(array);
  }

  /**
   * Whether an object belongs to the JVM, to concurrency or to input and output, not to a model.
   */
  public static boolean isOpaque(Object object) {
    return Snapshot.isOpaque(object);
  }

  /**
   * Whether each reference to an object has a shadow of its own: it is a number, or stands for one.
   */
  public static boolean isBox(Object object) {
    return object != null && Mirrors.isBox(object);
  }

  /**
   * A zero shadow of one object or array, without those of what it refers to; null if it has none.
   */
  public static Object shadow(Object object) {
    return Shadows.emptyShadow(object);
  }

  /** Fills a shadow with zeros, all ranks. */
  public static void clear(Object shadow) {
    Shadows.clear(shadow);
  }

  /**
   * The method behind a lambda or method reference: its class, name, descriptor, and the captured
   * values as {@code Object[]}, which are its receiver, if it has one, and its leading arguments.
   *
   * @throws Refusal if the object is none, or what it calls cannot be told
   */
  public static Object[] implementation(Object functionalObject) {
    return Linker.compiler().implementation(functionalObject);
  }

  /**
   * An object that implements an interface: each method, named by name and descriptor, calls a
   * handle of exactly its type. Default methods stay as they are. The interface may be private: the
   * object's class is its nestmate.
   */
  public static Object implement(Class<?> type, Map<String, MethodHandle> methods) {
    return Linker.compiler().implement(type, methods);
  }

  /**
   * Names of a method's parameters from its class file, null for those that it does not name; null
   * if the class file cannot be read.
   */
  public static String[] parameterNames(Class<?> host, String name, String descriptor) {
    return Linker.compiler().parameterNames(host, name, descriptor);
  }

  /**
   * What objects reach, with a shadow of zeros for each piece of memory. Opaque to the API, as are
   * shadows of objects.
   *
   * @param names of the roots, for messages
   */
  public static Object snapshot(Object[] roots, String[] names) {
    return Snapshot.onEntry(roots, names);
  }

  /** The shadow of a root of a snapshot. */
  public static Object rootShadow(Object snapshot, int root) {
    return ((Snapshot) snapshot).rootShadow(root);
  }

  /**
   * Before a call of an entry point: its arguments reach what the snapshot says.
   *
   * @param snapshot null if there are no objects among the independents
   * @param watch whether {@link #exit} will be asked
   */
  public static void prepare(Object tape, Object snapshot, boolean watch) {
    ((Tape) tape).prepare((Snapshot) snapshot, watch);
  }

  /**
   * Before a call of an entry point of kind {@code hvp} whose independents are objects, too: what
   * the second tape has to know. The first one is prepared with the adjoints.
   */
  public static void prepareSecond(Object tape, Object tangents, Object adjoints, Object products) {
    ((Tape) tape).prepareSecond((Snapshot) tangents, (Snapshot) adjoints, (Snapshot) products);
  }

  /**
   * After a call that was to be watched: a snapshot at its end, with the shadows that it left. Root
   * 0 is the result if that is an object, the others are those on entry.
   */
  public static Object exit(Object tape) {
    return ((Tape) tape).takeExit();
  }

  /** Fills all shadows of a snapshot with zeros. */
  public static void clearSnapshot(Object snapshot) {
    ((Snapshot) snapshot).clear();
  }

  /** A snapshot with shadows of its own, which hold the same numbers. */
  public static Object copySnapshot(Object snapshot) {
    return ((Snapshot) snapshot).copy();
  }

  /**
   * The fields of a class and its super classes that may hold derivatives, as {@code {declaring
   * classes, names, types}}.
   */
  public static Object[] fields(Class<?> type) {
    MirrorField[] fields = Mirrors.fields(type);
    Class<?>[] owners = new Class<?>[fields.length];
    String[] names = new String[fields.length];
    Class<?>[] types = new Class<?>[fields.length];
    for (int i = 0; i < fields.length; i++) {
      owners[i] = fields[i].owner();
      names[i] = fields[i].name();
      types[i] = fields[i].type();
    }
    return new Object[] {owners, names, types};
  }

  /**
   * What a snapshot knows of an object: {@code {numbers, indices, held, shadows}}; null if the
   * object was not reached. The numbers are the adjoints or tangents in it, null for none; the
   * others are parallel to the fields, or to the elements of an array of references: the index of a
   * floating-point field among the numbers, else -1; the references that it held; their shadows.
   */
  public static Object[] look(Object snapshot, Object object) {
    Snapshot.Node node = ((Snapshot) snapshot).node(object);
    if (node == null) {
      return null;
    }
    int[] indices = new int[node.held.length];
    MirrorField[] fields = object.getClass().isArray() ? null : Mirrors.fields(object.getClass());
    for (int i = 0; i < indices.length; i++) {
      indices[i] = fields != null && fields[i].isFloating() ? fields[i].index() : -1;
    }
    return new Object[] {node.cells(), indices, node.held, node.shadows};
  }

  /** {@code {elements, their shadows}} of a list; null if it is not known where it keeps them. */
  public static Object[] elements(Object snapshot, Object list) {
    return Elements.ofList((Snapshot) snapshot, list);
  }

  /**
   * {@code {keys, values, their shadows}} of a map; null if it is not known where it keeps them.
   */
  public static Object[] entries(Object snapshot, Object map) {
    return Elements.ofMap((Snapshot) snapshot, map);
  }

  /**
   * Every number that the roots of a snapshot reach: {@code {names, arrays, indices}}, the last two
   * saying where its derivative is. The order depends on what the arguments hold only.
   */
  public static Object[] components(Object snapshot, String[] names) {
    java.util.List<Snapshot.Component> all = ((Snapshot) snapshot).components(names);
    String[] paths = new String[all.size()];
    double[][] arrays = new double[all.size()][];
    int[] indices = new int[all.size()];
    for (int i = 0; i < paths.length; i++) {
      paths[i] = all.get(i).name();
      arrays[i] = all.get(i).cells();
      indices[i] = all.get(i).index();
    }
    return new Object[] {paths, arrays, indices};
  }

  /** Adds the derivatives in one snapshot to those in another, memory by memory. */
  public static void addSnapshot(Object from, Object to) {
    ((Snapshot) from).addTo((Snapshot) to);
  }

  /** The number itself that is component {@code index}, a Double or Float. */
  public static Object componentValue(Object snapshot, String[] names, int index) {
    return ((Snapshot) snapshot).components(names).get(index).value(snapshot);
  }

  /**
   * Sets that number where it is; a box is replaced by another.
   *
   * @return the box to pass instead if the number is an argument itself, else null
   */
  public static Object moveComponent(Object snapshot, String[] names, int index, double number) {
    return ((Snapshot) snapshot).components(names).get(index).move(snapshot, number);
  }

  /** All that objects hold, for {@link #restore}. */
  public static Object save(Object[] roots) {
    return SavedState.of(roots);
  }

  /** Brings objects back to what they held. */
  public static void restore(Object saved) {
    ((SavedState) saved).restore();
  }
}

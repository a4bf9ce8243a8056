package org.wengert.runtime;

import java.util.Arrays;

/**
 * Helpers that generated code calls: shadows of memory, growth of the tape, the strong-zero
 * product. Shadows: for {@code double[]} and {@code float[]} a {@code double[]} of the same length,
 * for arrays of references an {@code Object[]} of shadows.
 */
public final class Shadows {
  private Shadows() {}

  /** 0 if the first factor is 0, else the product. */
  public static double smul(double a, double p) {
    return a == 0 ? 0 : a * p;
  }

  /** Shadow of {@code row}, which was just read from position {@code index}. */
  public static Object rowShadow(Tape tape, Object[] shadow, int index, Object row) {
    if (row == null) {
      return null;
    } else if (shadow == null) {
      return shadowOf(tape, row);
    }
    Object known = shadow[index];
    return known != null ? known : makeRow(tape, shadow, index, row);
  }

  private static Object makeRow(Tape tape, Object[] shadow, int index, Object row) {
    Object made = shadowOf(tape, row);
    if (!tape.isNowhere(shadow)) {
      shadow[index] = made;
    }
    return made;
  }

  /** As {@link #rowShadow} for an object that may do without a shadow until it is accessed. */
  public static Object heldShadow(Tape tape, Object[] mirror, int index, Object held) {
    return mirror == null ? null : rowShadow(tape, mirror, index, held);
  }

  /** The shadow of an object; where it is null, it had none when it was read. */
  public static Object objectShadow(Tape tape, Object object, Object shadow) {
    return shadow != null ? shadow : shadowOf(tape, object);
  }

  /** Shadow of memory from outside: one a piece of memory, one level deep. */
  public static Object shadowOf(Tape tape, Object reference) {
    if (reference == null) {
      return null;
    }
    Object known = tape.knownShadow(reference);
    if (known == null) {
      if (Mirrors.isBox(reference)) {
        return tape.ownShadow(new double[1]);
      }
      Object nowhere = nowhere(tape, reference);
      known = nowhere != null ? nowhere : makeShadow(tape, reference);
    }
    return known;
  }

  /** The same if there is one; null, not created yet, otherwise. */
  public static Object knownShadow(Tape tape, Object reference) {
    return reference == null ? null : tape.knownShadow(reference);
  }

  private static Object makeShadow(Tape tape, Object reference) {
    String inactive = tape.inactiveParameter(reference);
    if (inactive != null) {
      throw Arguments.inactiveIsReached(inactive);
    }
    Object made = emptyShadow(reference);
    if (made != null) {
      tape.enterShadow(reference, made);
      tape.ownShadow(reference instanceof Object[] ? made : Mirrors.cells(made));
    }
    return made;
  }

  /** As {@link #objectShadow} where something is stored in the object: a shadow of its own. */
  public static Object storedShadow(Tape tape, Object object, Object shadow) {
    if (object == null || (shadow != null && !tape.isNowhere(shadow))) {
      return shadow;
    }
    Object known = tape.knownShadow(object);
    return known != null ? known : makeShadow(tape, object);
  }

  private static Object nowhere(Tape tape, Object reference) {
    if (tape.followsAll()) {
      return null;
    }
    Object nowhere = tape.nowhereAgain(reference);
    return nowhere != null ? nowhere : Mirrors.nowhere(tape, reference);
  }

  /** Notes how much the forward sweep has recorded. */
  public static void noteUsed(Tape tape) {
    tape.noteUsed();
  }

  /** Shadow of the reference that a variant has just returned. */
  public static Object resultShadow(Tape tape, Object reference) {
    Object shadow = tape.shadowOut;
    return shadow != null ? shadow : shadowOf(tape, reference);
  }

  /** Fills a range of an array of shadows. */
  public static void fillRows(Object[] shadow, int from, int to, Object row) {
    Arrays.fill(shadow, from, to, row);
  }

  /** Enters memory that becomes reachable from outside, with the shadow that it has. */
  public static void enter(Tape tape, Object reference, Object shadow) {
    if (reference != null && shadow != null && !tape.isNowhere(shadow)) {
      tape.enterShadow(reference, shadow);
    }
  }

  /** Whether a reference leads to no floating-point memory. */
  static boolean holdsNothing(Object reference) {
    if (reference instanceof double[] || reference instanceof float[]) {
      return false;
    } else if (reference instanceof Object[]) {
      return !holdsFloats(reference.getClass());
    }
    return reference.getClass().isArray() || Mirrors.newShadow(reference) == null;
  }

  /** Zeros for one object or array; null if it holds no floats. */
  static Object emptyShadow(Object reference) {
    if (reference instanceof double[] doubles) {
      return new double[doubles.length];
    }
    if (reference instanceof float[] floats) {
      return new double[floats.length];
    }
    if (reference instanceof Object[] array && holdsFloats(reference.getClass())) {
      return new Object[array.length];
    }
    return reference == null || reference.getClass().isArray()
        ? null
        : Mirrors.newShadow(reference);
  }

  private static boolean holdsFloats(Class<?> arrayClass) {
    Class<?> leaf = arrayClass;
    while (leaf.isArray()) {
      leaf = leaf.getComponentType();
    }
    return leaf == double.class || leaf == float.class || !leaf.isPrimitive();
  }

  /** A zero shadow of the whole shape; a row that occurs twice has one shadow. */
  public static Object shadowLike(Object array) {
    Object shadow = emptyShadow(array);
    if (shadow instanceof Object[] rows && array instanceof Object[] primal) {
      fillRows(primal, rows, new java.util.IdentityHashMap<>());
    }
    return shadow;
  }

  private static void fillRows(
      Object[] primal, Object[] shadow, java.util.IdentityHashMap<Object, Object> known) {
    for (int i = 0; i < shadow.length; i++) {
      Object row = primal[i];
      if (row != null) {
        Object made = known.get(row);
        if (made == null) {
          made = emptyShadow(row);
          known.put(row, made);
          if (made instanceof Object[] rows && row instanceof Object[] primalRows) {
            fillRows(primalRows, rows, known);
          }
        }
        shadow[i] = made;
      }
    }
  }

  /** The shadows of numbers in a shadow of an array of arrays just made, of all ranks. */
  public static Object[] rowsOf(Object shadow) {
    java.util.ArrayList<Object> rows = new java.util.ArrayList<>();
    addRows(shadow, rows);
    return rows.toArray();
  }

  private static void addRows(Object shadow, java.util.ArrayList<Object> rows) {
    if (shadow instanceof double[]) {
      rows.add(shadow);
    } else if (shadow instanceof Object[] array) {
      for (Object row : array) {
        addRows(row, rows);
      }
    }
  }

  /** Fills shadows of numbers with zeros. */
  public static void clearRows(Object[] rows) {
    for (Object row : rows) {
      clearFlat(row);
    }
  }

  /** Adjoints of a copy of an object: zero at first; what it refers to is the same. */
  public static Object cloneAdjoint(Object shadow) {
    Object copy = cloneTangent(shadow);
    double[] cells = Mirrors.cells(copy);
    if (cells != null) {
      Arrays.fill(cells, 0.0);
    }
    return copy;
  }

  /** Tangents of a copy of an object. */
  public static Object cloneTangent(Object shadow) {
    if (shadow instanceof double[] doubles) {
      return doubles.clone();
    }
    if (!(shadow instanceof Object[] mirror)) {
      return null;
    }
    Object[] copy = mirror.clone();
    double[] cells = Mirrors.cells(mirror);
    if (cells != null) {
      copy[0] = cells.clone();
    }
    return copy;
  }

  /** Reverses copying an object: adds the copy's adjoints to the original's and clears them. */
  public static void cloneReverse(Object shadow, Object copy) {
    double[] to = Mirrors.cells(shadow);
    double[] from = Mirrors.cells(copy);
    for (int i = 0; from != null && i < from.length; i++) {
      to[i] += from[i];
      from[i] = 0;
    }
  }

  /** The same for the tangents of both, whose numbers may not have been made yet. */
  public static void cloneReverseAgain(
      Tape tape, Object shadow, Object copy, Object tangentOfShadow, Object tangentOfCopy) {
    double[] to = cellsAgain(tape, shadow, tangentOfShadow);
    double[] from = cellsAgain(tape, copy, tangentOfCopy);
    for (int i = 0; from != null && i < from.length; i++) {
      to[i] += from[i];
      from[i] = 0;
    }
  }

  /** Tangents of the numbers in a shadow, made at need. */
  private static double[] cellsAgain(Tape tape, Object shadow, Object tangent) {
    if (shadow instanceof Object[] mirror && Mirrors.cells(shadow) != null) {
      return (double[]) rowShadow(tape, (Object[]) tangent, 0, mirror[0]);
    }
    return shadow instanceof double[] ? (double[]) tangent : null;
  }

  /** Fills a shadow with zeros, all ranks. */
  public static void clear(Object shadow) {
    if (shadow instanceof double[] doubles) {
      Arrays.fill(doubles, 0.0);
    } else if (shadow instanceof Object[] rows) {
      for (Object row : rows) {
        if (row != null) {
          clear(row);
        }
      }
    }
  }

  /** Fills a shadow of one level: doubles with zeros; rows belong to other memory. */
  public static void clearFlat(Object shadow) {
    if (shadow instanceof double[] doubles) {
      Arrays.fill(doubles, 0.0);
    }
  }

  /**
   * One-element shadow of a static field of type double or float.
   *
   * @param named a class that declares or inherits it
   * @param declaring name of the class that declares it
   */
  public static double[] staticCell(Tape tape, Class<?> named, String declaring, String field) {
    return tape.staticCell(
        named.getName().equals(declaring) ? named : declaring(named, declaring), field);
  }

  /** The supertype of a name: superinterfaces come before the superclass (JVMS 5.4.3.2). */
  private static Class<?> declaring(Class<?> named, String name) {
    Class<?> found = superType(named, name);
    if (found == null) {
      throw new NoClassDefFoundError(name + " is no supertype of " + named.getName());
    }
    return found;
  }

  private static Class<?> superType(Class<?> type, String name) {
    if (type == null || type.getName().equals(name)) {
      return type;
    }
    for (Class<?> implemented : type.getInterfaces()) {
      Class<?> found = superType(implemented, name);
      if (found != null) {
        return found;
      }
    }
    return superType(type.getSuperclass(), name);
  }

  /** Moves shadows as {@code System.arraycopy} moves what they belong to; nothing if it fails. */
  public static void copy(Object source, int sourcePos, Object target, int targetPos, int count) {
    if (source != null && target != null && count > 0) {
      System.arraycopy(source, sourcePos, target, targetPos, count);
    }
  }

  /**
   * How many references {@code System.arraycopy} copies: none if a position is wrong, and those
   * before the first that the destination cannot hold.
   */
  public static int copyable(Object source, int from, Object target, int to, int count) {
    if (!(source instanceof Object[] rows)
        || !(target instanceof Object[] places)
        || (from | to | count) < 0
        || count > rows.length - from
        || count > places.length - to) {
      return 0;
    }
    Class<?> held = places.getClass().getComponentType();
    return held.isAssignableFrom(rows.getClass().getComponentType())
        ? count
        : fitting(rows, from, count, held);
  }

  private static int fitting(Object[] rows, int from, int count, Class<?> held) {
    for (int i = 0; i < count; i++) {
      if (rows[from + i] != null && !held.isInstance(rows[from + i])) {
        return i;
      }
    }
    return count;
  }

  /** Refuses an object of an application's class where the library's own would run plain. */
  public static void checkPlain(Object object, String type, String method) {
    if (object != null) {
      Overrides.check(object, type, method);
    }
  }

  /**
   * Reverses a copy of a range (the ranges may overlap): what the target range's adjoints are goes
   * to the source range, and the target's own become zero.
   */
  public static void copyReverse(
      double[] source, int sourcePos, double[] target, int targetPos, int count) {
    if (source != target) {
      for (int i = 0; i < count; i++) {
        double adjoint = target[targetPos + i];
        target[targetPos + i] = 0;
        source[sourcePos + i] += adjoint;
      }
      return;
    }
    double[] adjoints = Arrays.copyOfRange(target, targetPos, targetPos + count);
    Arrays.fill(target, targetPos, targetPos + count, 0.0);
    for (int i = 0; i < count; i++) {
      source[sourcePos + i] += adjoints[i];
    }
  }

  public static void fill(double[] shadow, int from, int to, double value) {
    Arrays.fill(shadow, from, to, value);
  }

  /** Sum of a range, which becomes zero. */
  public static double fillReverse(double[] shadow, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += shadow[i];
      shadow[i] = 0;
    }
    return sum;
  }

  /** Adjoints of a copy of {@code source} from position {@code from} on: zero at first. */
  public static double[] copyAdjoint(double[] source, int from, int length) {
    return new double[length];
  }

  /** Tangents of a copy of {@code source} from position {@code from} on. */
  public static double[] copyTangent(double[] source, int from, int length) {
    double[] copy = new double[length];
    System.arraycopy(source, from, copy, 0, Math.min(length, source.length - from));
    return copy;
  }

  /** Reverses a copy: adds its adjoints to those of the source and clears them. */
  public static void copyOfReverse(double[] source, int from, double[] copy) {
    addRange(source, from, copy, 0, Math.min(copy.length, source.length - from));
  }

  /** {@code target[targetPos + i] += source[i]} for i below count; the source becomes zero. */
  private static void addRange(
      double[] target, int targetPos, double[] source, int sourcePos, int count) {
    for (int i = 0; i < count; i++) {
      target[targetPos + i] += source[sourcePos + i];
      source[sourcePos + i] = 0;
    }
  }

  /** A copy of an array of primitives of any rank; null for null. */
  public static Object copyValues(Object array) {
    if (!(array instanceof Object[] rows)) {
      return array == null ? null : copyFlat(array);
    }
    Object[] copy = rows.clone();
    for (int i = 0; i < copy.length; i++) {
      copy[i] = copyValues(copy[i]);
    }
    return copy;
  }

  private static Object copyFlat(Object array) {
    if (array instanceof double[] doubles) {
      return doubles.clone();
    } else if (array instanceof int[] ints) {
      return ints.clone();
    }
    int length = java.lang.reflect.Array.getLength(array);
    Object copy = java.lang.reflect.Array.newInstance(array.getClass().getComponentType(), length);
    System.arraycopy(array, 0, copy, 0, length);
    return copy;
  }

  /**
   * The shadow of an array of numbers as users know it: a {@code double[][]} for one of {@code
   * float[][]}, whose rows are the shadows of the rows.
   */
  public static Object typedShadow(Tape tape, Object array, Object shadow) {
    if (!(array instanceof Object[] rows) || shadow == null) {
      return shadow;
    }
    Object[] shadows = (Object[]) shadow;
    Object[] typed =
        (Object[])
            java.lang.reflect.Array.newInstance(
                doubles(array.getClass().getComponentType()), rows.length);
    for (int i = 0; i < rows.length; i++) {
      typed[i] = typedShadow(tape, rows[i], rowShadow(tape, shadows, i, rows[i]));
    }
    return typed;
  }

  private static Class<?> doubles(Class<?> type) {
    return type.isArray() ? doubles(type.getComponentType()).arrayType() : double.class;
  }

  /**
   * What a method with a rule of the user returns has a shadow of its own, so that it must be
   * memory that was not known before.
   */
  public static void checkNew(Tape tape, Object result, Object argument) {
    if (result != null && (result == argument || tape.knownShadow(result) != null)) {
      String reason = "RULE_RETURNS_KNOWN_ARRAY";
      throw new Refusal(reason, Refusal.text(Places.chain(), reason, null));
    }
  }

  /** Copies tangents of all ranks; the shapes must be the same. */
  public static void assign(Object shadow, Object tangents) {
    if (shadow instanceof double[] to
        && tangents instanceof double[] from
        && to.length == from.length) {
      System.arraycopy(from, 0, to, 0, to.length);
    } else if (shadow instanceof Object[] to
        && tangents instanceof Object[] from
        && to.length == from.length) {
      for (int i = 0; i < to.length; i++) {
        assign(to[i], from[i]);
      }
    } else if (shadow != null || tangents != null) {
      String reason = "RULE_YIELDS_OTHER_SHAPE";
      throw new Refusal(reason, Refusal.text(Places.chain(), reason, null));
    }
  }

  /** The tape's doubles, with room for {@code count} more from {@code cursor}. */
  public static double[] growDoubles(Tape tape, int cursor, int count) {
    int length = tape.doubles.length;
    if (length - cursor < count) {
      tape.doubles = Arrays.copyOf(tape.doubles, tape.grown(length, cursor, count, 8));
    }
    return tape.doubles;
  }

  public static int[] growInts(Tape tape, int cursor, int count) {
    int length = tape.ints.length;
    if (length - cursor < count) {
      tape.ints = Arrays.copyOf(tape.ints, tape.grown(length, cursor, count, 4));
    }
    return tape.ints;
  }

  public static long[] growLongs(Tape tape, int cursor, int count) {
    int length = tape.longs.length;
    if (length - cursor < count) {
      tape.longs = Arrays.copyOf(tape.longs, tape.grown(length, cursor, count, 8));
    }
    return tape.longs;
  }

  /** The tape's frame of doubles, with room for {@code count}; contents need not survive. */
  public static double[] frameDoubles(Tape tape, int count) {
    if (tape.frameDoubles.length < count) {
      tape.frameDoubles = new double[2 * count];
    }
    return tape.frameDoubles;
  }

  /** As {@link #frameDoubles}. */
  public static int[] frameInts(Tape tape, int count) {
    if (tape.frameInts.length < count) {
      tape.frameInts = new int[2 * count];
    }
    return tape.frameInts;
  }

  /** As {@link #frameDoubles}. */
  public static long[] frameLongs(Tape tape, int count) {
    if (tape.frameLongs.length < count) {
      tape.frameLongs = new long[2 * count];
    }
    return tape.frameLongs;
  }

  /** As {@link #frameDoubles}; cleared when the tape is released. */
  public static Object[] frameRefs(Tape tape, int count) {
    if (tape.frameRefs.length < count) {
      tape.frameRefs = new Object[2 * count];
    }
    return tape.frameRefs;
  }

  public static Object[] growRefs(Tape tape, int cursor, int count) {
    int length = tape.refs.length;
    if (length - cursor < count) {
      tape.refs = Arrays.copyOf(tape.refs, tape.grown(length, cursor, count, 8));
    }
    return tape.refs;
  }
}

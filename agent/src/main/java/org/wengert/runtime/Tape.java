package org.wengert.runtime;

import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/**
 * What one derivative call carries along: values recorded by the forward sweep, one array a type,
 * and the table of shadows of memory that came from outside. Generated code reads and writes the
 * fields directly and keeps array and cursor in locals while it runs.
 *
 * <p>A tape grows and never shrinks within a call. It serves one call at a time.
 */
public final class Tape {
  private static final int FIRST_CAPACITY = 64;

  /** A tape with a limit grows by a quarter: each time tells a place that records. */
  private static final int LIMITED_GROWTH = 2;

  /** Below a 64th of the limit it does not matter who records. */
  private static final int LIMITED_SAMPLES = 6;

  /** Expected sizes: nested derivatives make two tapes a call, which mostly stay empty. */
  private static final int FEW = 2;

  static final double[] NO_DOUBLES = {};
  static final int[] NO_INTS = {};
  static final long[] NO_LONGS = {};
  static final Object[] NO_REFS = {};

  /** Recorded doubles (floats too, widened); valid below {@link #doubleTop} between calls. */
  public double[] doubles = NO_DOUBLES;

  public int[] ints = NO_INTS;
  public long[] longs = NO_LONGS;
  public Object[] refs = NO_REFS;
  public int doubleTop;
  public int intTop;
  public int longTop;
  public int refTop;

  /**
   * Results of a variant beside the one that it returns: tangent of the result, adjoints of scalar
   * parameters. Valid from the return of a variant to the next call.
   */
  public double[] out = new double[256];

  /**
   * What does not fit into a signature: arguments from just before a call to the callee's first
   * instructions, results from just before a return to the caller's next instructions. Floats are
   * widened.
   */
  public double[] frameDoubles = NO_DOUBLES;

  public int[] frameInts = NO_INTS;
  public long[] frameLongs = NO_LONGS;
  public Object[] frameRefs = NO_REFS;

  /** Shadow of the reference that a variant returned. */
  public Object shadowOut;

  /** The receiver of the recorded call, if it is one of an instance method. */
  public Object receiver;

  /** See {@link #scratch}. */
  private Object[] scratch = NO_REFS;

  private Snapshot nextEntry;
  private boolean nextIsWatched;
  private Snapshot nextAdjoints;
  private Snapshot nextProducts;
  private Snapshot entry;
  private boolean watched;
  private Object result;
  private Object resultShadow;
  private Snapshot exit;
  private final IdentityHashMap<Object, Object> shadows = new IdentityHashMap<>(FEW);

  /** By the class that declares the field, then by name. */
  private final Map<Class<?>, Map<String, double[]>> staticCells = new IdentityHashMap<>(FEW);

  private final IdentityHashMap<Object, String> inactive = new IdentityHashMap<>(FEW);
  private final java.util.ArrayList<Object> sharedShadows = new java.util.ArrayList<>();
  private final java.util.ArrayList<Object> ownShadows = new java.util.ArrayList<>();

  /** Of objects from outside that are no independents and do not change. */
  private final Nowhere nowhere = new Nowhere();

  /** What goes beside the same of the tape whose shadow this one is. */
  private final Nowhere nowhereAgain = new Nowhere();

  /** The tape whose shadow this one is, in second order; else null. */
  private Tape inner;

  /** The tape of the derivative within which this one's is taken; else null. */
  private Tape outer;

  /** Where the tangents of the first order's adjoints are the adjoints; else null. */
  private Tape landing;

  /** By shadow, the memory that it belongs to; of tapes that follow all objects. */
  private IdentityHashMap<Object, Object> memory;

  /** Arguments of a nested call, whose shadows the caller holds. */
  private java.util.ArrayList<Object> bound;

  /** Bytes by the place that recorded them, sampled; of tapes with a limit only. */
  private final Map<String, Long> recorders = new HashMap<>();

  private long byteLimit = TapeLimits.bytesPerTape();
  private long usedBytes;
  private int usedRefs;
  private int doubleEnd;
  private int intEnd;
  private int longEnd;
  private int refEnd;

  /**
   * Starts a call: nothing recorded, no shadows known.
   *
   * @param results the most results that a variant can have
   */
  public void begin(int results) {
    usedBytes = 0;
    if (out.length < results) {
      out = new double[Math.max(256, results)];
    }
    doubleTop = 0;
    intTop = 0;
    longTop = 0;
    refTop = 0;
    shadowOut = null;
    if (!shadows.isEmpty()) {
      shadows.clear();
    }
    if (!staticCells.isEmpty()) {
      staticCells.clear();
    }
    if (!inactive.isEmpty()) {
      inactive.clear();
    }
    sharedShadows.clear();
    ownShadows.clear();
    nowhere.clear();
    nowhereAgain.clear();
    inner = null;
    outer = null;
    landing = null;
    memory = null;
    bound = null;
    receiver = null;
    result = null;
    resultShadow = null;
    entry = nextEntry;
    watched = nextIsWatched;
    nextEntry = null;
    nextIsWatched = false;
    if (entry != null) {
      entry.enter(shadows);
    }
    if (nextAdjoints != null) {
      nextAdjoints.enterAgain(nextProducts, shadows);
      nextAdjoints = null;
      nextProducts = null;
    }
  }

  /** Room for an entry point's arguments, of exactly this length: whoever has it clears it. */
  Object[] scratch(int length) {
    if (scratch.length != length) {
      scratch = new Object[length];
    }
    return scratch;
  }

  /**
   * Says of the next call what its arguments reach.
   *
   * @param arguments null if only arrays of numbers are independents
   * @param watch whether to find, at the end, what result and arguments reach then
   */
  void prepare(Snapshot arguments, boolean watch) {
    nextEntry = arguments;
    nextIsWatched = watch;
    exit = null;
  }

  /**
   * Says of the next call, of second order, what its arguments reach.
   *
   * @param tangents of the arguments
   * @param adjoints the first order's shadows of the same
   * @param products their tangents
   */
  void prepareSecond(Snapshot tangents, Snapshot adjoints, Snapshot products) {
    prepare(tangents, false);
    nextAdjoints = adjoints;
    nextProducts = products;
  }

  /** Notes an object that is returned. */
  void noteResult(Object returned) {
    result = returned;
    resultShadow = shadowOut;
  }

  /** While the shadows are known: what can be reached at the end of a call. */
  private void lookAround() {
    if (watched) {
      exit = Snapshot.atExit(this, result, resultShadow, entry);
      watched = false;
    }
    entry = null;
    result = null;
    resultShadow = null;
  }

  /** What was reached at the end of the last call, handed over. */
  Snapshot takeExit() {
    Snapshot taken = exit;
    exit = null;
    return taken;
  }

  /** Marks what the forward sweep recorded, so that the reverse sweep can run many times. */
  public void endForward() {
    lookAround();
    doubleEnd = doubleTop;
    intEnd = intTop;
    longEnd = longTop;
    refEnd = refTop;
    usedBytes = bytesAt(doubleTop, intTop, longTop, refTop);
  }

  /** Positions the cursors at the end of the record, ready for a reverse sweep. */
  public void beginReverse() {
    doubleTop = doubleEnd;
    intTop = intEnd;
    longTop = longEnd;
    refTop = refEnd;
  }

  /**
   * Ends a reverse sweep that may run again: shadows that no caller gave are zero when it begins,
   * but for adjoints on exit that the caller puts there.
   */
  void endReverse() {
    if (!staticCells.isEmpty()) {
      clearStatics();
    }
    for (int i = 0; i < ownShadows.size(); i++) { // Without an iterator: replays allocate nothing.
      Shadows.clearFlat(ownShadows.get(i));
    }
  }

  private void clearStatics() {
    for (Map<String, double[]> cells : staticCells.values()) {
      for (double[] cell : cells.values()) {
        cell[0] = 0;
      }
    }
  }

  /**
   * Ends a call that keeps nothing: references into the application's memory go, so that a waiting
   * tape keeps nothing alive.
   */
  void end() {
    lookAround();
    java.util.Arrays.fill(refs, 0, Math.max(refTop, usedRefs), null);
    java.util.Arrays.fill(frameRefs, null);
    usedRefs = 0;
    long used = usedBytes;
    begin(0);
    usedBytes = used;
  }

  /** Before the end of a call whose recorded references have their shadows here. */
  void endShadowOf(Tape inner) {
    usedRefs = Math.min(refs.length, Math.max(inner.refTop, inner.usedRefs));
  }

  /** Bytes recorded by the last call. */
  public long usedBytes() {
    return usedBytes;
  }

  /** Notes how much a forward sweep has recorded, for {@link #usedBytes()}. */
  void noteUsed() {
    usedRefs = refTop;
    usedBytes = bytesAt(doubleTop, intTop, longTop, refTop);
  }

  private static long bytesAt(int doubles, int ints, int longs, int refs) {
    return 8L * doubles + 4L * ints + 8L * longs + 8L * refs;
  }

  /** Bytes that this tape occupies. */
  public long capacityBytes() {
    return bytesAt(doubles.length, ints.length, longs.length, refs.length);
  }

  Object knownShadow(Object reference) {
    Object known = shadows.get(reference);
    if (known == null && outer != null) {
      return outer.knownShadow(reference);
    }
    return known == null && landing != null ? adjointOf(reference) : known;
  }

  /** Starts a call in which every object that comes to light has a shadow of its own. */
  void beginFollowingAll() {
    begin(0);
    memory = new IdentityHashMap<>();
  }

  boolean followsAll() {
    return memory != null || landing != null;
  }

  /**
   * Starts a call as the shadow of a tape, whose shadows have those of another tape beside them.
   */
  void beginLandingIn(Tape adjoints, Tape first) {
    beginShadowOf(first, 0);
    landing = adjoints;
  }

  /** What goes beside a shadow of the first order; null if it is none. */
  private Object adjointOf(Object shadow) {
    Object belongsTo = inner.memory.get(shadow);
    if (belongsTo != null) {
      return Shadows.shadowOf(landing, belongsTo);
    }
    for (Map.Entry<Class<?>, Map<String, double[]>> cells : inner.staticCells.entrySet()) {
      for (Map.Entry<String, double[]> cell : cells.getValue().entrySet()) {
        if (cell.getValue() == shadow) {
          return landing.staticCell(cells.getKey(), cell.getKey());
        }
      }
    }
    return null;
  }

  /** Starts a call as the shadow of another tape, within a derivative that has a tape. */
  void beginWithin(Tape around, Tape first) {
    beginShadowOf(first, 0);
    outer = around;
    bound = new java.util.ArrayList<>();
  }

  /** Whether an argument of a nested call has come before, with another shadow. */
  boolean isBoundElsewhere(Object reference, Object shadow) {
    Object known = outer == null ? shadows.get(reference) : null;
    return known != null && known != shadow;
  }

  /** Enters an argument for the time of a call. */
  void bindWithin(Object reference, Object shadow) {
    enterShadow(reference, shadow);
    if (bound != null) {
      bound.add(reference);
    }
  }

  /**
   * Ends a nested call: memory that came to light in it and that is no shadow itself keeps its
   * shadow in the tape around.
   */
  void endWithin() {
    if (outer == null) {
      return;
    }
    for (Object argument : bound) {
      shadows.remove(argument);
    }
    if (!shadows.isEmpty()) {
      java.util.Set<Object> ofInner = inner.shadowObjects();
      for (Map.Entry<Object, Object> entry : shadows.entrySet()) {
        if (!ofInner.contains(entry.getKey())) {
          outer.enterShadow(entry.getKey(), entry.getValue());
        }
      }
    }
  }

  /** All shadows that came to light, by identity. */
  private java.util.Set<Object> shadowObjects() {
    java.util.Set<Object> all = java.util.Collections.newSetFromMap(new IdentityHashMap<>());
    all.addAll(shadows.values());
    all.addAll(ownShadows);
    for (Map<String, double[]> cells : staticCells.values()) {
      all.addAll(cells.values());
    }
    return all;
  }

  /** Starts a call as the shadow of another tape, which has begun. */
  void beginShadowOf(Tape first, int results) {
    begin(results);
    inner = first;
  }

  /** One shadow for all objects that need none; its tangents are zero, its adjoints garbage. */
  Object nowhere(MirrorLayout layout) {
    return layout.flat() ? nowhere.cells() : nowhere.mirror();
  }

  /** What goes beside such a shadow of the first order; null beside anything else. */
  Object nowhereAgain(Object reference) {
    if (inner == null || !inner.nowhere.has(reference)) {
      return null;
    }
    return reference instanceof double[] ? nowhereAgain.cells() : nowhereAgain.mirror();
  }

  boolean isNowhere(Object shadow) {
    return nowhere.has(shadow)
        || nowhereAgain.has(shadow)
        || (outer != null && outer.isNowhere(shadow));
  }

  /** Notes a shadow that no caller gave: it holds nothing when a reverse sweep begins. */
  Object ownShadow(Object shadow) {
    ownShadows.add(shadow);
    return shadow;
  }

  void enterShadow(Object reference, Object shadow) {
    shadows.put(reference, shadow);
    if (memory != null) {
      memory.put(shadow, reference);
    }
  }

  void enterInactive(Object reference, String parameter) {
    inactive.put(reference, parameter);
  }

  /**
   * The parameter that is no independent and got this array, or an array that holds it; or null.
   */
  String inactiveParameter(Object reference) {
    String own = inactive.get(reference);
    return own == null && outer != null ? outer.inactiveParameter(reference) : own;
  }

  /** Notes that a caller's shadow is to show, at the end, what another one holds. */
  void noteShared(Object callers, Object used) {
    sharedShadows.add(callers);
    sharedShadows.add(used);
  }

  /** Copies what arguments that are one array share to every shadow that the caller gave. */
  void settleShared() {
    for (int i = 0; i < sharedShadows.size(); i += 2) {
      Object callers = sharedShadows.get(i);
      Object used = sharedShadows.get(i + 1);
      System.arraycopy(used, 0, callers, 0, java.lang.reflect.Array.getLength(used));
    }
  }

  double[] staticCell(Class<?> declaring, String field) {
    if (outer != null) {
      return outer.staticCell(declaring, field);
    }
    Map<String, double[]> cells = staticCells.get(declaring);
    if (cells == null) {
      cells = new HashMap<>();
      staticCells.put(declaring, cells);
    }
    double[] cell = cells.get(field);
    if (cell == null) {
      cell = new double[1];
      cells.put(field, cell);
    }
    return cell;
  }

  /** What was recorded since the array last grew counts for the place that now makes it grow. */
  private void noteRecorder(int length, int elementBytes) {
    long before = length - ((long) length << LIMITED_GROWTH) / ((1 << LIMITED_GROWTH) + 1);
    recorders.merge(Places.here(), Math.max(1, before * elementBytes), Long::sum);
  }

  private String busiestPlace() {
    String busiest = "";
    long most = 0;
    for (Map.Entry<String, Long> recorder : recorders.entrySet()) {
      if (recorder.getValue() > most) {
        busiest = recorder.getKey();
        most = recorder.getValue();
      }
    }
    recorders.clear();
    return busiest;
  }

  int grown(int length, int cursor, int count, int elementBytes) {
    long needed = (long) cursor + count;
    boolean limited = byteLimit != Long.MAX_VALUE;
    long wished = limited ? length + (length >> LIMITED_GROWTH) : 2L * length;
    long capacity = Math.max(needed, Math.max(FIRST_CAPACITY, wished));
    long others = capacityBytes() - (long) length * elementBytes;
    if (others + capacity * elementBytes > byteLimit) {
      capacity = Math.max(needed, (byteLimit - others) / elementBytes);
    }
    if (others + capacity * elementBytes > byteLimit || needed > Integer.MAX_VALUE - 8) {
      noteRecorder(length, elementBytes);
      throw new TapeOverflow(others + needed * elementBytes, byteLimit, busiestPlace());
    }
    if (limited && capacityBytes() > byteLimit >> LIMITED_SAMPLES) {
      noteRecorder(length, elementBytes);
    }
    return (int) Math.min(capacity, Integer.MAX_VALUE - 8);
  }
}

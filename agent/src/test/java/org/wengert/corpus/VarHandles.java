package org.wengert.corpus;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** Memory that is accessed through handles of variables. */
public final class VarHandles {
  private static final VarHandle VALUE;
  private static final VarHandle SINGLE;
  private static final VarHandle NEXT;
  private static final VarHandle VISITS;
  private static final VarHandle TIMES;
  private static final VarHandle BUSY;
  private static final VarHandle TOTAL;
  private static final VarHandle SHARED;
  private static final VarHandle DOUBLES = MethodHandles.arrayElementVarHandle(double[].class);
  private static final VarHandle FLOATS = MethodHandles.arrayElementVarHandle(float[].class);
  private static final VarHandle ROWS = MethodHandles.arrayElementVarHandle(double[][].class);
  private static final VarHandle COUNTS = MethodHandles.arrayElementVarHandle(int[].class);

  private static double total;
  private static double[] shared;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      VALUE = lookup.findVarHandle(Node.class, "value", double.class);
      SINGLE = lookup.findVarHandle(Node.class, "single", float.class);
      NEXT = lookup.findVarHandle(Node.class, "next", Node.class);
      VISITS = MethodHandles.lookup().findVarHandle(Node.class, "visits", int.class);
      TIMES = lookup.findVarHandle(Node.class, "times", long.class);
      BUSY = lookup.findVarHandle(Node.class, "busy", boolean.class);
      TOTAL = lookup.findStaticVarHandle(VarHandles.class, "total", double.class);
      SHARED = lookup.findStaticVarHandle(VarHandles.class, "shared", double[].class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private VarHandles() {}

  private static class Node {
    private volatile double value;
    private float single;
    private volatile Node next;
    private volatile int visits;
    private long times;
    private volatile boolean busy;

    Node(double value) {
      this.value = value;
    }
  }

  /** A field of the same class by way of one below it. */
  private static final class Tail extends Node {
    Tail(double value) {
      super(value);
    }
  }

  /** Reads and stores of fields, in every order among threads. */
  public static double fields(double x, double y) {
    Node node = new Node(x);
    VALUE.set(node, (double) VALUE.get(node) * y);
    VALUE.setVolatile(node, (double) VALUE.getVolatile(node) * x);
    VALUE.setRelease(node, (double) VALUE.getAcquire(node) + y);
    VALUE.setOpaque(node, (double) VALUE.getOpaque(node) * node.value);
    SINGLE.set(node, (float) y);
    Tail tail = new Tail(y);
    NEXT.setVolatile(node, tail);
    VALUE.set(tail, (double) VALUE.get(tail) * x);
    Node next = (Node) NEXT.getAcquire(node);
    VALUE.set(node, 3);
    double wide = (double) (float) SINGLE.get(node);
    return next.value * wide + node.value * x + (double) VALUE.get(next);
  }

  /** What is atomic, on fields. */
  public static double updates(double x, double y) {
    Node node = new Node(x);
    double before = (double) VALUE.getAndAdd(node, y);
    double sum = (double) VALUE.getAndSet(node, x * y);
    boolean failed = VALUE.compareAndSet(node, sum, before);
    boolean done = VALUE.compareAndSet(node, x * y, before * sum);
    double witness = (double) VALUE.compareAndExchange(node, node.value, sum * sum);
    double same = (double) VALUE.compareAndExchange(node, -1.0, y);
    VALUE.getAndAdd(node, x);
    double last = (double) VALUE.getAndAddRelease(node, 2.5);
    float single = (float) SINGLE.getAndSet(node, (float) y);
    single += (float) SINGLE.getAndAdd(node, (float) x);
    single *= (float) SINGLE.get(node);
    double sign = (failed ? -1 : 1) * (done ? 1 : -1);
    return sign * (before * sum + witness * same + last) + node.value * single;
  }

  /** As long as others are faster. */
  public static double untilItSucceeds(double x, double y) {
    Node node = new Node(1);
    for (int i = 0; i < 5; i++) {
      double old;
      do {
        old = (double) VALUE.getVolatile(node);
      } while (!VALUE.weakCompareAndSet(node, old, old * x + y * i));
    }
    return node.value;
  }

  /** References, pushed on a stack without a lock. */
  public static double stack(double[] x) {
    Node head = new Node(0);
    for (double value : x) {
      Node pushed = new Node(value * value);
      Node first;
      do {
        first = (Node) NEXT.getVolatile(head);
        NEXT.set(pushed, first);
      } while (!NEXT.compareAndSet(head, first, pushed));
    }
    Node taken = (Node) NEXT.getAndSet(head, head.next.next);
    Node found = (Node) NEXT.compareAndExchange(head, head.next, taken);
    double sum = found.value * taken.value;
    int place = 1;
    for (Node at = head.next; at != null; at = at.next) {
      sum += at.value * place++;
    }
    return sum;
  }

  /** Numbers that carry nothing decide what is computed. */
  public static double counters(double x) {
    Node node = new Node(x);
    double sum = 0;
    while (BUSY.compareAndSet(node, false, true) || (int) VISITS.getAndAdd(node, 2) < 7) {
      sum += x * node.visits + (long) TIMES.getAndAdd(node, 3L);
      int before = (int) VISITS.getAndBitwiseOr(node, 4);
      sum *= 1 + before * x;
    }
    VISITS.set(node, 5);
    long times = (long) TIMES.compareAndExchange(node, node.times, 11L);
    return sum * node.visits + times * node.times * x + (int) VISITS.getAndSet(node, 1);
  }

  /** Elements of arrays. */
  public static double elements(double[] x) {
    double[] copy = x.clone();
    DOUBLES.set(copy, 0, (double) DOUBLES.get(copy, 1) * x[0]);
    DOUBLES.setVolatile(copy, 1, (double) DOUBLES.getVolatile(copy, 0) * x[1]);
    double before = (double) DOUBLES.getAndAdd(copy, 1, copy[2]);
    double old = (double) DOUBLES.getAndSet(copy, 2, before * x[0]);
    boolean done = DOUBLES.compareAndSet(copy, 2, copy[2], copy[0] * old);
    boolean failed = DOUBLES.weakCompareAndSetAcquire(copy, 0, -5.0, 1.0);
    float[] singles = {(float) x[0], (float) x[1]};
    float single = (float) FLOATS.getAndAdd(singles, 0, singles[1]);
    single *= (float) FLOATS.getAcquire(singles, 0);
    double[][] rows = {copy, x};
    double[] row = (double[]) ROWS.getAndSet(rows, 0, new double[] {before * before});
    boolean replaced = ROWS.compareAndSet(rows, 1, x, row);
    int[] counts = {1, 2};
    COUNTS.getAndAdd(counts, 1, 3);
    double sum = rows[0][0] * counts[1] + (done ? single : 0) + (failed ? 1 : x[2] * x[2]);
    for (int i = 0; i < 3; i++) {
      sum += (i + 1) * rows[replaced ? 1 : 0][i] * copy[i];
    }
    return sum + before * old;
  }

  /** A handle that nobody knows before it is there. */
  public static double passedOn(double[] x) {
    return weighted(MethodHandles.arrayElementVarHandle(double[].class), x);
  }

  private static double weighted(VarHandle handle, double[] x) {
    double sum = 0;
    for (int i = 0; i < x.length; i++) {
      sum += (double) handle.getVolatile(x, i) * (i + 1) * x[i];
    }
    return sum + (double) handle.getAndAdd(x, 0, 0.0) * sum;
  }

  /** Fields of the class. */
  public static double statics(double x, double y) {
    TOTAL.set(x * y);
    double before = (double) TOTAL.getAndAdd(y);
    boolean done = TOTAL.compareAndSet(total, before * total);
    SHARED.setVolatile(new double[] {before, x});
    double[] old = (double[]) SHARED.getAndSet(new double[] {total * x});
    return (double) TOTAL.getVolatile() * old[0] * (done ? old[1] : 1) + shared[0];
  }

  /** What fails is caught, before and after something was written. */
  public static double caught(double[] x) {
    Node node = new Node(x[0]);
    double sum = 0;
    for (int i = 0; i < 5; i++) {
      try {
        DOUBLES.getAndAdd(x, i, node.value);
        sum += (double) VALUE.getAndAdd(node, x[i] * x[0]);
        Node other = i == 1 ? null : node;
        sum += (double) VALUE.getVolatile(other) * x[i];
        VALUE.setVolatile(i == 2 ? null : node, sum);
      } catch (NullPointerException e) {
        sum *= x[1];
      } catch (IndexOutOfBoundsException e) {
        sum += node.value * i;
      }
    }
    return sum;
  }

  /** What fails before a range in which all is caught. */
  public static double beforeTheRange(double[] x) {
    double sum = x[1] + (double) DOUBLES.getVolatile(x, 0);
    try {
      sum *= x[(int) x[2]];
    } catch (RuntimeException e) {
      sum += x[0];
    }
    return sum * (double) DOUBLES.getAcquire(x, 1);
  }

  private static double putField(Node node, double value, int k) {
    return k > 0 ? putField(node, value, k - 1) : (double) VALUE.getAndSet(node, value);
  }

  private static Node putNext(Node node, Node next, int k) {
    return k > 0 ? putNext(node, next, k - 1) : (Node) NEXT.getAndSet(node, next);
  }

  private static double putElement(double[] array, double value, int k) {
    return k > 0 ? putElement(array, value, k - 1) : (double) DOUBLES.getAndSet(array, 0, value);
  }

  private static double putTotal(double value, int k) {
    return k > 0 ? putTotal(value, k - 1) : (double) TOTAL.getAndSet(value);
  }

  /** In methods that are not inlined, which are known by what they write. */
  public static double updatesElsewhere(double x, double y) {
    Node node = new Node(1);
    putField(node, x * x, 2);
    Node head = new Node(2);
    putNext(head, new Node(y * x), 2);
    double[] array = {3};
    putElement(array, y * y, 2);
    putTotal(x * y, 2);
    return node.value * 3 + head.next.value * array[0] + total * total;
  }

  /** What was read before it is replaced is not read again after. */
  public static double readBefore(double x) {
    Node node = new Node(x);
    double[] array = {x};
    double first = Math.sin(node.value) * node.value * array[0] * array[0];
    VALUE.getAndAdd(node, 2.5 * x);
    DOUBLES.getAndAdd(array, 0, 1.5);
    double second = node.value * node.value * Math.sin(array[0]);
    VALUE.getAndSet(node, 7.0);
    DOUBLES.getAndSet(array, 0, 5.0);
    return first * second + node.value * array[0];
  }

  /** Elements that are replaced atomically. */
  public static double atomicArrays(double x, double y) {
    AtomicReferenceArray<Double> array = new AtomicReferenceArray<>(new Double[] {x, y, x * y});
    Double old = array.getAndSet(0, y * y);
    Double first = array.get(0);
    boolean done = array.compareAndSet(0, first, old * first);
    array.updateAndGet(1, v -> v * x);
    Double before = array.getAndAccumulate(2, y, (a, b) -> a * b + 1);
    Double witness = array.compareAndExchange(2, array.get(2), before * x);
    return (done ? 2 : 1) * array.get(0) * array.get(1) + array.get(2) * witness;
  }

  /** Sorted maps and sets for several threads. */
  public static double skipLists(double x, double y) {
    ConcurrentSkipListMap<Integer, Double> map = new ConcurrentSkipListMap<>();
    for (int i = 0; i < 20; i++) {
      map.put(i * 7 % 20, x * i);
    }
    map.merge(3, y, (a, b) -> a * b);
    map.computeIfAbsent(33, k -> x * y);
    map.replace(5, x * x);
    map.remove(6);
    double sum = map.firstEntry().getValue() + map.pollLastEntry().getValue() * y;
    int place = 0;
    for (double value : map.values()) {
      sum += value * y * ++place;
    }
    for (double value : map.headMap(4).values()) {
      sum *= 1 + value;
    }
    ConcurrentSkipListSet<Double> set = new ConcurrentSkipListSet<>();
    set.add(x);
    set.add(y);
    set.add(x * y);
    return sum + set.first() * set.last() + map.ceilingEntry(6).getValue();
  }
}

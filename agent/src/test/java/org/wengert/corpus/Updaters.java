package org.wengert.corpus;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.atomic.AtomicLongFieldUpdater;
import java.util.concurrent.atomic.AtomicReferenceFieldUpdater;

/** Memory that is accessed by updaters of fields. */
public final class Updaters {
  private static final AtomicReferenceFieldUpdater<Cell, Double> BOXED =
      AtomicReferenceFieldUpdater.newUpdater(Cell.class, Double.class, "boxed");
  private static final AtomicReferenceFieldUpdater<Cell, double[]> ROW =
      AtomicReferenceFieldUpdater.newUpdater(Cell.class, double[].class, "row");
  private static final AtomicReferenceFieldUpdater<Cell, Cell> LINK =
      AtomicReferenceFieldUpdater.newUpdater(Cell.class, Cell.class, "link");
  private static final AtomicIntegerFieldUpdater<Cell> USES =
      AtomicIntegerFieldUpdater.newUpdater(Cell.class, "uses");
  private static final AtomicLongFieldUpdater<Cell> STEPS =
      AtomicLongFieldUpdater.newUpdater(Cell.class, "steps");

  private Updaters() {}

  /** What updaters of fields update. */
  private static final class Cell {
    private volatile Double boxed;
    private volatile double[] row;
    private volatile Cell link;
    private volatile int uses;
    private volatile long steps;

    Cell(double value) {
      this.boxed = value;
    }
  }

  /** References, by the updaters of older code. */
  public static double references(double x, double y) {
    Cell cell = new Cell(x);
    Double first = BOXED.get(cell);
    boolean done = BOXED.compareAndSet(cell, first, first * y);
    boolean failed = BOXED.compareAndSet(cell, first, 100.0);
    double old = BOXED.getAndSet(cell, x * x);
    BOXED.lazySet(cell, cell.boxed * old);
    ROW.set(cell, new double[] {y, x * y});
    double[] row = ROW.getAndSet(cell, new double[] {old * y});
    double sum = row[0] * row[1] + cell.row[0] * (done && !failed ? cell.boxed : 1);
    for (int i = 1; i < 4; i++) {
      Cell pushed = new Cell(x * i);
      Cell head;
      do {
        head = LINK.get(cell);
        LINK.lazySet(pushed, head);
      } while (!LINK.weakCompareAndSet(cell, head, pushed));
    }
    int place = 1;
    for (Cell at = LINK.get(cell); at != null; at = at.link) {
      sum += at.boxed * y * place++;
    }
    return sum;
  }

  /** Numbers that carry nothing decide what is computed. */
  public static double counters(double x) {
    Cell cell = new Cell(x);
    double sum = 0;
    while (USES.getAndIncrement(cell) < 4) {
      sum += x * cell.uses * STEPS.addAndGet(cell, 3L);
      sum *= 1 + x * STEPS.getAndDecrement(cell);
    }
    USES.set(cell, 5);
    sum += USES.incrementAndGet(cell) * x + USES.getAndAdd(cell, 7) * x * x;
    STEPS.lazySet(cell, 20L);
    boolean done = USES.compareAndSet(cell, 13, 2);
    sum *= cell.uses + STEPS.decrementAndGet(cell) + (done ? 1 : 0);
    return sum * USES.getAndSet(cell, 0) + STEPS.get(cell) * x * (1 + cell.uses);
  }

  /** What has not the field is refused by the updater, as a wrong class and not as a null. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static double failures(double x) {
    Cell cell = new Cell(x);
    double sum = 0;
    for (int i = 0; i < 5; i++) {
      try {
        Object target = i == 0 ? null : i == 1 ? "none" : cell;
        sum += x * i;
        ((AtomicReferenceFieldUpdater) BOXED).getAndSet(target, i == 2 ? (Object) "no" : x * sum);
        sum += BOXED.get(cell) * x;
        USES.addAndGet(i == 3 ? null : cell, 2);
      } catch (NullPointerException e) {
        sum = 0;
      } catch (ClassCastException e) {
        sum *= 1 + x;
      }
    }
    return sum * cell.boxed * cell.uses;
  }

  private static double putBoxed(Cell cell, double value, int k) {
    return k > 0 ? putBoxed(cell, value, k - 1) : BOXED.getAndSet(cell, value);
  }

  private static int count(Cell cell, int k) {
    return k > 0 ? count(cell, k - 1) : USES.incrementAndGet(cell);
  }

  /** In methods that are not inlined, which are known by what they write. */
  public static double updatesElsewhere(double x, double y) {
    Cell cell = new Cell(1);
    double sum = cell.uses * x;
    putBoxed(cell, x * y, 2);
    count(cell, 2);
    sum += cell.uses * y * cell.boxed;
    double old = putBoxed(cell, y * y, 2);
    count(cell, 2);
    return sum + cell.uses * old * cell.boxed;
  }
}

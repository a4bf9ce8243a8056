package org.wengert.corpus;

import java.util.Arrays;

/** Objects of odd kinds, and in odd places. */
@SuppressWarnings({"UnusedVariable", "ClassCanBeStatic", "ImmutableEnumChecker", "HidingField"})
public final class MoreObjects {
  private static Cell shared;

  private MoreObjects() {}

  private static class Cell implements Cloneable {
    double value;
    double[] history = new double[2];
    Cell other;

    Cell(double value) {
      this.value = value;
      history[0] = value;
    }

    Cell copy() {
      try {
        return (Cell) clone();
      } catch (CloneNotSupportedException e) {
        throw new AssertionError(e);
      }
    }

    @Override
    protected Object clone() throws CloneNotSupportedException {
      return super.clone();
    }
  }

  private static class Wide extends Cell {
    double value;

    Wide(double value, double above) {
      super(above);
      this.value = value;
    }
  }

  /** The clone shares the history. */
  public static double cloned(double x, double y) throws CloneNotSupportedException {
    Cell a = new Cell(x);
    a.history[1] = y;
    Cell b = (Cell) a.clone();
    b.value *= y;
    b.history[0] *= x;
    return a.value * b.value + a.history[0] * b.history[1];
  }

  public static double shadowedField(double x, double y) {
    Wide w = new Wide(x, y);
    ((Cell) w).value *= 3;
    return w.value * ((Cell) w).value;
  }

  private enum Gain {
    LOW(0.5),
    HIGH(2) {
      @Override
      double apply(double x) {
        return x * x * factor;
      }
    };

    final double factor;
    double last;

    Gain(double factor) {
      this.factor = factor;
    }

    double apply(double x) {
      last = x;
      return x * factor;
    }
  }

  public static double enums(double x) {
    double y = Gain.LOW.apply(x) + Gain.HIGH.apply(x);
    return y * Gain.LOW.last;
  }

  private final class Inner {
    final double scaled;

    Inner(double x) {
      this.scaled = x * scale;
    }
  }

  private double scale;

  private MoreObjects(double scale) {
    this.scale = scale;
  }

  private double inner(double x) {
    Inner i = new Inner(x);
    scale *= 2;
    return i.scaled * new Inner(i.scaled).scaled;
  }

  public static double innerClasses(double x, double y) {
    MoreObjects outer = new MoreObjects(y);
    double captured = x * y;
    Cell anonymous =
        new Cell(x) {
          @Override
          Cell copy() {
            return new Cell(value * captured);
          }
        };
    return outer.inner(x) + anonymous.copy().value;
  }

  public static double statics(double x) {
    shared = new Cell(x);
    shared.other = new Cell(x * x);
    shared.other.other = shared;
    Cell c = shared;
    c.other.value *= c.value;
    double result = shared.other.other.value * shared.other.value;
    shared = null;
    return result;
  }

  public static double identity(double x, double y) {
    Cell a = new Cell(x);
    Cell b = x > y ? a : new Cell(y);
    b.value += 1;
    return a == b ? a.value * y : a.value * b.value;
  }

  public static double arraysOfObjects(double[] x) {
    Cell[][] cells = new Cell[2][];
    cells[0] = new Cell[] {new Cell(x[0]), new Cell(x[1])};
    cells[1] = cells[0].clone();
    cells[1][1] = new Cell(x[0] * x[1]);
    cells[0][0].value *= cells[1][1].value;
    Cell[] copy = Arrays.copyOf(cells[1], 3);
    copy[2] = cells[0][1];
    double sum = 0;
    for (Cell c : copy) {
      sum += c.value * c.value;
    }
    Object[] objects = {x, copy, cells};
    return sum * ((double[]) objects[0])[1] * ((Cell[]) objects[1])[0].value;
  }

  /** Its constructor calls what subclasses override. */
  abstract static class Probed {
    final double seen;

    Probed(double x) {
      seen = probe(x);
    }

    abstract double probe(double x);
  }

  /** Overrides it by code that reads a final field, which has no value yet. */
  static final class Probing extends Probed {
    final double k;

    Probing(double x) {
      super(x);
      k = x + 2;
    }

    @Override
    double probe(double x) {
      return (k + 1) * x * x;
    }
  }

  /** Hands itself out before its fields are assigned. */
  static final class Handed {
    final double k;

    Handed(double x, int n) {
      double y = x * probe(x, this, n);
      k = y + 2;
    }

    static double probe(double x, Handed handed, int n) {
      double sum = 1;
      for (int i = 0; i < n; i++) {
        if (i % 2 == 0) {
          sum += handed.k * Math.sin(x * i + 1);
        }
      }
      return sum;
    }
  }

  /** The reverse sweep runs when final fields have been assigned: what they were before counts. */
  public static double finalFieldsReadEarly(double x) {
    Probing late = new Probing(x);
    Handed handed = new Handed(x, 3);
    return late.seen * late.k + handed.k * x + late.probe(x) + Handed.probe(x, handed, 3);
  }

  /** {@code this} escapes before it is complete. */
  private static final class Escaping {
    static Escaping last;
    final double a;
    double b;

    Escaping(double x) {
      last = this;
      this.a = x * x;
      last.b = a * x;
    }
  }

  public static double escapingThis(double x) {
    Escaping e = new Escaping(x);
    double r = e.a * Escaping.last.b;
    Escaping.last = null;
    return r;
  }

  /** Reads its final field before and after it is assigned. */
  private static final class Early {
    final double factor;
    final double sum;

    Early(double x) {
      double before = factorOf(this);
      this.factor = x * x;
      this.sum = before + 3 * factorOf(this);
    }

    static double factorOf(Early e) {
      return e.factor;
    }
  }

  public static double finalFieldReadEarly(double x) {
    return new Early(x).sum * x;
  }

  /** Objects whose shadows nobody needs until they are accessed, in front of some that change. */
  interface Store {
    double get();

    void set(double value);
  }

  /** Does not change, but leads to what does. */
  record Scaled(Store store, double factor) implements Store {
    @Override
    public double get() {
      return store.get() * factor;
    }

    @Override
    public void set(double value) {
      store.set(value * factor);
    }
  }

  private static final class Slot implements Store {
    private double value;

    @Override
    public double get() {
      return value;
    }

    @Override
    public void set(double value) {
      this.value = value;
    }
  }

  private static final class Row implements Store {
    private final double[] values = new double[2];

    @Override
    public double get() {
      return values[0] * values[1];
    }

    @Override
    public void set(double value) {
      values[0] = value;
      values[1] = value + 1;
    }
  }

  /** Does not change, and is copied. */
  private static final class Constant implements Cloneable {
    private final double value;
    private final Store store;

    private Constant(double value, Store store) {
      this.value = value;
      this.store = store;
    }

    Constant copy() {
      try {
        return (Constant) super.clone();
      } catch (CloneNotSupportedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** Apart, since what the other methods leave in statics is written out. */
  private static final class Outside {
    static final Slot SLOT = new Slot();
    static final Store[] STORES = {
      new Scaled(new Scaled(SLOT, 2), 3), new Scaled(new Row(), 0.5), new Scaled(SLOT, 1.5)
    };
    static final Constant CONSTANT = new Constant(1.25, STORES[2]);
    static Store last;
  }

  /** What is written through one way to an object is read through others. */
  public static double writtenThroughConstants(double x, double y) {
    double before = Outside.STORES[0].get();
    Outside.STORES[0].set(x * y);
    Outside.STORES[1].set(y);
    double sum = before * x;
    for (Store store : Outside.STORES) {
      sum += store.get() * y;
      Store inner = ((Scaled) store).store();
      inner.set(inner.get() * x + 1);
    }
    Slot slot = (Slot) ((Scaled) Outside.CONSTANT.copy().store).store();
    sum += Outside.CONSTANT.copy().value * slot.value + Outside.CONSTANT.value * Outside.SLOT.get();
    Outside.SLOT.set(0);
    Outside.STORES[1].set(0);
    return sum;
  }

  /** What does not change is made here, leads to what does, and comes back by a static field. */
  public static double constantsMadeHere(double x, double y) {
    Slot slot = new Slot();
    slot.set(x * y);
    Outside.last = new Scaled(new Scaled(slot, 2), x);
    double sum = Outside.last.get() * y;
    Store inner = ((Scaled) Outside.last).store();
    inner.set(sum * x);
    Slot again = (Slot) ((Scaled) inner).store();
    again.value += Math.sin(x);
    sum += slot.get() * y + Outside.last.get();
    Outside.last = null;
    return sum;
  }

  /** More implementations than a call site compares with. */
  enum Step {
    ADD {
      @Override
      double apply(double x, double y) {
        return x + y;
      }
    },
    SUBTRACT {
      @Override
      double apply(double x, double y) {
        return x - y;
      }
    },
    MULTIPLY {
      @Override
      double apply(double x, double y) {
        return x * y;
      }
    },
    DIVIDE {
      @Override
      double apply(double x, double y) {
        return x / y;
      }
    },
    SINE {
      @Override
      double apply(double x, double y) {
        return Math.sin(x);
      }
    },
    COSINE {
      @Override
      double apply(double x, double y) {
        return Math.cos(y);
      }
    },
    ROOT {
      @Override
      double apply(double x, double y) {
        return Math.sqrt(x * x + y * y);
      }
    },
    SQUARE {
      @Override
      double apply(double x, double y) {
        return x * x;
      }
    },
    EXPONENTIAL {
      @Override
      double apply(double x, double y) {
        return Math.exp(-x * x);
      }
    },
    HALF {
      @Override
      double apply(double x, double y) {
        return x / 2;
      }
    },
    MEAN {
      @Override
      double apply(double x, double y) {
        return (x + y) / 2;
      }
    };

    abstract double apply(double x, double y);
  }

  public static double manyImplementations(double x, double y) {
    double a = x;
    double b = y;
    for (int round = 0; round < 3; round++) {
      for (Step step : Step.values()) {
        double next = step.apply(a, b);
        a = b + x / 4;
        b = next;
      }
    }
    return a * b;
  }

  /** The rows are zero when they are first read, and written later. */
  public static double readBeforeWritten(double x, double y) {
    double[][] m = new double[2][2];
    double sum = 0;
    for (int i = 0; i < 3; i++) {
      sum = sum * y + m[i % 2][0];
      m[i % 2][0] = x * (sum + 1);
    }
    return sum * m[0][0];
  }

  public static float floats(float x, Float y) {
    Float z = x * y;
    Object o = z;
    return ((Number) o).floatValue() * x + y.intValue();
  }
}

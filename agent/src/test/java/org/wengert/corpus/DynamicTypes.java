package org.wengert.corpus;

import java.util.Arrays;
import java.util.Objects;
import java.util.Random;

/** What runs, or how far it gets, shows by the types of objects at run time only. */
@SuppressWarnings({"ArrayToString", "UnusedVariable"})
public final class DynamicTypes {
  private DynamicTypes() {}

  /** A number in an object; looking at it as text moves it. */
  private static final class Watched {
    private double value;

    Watched(double value) {
      this.value = value;
    }

    @Override
    public String toString() {
      value *= 3;
      return "watched";
    }

    @Override
    public int hashCode() {
      value *= 2;
      return 7;
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }
  }

  /** An exception whose message is computed, and changes what it holds. */
  private static final class Telling extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private double held;

    Telling(double held) {
      super("told");
      this.held = held;
    }

    @Override
    public String getMessage() {
      held *= held;
      return super.getMessage() + "!";
    }
  }

  /** Numbers of its own, by the library's methods. */
  private static final class Counting extends Random {
    private static final long serialVersionUID = 1L;
    private int drawn;

    @Override
    protected int next(int bits) {
      drawn += 12345;
      return drawn & ((1 << bits) - 1);
    }
  }

  /** The reference to copy last does not fit: those before it are copied. */
  public static double copyThatFails(double[] x) {
    Object[] from = {new double[] {x[0]}, new double[] {x[1] * x[2]}, "no row"};
    double[][] to = {{x[2]}, {2}, {3 * x[1]}};
    double caught = 1;
    try {
      System.arraycopy(from, 0, to, 0, 3);
    } catch (ArrayStoreException e) {
      caught = x[2];
    }
    to[1][0] *= x[0];
    return to[0][0] * to[1][0] * caught + to[2][0] + ((double[]) from[1])[0];
  }

  private static void move(Object[] from, Object[] to, int start) {
    System.arraycopy(from, 0, to, start, from.length);
  }

  /** The same in a callee, of boxes, which have a shadow for each slot. */
  public static double boxesThatDoNotFit(double x, double y) {
    Object[] from = {x * y, y, null, 1, x};
    Double[] to = {1.0, 2.0, x, 4.0, y, 6.0};
    try {
      move(from, to, 1);
    } catch (ArrayStoreException e) {
      to[5] = x;
    }
    try {
      move(to, from, 0);
    } catch (ArrayIndexOutOfBoundsException e) {
      to[0] = y;
    }
    try {
      move(from, to, -1);
    } catch (ArrayIndexOutOfBoundsException e) {
      to[0] *= x;
    }
    return to[0] * to[1] + to[2] * to[4] + to[5] * (to[3] == null ? y : x);
  }

  /** Text of an object, by every way that the language and the library have. */
  public static double movedByText(double x) {
    Watched w = new Watched(x * x);
    Object o = w;
    StringBuilder text = new StringBuilder();
    text.append(o).append("a" + w + 1 + o).append(String.valueOf(o));
    text.append(Objects.toString(w)).append(Arrays.toString(new Object[] {w, 1.5}));
    return w.value * text.length();
  }

  /** Hashing an array of objects asks each. */
  public static double movedByHash(double x) {
    Watched w = new Watched(x * x);
    int hash = Objects.hash(w, 1) + Arrays.hashCode(new Object[] {w});
    return w.value * w.value + hash % 2;
  }

  /** The message of an exception whose class shows when it is caught. */
  public static double movedByMessage(double x) {
    try {
      throw new Telling(x);
    } catch (RuntimeException e) {
      String text = e.getMessage() + e.getLocalizedMessage();
      return ((Telling) e).held * text.length();
    }
  }

  private static double drawn(Random random) {
    return random.nextDouble() + random.nextInt(5) + random.nextGaussian();
  }

  /** Random numbers of the program's own class. */
  public static double ownRandomNumbers(double x) {
    return x * x * drawn(new Counting());
  }
}

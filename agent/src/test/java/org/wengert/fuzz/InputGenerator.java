package org.wengert.fuzz;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;

/** Draws arguments for a program's entry. */
final class InputGenerator {
  private InputGenerator() {}

  /** Arguments of that seed; some share arrays, some are inactive, if the features allow it. */
  static Inputs generate(Program program, long seed, Features features) {
    Chance chance = new Chance(seed ^ 0x5DEECE66DL);
    List<Expr.Local> parameters = program.entry().parameters();
    Object[] arguments = new Object[parameters.size()];
    boolean[] active = new boolean[arguments.length];
    for (int i = 0; i < arguments.length; i++) {
      Ty type = parameters.get(i).type();
      arguments[i] = argument(chance, type);
      active[i] = type.isDifferentiable() && !(features.has("inactive") && chance.of(0.1));
    }
    for (int i = 0; i < arguments.length; i++) {
      Ty type = parameters.get(i).type();
      if (type.isArray() && !type.isNested() && features.has("empty") && chance.of(0.01)) {
        arguments[i] = Array.newInstance(type.reflected().getComponentType(), 0);
      } else if (type.isArray() && features.has("nulls") && chance.of(0.005)) {
        arguments[i] = null;
      } else if (type.isNested() && features.has("nulls") && chance.of(0.03)) {
        ((Object[]) arguments[i])[0] = null;
      }
    }
    if (features.has("aliasing")) {
      share(chance, arguments, active);
    }
    return new Inputs(arguments, active);
  }

  private static Object argument(Chance chance, Ty type) {
    return switch (type) {
      case DOUBLE -> (Object) number(chance);
      case FLOAT -> (Object) (float) number(chance);
      case INT -> (Object) chance.between(-5, 20);
      case LONG -> (Object) (long) chance.between(-50, 50);
      case BOOLEAN -> (Object) chance.of(0.5);
      case DOUBLES -> doubles(chance, length(chance));
      case FLOATS -> floats(chance, length(chance));
      case INTS -> ints(chance, length(chance));
      case LONGS, BOOLEANS, BYTES, SHORTS, CHARS -> plain(chance, type);
      case MATRIX -> matrix(chance);
      case FLOAT_MATRIX -> floatMatrix(chance);
      case CUBE -> cube(chance);
      default -> throw new IllegalArgumentException("argument of type " + type);
    };
  }

  private static int length(Chance chance) {
    return chance.between(1, 5);
  }

  /** Away from 0 and from short decimals, so that ties and kinks are rare. */
  private static double number(Chance chance) {
    double magnitude = chance.uniform(0.1, 3);
    return chance.of(0.5) ? magnitude : -magnitude;
  }

  static double[] doubles(Chance chance, int length) {
    double[] a = new double[length];
    for (int i = 0; i < length; i++) {
      a[i] = number(chance);
    }
    return a;
  }

  private static float[] floats(Chance chance, int length) {
    float[] a = new float[length];
    for (int i = 0; i < length; i++) {
      a[i] = (float) number(chance);
    }
    return a;
  }

  private static int[] ints(Chance chance, int length) {
    int[] a = new int[length];
    for (int i = 0; i < length; i++) {
      a[i] = chance.between(-5, 9);
    }
    return a;
  }

  private static Object plain(Chance chance, Ty type) {
    int length = length(chance);
    Object array = Array.newInstance(type.reflected().getComponentType(), length);
    for (int i = 0; i < length; i++) {
      int number = chance.between(type == Ty.CHARS ? 0 : -5, 9);
      switch (type) {
        case LONGS -> Array.setLong(array, i, number);
        case BOOLEANS -> Array.setBoolean(array, i, number > 2);
        case BYTES -> Array.setByte(array, i, (byte) number);
        case SHORTS -> Array.setShort(array, i, (short) number);
        default -> Array.setChar(array, i, (char) number);
      }
    }
    return array;
  }

  private static float[][] floatMatrix(Chance chance) {
    float[][] rows = new float[chance.between(1, 3)][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = floats(chance, chance.between(1, 3));
    }
    return rows;
  }

  private static double[][][] cube(Chance chance) {
    double[][][] cube = new double[chance.between(1, 3)][][];
    for (int i = 0; i < cube.length; i++) {
      cube[i] = i > 0 && chance.of(0.1) ? cube[0] : matrix(chance);
    }
    return cube;
  }

  private static double[][] matrix(Chance chance) {
    double[][] rows = new double[chance.between(1, 3)][];
    boolean ragged = chance.of(0.5);
    int width = chance.between(1, 3);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = doubles(chance, ragged ? chance.between(1, 4) : width);
    }
    return rows;
  }

  /** Lets some arguments, or a row and an argument, or two rows, be the same array. */
  private static void share(Chance chance, Object[] arguments, boolean[] active) {
    List<Integer> vectors = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof double[]) {
        vectors.add(i);
      }
    }
    if (vectors.size() > 1 && chance.of(0.2)) {
      arguments[vectors.get(1)] = arguments[vectors.get(0)];
      active[vectors.get(1)] = active[vectors.get(0)];
    }
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof double[][] rows && chance.of(0.15)) {
        shareRow(chance, rows, i, vectors, arguments, active);
      }
    }
  }

  private static void shareRow(
      Chance chance,
      double[][] rows,
      int matrix,
      List<Integer> vectors,
      Object[] arguments,
      boolean[] active) {
    int vector = vectors.isEmpty() ? -1 : chance.pick(vectors);
    if (vector >= 0 && active[vector] == active[matrix] && chance.of(0.5)) {
      rows[0] = (double[]) arguments[vector];
    } else if (rows.length > 1) {
      rows[1] = rows[0];
    }
  }
}

package org.wengert.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One entry point of the stand-in: kinds and handle types as in the contract. */
final class DifferenceEntry {
  private static final double STEP = 0x1p-10;

  private final Method method;
  private final String kind;
  private final String activity;
  private final boolean wide;

  DifferenceEntry(Method method, String kind, String activity) {
    this.method = method;
    this.wide = kind.endsWith("-wide");
    this.kind = kind.replace("-wide", "");
    this.activity = activity;
  }

  MethodHandle handle() throws ReflectiveOperationException {
    MethodHandle call =
        MethodHandles.lookup()
            .findVirtual(
                DifferenceEntry.class, "call", MethodType.methodType(Object.class, Object[].class))
            .bindTo(this);
    return Bridge.collect(call, type());
  }

  private MethodType type() {
    Class<?> result = wide ? Object.class : method.getReturnType();
    List<Class<?>> types = new ArrayList<>();
    if (wide) {
      types.add(Object[].class);
      if (!kind.equals("primal")) {
        types.add(Object[].class);
      }
    } else if (!kind.equals("reverse")) {
      types.addAll(parameters());
      if (!kind.equals("primal")) {
        addShadowTypes(types);
      }
    }
    switch (kind) {
      case "gradient" -> types.addAll(List.of(double[].class, Object.class));
      case "jvp" -> types.addAll(List.of(double[].class, Object[].class, Object.class));
      case "forward" -> types.addAll(List.of(Object[].class, Object.class));
      case "reverse" -> {
        types.addAll(List.of(double.class, double[].class, Object.class));
        result = void.class;
      }
      default -> {}
    }
    return MethodType.methodType(result, types);
  }

  /** The receiver first, if there is one. */
  private List<Class<?>> parameters() {
    List<Class<?>> all = new ArrayList<>(List.of(method.getParameterTypes()));
    if (!Modifier.isStatic(method.getModifiers())) {
      all.add(0, method.getDeclaringClass());
    }
    return all;
  }

  private void addShadowTypes(List<Class<?>> types) {
    for (int i = 0; i < activity.length(); i++) {
      Class<?> type = parameters().get(i);
      if (activity.charAt(i) == 'A' && (type.isArray() || kind.equals("jvp"))) {
        boolean deep = type.isArray() && type.getComponentType().isArray();
        types.add(!type.isArray() ? double.class : deep ? Object[].class : double[].class);
      }
    }
  }

  Object call(Object[] given) throws Throwable {
    Object[] all = wide ? flat(given) : given;
    if (kind.equals("primal")) {
      return run(all);
    }
    DifferenceTape tape = (DifferenceTape) all[all.length - 1];
    if (tape.busy) {
      throw new AssertionError("two calls use one tape");
    }
    tape.busy = true;
    try {
      return kind.equals("reverse") ? reverse(all, tape) : record(all, tape);
    } finally {
      tape.busy = false;
    }
  }

  private static Object[] flat(Object[] given) {
    List<Object> flat = new ArrayList<>(Arrays.asList((Object[]) given[0]));
    if (given.length > 1) {
      flat.addAll(Arrays.asList((Object[]) given[1]));
      flat.addAll(Arrays.asList(given).subList(2, given.length));
    }
    return flat.toArray();
  }

  private Object run(Object[] arguments) throws Throwable {
    try {
      return Modifier.isStatic(method.getModifiers())
          ? method.invoke(null, arguments)
          : method.invoke(arguments[0], Arrays.copyOfRange(arguments, 1, arguments.length));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  /** Runs the method once on what was given; differences run it on copies made before. */
  private Object record(Object[] all, DifferenceTape tape) throws Throwable {
    int n = parameters().size();
    Object[] arguments = Arrays.copyOf(all, n);
    List<Object> arrays = new ArrayList<>();
    List<Double> scalarTangents = new ArrayList<>();
    int extras = kind.equals("jvp") ? 3 : 2;
    for (Object shadow : Arrays.copyOfRange(all, n, all.length - extras)) {
      if (shadow instanceof Double number) {
        scalarTangents.add(number);
      } else {
        arrays.add(shadow);
      }
    }
    tape.shadows = arrays.toArray();
    tape.cells = Cells.of(arguments, activity, tape.shadows);
    Object[] before = Cells.copy(arguments);
    Object value = run(arguments);
    tape.jacobian = jacobian(before, tape.cells.count());
    tape.capacity = method.getName().equals("huge") ? 1L << 40 : 64;
    tape.bytes = 8L * tape.cells.count();
    switch (kind) {
      case "gradient" -> gradient((double[]) all[all.length - 2], tape);
      case "jvp" -> jvp(value, scalarTangents, all, tape);
      default -> {
        tape.resultShadow = (Object[]) all[all.length - 2];
        tape.resultShadow[0] = resultShadow(value);
      }
    }
    return value;
  }

  private double[][] jacobian(Object[] before, int count) throws Throwable {
    double[][] columns = new double[count][];
    for (int i = 0; i < count; i++) {
      double[] right = moved(before, i, STEP);
      double[] left = moved(before, i, -STEP);
      columns[i] = new double[right.length];
      for (int j = 0; j < right.length; j++) {
        columns[i][j] = (right[j] - left[j]) / (2 * STEP);
      }
    }
    int dependents = count == 0 ? 0 : columns[0].length;
    double[][] jacobian = new double[dependents][count];
    for (int j = 0; j < dependents; j++) {
      for (int i = 0; i < count; i++) {
        jacobian[j][i] = columns[i][j];
      }
    }
    return jacobian;
  }

  /** Row cells on exit, then the result's numbers. */
  private double[] moved(Object[] before, int cell, double by) throws Throwable {
    Object[] arguments = Cells.copy(before);
    Cells cells = Cells.of(arguments, activity, null);
    cells.move(arguments, cell, by);
    List<Double> dependents = new ArrayList<>();
    Object value = run(arguments);
    for (double number : cells.values()) {
      dependents.add(number);
    }
    Cells.flatten(value, dependents);
    return dependents.stream().mapToDouble(d -> d).toArray();
  }

  private void gradient(double[] scalarAdjoints, DifferenceTape tape) {
    int rows = tape.cells.rowCells();
    tape.cells.setShadows(Arrays.copyOf(tape.jacobian[rows], rows));
    for (int k = 0; k < tape.cells.scalars.size(); k++) {
      scalarAdjoints[k] = tape.jacobian[rows][rows + k];
    }
  }

  private void jvp(Object value, List<Double> scalars, Object[] all, DifferenceTape tape) {
    int rows = tape.cells.rowCells();
    double[] direction = Arrays.copyOf(tape.cells.shadowValues(), tape.cells.count());
    for (int k = 0; k < scalars.size(); k++) {
      direction[rows + k] = scalars.get(k);
    }
    double[] tangents = new double[tape.jacobian.length];
    for (int j = 0; j < tangents.length; j++) {
      for (int i = 0; i < direction.length; i++) {
        tangents[j] += tape.jacobian[j][i] * direction[i];
      }
    }
    tape.cells.setShadows(Arrays.copyOf(tangents, rows));
    if (value instanceof Double || value instanceof Float) {
      ((double[]) all[all.length - 3])[0] = tangents[rows];
    } else if (resultShadow(value) != null) {
      Object shadow = resultShadow(value);
      fill(shadow, Arrays.copyOfRange(tangents, rows, tangents.length), new int[1]);
      ((Object[]) all[all.length - 2])[0] = shadow;
    }
  }

  private static Object resultShadow(Object value) {
    if (value instanceof double[] || value instanceof float[]) {
      return new double[Array.getLength(value)];
    } else if (value instanceof double[][] || value instanceof float[][]) {
      Object[] shadow = new Object[Array.getLength(value)];
      for (int i = 0; i < shadow.length; i++) {
        shadow[i] = resultShadow(((Object[]) value)[i]);
      }
      return shadow;
    }
    return null;
  }

  private static void fill(Object shadow, double[] from, int[] at) {
    for (int i = 0; i < Array.getLength(shadow); i++) {
      if (shadow instanceof double[] numbers) {
        numbers[i] = from[at[0]++];
      } else {
        fill(((Object[]) shadow)[i], from, at);
      }
    }
  }

  private Object reverse(Object[] all, DifferenceTape tape) {
    int rows = tape.cells.rowCells();
    double[] seeds = Arrays.copyOf(tape.cells.shadowValues(), tape.jacobian.length);
    if (tape.resultShadow[0] != null) {
      List<Double> result = new ArrayList<>();
      Cells.flatten(tape.resultShadow[0], result);
      for (int j = 0; j < result.size(); j++) {
        seeds[rows + j] = result.get(j);
      }
    } else if (seeds.length > rows) {
      seeds[rows] = (double) all[0];
    }
    double[] adjoints = new double[tape.cells.count()];
    for (int j = 0; j < seeds.length; j++) {
      for (int i = 0; i < adjoints.length; i++) {
        adjoints[i] += tape.jacobian[j][i] * seeds[j];
      }
    }
    tape.cells.setShadows(Arrays.copyOf(adjoints, rows));
    double[] scalarAdjoints = (double[]) all[1];
    System.arraycopy(adjoints, rows, scalarAdjoints, 0, adjoints.length - rows);
    return null;
  }
}

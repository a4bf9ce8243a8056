package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Runs a program by walking its syntax tree, on values that carry their derivatives: slow, and as
 * plain as can be. It shares nothing with the compiler under test.
 */
final class Reference {
  private final Program program;
  private final Trace trace = new Trace();
  private final Map<String, Object> fields = new HashMap<>();

  private Reference(Program program) {
    this.program = program;
  }

  /** Values and derivatives by the independents of {@link Layout}. */
  static Outcome run(Program program, Inputs inputs) {
    return new Reference(program).call(inputs, Layout.of(inputs));
  }

  /** Values alone. */
  static Outcome values(Program program, Inputs inputs) {
    Inputs inactive = new Inputs(inputs.arguments(), new boolean[inputs.active().length]);
    return new Reference(program).call(inactive, Layout.of(inactive));
  }

  private Outcome call(Inputs inputs, Layout layout) {
    Map<Object, Object> arrays = new IdentityHashMap<>();
    for (Program.Field f : program.fields()) {
      fields.put(f.name(), imported(f.type(), f.initial(), -1, layout, new IdentityHashMap<>()));
    }
    List<Expr.Local> parameters = program.entry().parameters();
    Object[] values = new Object[parameters.size()];
    for (int i = 0; i < values.length; i++) {
      Ty type = parameters.get(i).type();
      values[i] = imported(type, inputs.arguments()[i], layout.scalar(i), layout, arrays);
    }
    Object[] before = values.clone();
    for (int i = 0; i < before.length; i++) {
      before[i] = values[i] instanceof Object[] rows ? rowsOf(rows) : null;
    }
    Object result = null;
    RuntimeException thrown = null;
    try {
      result = invoke(program.entry(), values);
    } catch (ArithmeticException
        | IndexOutOfBoundsException
        | NegativeArraySizeException
        | NullPointerException
        | IllegalArgumentException
        | IllegalStateException e) {
      thrown = e;
    } catch (StackOverflowError e) {
      throw new Trace.TooLong();
    }
    return new Outcome(result, thrown, values, replaced(before, values), fields, trace);
  }

  private static boolean[] replaced(Object[] before, Object[] after) {
    boolean[] replaced = new boolean[before.length];
    for (int i = 0; i < replaced.length; i++) {
      if (before[i] != null) {
        replaced[i] = !((List<?>) before[i]).equals(rowsOf((Object[]) after[i]));
      }
    }
    return replaced;
  }

  /** All rows, those of rows too. Cells have no equality of their own: the same rows are equal. */
  private static List<Object> rowsOf(Object[] rows) {
    List<Object> all = new ArrayList<>();
    for (Object row : rows) {
      all.add(row);
      if (row instanceof Object[] inner) {
        all.addAll(rowsOf(inner));
      }
    }
    return all;
  }

  private Object imported(
      Ty type, Object value, int independent, Layout layout, Map<Object, Object> arrays) {
    if (type.isFloating()) {
      return cell(type, ((Number) value).doubleValue(), independent, layout);
    }
    if (!type.isArray()) {
      return value;
    }
    if (value == null) {
      return null;
    }
    Object known = arrays.get(value);
    if (known == null) {
      known = importedArray(type, value, layout, arrays);
      arrays.put(value, known);
    }
    return known;
  }

  private Object importedArray(Ty type, Object value, Layout layout, Map<Object, Object> arrays) {
    if (type.isPlainArray()) {
      return Inputs.cloneOf(value);
    }
    if (value instanceof Object[] rows) {
      Object[] imported = type == Ty.CUBE ? new Cells[rows.length][] : new Cells[rows.length];
      for (int i = 0; i < rows.length; i++) {
        imported[i] = imported(type.element(), rows[i], -1, layout, arrays);
      }
      return imported;
    }
    int[] independents = layout.cells(value);
    Dual[] cells = new Dual[java.lang.reflect.Array.getLength(value)];
    for (int i = 0; i < cells.length; i++) {
      double content = ((Number) java.lang.reflect.Array.get(value, i)).doubleValue();
      int independent = independents == null ? -1 : independents[i];
      cells[i] = cell(type.element(), content, independent, layout);
    }
    return new Cells(type.element(), cells);
  }

  private Dual cell(Ty type, double value, int independent, Layout layout) {
    return independent < 0
        ? Dual.constant(type, value)
        : Dual.independent(type, value, independent, layout.count());
  }

  Trace trace() {
    return trace;
  }

  Map<String, Object> fields() {
    return fields;
  }

  /** Calls a method of the program; the values have the types of its parameters. */
  Object invoke(String method, Object[] values) {
    return invoke(program.method(method), values);
  }

  private Object invoke(Program.Method method, Object[] values) {
    Map<String, Object> locals = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      locals.put(method.parameters().get(i).name(), values[i]);
    }
    Evaluator evaluator = new Evaluator(this, locals);
    return new Executor(evaluator, method.result()).run(method.body());
  }
}

package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.Collection;
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
    if (program.isPrepared()) {
      prepare();
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
        | IllegalStateException
        | Trouble e) {
      thrown = e;
    } catch (StackOverflowError e) {
      throw new Trace.TooLong();
    }
    return new Outcome(result, thrown, values, replaced(before, values), fields, trace);
  }

  private void prepare() {
    try {
      invoke(Program.PREPARE, new Object[0]);
    } catch (Trace.TooLong e) {
      throw e;
    } catch (RuntimeException thrown) {
      // It ends early, in the compiled program too.
    }
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

  ClassDef type(String name) {
    return program.type(name);
  }

  /** Whether {@code type} is, extends or implements what has that name. */
  boolean isA(ClassDef type, String name) {
    return type.name().equals(name)
        || name.equals(type.contract())
        || (type.parent() != null && isA(type(type.parent()), name));
  }

  /** Remembers which of the numbers before were chosen, and in which order. */
  void order(List<?> before, Collection<?> chosen) {
    for (Object element : chosen) {
      int at = 0;
      while (before.get(at) != element) {
        at++;
      }
      trace.decide(at);
    }
  }

  /** A new object: its fields are as after {@code new}, then its constructors run. */
  Thing create(ClassDef type, Object[] values) {
    trace.step();
    Thing made = new Thing(type);
    for (ClassDef c = type; c != null; c = c.parent() == null ? null : type(c.parent())) {
      c.fields().forEach(f -> made.fields.put(f.name(), Thing.initial(f.type())));
    }
    construct(type, made, values);
    return made;
  }

  private void construct(ClassDef type, Thing made, Object[] values) {
    Map<String, Object> locals = locals(type.constructor(), values);
    Evaluator evaluator = new Evaluator(this, type, locals);
    if (type.parent() != null) {
      ClassDef parent = type(type.parent());
      construct(parent, made, evaluator.arguments(parent.constructor(), type.superArguments()));
    }
    if (type.kind() != ClassDef.Kind.RECORD) {
      locals.put("this", made);
    }
    new Executor(evaluator, Ty.VOID).run(type.constructor().body());
    if (type.kind() == ClassDef.Kind.RECORD) {
      type.fields().forEach(f -> made.fields.put(f.name(), locals.get(f.name())));
    }
  }

  /** Calls the method that the class of the receiver selects. */
  Object invoke(Object receiver, String method, Object[] values) {
    if (method.equals(ClassDef.COPY)) {
      return copy((Thing) receiver);
    }
    if (receiver instanceof Thing thing) {
      return invoke(thing.type, thing, method, values);
    }
    ClassDef contract = type(ClassDef.CONTRACT);
    return contract.implementation(method) != null
        ? invoke(contract, receiver, method, values)
        : ((Closure) receiver).call(values);
  }

  private static Thing copy(Thing original) {
    Thing copy = new Thing(original.type);
    copy.fields.putAll(original.fields);
    return copy;
  }

  /** Calls the method that {@code from} declares or inherits. */
  Object invoke(ClassDef from, Object receiver, String method, Object[] values) {
    for (ClassDef c = from; c != null; c = c.parent() == null ? null : type(c.parent())) {
      if (c.implementation(method) != null) {
        return invoke(c, receiver, c.implementation(method), values);
      }
    }
    for (ClassDef c = from; c != null; c = c.parent() == null ? null : type(c.parent())) {
      if (c.contract() != null && type(c.contract()).implementation(method) != null) {
        ClassDef contract = type(c.contract());
        return invoke(contract, receiver, contract.implementation(method), values);
      }
    }
    throw new IllegalStateException("no method " + method + " in " + from.name());
  }

  private Object invoke(ClassDef owner, Object receiver, Program.Method method, Object[] values) {
    Map<String, Object> locals = locals(method, values);
    locals.put("this", receiver);
    return new Executor(new Evaluator(this, owner, locals), method.result()).run(method.body());
  }

  /** Calls a method of the program; the values have the types of its parameters. */
  Object invoke(String method, Object[] values) {
    return invoke(program.method(method), values);
  }

  private Object invoke(Program.Method method, Object[] values) {
    Evaluator evaluator = new Evaluator(this, null, locals(method, values));
    return new Executor(evaluator, method.result()).run(method.body());
  }

  private static Map<String, Object> locals(Program.Method method, Object[] values) {
    Map<String, Object> locals = new HashMap<>();
    for (int i = 0; i < values.length; i++) {
      locals.put(method.parameters().get(i).name(), values[i]);
    }
    return locals;
  }
}

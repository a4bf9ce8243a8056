package org.wengert.fuzz;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Evaluates expressions in one activation of a method, left to right as Java does. */
final class Evaluator implements Expr.Visitor<Object> {
  private final Reference reference;
  private final Map<String, Object> locals;
  private final Arithmetic arithmetic;

  /** The class that declares the method, null for the program itself. */
  private final ClassDef owner;

  Evaluator(Reference reference, ClassDef owner, Map<String, Object> locals) {
    this.reference = reference;
    this.owner = owner;
    this.locals = locals;
    this.arithmetic = new Arithmetic(reference.trace());
  }

  Object value(Expr e) {
    reference.trace().step();
    return e.accept(this);
  }

  void step() {
    reference.trace().step();
  }

  /** Ends a {@code try} with a resource. */
  void close(Object resource) {
    if (resource != null) {
      reference.invoke(resource, ClassDef.CLOSE, new Object[0]);
    }
  }

  boolean truth(Expr e) {
    return (Boolean) value(e);
  }

  int integer(Expr e) {
    return (Integer) value(e);
  }

  /** The value after assignment conversion to {@code type}. */
  Object converted(Ty type, Expr e) {
    Object value = value(e);
    boolean asItIs = type.isArray() || type.isObject() || type == Ty.BOOLEAN;
    return asItIs ? value : arithmetic.convert(type, value);
  }

  Object getLocal(String name) {
    return locals.get(name);
  }

  void setLocal(String name, Object value) {
    locals.put(name, value);
  }

  @Override
  public Object literal(Expr.Literal e) {
    return e.type().isFloating() && e.value() != null
        ? Dual.constant(e.type(), ((Number) e.value()).doubleValue())
        : e.value();
  }

  @Override
  public Object local(Expr.Local e) {
    return locals.get(e.name());
  }

  @Override
  public Object field(Expr.StaticField e) {
    return reference.fields().get(e.name());
  }

  @Override
  public Object unary(Expr.Unary e) {
    return arithmetic.unary(e.op(), value(e.operand()));
  }

  @Override
  public Object binary(Expr.Binary e) {
    if (e.op() == BinaryOp.AND_THEN) {
      return truth(e.left()) && truth(e.right());
    }
    if (e.op() == BinaryOp.OR_ELSE) {
      return truth(e.left()) || truth(e.right());
    }
    Object left = value(e.left());
    return arithmetic.binary(e.op(), left, value(e.right()));
  }

  @Override
  public Object cast(Expr.Cast e) {
    return arithmetic.cast(e.to(), value(e.operand()));
  }

  @Override
  public Object math(Expr.MathCall e) {
    return arithmetic.math(e, values(e.function().parameters(), e.arguments()));
  }

  private Object[] values(List<Ty> types, List<Expr> arguments) {
    Object[] values = new Object[arguments.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = converted(types.get(i), arguments.get(i));
    }
    return values;
  }

  @Override
  public Object element(Expr.Element e) {
    Object array = value(e.array());
    return load(array, integer(e.index()));
  }

  private static Object load(Object array, int index) {
    if (array instanceof Cells cells) {
      return cells.at[index];
    }
    if (array instanceof Object[] rows) {
      return rows[index];
    }
    Object value = Array.get(array, index);
    if (value instanceof Character c) {
      return (int) c;
    }
    return value instanceof Byte || value instanceof Short ? ((Number) value).intValue() : value;
  }

  static void store(Object array, int index, Object value) {
    if (array instanceof Cells cells) {
      cells.at[index] = (Dual) value;
    } else if (array instanceof Object[] rows) {
      rows[index] = value;
    } else {
      switch (array.getClass().getComponentType().getName()) {
        case "byte" -> Array.setByte(array, index, (byte) (int) value);
        case "short" -> Array.setShort(array, index, (short) (int) value);
        case "char" -> Array.setChar(array, index, (char) (int) value);
        default -> Array.set(array, index, value);
      }
    }
  }

  /** What a store in an array leaves there, as an int where the elements are narrower. */
  static Object narrowed(Object array, Object value) {
    if (array instanceof byte[]) {
      return (int) (byte) (int) value;
    } else if (array instanceof short[]) {
      return (int) (short) (int) value;
    }
    return array instanceof char[] ? (Object) (int) (char) (int) value : value;
  }

  @Override
  public Object length(Expr.Length e) {
    return lengthOf(value(e.array()));
  }

  private static int lengthOf(Object array) {
    if (array instanceof Cells cells) {
      return cells.at.length;
    }
    return Array.getLength(array);
  }

  @Override
  public Object conditional(Expr.Conditional e) {
    return truth(e.condition()) ? value(e.then()) : value(e.otherwise());
  }

  @Override
  public Object switchValue(Expr.SwitchValue e) {
    int arm = e.labels().indexOf(integer(e.selector()));
    return value(e.arms().get(arm < 0 ? e.arms().size() - 1 : arm));
  }

  @Override
  public Object call(Expr.Call e) {
    Object[] values = new Object[e.arguments().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(e.arguments().get(i));
    }
    return reference.invoke(e.method(), values);
  }

  @Override
  public Object newArray(Expr.NewArray e) {
    int[] sizes = new int[e.dimensions().size()];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = integer(e.dimensions().get(i));
      reference.trace().reserve(sizes[i]);
    }
    return created(e.type(), sizes, 0);
  }

  private static Object created(Ty type, int[] sizes, int at) {
    if (type.isPlainArray()) {
      return Array.newInstance(type.reflected().getComponentType(), sizes[at]);
    }
    if (!type.isNested()) {
      return Cells.zeros(type.element(), sizes[at]);
    }
    Object[] rows = rows(type, sizes[at]);
    for (int i = 0; i < rows.length; i++) {
      rows[i] = created(type.element(), sizes, at + 1);
    }
    return rows;
  }

  private static Object[] rows(Ty type, int length) {
    return type == Ty.CUBE ? new Cells[length][] : new Cells[length];
  }

  @Override
  public Object arrayLiteral(Expr.ArrayLiteral e) {
    int n = e.elements().size();
    Object array = e.type().isNested() ? rows(e.type(), n) : created(e.type(), new int[] {n}, 0);
    for (int i = 0; i < n; i++) {
      store(array, i, converted(e.type().element(), e.elements().get(i)));
    }
    return array;
  }

  @Override
  public Object cloneOf(Expr.CloneOf e) {
    Object array = value(e.array());
    if (array instanceof Cells cells) {
      return new Cells(cells.element, cells.at.clone());
    }
    return Objects.requireNonNull(Inputs.cloneOf(array));
  }

  @Override
  public Object copyOf(Expr.CopyOf e) {
    Object array = value(e.array());
    int length = integer(e.length());
    reference.trace().reserve(length);
    if (length < 0) {
      throw new NegativeArraySizeException(Integer.toString(length));
    }
    return copyOfRange(array, 0, length);
  }

  @Override
  public Object copyOfRange(Expr.CopyOfRange e) {
    Object array = value(e.array());
    int from = integer(e.from());
    int to = integer(e.to());
    reference.trace().reserve(to);
    return copyOfRange(array, from, to);
  }

  private static Object copyOfRange(Object array, int from, int to) {
    if (array instanceof Cells cells) {
      return cells.copyOfRange(from, to);
    }
    if (array instanceof Object[] rows) {
      return java.util.Arrays.copyOfRange(rows, from, to);
    }
    int length = Array.getLength(array);
    if (from > length) {
      throw new ArrayIndexOutOfBoundsException();
    }
    if (from > to) {
      throw new IllegalArgumentException();
    }
    Object copy = Array.newInstance(array.getClass().getComponentType(), to - from);
    System.arraycopy(array, from, copy, 0, Math.min(length - from, to - from));
    return copy;
  }

  @Override
  public Object assign(Expr.Assign e) {
    return store(e.target(), old -> assigned(e, old), e.op() != null);
  }

  private Object assigned(Expr.Assign e, Object old) {
    if (e.op() == null) {
      return converted(e.type(), e.value());
    }
    Object result = arithmetic.binary(e.op(), old, value(e.value()));
    return e.type() == Ty.BOOLEAN ? result : arithmetic.convert(e.type(), result);
  }

  @Override
  public Object increment(Expr.Increment e) {
    Object[] before = new Object[1];
    Object after = store(e.target(), old -> incremented(e, before, old), true);
    return e.prefix() ? after : before[0];
  }

  private Object incremented(Expr.Increment e, Object[] before, Object old) {
    before[0] = old;
    return arithmetic.convert(e.type(), arithmetic.binary(BinaryOp.ADD, old, e.by()));
  }

  /** What is stored, given what was there. */
  private interface Update {
    Object from(Object old);
  }

  /** Array, index, old value if read, new value: in this order. Yields what was stored. */
  private Object store(Expr target, Update update, boolean reads) {
    if (target instanceof Expr.Local local) {
      Object stored = update.from(locals.get(local.name()));
      locals.put(local.name(), stored);
      return stored;
    }
    if (target instanceof Expr.StaticField field) {
      Object stored = update.from(reference.fields().get(field.name()));
      reference.fields().put(field.name(), stored);
      return stored;
    }
    if (target instanceof Expr.ObjectField field) {
      return store(field, update, reads);
    }
    Expr.Element element = (Expr.Element) target;
    Object array = value(element.array());
    int index = integer(element.index());
    Object stored = narrowed(array, update.from(reads ? load(array, index) : null));
    store(array, index, stored);
    return stored;
  }

  /** The object is checked when it is read, or else after the new value has been computed. */
  private Object store(Expr.ObjectField target, Update update, boolean reads) {
    Object object = value(target.target());
    if (reads) {
      fieldsOf(object);
    }
    Object stored = update.from(reads ? fieldsOf(object).get(target.name()) : null);
    fieldsOf(object).put(target.name(), stored);
    return stored;
  }

  private static Map<String, Object> fieldsOf(Object object) {
    if (object instanceof Trouble trouble) {
      return Map.of("amount", trouble.amount());
    }
    if (object == null) {
      throw new NullPointerException();
    }
    return ((Thing) object).fields;
  }

  @Override
  public Object objectField(Expr.ObjectField e) {
    return fieldsOf(value(e.target())).get(e.name());
  }

  @Override
  public Object create(Expr.New e) {
    ClassDef type = reference.type(e.owner());
    return reference.create(type, arguments(type.constructor(), e.arguments()));
  }

  /** Values of arguments, converted to the types of the parameters. */
  Object[] arguments(Program.Method callee, List<Expr> arguments) {
    return values(callee.parameters().stream().map(Expr.Local::type).toList(), arguments);
  }

  @Override
  public Object invoke(Expr.Invoke e) {
    boolean toSuper = e.receiver().equals(Expr.Invoke.SUPER);
    boolean toDefault = e.receiver().equals(Expr.Invoke.DEFAULT);
    Object receiver = toSuper || toDefault ? locals.get("this") : value(e.receiver());
    Object[] values = new Object[e.arguments().size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = value(e.arguments().get(i));
    }
    if (receiver == null) {
      throw new NullPointerException();
    }
    if (toSuper) {
      return reference.invoke(reference.type(owner.parent()), receiver, e.method(), values);
    }
    if (toDefault) {
      return reference.invoke(reference.type(owner.contract()), receiver, e.method(), values);
    }
    return reference.invoke(receiver, e.method(), values);
  }

  @Override
  public Object same(Expr.Same e) {
    Object left = value(e.left());
    return (left == value(e.right())) != e.negated();
  }

  @Override
  public Object instanceOf(Expr.InstanceOf e) {
    Object object = value(e.operand());
    return object instanceof Trouble
        ? e.owner().equals(Program.TROUBLE)
        : object instanceof Thing thing && reference.isA(thing.type, e.owner());
  }

  @Override
  public Object downcast(Expr.Downcast e) {
    Object object = value(e.operand());
    if (object instanceof Thing thing && !reference.isA(thing.type, e.owner())) {
      throw new ClassCastException();
    }
    return object;
  }

  @Override
  public Object lambda(Expr.Lambda e) {
    Map<String, Object> captured = new HashMap<>(locals);
    return (Closure) values -> called(e, captured, values);
  }

  private Object called(Expr.Lambda e, Map<String, Object> captured, Object[] values) {
    Map<String, Object> all = new HashMap<>(captured);
    for (int i = 0; i < values.length; i++) {
      all.put(e.parameters().get(i).name(), values[i]);
    }
    return new Executor(new Evaluator(reference, owner, all), Ty.DOUBLE).run(e.body());
  }

  @Override
  public Object methodReference(Expr.MethodReference e) {
    if (e.function() != null) {
      Expr.MathCall call = new Expr.MathCall(e.function(), false, List.of());
      return (Closure) values -> arithmetic.math(call, values);
    }
    if (e.receiver() == null) {
      return (Closure) values -> reference.invoke(e.method(), values);
    }
    Object receiver = value(e.receiver());
    if (receiver == null) {
      throw new NullPointerException();
    }
    return (Closure) values -> reference.invoke(receiver, e.method(), values);
  }

  @Override
  public Object library(Expr.Library e) {
    Object[] values = values(e.op().parameters(), e.arguments());
    reference.trace().step();
    if (!e.op().compares() || values[0] == null) {
      Object value = e.op().call(values);
      if (e.op().decides()) {
        reference.trace().decide(value.hashCode());
      }
      return value;
    }
    List<Object> before = new ArrayList<>((Collection<?>) values[0]);
    before.addAll(List.of(values));
    Object value = e.op().call(values);
    reference.order(before, value == null ? (Collection<?>) values[0] : List.of(value));
    return value;
  }
}

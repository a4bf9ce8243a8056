package org.wengert.testing;

import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Executes primal IR: the meaning of its operations, written down without a compiler. Ints, longs,
 * floats and doubles are boxed; references are themselves. Calls go to the real methods by
 * reflection. Objects are made when their constructor is called.
 */
public final class IrInterpreter {
  private static final int STEP_LIMIT = 5_000_000;

  private final Function function;
  private final ClassLoader loader;
  private final Object[] values;
  private final boolean[] defined;
  private Throwable caught;

  private IrInterpreter(Function function, ClassLoader loader) {
    this.function = function;
    this.loader = loader;
    this.values = new Object[function.valueCount()];
    this.defined = new boolean[values.length];
  }

  /**
   * The result of the function on the arguments, which may be boxed as reflection gives them;
   * boolean, byte, char and short results are Integers. What the primal throws is thrown.
   */
  public static Object run(Function function, ClassLoader loader, Object... args) throws Throwable {
    return new IrInterpreter(function, loader).run(args);
  }

  private Object run(Object[] args) throws Throwable {
    List<Value> inputs = function.inputs();
    if (inputs.size() != args.length) {
      throw new AssertionError(inputs.size() + " inputs, " + args.length + " arguments");
    }
    for (int i = 0; i < args.length; i++) {
      set(inputs.get(i), inputs.get(i).type().isReference() ? args[i] : widen(args[i]));
    }
    Block block = function.entry();
    for (int steps = 0; steps < STEP_LIMIT; steps++) {
      Instr at = null;
      try {
        for (Instr instr : block.instrs()) {
          at = instr;
          Object result =
              instr.op() instanceof org.wengert.compiler.ir.Op.Caught ? caught : execute(instr);
          if (instr.result() != null) {
            set(instr.result(), result);
          }
        }
      } catch (Throwable e) {
        if (e instanceof AssertionError || at != block.protectedInstr()) {
          throw e;
        }
        caught = e;
        block = ((Terminator.Try) block.terminator()).landing();
        continue;
      }
      Terminator end = block.terminator();
      if (end instanceof Terminator.Return done) {
        return done.value() == null ? null : get(done.value());
      }
      if (end instanceof Terminator.Throw thrown) {
        Object exception = get(thrown.exception());
        throw exception == null ? new NullPointerException() : (Throwable) exception;
      }
      block = follow(next(end));
    }
    throw new AssertionError("does not end");
  }

  private Edge next(Terminator end) {
    if (end instanceof Terminator.Jump jump) {
      return jump.target();
    }
    if (end instanceof Terminator.Try attempt) {
      return attempt.normal();
    }
    if (end instanceof Terminator.Branch branch) {
      return holds(branch) ? branch.ifTrue() : branch.ifFalse();
    }
    Terminator.Switch choice = (Terminator.Switch) end;
    int key = choice.keys().indexOf(get(choice.selector()));
    return key < 0 ? choice.otherwise() : choice.targets().get(key);
  }

  private boolean holds(Terminator.Branch branch) {
    return compare(branch.condition(), get(branch.left()), get(branch.right()));
  }

  private static boolean compare(
      org.wengert.compiler.ir.Condition condition, Object left, Object right) {
    if (left instanceof Integer a && right instanceof Integer b) {
      return condition.test(a, b);
    }
    return condition.test(left == right ? 0 : 1, 0);
  }

  /** All arguments are read before any parameter is written. */
  private Block follow(Edge edge) {
    List<Value> params = edge.target().params();
    if (params.size() != edge.args().size()) {
      throw new AssertionError("edge to " + edge.target() + " does not fit its parameters");
    }
    List<Object> args = new ArrayList<>();
    for (Value arg : edge.args()) {
      args.add(get(arg));
    }
    for (int i = 0; i < params.size(); i++) {
      set(params.get(i), args.get(i));
    }
    return edge.target();
  }

  private Object get(Value value) {
    if (!defined[value.id()]) {
      throw new AssertionError(value + " is used before it is defined");
    }
    return values[value.id()];
  }

  private void set(Value value, Object object) {
    checkType(value, object);
    values[value.id()] = object;
    defined[value.id()] = true;
  }

  /** Every value must be of its static type: primitives exactly, arrays by their class. */
  private static void checkType(Value value, Object object) {
    boolean fits;
    switch (value.type().descriptor().charAt(0)) {
      case 'I':
        fits = object instanceof Integer;
        break;
      case 'J':
        fits = object instanceof Long;
        break;
      case 'F':
        fits = object instanceof Float;
        break;
      case 'D':
        fits = object instanceof Double;
        break;
      case 'N':
        fits = object == null;
        break;
      case '[':
        fits = object == null || fitsArray(value.type().descriptor(), object.getClass());
        break;
      default:
        fits = true;
    }
    if (!fits) {
      throw new AssertionError(value + " of type " + value.type() + " holds " + object);
    }
  }

  private static boolean fitsArray(String descriptor, Class<?> actual) {
    if (descriptor.charAt(0) == 'L') {
      return !actual.isPrimitive();
    }
    if (descriptor.charAt(0) != '[') {
      return actual.descriptorString().equals(descriptor);
    }
    return actual.isArray() && fitsArray(descriptor.substring(1), actual.getComponentType());
  }

  private Object execute(Instr instr) throws Throwable {
    Op op = instr.op();
    if (op instanceof Op.Const constant) {
      return constant.constant() instanceof Type type ? classOf(type) : constant.constant();
    }
    if (op instanceof Op.Unary unary) {
      return unary(unary, get(unary.operand()));
    }
    if (op instanceof Op.Binary binary) {
      return binary(binary, get(binary.left()), get(binary.right()));
    }
    if (op instanceof Op.Select select) {
      boolean first = compare(select.condition(), get(select.left()), get(select.right()));
      return get(first ? select.ifTrue() : select.ifFalse());
    }
    if (op instanceof Op.Invoke call) {
      return invoke(call);
    }
    return memory(op);
  }

  private Object memory(Op op) throws Throwable {
    if (op instanceof Op.ArrayLength length) {
      return Array.getLength(nonNull(get(length.array())));
    }
    if (op instanceof Op.ArrayLoad load) {
      return widen(load(load.element(), get(load.array()), (int) get(load.index())));
    }
    if (op instanceof Op.ArrayStore store) {
      Object array = nonNull(get(store.array()));
      store(store.element(), array, (int) get(store.index()), get(store.value()));
      return null;
    }
    if (op instanceof Op.NewArray allocation) {
      return allocate(allocation);
    }
    if (op instanceof Op.GetStatic read) {
      return widen(field(read.field()).get(null));
    }
    if (op instanceof Op.PutStatic write) {
      put(write.field(), null, get(write.value()));
      return null;
    }
    if (op instanceof Op.GetField read) {
      return widen(field(read.field()).get(nonNull(get(read.object()))));
    }
    if (op instanceof Op.PutField write) {
      put(write.field(), nonNull(get(write.object())), get(write.value()));
      return null;
    }
    if (op instanceof Op.Construct made) {
      return construct(made);
    }
    if (op instanceof Op.NullCheck check) {
      nonNull(get(check.object()));
      return null;
    }
    if (op instanceof Op.CheckCast cast) {
      return classOf(cast.type()).cast(get(cast.object()));
    }
    if (op instanceof Op.SafeLoad load) {
      Object array = get(load.array());
      return isInside(array, (int) get(load.index()))
          ? widen(load(load.element(), array, (int) get(load.index())))
          : zero(load.element());
    }
    if (op instanceof Op.SafeAdd add) {
      int index = (int) get(add.index());
      if (isInside(get(add.array()), index)) {
        ((double[]) get(add.array()))[index] += (double) get(add.value());
      }
      return null;
    }
    if (op instanceof Op.InitClass init) {
      classOf("L" + init.owner() + ";");
      return null;
    }
    if (op instanceof Op.InstanceOf test) {
      return classOf(test.tested()).isInstance(get(test.object())) ? 1 : 0;
    }
    throw new AssertionError("cannot interpret " + op);
  }

  private static boolean isInside(Object array, int index) {
    return array != null && index >= 0 && index < Array.getLength(array);
  }

  private static Object zero(Element element) {
    switch (element) {
      case LONG:
        return 0L;
      case FLOAT:
        return 0f;
      case DOUBLE:
        return 0.0;
      case REF:
        return null;
      default:
        return 0;
    }
  }

  /** What {@code new} yields until its constructor has run. */
  private Object construct(Op.Construct made) throws Throwable {
    MethodType type =
        MethodType.fromMethodDescriptorString(
            made.constructor().descriptor(), IrInterpreter.class.getClassLoader());
    Constructor<?> constructor = classOf(made.type()).getDeclaredConstructor(type.parameterArray());
    constructor.setAccessible(true);
    Object[] args = new Object[made.args().size()];
    for (int i = 0; i < args.length; i++) {
      args[i] = narrow(get(made.args().get(i)), type.parameterType(i));
    }
    return constructor.newInstance(args);
  }

  private static Object nonNull(Object object) {
    if (object == null) {
      throw new NullPointerException();
    }
    return object;
  }

  private static Object widen(Object value) {
    if (value instanceof Boolean b) {
      return b ? 1 : 0;
    }
    if (value instanceof Character c) {
      return (int) c;
    }
    if (value instanceof Byte || value instanceof Short) {
      return ((Number) value).intValue();
    }
    return value;
  }

  private static Object load(Element element, Object array, int index) {
    switch (element) {
      case BYTE:
        return array instanceof boolean[] b ? (Object) b[index] : (Object) ((byte[]) array)[index];
      case CHAR:
        return ((char[]) array)[index];
      case SHORT:
        return ((short[]) array)[index];
      case INT:
        return ((int[]) array)[index];
      case LONG:
        return ((long[]) array)[index];
      case FLOAT:
        return ((float[]) array)[index];
      case DOUBLE:
        return ((double[]) array)[index];
      default:
        return ((Object[]) array)[index];
    }
  }

  private static void store(Element element, Object array, int index, Object value) {
    switch (element) {
      case BYTE:
        if (array instanceof boolean[] booleans) {
          booleans[index] = ((int) value & 1) != 0;
        } else {
          ((byte[]) array)[index] = (byte) (int) value;
        }
        break;
      case CHAR:
        ((char[]) array)[index] = (char) (int) value;
        break;
      case SHORT:
        ((short[]) array)[index] = (short) (int) value;
        break;
      case INT:
        ((int[]) array)[index] = (int) value;
        break;
      case LONG:
        ((long[]) array)[index] = (long) value;
        break;
      case FLOAT:
        ((float[]) array)[index] = (float) value;
        break;
      case DOUBLE:
        ((double[]) array)[index] = (double) value;
        break;
      default:
        ((Object[]) array)[index] = value;
    }
  }

  private Object allocate(Op.NewArray allocation) throws ClassNotFoundException {
    int[] lengths = new int[allocation.lengths().size()];
    String element = allocation.type().descriptor();
    for (int i = 0; i < lengths.length; i++) {
      lengths[i] = (int) get(allocation.lengths().get(i));
      element = element.substring(1);
    }
    return Array.newInstance(classOf(element), lengths);
  }

  private Class<?> classOf(Type type) throws ClassNotFoundException {
    return classOf(type.descriptor());
  }

  private Class<?> classOf(String descriptor) throws ClassNotFoundException {
    switch (descriptor.charAt(0)) {
      case 'Z':
        return boolean.class;
      case 'B':
        return byte.class;
      case 'C':
        return char.class;
      case 'S':
        return short.class;
      case 'I':
        return int.class;
      case 'J':
        return long.class;
      case 'F':
        return float.class;
      case 'D':
        return double.class;
      case '[':
        return classOf(descriptor.substring(1)).arrayType();
      default:
        String name = descriptor.substring(1, descriptor.length() - 1).replace('/', '.');
        return Class.forName(name, true, loader);
    }
  }

  private Field field(FieldRef reference) throws ReflectiveOperationException {
    Class<?> owner = classOf("L" + reference.owner() + ";");
    Field field = owner.getDeclaredField(reference.name());
    field.setAccessible(true);
    return field;
  }

  private void put(FieldRef reference, Object object, Object value)
      throws ReflectiveOperationException {
    Field field = field(reference);
    field.set(object, narrow(value, field.getType()));
  }

  private static Object narrow(Object value, Class<?> type) {
    if (type == boolean.class) {
      return ((int) value & 1) != 0;
    }
    if (type == byte.class) {
      return (byte) (int) value;
    }
    if (type == char.class) {
      return (char) (int) value;
    }
    return type == short.class ? (Object) (short) (int) value : value;
  }

  private Object invoke(Op.Invoke call) throws Throwable {
    String descriptor = call.method().descriptor();
    List<String> types = parameters(descriptor);
    int receiver = call.kind() == InvokeKind.STATIC ? 0 : 1;
    Class<?>[] classes = new Class<?>[types.size()];
    Object[] args = new Object[classes.length];
    for (int i = 0; i < args.length; i++) {
      classes[i] = classOf(types.get(i));
      args[i] = narrow(get(call.args().get(i + receiver)), classes[i]);
    }
    try {
      String owner = call.method().owner();
      if (call.method().name().equals("clone") && owner.startsWith("[")) {
        return cloneArray(nonNull(get(call.args().get(0))));
      }
      Method method = classOf("L" + owner + ";").getDeclaredMethod(call.method().name(), classes);
      method.trySetAccessible();
      Object on = receiver == 0 ? null : nonNull(get(call.args().get(0)));
      return widen(method.invoke(on, args));
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static Object cloneArray(Object array) {
    int length = Array.getLength(array);
    Object copy = Array.newInstance(array.getClass().getComponentType(), length);
    System.arraycopy(array, 0, copy, 0, length);
    return copy;
  }

  private static List<String> parameters(String descriptor) {
    List<String> types = new ArrayList<>();
    int i = 1;
    while (descriptor.charAt(i) != ')') {
      int start = i;
      while (descriptor.charAt(i) == '[') {
        i++;
      }
      i = descriptor.charAt(i) == 'L' ? descriptor.indexOf(';', i) + 1 : i + 1;
      types.add(descriptor.substring(start, i));
    }
    return types;
  }

  private static Object unary(Op.Unary op, Object x) {
    switch (op.kind()) {
      case INEG:
        return -(int) x;
      case LNEG:
        return -(long) x;
      case FNEG:
        return -(float) x;
      case DNEG:
        return -(double) x;
      case I2L:
        return (long) (int) x;
      case I2F:
        return (float) (int) x;
      case I2D:
        return (double) (int) x;
      case L2I:
        return (int) (long) x;
      case L2F:
        return (float) (long) x;
      case L2D:
        return (double) (long) x;
      case F2I:
        return (int) (float) x;
      case F2L:
        return (long) (float) x;
      case F2D:
        return (double) (float) x;
      case D2I:
        return (int) (double) x;
      case D2L:
        return (long) (double) x;
      case D2F:
        return (float) (double) x;
      case I2B:
        return (int) (byte) (int) x;
      case I2C:
        return (int) (char) (int) x;
      default:
        return (int) (short) (int) x;
    }
  }

  private static Object binary(Op.Binary op, Object x, Object y) {
    if (x instanceof Integer a) {
      return ints(op, a, (int) y);
    }
    if (x instanceof Long a) {
      return longs(op, a, ((Number) y).longValue());
    }
    if (x instanceof Float a) {
      return floats(op, a, (float) y);
    }
    return doubles(op, (double) x, (double) y);
  }

  private static Object ints(Op.Binary op, int a, int b) {
    switch (op.kind()) {
      case IADD:
        return a + b;
      case ISUB:
        return a - b;
      case IMUL:
        return a * b;
      case IDIV:
        return a / b;
      case IREM:
        return a % b;
      case ISHL:
        return a << b;
      case ISHR:
        return a >> b;
      case IUSHR:
        return a >>> b;
      case IAND:
        return a & b;
      case IOR:
        return a | b;
      case IXOR:
        return a ^ b;
      default:
        throw new AssertionError(op);
    }
  }

  private static Object longs(Op.Binary op, long a, long b) {
    switch (op.kind()) {
      case LADD:
        return a + b;
      case LSUB:
        return a - b;
      case LMUL:
        return a * b;
      case LDIV:
        return a / b;
      case LREM:
        return a % b;
      case LSHL:
        return a << b;
      case LSHR:
        return a >> b;
      case LUSHR:
        return a >>> b;
      case LAND:
        return a & b;
      case LOR:
        return a | b;
      case LXOR:
        return a ^ b;
      case LCMP:
        return Long.compare(a, b);
      default:
        throw new AssertionError(op);
    }
  }

  private static Object floats(Op.Binary op, float a, float b) {
    switch (op.kind()) {
      case FADD:
        return a + b;
      case FSUB:
        return a - b;
      case FMUL:
        return a * b;
      case FDIV:
        return a / b;
      case FREM:
        return a % b;
      case FCMPL:
        return compare(a, b, -1);
      case FCMPG:
        return compare(a, b, 1);
      default:
        throw new AssertionError(op);
    }
  }

  private static Object doubles(Op.Binary op, double a, double b) {
    switch (op.kind()) {
      case DADD, ACC:
        return a + b;
      case DSUB:
        return a - b;
      case DMUL:
        return a * b;
      case SMUL:
        return a == 0 ? 0.0 : a * b;
      case DDIV:
        return a / b;
      case DREM:
        return a % b;
      case DCMPL:
        return compare(a, b, -1);
      case DCMPG:
        return compare(a, b, 1);
      default:
        throw new AssertionError(op);
    }
  }

  private static int compare(double a, double b, int ifNaN) {
    return a > b ? 1 : a == b ? 0 : a < b ? -1 : ifNaN;
  }

  /** The function as text, for messages of failed tests. */
  public static String dump(Function function) {
    StringBuilder text = new StringBuilder();
    text.append(function.method()).append(' ').append(function.inputs()).append('\n');
    for (Block block : function.blocks()) {
      text.append(block).append(' ').append(block.params()).append('\n');
      for (Instr instr : block.instrs()) {
        text.append("  ").append(instr.line()).append(": ").append(instr.result());
        text.append(" = ").append(instr.op()).append('\n');
      }
      text.append("  ").append(block.terminatorLine()).append(": ");
      text.append(block.terminator().getClass().getSimpleName());
      text.append(block.terminator().operands());
      for (Edge edge : block.edges()) {
        text.append(" -> ").append(edge.target()).append(edge.args());
      }
      text.append('\n');
    }
    return text.toString();
  }

  /** A copy of arguments in which arrays, also nested ones, are copied, sharing kept. */
  public static Object[] deepCopy(Object[] args) {
    return (Object[]) copy(args, new java.util.IdentityHashMap<>());
  }

  private static Object copy(Object original, java.util.Map<Object, Object> copies) {
    if (original == null || !original.getClass().isArray()) {
      return original;
    }
    Object known = copies.get(original);
    if (known != null) {
      return known;
    }
    Object copy = cloneArray(original);
    copies.put(original, copy);
    if (copy instanceof Object[] elements) {
      for (int i = 0; i < elements.length; i++) {
        elements[i] = copy(elements[i], copies);
      }
    }
    return copy;
  }

  /** Text that tells values apart bit by bit, NaN payloads aside. */
  public static String show(Object value) {
    if (value instanceof Object[] array) {
      List<String> elements = new ArrayList<>();
      for (Object element : array) {
        elements.add(show(element));
      }
      return elements.toString();
    }
    if (value == null || !value.getClass().isArray()) {
      return String.valueOf(widen(value));
    }
    Object[] boxed = new Object[Array.getLength(value)];
    Arrays.setAll(boxed, i -> Array.get(value, i));
    return value.getClass().getComponentType() + show(boxed);
  }
}

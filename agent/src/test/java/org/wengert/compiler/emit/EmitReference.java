package org.wengert.compiler.emit;

import java.lang.reflect.Array;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Value;

/**
 * Executes functions operation by operation: slow and plain, what emitted code is compared with.
 */
final class EmitReference {
  private final Map<Value, Object> values = new IdentityHashMap<>();

  private EmitReference() {}

  static Object run(Function function, Object... args) {
    EmitReference reference = new EmitReference();
    for (int i = 0; i < args.length; i++) {
      reference.values.put(function.inputs().get(i), args[i]);
    }
    return reference.from(function.entry());
  }

  private Object from(Block entry) {
    Block block = entry;
    while (true) {
      for (Instr instr : block.instrs()) {
        Object result = eval(instr.op());
        if (instr.result() != null) {
          values.put(instr.result(), result);
        }
      }
      Terminator end = block.terminator();
      if (end instanceof Terminator.Return r) {
        return r.value() == null ? null : get(r.value());
      }
      Edge edge = taken(end);
      Map<Value, Object> moved = new HashMap<>();
      for (int i = 0; i < edge.args().size(); i++) {
        moved.put(edge.target().params().get(i), get(edge.args().get(i)));
      }
      values.putAll(moved);
      block = edge.target();
    }
  }

  private Edge taken(Terminator end) {
    if (end instanceof Terminator.Jump jump) {
      return jump.target();
    } else if (end instanceof Terminator.Try attempt) {
      return attempt.normal();
    } else if (end instanceof Terminator.Branch b) {
      return holds(b.condition(), get(b.left()), get(b.right())) ? b.ifTrue() : b.ifFalse();
    } else if (end instanceof Terminator.Switch s) {
      int at = s.keys().indexOf(get(s.selector()));
      return at < 0 ? s.otherwise() : s.targets().get(at);
    }
    throw EmitReference.<RuntimeException>sneaky((Throwable) get(end.operands().get(0)));
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T sneaky(Throwable t) throws T {
    throw (T) t;
  }

  private Object get(Value value) {
    if (!values.containsKey(value)) {
      throw new AssertionError("undefined " + value);
    }
    return values.get(value);
  }

  private int i(Value value) {
    return (Integer) get(value);
  }

  private static boolean holds(Condition condition, Object a, Object b) {
    return a instanceof Integer && b instanceof Integer
        ? condition.test((Integer) a, (Integer) b)
        : (a == b) == (condition == Condition.EQ);
  }

  private Object eval(Op op) {
    if (op instanceof Op.Const c) {
      return c.constant();
    } else if (op instanceof Op.Unary u) {
      return unary(u, get(u.operand()));
    } else if (op instanceof Op.Binary b) {
      return binary(b, get(b.left()), get(b.right()));
    } else if (op instanceof Op.Select s) {
      return holds(s.condition(), get(s.left()), get(s.right()))
          ? get(s.ifTrue())
          : get(s.ifFalse());
    } else if (op instanceof Op.ArrayLength a) {
      return Array.getLength(notNull(a.array()));
    } else if (op instanceof Op.ArrayLoad l) {
      Object array = notNull(l.array());
      checkIndex(array, i(l.index()));
      return load(l.element(), array, i(l.index()));
    } else if (op instanceof Op.ArrayStore s) {
      Object array = notNull(s.array());
      checkIndex(array, i(s.index()));
      store(s.element(), array, i(s.index()), get(s.value()));
      return null;
    } else if (op instanceof Op.SafeLoad l) {
      return isInside(get(l.array()), i(l.index()))
          ? load(l.element(), get(l.array()), i(l.index()))
          : zero(l.element());
    } else if (op instanceof Op.SafeAdd a) {
      if (isInside(get(a.array()), i(a.index()))) {
        ((double[]) get(a.array()))[i(a.index())] += (Double) get(a.value());
      }
      return null;
    } else if (op instanceof Op.NewArray n) {
      return new double[i(n.lengths().get(0))];
    } else if (op instanceof Op.GetStatic g) {
      return g.field().name().equals("aDouble") ? (Object) Probe.aDouble : (Object) Probe.anInt;
    } else if (op instanceof Op.PutStatic p) {
      Probe.aDouble = (Double) get(p.value());
      return null;
    } else if (op instanceof Op.Invoke call) {
      return call(call.method().name(), call.args());
    }
    throw new AssertionError(op);
  }

  private Object call(String name, List<Value> args) {
    switch (name) {
      case "note":
        return Probe.note(i(args.get(0)));
      case "mix":
        return Probe.mix(
            (Double) get(args.get(0)),
            (Long) get(args.get(1)),
            (Float) get(args.get(2)),
            i(args.get(3)));
      case "touch":
        Probe.touch((double[]) get(args.get(0)));
        return null;
      case "sin":
        return Math.sin((Double) get(args.get(0)));
      default:
        throw new AssertionError(name);
    }
  }

  private Object notNull(Value array) {
    Object object = get(array);
    if (object == null) {
      throw new NullPointerException();
    }
    return object;
  }

  private static void checkIndex(Object array, int index) {
    if (!isInside(array, index)) {
      throw new ArrayIndexOutOfBoundsException(
          "Index " + index + " out of bounds for length " + Array.getLength(array));
    }
  }

  private static boolean isInside(Object array, int index) {
    return array != null && index >= 0 && index < Array.getLength(array);
  }

  static Object load(Element element, Object array, int index) {
    Object value = Array.get(array, index);
    switch (element) {
      case BYTE:
        return array instanceof boolean[] z ? (z[index] ? 1 : 0) : (int) (Byte) value;
      case CHAR:
        return (int) (Character) value;
      case SHORT:
        return (int) (Short) value;
      default:
        return value;
    }
  }

  private static void store(Element element, Object array, int index, Object value) {
    switch (element) {
      case BYTE:
        ((byte[]) array)[index] = ((Integer) value).byteValue();
        break;
      case CHAR:
        ((char[]) array)[index] = (char) ((Integer) value).intValue();
        break;
      case SHORT:
        ((short[]) array)[index] = ((Integer) value).shortValue();
        break;
      default:
        Array.set(array, index, value);
    }
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

  private static Object unary(Op.Unary op, Object x) {
    switch (op.kind()) {
      case INEG:
        return -(Integer) x;
      case LNEG:
        return -(Long) x;
      case FNEG:
        return -(Float) x;
      case DNEG:
        return -(Double) x;
      case I2L:
        return (long) (Integer) x;
      case I2F:
        return (float) (Integer) x;
      case I2D:
        return (double) (Integer) x;
      case L2I:
        return ((Long) x).intValue();
      case L2F:
        return (float) (Long) x;
      case L2D:
        return (double) (Long) x;
      case F2I:
        return ((Float) x).intValue();
      case F2L:
        return ((Float) x).longValue();
      case F2D:
        return ((Float) x).doubleValue();
      case D2I:
        return ((Double) x).intValue();
      case D2L:
        return ((Double) x).longValue();
      case D2F:
        return ((Double) x).floatValue();
      case I2B:
        return (int) ((Integer) x).byteValue();
      case I2C:
        return (int) (char) ((Integer) x).intValue();
      default:
        return (int) ((Integer) x).shortValue();
    }
  }

  private static Object binary(Op.Binary op, Object left, Object right) {
    if (left instanceof Integer a) {
      return ints(op, a, (Integer) right);
    } else if (left instanceof Long a) {
      return longs(op, a, (Number) right);
    } else if (left instanceof Float a) {
      return floats(op, a, (Float) right);
    }
    return doubles(op, (Double) left, (Double) right);
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
      default:
        return a ^ b;
    }
  }

  private static Object longs(Op.Binary op, long a, Number right) {
    long b = right.longValue();
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
      default:
        return Long.compare(a, b);
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
        return a > b ? 1 : a == b ? 0 : -1;
      default:
        return a < b ? -1 : a == b ? 0 : 1;
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
      case DDIV:
        return a / b;
      case DREM:
        return a % b;
      case DCMPL:
        return a > b ? 1 : a == b ? 0 : -1;
      case DCMPG:
        return a < b ? -1 : a == b ? 0 : 1;
      default:
        throw new AssertionError(op);
    }
  }
}

package org.wengert.fuzz;

import org.wengert.fuzz.MathFunction.Partial;

/**
 * Java's operators on values of the reference: {@link Dual}, {@code Integer}, {@code Long}, {@code
 * Boolean}.
 */
final class Arithmetic {
  private final Trace trace;

  Arithmetic(Trace trace) {
    this.trace = trace;
  }

  /** Any binary operator but the short circuits. */
  Object binary(BinaryOp op, Object left, Object right) {
    if (left instanceof Boolean a) {
      return booleans(op, a, (Boolean) right);
    }
    if (op.kind() == BinaryOp.Kind.SHIFT) {
      return shift(op, left, ((Number) right).longValue());
    }
    Ty type = Ty.promote(typeOf(left), typeOf(right));
    if (type.isFloating()) {
      return floating(op, (Dual) convert(type, left), (Dual) convert(type, right));
    }
    return type == Ty.LONG
        ? longs(op, ((Number) left).longValue(), ((Number) right).longValue())
        : ints(op, (Integer) left, (Integer) right);
  }

  static Ty typeOf(Object value) {
    if (value instanceof Dual d) {
      return d.type();
    }
    return value instanceof Long ? Ty.LONG : Ty.INT;
  }

  /** Assignment conversion and casts to the four wide types. */
  Object convert(Ty to, Object value) {
    if (value instanceof Dual d) {
      return convert(to, d);
    }
    if (value instanceof Integer i) {
      return fromInt(to, i);
    }
    return value instanceof Long l ? fromLong(to, l) : value;
  }

  private Object convert(Ty to, Dual d) {
    switch (to) {
      case DOUBLE:
        return d.widened();
      case FLOAT:
        return trace.met(d.rounded());
      case LONG:
        trace.decide((long) d.value());
        return (long) d.value();
      default:
        trace.decide((int) d.value());
        return (int) d.value();
    }
  }

  private static Object fromInt(Ty to, int i) {
    return switch (to) {
      case DOUBLE -> Dual.constant(Ty.DOUBLE, i);
      case FLOAT -> Dual.constant(Ty.FLOAT, (float) i);
      case LONG -> (Object) (long) i;
      default -> (Object) i;
    };
  }

  private static Object fromLong(Ty to, long l) {
    return switch (to) {
      case DOUBLE -> Dual.constant(Ty.DOUBLE, l);
      case FLOAT -> Dual.constant(Ty.FLOAT, (float) l);
      case INT -> (Object) (int) l;
      default -> (Object) l;
    };
  }

  /** A cast, narrow ones included. */
  Object cast(Conversion to, Object value) {
    Object wide = convert(to.type(), value);
    return switch (to) {
      case TO_SHORT -> (int) (short) (int) (Integer) wide;
      case TO_CHAR -> (int) (char) (int) (Integer) wide;
      case TO_BYTE -> (int) (byte) (int) (Integer) wide;
      default -> wide;
    };
  }

  /** A prefix operator. */
  Object unary(UnaryOp op, Object value) {
    if (value instanceof Boolean b) {
      return !b;
    }
    if (value instanceof Dual d) {
      return Dual.chain(d.type(), -d.value(), -1, d);
    }
    if (value instanceof Long l) {
      return op == UnaryOp.NEGATE ? -l : ~l;
    }
    int i = (Integer) value;
    return op == UnaryOp.NEGATE ? -i : ~i;
  }

  private Object floating(BinaryOp op, Dual a, Dual b) {
    if (op.kind() == BinaryOp.Kind.COMPARISON) {
      boolean outcome = compare(op, a.value(), b.value());
      trace.decide(outcome ? 1 : 0);
      return outcome;
    }
    double value =
        a.type() == Ty.DOUBLE
            ? inDouble(op, a.value(), b.value())
            : inFloat(op, (float) a.value(), (float) b.value());
    return trace.met(Dual.chain(a.type(), value, partials(op, a, b, value), a, b));
  }

  private static double inDouble(BinaryOp op, double a, double b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      default -> throw new IllegalStateException(op + " on double");
    };
  }

  private static double inFloat(BinaryOp op, float a, float b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      default -> throw new IllegalStateException(op + " on float");
    };
  }

  private Partial[] partials(BinaryOp op, Dual a, Dual b, double result) {
    double x = a.value();
    double y = b.value();
    return switch (op) {
      case ADD -> pair(new Partial(1), new Partial(1));
      case SUB -> pair(new Partial(1), new Partial(-1));
      case MUL -> pair(new Partial(y), new Partial(x));
      case DIV -> pair(new Partial(1 / y), new Partial(-(x / y) / y));
      default -> remainder(x, y, result);
    };
  }

  private Partial[] remainder(double x, double y, double result) {
    double quotient = Math.rint((x - result) / y);
    trace.decide((long) quotient);
    return pair(new Partial(1), new Partial(-quotient));
  }

  private static Partial[] pair(Partial a, Partial b) {
    return new Partial[] {a, b};
  }

  private static boolean compare(BinaryOp op, double a, double b) {
    return switch (op) {
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
      case EQ -> a == b;
      default -> a != b;
    };
  }

  private static Object booleans(BinaryOp op, boolean a, boolean b) {
    return switch (op) {
      case AND -> a & b;
      case OR -> a | b;
      case XOR, NE -> a ^ b;
      case EQ -> a == b;
      default -> throw new IllegalStateException(op + " on boolean");
    };
  }

  private static Object shift(BinaryOp op, Object left, long distance) {
    if (left instanceof Long a) {
      return switch (op) {
        case SHL -> a << distance;
        case SHR -> a >> distance;
        default -> a >>> distance;
      };
    }
    int a = (Integer) left;
    return switch (op) {
      case SHL -> a << distance;
      case SHR -> a >> distance;
      default -> a >>> distance;
    };
  }

  private static Object ints(BinaryOp op, int a, int b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
      case EQ -> a == b;
      case NE -> a != b;
      default -> throw new IllegalStateException(op + " on int");
    };
  }

  private static Object longs(BinaryOp op, long a, long b) {
    return switch (op) {
      case ADD -> a + b;
      case SUB -> a - b;
      case MUL -> a * b;
      case DIV -> a / b;
      case REM -> a % b;
      case AND -> a & b;
      case OR -> a | b;
      case XOR -> a ^ b;
      case LT -> a < b;
      case LE -> a <= b;
      case GT -> a > b;
      case GE -> a >= b;
      case EQ -> a == b;
      case NE -> a != b;
      default -> throw new IllegalStateException(op + " on long");
    };
  }

  /** A call of {@code Math}. */
  Object math(Expr.MathCall call, Object[] arguments) {
    MathFunction f = call.function();
    Object[] boxed = new Object[arguments.length];
    for (int i = 0; i < boxed.length; i++) {
      boxed[i] = arguments[i] instanceof Dual d ? d.boxed() : arguments[i];
    }
    Object result = f.call(call.strict(), boxed);
    if (!f.result().isFloating()) {
      trace.decide(((Number) result).longValue());
      return result;
    }
    double value = ((Number) result).doubleValue();
    Dual dual = f.isDifferentiable() ? chain(f, arguments, value) : constant(f, value);
    return trace.met(dual);
  }

  private Dual constant(MathFunction f, double value) {
    trace.decide(f.name().equals("ulp") ? 0 : Double.doubleToLongBits(value));
    return Dual.constant(f.result(), value);
  }

  private Dual chain(MathFunction f, Object[] arguments, double value) {
    double[] x = new double[arguments.length];
    Dual[] operands = new Dual[arguments.length];
    for (int i = 0; i < x.length; i++) {
      operands[i] = (Dual) convert(Ty.DOUBLE, arguments[i]);
      x[i] = operands[i].value();
    }
    Partial[] partials = f.partials().at(x, value);
    notePieces(f, x, value);
    return Dual.chain(f.result(), value, partials, operands);
  }

  /** Which piece of a piecewise function this is. */
  private void notePieces(MathFunction f, double[] x, double value) {
    switch (f.name()) {
      case "max", "min" -> trace.decide(x[0] == x[1] ? 0 : Double.compare(x[0], x[1]));
      case "abs" -> trace.decide((long) Math.signum(x[0]));
      case "copySign" -> trace.decide((long) (Math.signum(x[0]) * 2 + Math.copySign(1, x[1])));
      case "IEEEremainder" -> trace.decide(Math.round((x[0] - value) / x[1]));
      default -> {}
    }
  }
}

package org.wengert.compiler.optimize;

import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;

/**
 * Algebraic identities that hold for every operand. Of reals only those that keep all bits, NaN
 * payloads aside: x·1, x/1, x−(+0), x+(−0), −(−x). The sum x+(+0) is not among them, since it turns
 * −0 into +0. Sums and products of derivatives (ACC, SMUL) may drop literal zeros of either sign.
 */
final class Identities {
  private final Definitions definitions;

  Identities(Definitions definitions) {
    this.definitions = definitions;
  }

  /** The value that the operation yields without doing anything; null if it is not known. */
  Value same(Op op) {
    if (op instanceof Op.Binary binary) {
      return same(binary);
    } else if (op instanceof Op.Unary unary) {
      return undone(unary);
    } else if (op instanceof Op.Select select) {
      if (select.ifTrue() == select.ifFalse()) {
        return select.ifTrue();
      }
      Boolean known = compare(select.condition(), select.left(), select.right());
      return known == null ? null : known ? select.ifTrue() : select.ifFalse();
    }
    return null;
  }

  private Value same(Op.Binary op) {
    Value left = op.left();
    Value right = op.right();
    switch (op.kind()) {
      case IADD:
        return is(right, 0) ? left : is(left, 0) ? right : undone(op, BinaryKind.ISUB);
      case ISUB:
        return is(right, 0) ? left : undone(op, BinaryKind.IADD);
      case LADD, IOR, LOR, IXOR, LXOR:
        return is(right, 0) ? left : is(left, 0) ? right : null;
      case LSUB, ISHL, ISHR, IUSHR, LSHL, LSHR, LUSHR:
        return is(right, 0) ? left : null;
      case IMUL, LMUL:
        return is(right, 1) ? left : is(left, 1) ? right : null;
      case IDIV, LDIV:
        return is(right, 1) ? left : null;
      case IAND, LAND:
        return left == right || is(right, -1) ? left : is(left, -1) ? right : null;
      case DMUL, FMUL:
        return isReal(right, 1.0) ? left : isReal(left, 1.0) ? right : null;
      case DDIV, FDIV:
        return isReal(right, 1.0) ? left : null;
      case DSUB, FSUB:
        return isReal(right, 0.0) ? left : null;
      case DADD, FADD:
        return isReal(right, -0.0) ? left : isReal(left, -0.0) ? right : null;
      case ACC:
        return isZero(right) ? left : isZero(left) ? right : null;
      case SMUL:
        return isReal(left, 1.0) ? right : isReal(right, 1.0) ? left : null;
      default:
        return null;
    }
  }

  /** (x + n) − n and (x − n) + n: ints wrap around. */
  private Value undone(Op.Binary op, BinaryKind inverse) {
    return definitions.of(op.left()) instanceof Op.Binary inner
            && inner.kind() == inverse
            && definitions.constant(op.right()) instanceof Integer n
            && n.equals(definitions.constant(inner.right()))
        ? inner.left()
        : null;
  }

  /** The operand of the inner operation, where the outer one undoes that. */
  private Value undone(Op.Unary op) {
    if (!(definitions.of(op.operand()) instanceof Op.Unary inner)) {
      return null;
    }
    UnaryKind kind = op.kind();
    boolean undoes;
    switch (inner.kind()) {
      case INEG, LNEG, FNEG, DNEG:
        undoes = kind == inner.kind();
        break;
      case I2L:
        undoes = kind == UnaryKind.L2I;
        break;
      case I2D:
        undoes = kind == UnaryKind.D2I;
        break;
      case F2D:
        undoes = kind == UnaryKind.D2F;
        break;
      case I2B, I2C, I2S:
        return kind == inner.kind() ? op.operand() : null;
      default:
        undoes = false;
    }
    return undoes ? inner.operand() : null;
  }

  /** The constant that the operation yields whatever its other operand is. */
  Op.Const constant(Op.Binary op) {
    Value left = op.left();
    Value right = op.right();
    switch (op.kind()) {
      case IMUL, IAND:
        return is(left, 0) || is(right, 0) ? Arithmetic.of(0) : null;
      case LMUL, LAND:
        return is(left, 0) || is(right, 0) ? Arithmetic.of(0L) : null;
      case ISUB, IXOR, LCMP:
        return left == right ? Arithmetic.of(0) : null;
      case LSUB, LXOR:
        return left == right ? Arithmetic.of(0L) : null;
      case SMUL:
        return isZero(left) ? Arithmetic.of(0.0) : null;
      default:
        return null;
    }
  }

  /** A cheaper operation with the same result; null if none is known. */
  Op simpler(Op op) {
    if (!(op instanceof Op.Binary binary)) {
      return null;
    }
    return binary.kind() == BinaryKind.SMUL ? plainProduct(binary) : null;
  }

  /**
   * A constant that is not zero needs no guard; nor does a finite partial, since zero times it is a
   * zero, whose sign does not matter.
   */
  private Op plainProduct(Op.Binary op) {
    boolean plain =
        (definitions.constant(op.left()) instanceof Double a && a != 0)
            || (definitions.constant(op.right()) instanceof Double p && Double.isFinite(p));
    return plain ? new Op.Binary(BinaryKind.DMUL, op.left(), op.right()) : null;
  }

  /** What a comparison yields in every execution; null if that depends. */
  Boolean compare(Condition condition, Value left, Value right) {
    if (left == right) {
      return condition.test(0, 0);
    }
    if (definitions.constant(left) instanceof Integer a
        && definitions.constant(right) instanceof Integer b) {
      return condition.test(a, b);
    }
    if (left.type().isReference()) {
      boolean bothNull = definitions.isNull(left) && definitions.isNull(right);
      boolean oneNull =
          (definitions.isNull(left) && definitions.isAllocation(right))
              || (definitions.isNull(right) && definitions.isAllocation(left));
      return bothNull
          ? Boolean.valueOf(condition == Condition.EQ)
          : oneNull ? Boolean.valueOf(condition == Condition.NE) : null;
    }
    return null;
  }

  private boolean is(Value value, long number) {
    Object constant = definitions.constant(value);
    return (constant instanceof Integer i && i == number)
        || (constant instanceof Long l && l == number);
  }

  /** Tells the zeros apart. */
  private boolean isReal(Value value, double number) {
    Object constant = definitions.constant(value);
    if (constant instanceof Float f) {
      return Float.floatToIntBits(f) == Float.floatToIntBits((float) number);
    }
    return constant instanceof Double d
        && Double.doubleToLongBits(d) == Double.doubleToLongBits(number);
  }

  private boolean isZero(Value value) {
    return value.type().equals(Type.DOUBLE)
        && definitions.constant(value) instanceof Double d
        && d == 0;
  }
}

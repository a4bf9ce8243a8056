package org.wengert.compiler.optimize;

import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;

/** The JVM's arithmetic on constants. */
final class Arithmetic {
  private Arithmetic() {}

  static Op.Const unary(UnaryKind kind, Object x) {
    switch (kind) {
      case INEG:
        return of(-(int) x);
      case LNEG:
        return of(-(long) x);
      case FNEG:
        return of(-(float) x);
      case DNEG:
        return of(-(double) x);
      case I2L:
        return of((long) (int) x);
      case I2F:
        return of((float) (int) x);
      case I2D:
        return of((double) (int) x);
      case L2I:
        return of((int) (long) x);
      case L2F:
        return of((float) (long) x);
      case L2D:
        return of((double) (long) x);
      case F2I:
        return of((int) (float) x);
      case F2L:
        return of((long) (float) x);
      case F2D:
        return of((double) (float) x);
      case D2I:
        return of((int) (double) x);
      case D2L:
        return of((long) (double) x);
      case D2F:
        return of((float) (double) x);
      case I2B:
        return of((byte) (int) x);
      case I2C:
        return of((char) (int) x);
      case I2S:
        return of((short) (int) x);
    }
    return null;
  }

  /** Null if the operation throws. */
  static Op.Const binary(BinaryKind kind, Object x, Object y) {
    switch (kind.left().descriptor().charAt(0)) {
      case 'I':
        return ints(kind, (int) x, (int) y);
      case 'J':
        return longs(kind, (long) x, ((Number) y).longValue());
      case 'F':
        return floats(kind, (float) x, (float) y);
      default:
        return doubles(kind, (double) x, (double) y);
    }
  }

  private static Op.Const ints(BinaryKind kind, int x, int y) {
    switch (kind) {
      case IADD:
        return of(x + y);
      case ISUB:
        return of(x - y);
      case IMUL:
        return of(x * y);
      case IDIV:
        return y == 0 ? null : of(x / y);
      case IREM:
        return y == 0 ? null : of(x % y);
      case ISHL:
        return of(x << y);
      case ISHR:
        return of(x >> y);
      case IUSHR:
        return of(x >>> y);
      case IAND:
        return of(x & y);
      case IOR:
        return of(x | y);
      case IXOR:
        return of(x ^ y);
      default:
        return null;
    }
  }

  private static Op.Const longs(BinaryKind kind, long x, long y) {
    switch (kind) {
      case LADD:
        return of(x + y);
      case LSUB:
        return of(x - y);
      case LMUL:
        return of(x * y);
      case LDIV:
        return y == 0 ? null : of(x / y);
      case LREM:
        return y == 0 ? null : of(x % y);
      case LSHL:
        return of(x << y);
      case LSHR:
        return of(x >> y);
      case LUSHR:
        return of(x >>> y);
      case LAND:
        return of(x & y);
      case LOR:
        return of(x | y);
      case LXOR:
        return of(x ^ y);
      case LCMP:
        return of(Long.compare(x, y));
      default:
        return null;
    }
  }

  private static Op.Const floats(BinaryKind kind, float x, float y) {
    switch (kind) {
      case FADD:
        return of(x + y);
      case FSUB:
        return of(x - y);
      case FMUL:
        return of(x * y);
      case FDIV:
        return of(x / y);
      case FREM:
        return of(x % y);
      case FCMPL:
        return of(compare(x, y, -1));
      case FCMPG:
        return of(compare(x, y, 1));
      default:
        return null;
    }
  }

  private static Op.Const doubles(BinaryKind kind, double x, double y) {
    switch (kind) {
      case DADD, ACC:
        return of(x + y);
      case DSUB:
        return of(x - y);
      case DMUL:
        return of(x * y);
      case DDIV:
        return of(x / y);
      case DREM:
        return of(x % y);
      case DCMPL:
        return of(compare(x, y, -1));
      case DCMPG:
        return of(compare(x, y, 1));
      case SMUL:
        return of(x == 0 ? 0.0 : x * y);
      default:
        return null;
    }
  }

  private static int compare(double x, double y, int unordered) {
    return x > y ? 1 : x == y ? 0 : x < y ? -1 : unordered;
  }

  static Op.Const of(int i) {
    return Op.Const.of(i);
  }

  static Op.Const of(long l) {
    return new Op.Const(l, Type.LONG);
  }

  private static Op.Const of(float f) {
    return new Op.Const(f, Type.FLOAT);
  }

  static Op.Const of(double d) {
    return Op.Const.of(d);
  }
}

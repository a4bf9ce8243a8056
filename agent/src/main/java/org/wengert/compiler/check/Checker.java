package org.wengert.compiler.check;

import java.util.function.Predicate;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.diag.NotDifferentiable;
import org.wengert.compiler.diag.Reason;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.lift.CallSiteConstant;
import org.wengert.compiler.lift.Lifted;
import org.wengert.compiler.lift.Obstacle;

/**
 * Refuses what cannot be differentiated, before anything is transformed. Blocks that end in a throw
 * that nobody here catches may do what they like with exceptions and strings: no derivative leaves
 * them.
 */
public final class Checker {
  /** Stands for the method itself in diagnostics. */
  private static final Instr ENTRY = new Instr(null, null, 0);

  private final Lifted lifted;
  private final Predicate<String> isThrowable;
  private final boolean[] reachesReturn;

  private Checker(Lifted lifted, Predicate<String> isThrowable) {
    this.lifted = lifted;
    this.isThrowable = isThrowable;
    this.reachesReturn = reachesReturn(lifted.function());
  }

  /**
   * @param isThrowable tells of a class, by its internal name, whether it is known to be one of
   *     exceptions
   * @throws NotDifferentiable at the first obstacle
   */
  public static void check(Lifted lifted, Predicate<String> isThrowable) {
    for (Obstacle obstacle : lifted.obstacles()) {
      throw refusal(lifted, obstacle);
    }
    Checker checker = new Checker(lifted, isThrowable);
    for (Value input : lifted.function().inputs()) {
      checker.checkType(input.type(), ENTRY);
    }
    for (Block block : lifted.function().blocks()) {
      for (Instr instr : block.instrs()) {
        checker.check(instr, checker.reachesReturn[block.id()]);
      }
    }
  }

  private static NotDifferentiable refusal(Lifted lifted, Obstacle obstacle) {
    return new NotDifferentiable(
        Reason.HANDLER_OF_MACHINE_ERROR,
        lifted.function().method(),
        lifted.sourceFile(),
        obstacle.line(),
        obstacle.detail().replace('/', '.'));
  }

  /** By block, whether the function can still return from there. */
  private static boolean[] reachesReturn(Function function) {
    boolean[] reaches = new boolean[function.blocks().size()];
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int b = reaches.length - 1; b >= 0; b--) {
        if (!reaches[b]) {
          Block block = function.blocks().get(b);
          boolean found = block.terminator() instanceof Terminator.Return;
          for (int i = 0; i < block.edges().size() && !found; i++) {
            found = reaches[block.edges().get(i).target().id()];
          }
          reaches[b] = found;
          changed |= found;
        }
      }
    }
    return reaches;
  }

  private void check(Instr instr, boolean returns) {
    Op op = instr.op();
    if (op instanceof Op.GetField get && Carriers.canCarry(get.type())) {
      throw refuse(Reason.FIELD_ACCESS, instr, text(get.field()));
    } else if (op instanceof Op.PutField put && Carriers.canCarry(put.value().type())) {
      throw refuse(Reason.FIELD_ACCESS, instr, text(put.field()));
    } else if (op instanceof Op.GetStatic get && !isLock(instr.result())) {
      checkType(get.type(), instr);
    } else if (op instanceof Op.InvokeDynamic dynamic && !isConcatenation(dynamic)) {
      throw refuse(Reason.DYNAMIC_CALL, instr, dynamic.name() + dynamic.descriptor());
    } else if (op instanceof Op.Invoke invoke) {
      checkCall(invoke, instr, returns);
    } else if (op instanceof Op.New created
        && returns
        && !isThrowable.test(created.type().internalName())) {
      throw refuse(Reason.OBJECT_ON_NUMERIC_PATH, instr, name(created.type()));
    }
  }

  /** Whether nothing is done with an object but locking it. */
  private boolean isLock(Value object) {
    boolean locks = false;
    for (Block block : lifted.function().blocks()) {
      for (Instr instr : block.instrs()) {
        boolean uses = instr.op().operands().contains(object);
        if (uses && !(instr.op() instanceof Op.Monitor)) {
          return false;
        }
        locks |= uses;
      }
      if (block.terminator().operands().contains(object)) {
        return false;
      }
      for (Edge edge : block.edges()) {
        if (edge.args().contains(object)) {
          return false;
        }
      }
    }
    return locks;
  }

  /** Text is no number: what leaves by string concatenation is a constant when it comes back. */
  private static boolean isConcatenation(Op.InvokeDynamic dynamic) {
    return dynamic.site() instanceof CallSiteConstant site
        && site.bootstrap().getOwner().equals("java/lang/invoke/StringConcatFactory");
  }

  /** Numbers, arrays of them of any rank, and strings. */
  private void checkType(Type type, Instr instr) {
    if (type.isReference() && holdsObjects(type)) {
      throw refuse(Reason.OBJECT_ON_NUMERIC_PATH, instr, name(type));
    }
  }

  private static boolean holdsObjects(Type type) {
    String d = type.descriptor();
    return d.indexOf('L') >= 0 && !d.endsWith("Ljava/lang/String;");
  }

  private static String name(Type type) {
    return type.descriptor().startsWith("L")
        ? type.internalName().replace('/', '.')
        : type.descriptor();
  }

  private void checkCall(Op.Invoke invoke, Instr instr, boolean returns) {
    if (invoke.pure() || ArrayMethod.of(invoke) != null) {
      return;
    }
    if (takesBitsApart(invoke)) {
      throw refuse(Reason.ACTIVE_BITS, instr, text(invoke.method()));
    }
    if (invoke.kind() != InvokeKind.STATIC && returns && !isOfException(invoke, instr)) {
      throw refuse(Reason.INSTANCE_CALL, instr, text(invoke.method()));
    }
    if (invoke.kind() == InvokeKind.STATIC) {
      for (Value arg : invoke.args()) {
        checkType(arg.type(), instr);
      }
      checkType(invoke.type(), instr);
    }
  }

  /**
   * Whether the call makes an exception of what carries no derivative, or asks an exception for
   * what carries none.
   */
  private boolean isOfException(Op.Invoke invoke, Instr instr) {
    if (!isThrowable.test(invoke.method().owner())) {
      return false;
    }
    boolean constructs = invoke.method().name().equals("<init>");
    for (Value arg : invoke.args().subList(1, invoke.args().size())) {
      if (constructs && Carriers.canCarry(arg.type()) && !isException(arg.type())) {
        throw refuse(Reason.OBJECT_ON_NUMERIC_PATH, instr, name(invoke.args().get(0).type()));
      }
    }
    return constructs || isMethodOfThrowable(invoke.method());
  }

  private boolean isException(Type type) {
    return type.equals(Type.NULL)
        || (type.descriptor().charAt(0) == 'L' && isThrowable.test(type.internalName()));
  }

  private static boolean isMethodOfThrowable(MethodRef method) {
    switch (method.name() + method.descriptor()) {
      case "getMessage()Ljava/lang/String;",
      "getLocalizedMessage()Ljava/lang/String;",
      "toString()Ljava/lang/String;",
      "getCause()Ljava/lang/Throwable;",
      "initCause(Ljava/lang/Throwable;)Ljava/lang/Throwable;",
      "addSuppressed(Ljava/lang/Throwable;)V",
      "fillInStackTrace()Ljava/lang/Throwable;",
      "printStackTrace()V":
        return true;
      default:
        return false;
    }
  }

  private static boolean takesBitsApart(Op.Invoke invoke) {
    String name = invoke.method().name();
    boolean box =
        invoke.method().owner().equals("java/lang/Double")
            || invoke.method().owner().equals("java/lang/Float");
    return box && (name.endsWith("BitsToDouble") || name.endsWith("BitsToFloat"));
  }

  private static String text(FieldRef field) {
    return field.owner().replace('/', '.') + "." + field.name();
  }

  private static String text(MethodRef method) {
    return method.owner().replace('/', '.') + "." + method.name() + method.descriptor();
  }

  private NotDifferentiable refuse(Reason reason, Instr instr, String detail) {
    return new NotDifferentiable(
        reason, lifted.function().method(), lifted.sourceFile(), instr.line(), detail);
  }
}

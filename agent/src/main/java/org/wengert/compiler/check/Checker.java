package org.wengert.compiler.check;

import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.diag.NotDifferentiable;
import org.wengert.compiler.diag.Reason;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.Block;
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
 * may do what they like with exceptions and strings: no derivative leaves them.
 */
public final class Checker {
  /** Stands for the method itself in diagnostics. */
  private static final Instr ENTRY = new Instr(null, null, 0);

  private final Lifted lifted;
  private final boolean[] reachesReturn;

  private Checker(Lifted lifted) {
    this.lifted = lifted;
    this.reachesReturn = reachesReturn(lifted.function());
  }

  /**
   * @throws NotDifferentiable at the first obstacle
   */
  public static void check(Lifted lifted) {
    for (Obstacle obstacle : lifted.obstacles()) {
      throw refusal(lifted, obstacle);
    }
    Checker checker = new Checker(lifted);
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
    Reason reason;
    switch (obstacle.kind()) {
      case EXCEPTION_HANDLER:
        reason = Reason.EXCEPTION_HANDLER;
        break;
      case SUBROUTINE:
        reason = Reason.SUBROUTINE;
        break;
      default:
        reason = Reason.SYNCHRONIZED;
    }
    return new NotDifferentiable(
        reason,
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
    } else if (op instanceof Op.Monitor) {
      throw refuse(Reason.SYNCHRONIZED, instr, null);
    } else if (op instanceof Op.GetStatic get) {
      checkType(get.type(), instr);
    } else if (op instanceof Op.InvokeDynamic dynamic && !isConcatenation(dynamic)) {
      throw refuse(Reason.DYNAMIC_CALL, instr, dynamic.name() + dynamic.descriptor());
    } else if (op instanceof Op.Invoke invoke) {
      checkCall(invoke, instr, returns);
    } else if (op instanceof Op.New created && returns) {
      throw refuse(Reason.OBJECT_ON_NUMERIC_PATH, instr, name(created.type()));
    }
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
    if (invoke.kind() != InvokeKind.STATIC && returns) {
      throw refuse(Reason.INSTANCE_CALL, instr, text(invoke.method()));
    }
    if (invoke.kind() == InvokeKind.STATIC) {
      for (Value arg : invoke.args()) {
        checkType(arg.type(), instr);
      }
      checkType(invoke.type(), instr);
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

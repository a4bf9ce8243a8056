package org.wengert.compiler.check;

import org.wengert.compiler.analyze.Effects;
import org.wengert.compiler.diag.NotDifferentiable;
import org.wengert.compiler.diag.Reason;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.CustomRule;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.lift.CallSiteConstant;
import org.wengert.compiler.lift.Lifted;
import org.wengert.compiler.lift.Obstacle;
import org.wengert.compiler.rules.NumberClasses;

/** Refuses what cannot be differentiated, before anything is transformed. */
public final class Checker {
  private final Lifted lifted;
  private final Effects effects;

  private Checker(Lifted lifted, Effects effects) {
    this.lifted = lifted;
    this.effects = effects;
  }

  /**
   * @param bits of all methods of the same loader
   * @throws NotDifferentiable at the first obstacle
   */
  public static void check(Lifted lifted, Effects effects, BitFlow bits) {
    for (Obstacle obstacle : lifted.obstacles()) {
      throw refusal(lifted, obstacle);
    }
    Checker checker = new Checker(lifted, effects);
    for (Block block : lifted.function().blocks()) {
      for (Instr instr : block.instrs()) {
        checker.check(instr);
      }
    }
    BitFlow.Misuse misuse = bits.misused(lifted.function());
    if (misuse != null) {
      throw checker.refuse(Reason.ACTIVE_BITS, misuse.at(), misuse.reached());
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

  private void check(Instr instr) {
    Op op = instr.op();
    if (op instanceof Op.InvokeDynamic dynamic && !isKnown(dynamic)) {
      throw refuse(Reason.DYNAMIC_CALL, instr, describe(dynamic));
    } else if (op instanceof Op.GetField get) {
      checkDigits(get.field(), instr);
    } else if (op instanceof Op.PutField put) {
      checkDigits(put.field(), instr);
    } else if (op instanceof Op.Construct made
        && NumberClasses.contains(made.constructor().owner())
        && NumberClasses.rule(
                made.constructor().owner(), "<init>", made.constructor().descriptor(), true)
            == null) {
      throw refuse(Reason.NUMBER_IN_INTEGERS, instr, made.constructor().toString());
    }
    CustomRule rule = op instanceof Op.Invoke call ? effects.facts().rule(call) : null;
    if (rule != null && rule.problem() != null) {
      throw refuse(Reason.WRONG_RULE, instr, rule.problem());
    }
  }

  /** Who looks at the digits of a number without a rule would lose the derivative. */
  private void checkDigits(FieldRef field, Instr instr) {
    if (NumberClasses.contains(field.owner())
        && !NumberClasses.isNumber(field.name())
        && !NumberClasses.isBeside(field.owner(), field.name())) {
      throw refuse(
          Reason.NUMBER_IN_INTEGERS, instr, field.owner().replace('/', '.') + "." + field.name());
    }
  }

  /**
   * Closures; and sites whose results are no numbers: text, what the methods of records yield, and
   * which case of a switch a type is.
   */
  private static boolean isKnown(Op.InvokeDynamic dynamic) {
    if (dynamic.closure()) {
      return true;
    }
    if (!(dynamic.site() instanceof CallSiteConstant site)) {
      return false;
    }
    switch (site.bootstrap().getOwner()) {
      case "java/lang/invoke/StringConcatFactory",
      "java/lang/runtime/ObjectMethods",
      "java/lang/runtime/SwitchBootstraps":
        return true;
      default:
        return false;
    }
  }

  private static String describe(Op.InvokeDynamic dynamic) {
    String call = dynamic.name() + dynamic.descriptor() + " is linked at run time";
    return dynamic.site() instanceof CallSiteConstant site
        ? call
            + " by "
            + site.bootstrap().getOwner().replace('/', '.')
            + "."
            + site.bootstrap().getName()
        : call;
  }

  private NotDifferentiable refuse(Reason reason, Instr instr, String detail) {
    return new NotDifferentiable(
        reason, lifted.function().method(), lifted.sourceFile(), instr.line(), detail);
  }
}

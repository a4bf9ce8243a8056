package org.wengert.compiler.check;

import org.wengert.compiler.analyze.Effects;
import org.wengert.compiler.diag.NotDifferentiable;
import org.wengert.compiler.diag.Reason;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.CustomRule;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.lift.CallSiteConstant;
import org.wengert.compiler.lift.Lifted;
import org.wengert.compiler.lift.Obstacle;

/** Refuses what cannot be differentiated, before anything is transformed. */
public final class Checker {
  private final Lifted lifted;
  private final Effects effects;

  private Checker(Lifted lifted, Effects effects) {
    this.lifted = lifted;
    this.effects = effects;
  }

  /**
   * @throws NotDifferentiable at the first obstacle
   */
  public static void check(Lifted lifted, Effects effects) {
    for (Obstacle obstacle : lifted.obstacles()) {
      throw refusal(lifted, obstacle);
    }
    Checker checker = new Checker(lifted, effects);
    for (Block block : lifted.function().blocks()) {
      for (Instr instr : block.instrs()) {
        checker.check(instr);
      }
    }
    Instr misused = BitPatterns.misused(lifted.function(), effects);
    if (misused != null) {
      throw checker.refuse(Reason.ACTIVE_BITS, misused, BitPatterns.describe(misused.op()));
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
    }
    CustomRule rule = op instanceof Op.Invoke call ? effects.facts().rule(call) : null;
    if (rule != null && rule.problem() != null) {
      throw refuse(Reason.WRONG_RULE, instr, rule.problem());
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

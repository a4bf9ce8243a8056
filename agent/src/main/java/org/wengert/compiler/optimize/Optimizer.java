package org.wengert.compiler.optimize;

import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.Function;

/** The passes in order, repeated until nothing changes or they have run often enough. */
public final class Optimizer {
  /** What a primal gains counts several times: in the value and in all derivatives. */
  private static final int ROUNDS_BEFORE = 4;

  /** Later rounds find little, and time to the first derivative counts. */
  private static final int ROUNDS_AFTER = 2;

  /** How deep objects in objects are replaced by their fields: those inside come later. */
  private static final int OBJECT_DEPTH = 4;

  private static final int PASSES = 7;

  /** Each step inlines this many times less than the one before, the last one nothing. */
  private static final int RESTRAINT = 6;

  /** The restraint with which nothing is inlined. */
  public static final int MOST_RESTRAINT = 3;

  private final Inliner.CalleeSource source;
  private final Inliner.Budget budget;
  private final Inliner inliner;
  private final ClassFacts facts;

  /** With the inlining of callees that the source knows. */
  public Optimizer(Inliner.CalleeSource source, ClassFacts facts, Inliner.Budget budget) {
    this.source = source;
    this.budget = budget;
    this.inliner = new Inliner(source, budget);
    this.facts = facts;
  }

  /** A primal function, brought into the form from which derivatives are made. */
  public Function beforeDifferentiation(Function primal) {
    return beforeDifferentiation(primal, 0);
  }

  /**
   * The same.
   *
   * @param restraint 0 for all inlining that pays, up to {@link #MOST_RESTRAINT} for none
   */
  public Function beforeDifferentiation(Function primal, int restraint) {
    return simplified(restraint == 0 ? inliner.run(primal) : inlined(primal, restraint));
  }

  private Function inlined(Function primal, int restraint) {
    if (restraint >= MOST_RESTRAINT) {
      return primal;
    }
    int divisor = (int) Math.pow(RESTRAINT, restraint);
    Inliner.Budget less = new Inliner.Budget(budget.callee() / divisor, budget.growth() / divisor);
    return new Inliner(source, less).run(primal);
  }

  private Function simplified(Function primal) {
    Function current = simplify(primal, ROUNDS_BEFORE);
    for (int depth = 0; depth < OBJECT_DEPTH; depth++) {
      Function replaced = ScalarReplacement.run(current, facts);
      if (replaced == current) {
        break;
      }
      current = simplify(replaced, ROUNDS_BEFORE);
    }
    return current;
  }

  /** Derivative code, before it is emitted. */
  public Function afterDifferentiation(Function derivative) {
    return TailMerging.run(simplify(derivative, ROUNDS_AFTER));
  }

  /** Ends when a whole round of passes in a row has changed nothing, wherever it began. */
  private static Function simplify(Function function, int rounds) {
    Function current = function;
    int unchanged = 0;
    for (int i = 0; i < rounds * PASSES && unchanged < PASSES; i++) {
      Function before = current;
      current = pass(i % PASSES, before);
      unchanged = current == before ? unchanged + 1 : 0;
    }
    return current;
  }

  private static Function pass(int number, Function function) {
    switch (number) {
      case 0:
        return SimplifyControlFlow.run(function);
      case 1:
        return ConstantFolding.run(function);
      case 2:
        return ValueNumbering.run(function);
      case 3:
        return Reservations.run(function);
      case 4:
        return DeadStores.run(function);
      case 5:
        return DeadCode.run(function);
      default:
        return LoopInvariantMotion.run(function);
    }
  }
}

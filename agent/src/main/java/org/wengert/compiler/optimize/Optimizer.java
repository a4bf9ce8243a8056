package org.wengert.compiler.optimize;

import org.wengert.compiler.ir.Function;

/** The passes in order, repeated until nothing changes or they have run often enough. */
public final class Optimizer {
  /** Later rounds find little, and time to the first derivative counts. */
  private static final int ROUNDS = 4;

  private static final int PASSES = 6;

  private final Inliner inliner;

  /** With the inlining of callees that the source knows. */
  public Optimizer(Inliner.CalleeSource source, Inliner.Budget budget) {
    this.inliner = new Inliner(source, budget);
  }

  /** A primal function, brought into the form from which derivatives are made. */
  public Function beforeDifferentiation(Function primal) {
    return simplify(inliner.run(primal));
  }

  /** Derivative code, before it is emitted. */
  public Function afterDifferentiation(Function derivative) {
    return TailMerging.run(simplify(derivative));
  }

  /** Ends when a whole round of passes in a row has changed nothing, wherever it began. */
  private static Function simplify(Function function) {
    Function current = function;
    int unchanged = 0;
    for (int i = 0; i < ROUNDS * PASSES && unchanged < PASSES; i++) {
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
        return DeadStores.run(function);
      case 4:
        return DeadCode.run(function);
      default:
        return LoopInvariantMotion.run(function);
    }
  }
}

package org.wengert.compiler.optimize;

import org.wengert.compiler.ir.Function;

/** The passes in order, repeated until nothing changes or they have run often enough. */
public final class Optimizer {
  /** Later rounds find little, and time to the first derivative counts. */
  private static final int ROUNDS = 4;

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
    return simplify(derivative);
  }

  private static Function simplify(Function function) {
    Function current = function;
    for (int round = 0; round < ROUNDS; round++) {
      Function before = current;
      current = SimplifyControlFlow.run(current);
      current = ConstantFolding.run(current);
      current = ValueNumbering.run(current);
      current = DeadStores.run(current);
      current = DeadCode.run(current);
      current = LoopInvariantMotion.run(current);
      if (current == before) {
        break;
      }
    }
    return current;
  }
}

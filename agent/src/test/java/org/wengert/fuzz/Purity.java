package org.wengert.fuzz;

/** Whether an expression can be written twice without changing what the program does. */
final class Purity {
  private Purity() {}

  /** No effect, and the same value when evaluated again at once. */
  static boolean isPure(Expr e) {
    boolean effect =
        e instanceof Expr.Assign
            || e instanceof Expr.Increment
            || e instanceof Expr.Call
            || e instanceof Expr.NewArray
            || e instanceof Expr.ArrayLiteral
            || e instanceof Expr.CloneOf
            || e instanceof Expr.CopyOf
            || e instanceof Expr.CopyOfRange
            || e instanceof Expr.New
            || e instanceof Expr.Invoke
            || e instanceof Expr.Lambda
            || e instanceof Expr.MethodReference
            || (e instanceof Expr.Library library && !library.op().isPure());
    return !effect && e.children().stream().allMatch(Purity::isPure);
  }

  /** Pure, and short enough to be written twice. */
  static boolean isRepeatable(Expr e) {
    return size(e) <= 4 && isPure(e);
  }

  /** Number of nodes. */
  static int size(Expr e) {
    return 1 + e.children().stream().mapToInt(Purity::size).sum();
  }
}

package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Simpler variants of a list of statements, large cuts first. */
final class StatementEdits {
  private StatementEdits() {}

  static List<List<Stmt>> of(List<Stmt> body) {
    List<List<Stmt>> variants = new ArrayList<>();
    for (int chunk = body.size(); chunk >= 1; chunk /= 2) {
      for (int i = 0; i + chunk <= body.size(); i++) {
        variants.add(replaced(body, i, chunk, List.of()));
      }
    }
    for (int i = 0; i < body.size(); i++) {
      for (List<Stmt> block : body.get(i).blocks()) {
        variants.add(replaced(body, i, 1, block));
      }
    }
    for (int i = 0; i < body.size(); i++) {
      for (Stmt s : inBlocks(body.get(i))) {
        variants.add(replaced(body, i, 1, List.of(s)));
      }
    }
    for (int i = 0; i < body.size(); i++) {
      for (Stmt s : inExpressions(body.get(i))) {
        variants.add(replaced(body, i, 1, List.of(s)));
      }
    }
    return variants;
  }

  private static List<Stmt> replaced(List<Stmt> body, int at, int count, List<Stmt> by) {
    List<Stmt> copy = new ArrayList<>(body.subList(0, at));
    copy.addAll(by);
    copy.addAll(body.subList(at + count, body.size()));
    return copy;
  }

  private static List<Stmt> inBlocks(Stmt s) {
    List<Stmt> variants = new ArrayList<>();
    for (int b = 0; b < s.blocks().size(); b++) {
      for (List<Stmt> variant : of(s.blocks().get(b))) {
        List<List<Stmt>> blocks = new ArrayList<>(s.blocks());
        blocks.set(b, variant);
        variants.add(s.rebuild(s.expressions(), blocks));
      }
    }
    if (s instanceof Stmt.Switch choice) {
      withoutCase(choice, variants);
    }
    return variants;
  }

  private static void withoutCase(Stmt.Switch s, List<Stmt> variants) {
    for (int i = 0; i < s.cases().size() && s.cases().size() > 1; i++) {
      List<Stmt.Case> cases = new ArrayList<>(s.cases());
      cases.remove(i);
      variants.add(new Stmt.Switch(s.selector(), cases));
    }
  }

  private static List<Stmt> inExpressions(Stmt s) {
    List<Stmt> variants = new ArrayList<>();
    List<Expr> expressions = s.expressions();
    for (int i = 0; i < expressions.size(); i++) {
      for (Expr variant : ExpressionEdits.of(expressions.get(i))) {
        List<Expr> copy = new ArrayList<>(expressions);
        copy.set(i, variant);
        if (!(s instanceof Stmt.Evaluate) || isStatement(variant)) {
          variants.add(s.rebuild(copy, s.blocks()));
        }
      }
    }
    return variants;
  }

  private static boolean isStatement(Expr e) {
    return e instanceof Expr.Assign
        || e instanceof Expr.Increment
        || e instanceof Expr.Call
        || e instanceof Expr.New
        || e instanceof Expr.Invoke
        || (e instanceof Expr.Library library && library.type() == Ty.VOID);
  }
}

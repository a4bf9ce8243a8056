package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Simpler variants of an expression, the simplest first. */
final class ExpressionEdits {
  private ExpressionEdits() {}

  static List<Expr> of(Expr e) {
    List<Expr> variants = new ArrayList<>();
    constants(e, variants);
    for (Expr child : e.children()) {
      replacements(e, child, variants);
    }
    for (int i = 0; i < e.children().size(); i++) {
      inside(e, i, variants);
    }
    if (e instanceof Expr.Lambda lambda) {
      for (List<Stmt> body : StatementEdits.of(lambda.body())) {
        variants.add(new Expr.Lambda(lambda.type(), lambda.parameters(), body));
      }
    }
    return variants;
  }

  private static void constants(Expr e, List<Expr> variants) {
    if (e.type() == Ty.BOOLEAN) {
      add(e, Ast.truth(false), variants);
      add(e, Ast.truth(true), variants);
    } else if (!e.type().isArray() && !e.type().isObject() && e.type() != Ty.VOID) {
      add(e, Ast.number(e.type(), 1), variants);
      if (!e.type().isFloating()) {
        add(e, Ast.number(e.type(), 0), variants);
      }
    }
  }

  private static void add(Expr e, Expr constant, List<Expr> variants) {
    if (!(e instanceof Expr.Literal)) {
      variants.add(constant);
    }
  }

  /** A child, or a grandchild where the child's type does not fit. */
  private static void replacements(Expr e, Expr child, List<Expr> variants) {
    if (child.type() == e.type()) {
      variants.add(child);
      return;
    }
    for (Expr grandchild : child.children()) {
      if (grandchild.type() == e.type()) {
        variants.add(grandchild);
      }
    }
  }

  private static void inside(Expr e, int at, List<Expr> variants) {
    boolean target = at == 0 && (e instanceof Expr.Assign || e instanceof Expr.Increment);
    for (Expr variant : of(e.children().get(at))) {
      if (target && variant instanceof Expr.Literal) {
        continue;
      }
      List<Expr> children = new ArrayList<>(e.children());
      children.set(at, variant);
      variants.add(e.rebuild(children));
    }
  }
}

package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Handlers, and what throws within them. */
final class ExceptionRules {
  private ExceptionRules() {}

  static Registry<Maker.StatementRule> addTo(Registry<Maker.StatementRule> rules) {
    return rules
        .add("handlers", 1.6, ExceptionRules::attempt)
        .add("handlers", 1.2, ExceptionRules::riskyStore)
        .add("handlers", 1.2, ExceptionRules::riskyRead)
        .add("handlers", 0.7, ExceptionRules::riskyDivision)
        .add("handlers", 0.3, ExceptionRules::riskySize)
        .add("handlers", 1.0, ExceptionRules::raise)
        .add("handlers", 0.6, ExceptionRules::rethrow);
  }

  private static List<Stmt> attempt(Maker m) {
    if (m.scope.depth > 3) {
      return null;
    }
    return List.of(attempt(m, m.blockSize() + 1, m.chance.of(0.5)));
  }

  /** A try statement; all that is thrown in it is caught there if {@code all}. */
  static Stmt attempt(Maker m, int size, boolean all) {
    boolean before = m.scope.risky;
    m.scope.risky = true;
    List<Stmt> body = m.block(size);
    m.scope.risky = before;
    List<Stmt.Catch> catches = new ArrayList<>();
    for (List<Stmt.Kind> kinds : kinds(m, all)) {
      catches.add(handler(m, kinds));
    }
    boolean ends = catches.isEmpty() || m.chance.of(0.3);
    List<Stmt> last = ends ? m.block(2) : List.of();
    return new Stmt.Try(body, catches, Reachability.completes(last) ? last : List.of());
  }

  private static Stmt.Catch handler(Maker m, List<Stmt.Kind> kinds) {
    String variable = m.world.fresh("e");
    m.scope.caught.add(variable);
    Scope.Mark mark = m.scope.mark();
    List<Stmt> body = new ArrayList<>(ObjectRules.carried(m, kinds, variable));
    body.addAll(m.block(m.chance.between(0, 2)));
    m.scope.reset(mark);
    m.scope.caught.remove(variable);
    return new Stmt.Catch(kinds, variable, body);
  }

  /** Of the handlers of one try statement, none of which hides a later one. */
  private static List<List<Stmt.Kind>> kinds(Maker m, boolean all) {
    List<List<Stmt.Kind>> chosen = new ArrayList<>();
    List<Stmt.Kind> several = new ArrayList<>();
    for (Stmt.Kind kind : Stmt.Kind.values()) {
      if (!m.world.features.has("objects")
          && (kind == Stmt.Kind.NULL || kind == Stmt.Kind.TROUBLE)) {
        continue;
      }
      boolean general = kind.ordinal() >= Stmt.Kind.BOUNDS.ordinal();
      if (m.chance.of(general ? 0.15 : 0.3)) {
        boolean joins = !general && m.chance.of(0.25);
        (joins ? several : new ArrayList<Stmt.Kind>()).add(kind);
        if (!joins) {
          chosen.add(List.of(kind));
        }
      }
    }
    if (!several.isEmpty()) {
      chosen.add(0, List.copyOf(several));
    }
    boolean caught =
        chosen.stream().anyMatch(k -> k.get(0).ordinal() >= Stmt.Kind.RUNTIME.ordinal());
    if (all && !caught) {
      chosen.add(List.of(m.chance.of(0.7) ? Stmt.Kind.RUNTIME : Stmt.Kind.THROWABLE));
    }
    return chosen;
  }

  /** An index that may be outside. */
  private static Expr.Element anyElement(Maker m) {
    Expr array = m.arrays.existing(Ty.DOUBLES);
    if (!m.scope.risky || array == null) {
      return null;
    }
    Expr index = Ast.binary(BinaryOp.SUB, m.below(7), Ast.integer(1));
    return new Expr.Element(array, index);
  }

  private static List<Stmt> riskyStore(Maker m) {
    Expr.Element element = anyElement(m);
    return element == null ? null : List.of(Ast.set(element, m.fitted(Ty.DOUBLE, 2)));
  }

  private static List<Stmt> riskyRead(Maker m) {
    Expr.Element element = anyElement(m);
    Expr target = element == null ? null : SharedRules.target(m, Ty.DOUBLE);
    if (target == null) {
      return null;
    }
    Expr product = Ast.times(element, m.fitted(Ty.DOUBLE, 1));
    return List.of(Ast.set(target, m.fit.variable(product)));
  }

  private static List<Stmt> riskyDivision(Maker m) {
    Expr target = m.scope.risky ? SharedRules.target(m, Ty.DOUBLE) : null;
    if (target == null) {
      return null;
    }
    BinaryOp op = m.chance.of(0.5) ? BinaryOp.DIV : BinaryOp.REM;
    Expr quotient = Ast.binary(op, Ast.integer(m.chance.between(1, 9)), m.below(3));
    Expr factor = Ast.cast(Ty.DOUBLE, quotient);
    return List.of(Ast.set(target, m.fit.variable(Ast.times(m.fitted(Ty.DOUBLE, 1), factor))));
  }

  private static List<Stmt> riskySize(Maker m) {
    Expr target = m.scope.risky ? SharedRules.target(m, Ty.DOUBLE) : null;
    if (target == null) {
      return null;
    }
    Expr size = Ast.binary(BinaryOp.SUB, m.below(4), Ast.integer(1));
    Expr length = Ast.length(new Expr.NewArray(Ty.DOUBLES, List.of(size)));
    return List.of(Ast.update(target, BinaryOp.ADD, Ast.cast(Ty.DOUBLE, length)));
  }

  private static List<Stmt> raise(Maker m) {
    if (!m.scope.risky) {
      return null;
    }
    Stmt thrown = new Stmt.Throw(m.chance.below(100));
    return List.of(new Stmt.If(m.condition(2), List.of(thrown), List.of()));
  }

  private static List<Stmt> rethrow(Maker m) {
    if (m.scope.caught.isEmpty() || !m.scope.risky) {
      return null;
    }
    Stmt thrown = new Stmt.Rethrow(m.scope.caught.get(m.scope.caught.size() - 1));
    return List.of(new Stmt.If(m.condition(1), List.of(thrown), List.of()));
  }
}

package org.wengert.fuzz;

import java.util.List;

/** Declarations, assignments and calls as statements. */
final class AssignmentRules {
  private AssignmentRules() {}

  static Registry<Maker.StatementRule> addTo(Registry<Maker.StatementRule> rules) {
    return rules
        .add("core", 5, m -> declare(m, Ty.DOUBLE))
        .add("floats", 1.2, m -> declare(m, Ty.FLOAT))
        .add("core", 1.2, m -> declare(m, Ty.INT))
        .add("longs", 0.5, m -> declare(m, Ty.LONG))
        .add("core", 0.5, m -> declare(m, Ty.BOOLEAN))
        .add("core", 3, m -> assign(m, Ty.DOUBLE))
        .add("core", 4, m -> update(m, Ty.DOUBLE))
        .add("floats", 1, m -> assign(m, Ty.FLOAT))
        .add("floats", 1, m -> update(m, Ty.FLOAT))
        .add("core", 0.8, m -> assign(m, Ty.INT))
        .add("core", 0.6, m -> increment(m, Ty.INT))
        .add("longs", 0.3, m -> assign(m, Ty.LONG))
        .add("core", 0.3, m -> assign(m, Ty.BOOLEAN))
        .add("arrays", 4, m -> storeOrUpdate(m, Ty.DOUBLE))
        .add("arrays", 0.8, m -> storeOrUpdate(m, Ty.FLOAT))
        .add("arrays", 0.4, m -> storeOrUpdate(m, Ty.INT))
        .add("calls", 1.5, AssignmentRules::call);
  }

  private static List<Stmt> declare(Maker m, Ty type) {
    Expr value = m.fitted(type, m.chance.between(1, 3));
    String prefix = type.source().substring(0, 1);
    return List.of(new Stmt.Declare(m.declare(type, prefix, true, -1).local(), value));
  }

  private static List<Stmt> assign(Maker m, Ty type) {
    Expr target = SharedRules.target(m, type);
    if (target == null) {
      return null;
    }
    return List.of(Ast.set(target, m.fitted(type, m.chance.between(1, 3))));
  }

  private static List<Stmt> update(Maker m, Ty type) {
    Expr target = SharedRules.target(m, type);
    return target == null ? null : updated(m, target);
  }

  private static List<Stmt> updated(Maker m, Expr target) {
    return List.of(new Stmt.Evaluate(FloatingRules.update(m, target, m.chance.between(0, 3))));
  }

  private static List<Stmt> increment(Maker m, Ty type) {
    Expr step = SharedRules.increment(m, type, 0);
    return step == null ? null : List.of(new Stmt.Evaluate(step));
  }

  private static List<Stmt> storeOrUpdate(Maker m, Ty element) {
    Expr target = m.arrays.element(element);
    if (target == null) {
      return null;
    }
    return element.isFloating() && m.chance.of(0.5)
        ? updated(m, target)
        : List.of(Ast.set(target, m.fitted(element, m.chance.between(1, 3))));
  }

  private static List<Stmt> call(Maker m) {
    Ty type = m.chance.pick(Ty.VOID, Ty.VOID, Ty.DOUBLE, Ty.DOUBLES, Ty.FLOAT);
    boolean object = m.world.features.has("objects") && m.chance.of(0.3);
    Expr call = SharedRules.call(m, object ? m.chance.pick(Ty.NODE, Ty.PAIR) : type, 2);
    if (call == null) {
      call = SharedRules.recursiveCall(m, type, 1);
    }
    return call == null ? null : List.of(new Stmt.Evaluate(call));
  }
}

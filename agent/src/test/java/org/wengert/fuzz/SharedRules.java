package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Rules for expressions that look the same for every type. */
final class SharedRules {
  private SharedRules() {}

  static Expr variable(Maker m, Ty type, int depth) {
    List<Scope.Variable> all = m.scope.ofType(type);
    return all.isEmpty() ? null : m.chance.pick(all).local();
  }

  static Expr element(Maker m, Ty type, int depth) {
    return m.arrays.element(type);
  }

  static Expr field(Maker m, Ty type, int depth) {
    List<Program.Field> all =
        m.world.fields.stream()
            .filter(f -> f.type() == type && !f.name().equals(Program.COUNTER))
            .toList();
    return all.isEmpty() ? null : new Expr.StaticField(type, m.chance.pick(all).name());
  }

  static Expr conditional(Maker m, Ty type, int depth) {
    Expr condition = m.condition(depth - 1);
    Expr then = m.expression(type, depth - 1);
    return new Expr.Conditional(condition, then, m.expression(type, depth - 1));
  }

  static Expr switchValue(Maker m, Ty type, int depth) {
    int labels = m.chance.between(1, 3);
    List<Integer> chosen = new ArrayList<>();
    List<Expr> arms = new ArrayList<>();
    for (int i = 0; i < labels; i++) {
      chosen.add(i);
      arms.add(m.expression(type, depth - 2));
    }
    arms.add(m.expression(type, depth - 2));
    return new Expr.SwitchValue(m.below(labels + 1), chosen, arms);
  }

  /** A variable, field or element that can be assigned; null if there is none. */
  static Expr target(Maker m, Ty type) {
    List<Scope.Variable> locals = m.scope.assignable(type);
    if (!locals.isEmpty() && m.chance.of(0.6)) {
      return m.chance.pick(locals).local();
    }
    if (m.world.features.has("objects") && m.chance.of(0.4)) {
      return m.objects.field(type, true);
    }
    if (m.world.features.has("statics") && m.chance.of(0.3)) {
      return field(m, type, 0);
    }
    boolean hasArrays = type == Ty.DOUBLE || type == Ty.FLOAT || type == Ty.INT;
    return hasArrays && m.world.features.has("arrays") ? m.arrays.element(type) : null;
  }

  static Expr increment(Maker m, Ty type, int depth) {
    List<Scope.Variable> locals = m.scope.assignable(type);
    if (locals.isEmpty()) {
      return null;
    }
    Expr target = m.chance.pick(locals).local();
    return new Expr.Increment(target, m.chance.of(0.5), m.chance.pick(1, -1));
  }

  /** A call of a method that yields {@code type} and is affordable here. */
  static Expr call(Maker m, Ty type, int depth) {
    List<Scope.Callable> all = m.world.callables.stream().filter(c -> c.result() == type).toList();
    if (all.isEmpty()) {
      return null;
    }
    Scope.Callable callee = m.chance.pick(all);
    return m.scope.affords(callee.cost()) ? call(m, callee, depth) : null;
  }

  private static Expr call(Maker m, Scope.Callable callee, int depth) {
    List<Expr> arguments = new ArrayList<>();
    for (Ty parameter : callee.parameters()) {
      boolean bounded = arguments.isEmpty() && callee.depth() > 0;
      arguments.add(bounded ? m.below(callee.depth() + 1) : argument(m, parameter, depth - 1));
    }
    return new Expr.Call(callee.name(), callee.result(), arguments);
  }

  private static Expr argument(Maker m, Ty type, int depth) {
    return m.value(type, type.isArray() ? depth : Math.min(depth, 2));
  }

  /** A call of the method itself or its sibling, one level less deep. */
  static Expr recursiveCall(Maker m, Ty type, int depth) {
    Scope.Recursion recursion = m.scope.recursion;
    if (recursion == null || m.scope.recursiveCallsLeft == 0 || m.scope.multiplier > 1) {
      return null;
    }
    List<Scope.Callable> all = recursion.group().stream().filter(c -> c.result() == type).toList();
    if (all.isEmpty()) {
      return null;
    }
    m.scope.recursiveCallsLeft--;
    Scope.Callable callee = m.chance.pick(all);
    List<Expr> arguments = new ArrayList<>();
    arguments.add(Ast.binary(BinaryOp.SUB, recursion.depth(), Ast.integer(1)));
    for (Ty parameter : callee.parameters().subList(1, callee.parameters().size())) {
      arguments.add(argument(m, parameter, Math.min(depth - 1, 1)));
    }
    return new Expr.Call(callee.name(), callee.result(), arguments);
  }
}

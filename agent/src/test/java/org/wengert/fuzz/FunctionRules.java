package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Lambdas and method references: made, called, composed. */
final class FunctionRules {
  /** Beyond this many steps a call, functions are composed no further. */
  private static final double DEAR = 500;

  private FunctionRules() {}

  static Registry<Maker.StatementRule> addTo(Registry<Maker.StatementRule> rules) {
    return rules
        .add("lambdas", 2.5, FunctionRules::declare)
        .add("lambdas", 1.5, FunctionRules::capture)
        .add("lambdas", 0.6, FunctionRules::reassign)
        .add("lambdas", 0.6, FunctionRules::composedInLoop);
  }

  /** {@code f.applyAsDouble(x)}. */
  static Expr apply(Maker m, Ty type, int depth) {
    if (type != Ty.DOUBLE) {
      return null;
    }
    Ty kind = m.chance.pick(Ty.FUNCTION, Ty.FUNCTION, Ty.BOXED_FUNCTION);
    Expr function = callable(m, kind);
    if (function == null || !m.scope.affords(m.world.functionCost)) {
      return null;
    }
    LibraryOp op = kind == Ty.FUNCTION ? LibraryOp.APPLY : LibraryOp.APPLY_BOXED;
    return new Expr.Library(op, List.of(function, m.fitted(Ty.DOUBLE, depth - 1)));
  }

  /** A function that is older than whatever could hold it: no field, but in the entry. */
  private static Expr callable(Maker m, Ty kind) {
    List<Expr> all = new ArrayList<>();
    m.scope.ofType(kind).forEach(v -> all.add(v.local()));
    if (m.scope.entry && m.world.features.has("objects")) {
      Expr field = m.objects.field(kind, false);
      if (field != null) {
        all.add(field);
      }
    }
    return all.isEmpty() ? null : m.chance.pick(all);
  }

  /** A new functional object. */
  static Expr fresh(Maker m, Ty type) {
    if (type == Ty.BOXED_FUNCTION) {
      List<Scope.Variable> old = m.scope.ofType(type);
      if (old.size() > 1 && composable(m)) {
        List<Expr> two = List.of(m.chance.pick(old).local(), m.chance.pick(old).local());
        return new Expr.Library(LibraryOp.AND_THEN_BOXED, two);
      }
      return m.chance.of(0.8) ? lambda(m, type) : reference(m, type);
    }
    return switch (m.chance.below(7)) {
      case 0, 1, 2 -> lambda(m, type);
      case 3, 4 -> composed(m);
      default -> reference(m, type);
    };
  }

  private static boolean composable(Maker m) {
    boolean cheap = m.world.functionCost < DEAR && m.scope.multiplier <= 1;
    if (cheap) {
      m.world.functionCost *= 2;
    }
    return cheap;
  }

  private static Expr composed(Maker m) {
    List<Scope.Variable> old = m.scope.ofType(Ty.FUNCTION);
    if (old.isEmpty() || !composable(m)) {
      return reference(m, Ty.FUNCTION);
    }
    Expr one = m.chance.pick(old).local();
    Expr other = m.chance.of(0.5) ? m.chance.pick(old).local() : reference(m, Ty.FUNCTION);
    LibraryOp op = m.chance.pick(LibraryOp.AND_THEN, LibraryOp.COMPOSE);
    return new Expr.Library(op, List.of(one, other));
  }

  /** A reference to a method of {@code Math}, of the program or of an object. */
  private static Expr reference(Maker m, Ty type) {
    List<Expr> found = new ArrayList<>();
    String name = m.chance.pick("sin", "cos", "tanh", "atan");
    found.add(new Expr.MethodReference(type, null, null, MathTable.named(name, Ty.DOUBLE)));
    for (Scope.Callable c : m.world.callables) {
      boolean fits = c.result() == Ty.DOUBLE && c.parameters().equals(List.of(Ty.DOUBLE));
      if (fits && c.cost() < m.world.functionCost) {
        found.add(new Expr.MethodReference(type, null, c.name(), null));
      }
    }
    for (Maker.Member c : m.world.members) {
      boolean fits = c.result() == Ty.DOUBLE && c.parameters().equals(List.of(Ty.DOUBLE));
      Expr receiver = fits ? m.objects.existing(c.owner()) : null;
      if (receiver != null && m.scope.affords(c.cost())) {
        m.world.functionCost = Math.max(m.world.functionCost, c.cost());
        found.add(new Expr.MethodReference(type, receiver, c.name(), null));
      }
    }
    return m.chance.pick(found);
  }

  /** A lambda from double to double over what is never assigned again. */
  static Expr lambda(Maker m, Ty type) {
    Scope scope = new Scope(Ty.DOUBLE, 4);
    scope.cost = 5;
    scope.own = m.scope.own;
    for (Scope.Variable v : m.scope.variables) {
      if (m.scope.capturable.contains(v.name())) {
        scope.variables.add(new Scope.Variable(v.type(), v.name(), false, v.group()));
        scope.capturable.add(v.name());
      }
    }
    Expr.Local x = new Expr.Local(Ty.DOUBLE, m.world.fresh("x"));
    scope.variables.add(new Scope.Variable(Ty.DOUBLE, x.name(), false, Scope.NO_GROUP));
    scope.capturable.add(x.name());
    scope.multiplier = Math.min(m.scope.multiplier, 10);
    Maker inner = new Maker(m.world, scope);
    List<Stmt> body = new ArrayList<>(inner.statements(m.chance.pick(0, 0, 1, 2)));
    if (Reachability.completes(body)) {
      Expr value =
          Ast.binary(m.chance.pick(BinaryOp.ADD, BinaryOp.MUL), x, inner.fitted(Ty.DOUBLE, 2));
      body.add(new Stmt.Return(inner.fit.variable(value)));
    }
    m.world.functionCost = Math.max(m.world.functionCost, scope.cost / scope.multiplier);
    return new Expr.Lambda(type, List.of(x), body);
  }

  private static List<Stmt> declare(Maker m) {
    Ty type = m.chance.pick(Ty.FUNCTION, Ty.FUNCTION, Ty.BOXED_FUNCTION);
    Expr old = m.objects.existing(type);
    Expr value = fresh(m, type);
    if (old != null && m.chance.of(0.2)) {
      value = new Expr.Conditional(m.condition(1), value, old);
    }
    boolean assignable = m.chance.of(0.3);
    Expr.Local variable = m.declare(type, "f", assignable, Scope.NO_GROUP).local();
    if (!assignable) {
      m.scope.capturable.add(variable.name());
    }
    return List.of(new Stmt.Declare(variable, value));
  }

  /** A number that lambdas can capture. */
  private static List<Stmt> capture(Maker m) {
    Ty type = m.chance.pick(Ty.DOUBLE, Ty.DOUBLE, Ty.DOUBLE, Ty.INT);
    Expr value = m.fitted(type, 2);
    Expr.Local variable = m.declare(type, "cap", false, Scope.NO_GROUP).local();
    m.scope.capturable.add(variable.name());
    return List.of(new Stmt.Declare(variable, value));
  }

  private static List<Stmt> reassign(Maker m) {
    Ty type = m.chance.pick(Ty.FUNCTION, Ty.FUNCTION, Ty.BOXED_FUNCTION);
    List<Scope.Variable> all = m.scope.assignable(type);
    return all.isEmpty()
        ? null
        : List.of(Ast.set(m.chance.pick(all).local(), m.objects.any(type, 1)));
  }

  /** {@code f = f.andThen(g)} a few times. */
  private static List<Stmt> composedInLoop(Maker m) {
    List<Scope.Variable> all = m.scope.assignable(Ty.FUNCTION);
    if (all.isEmpty() || !composable(m)) {
      return null;
    }
    m.world.functionCost *= 2;
    Expr f = m.chance.pick(all).local();
    Expr g = reference(m, Ty.FUNCTION);
    Expr composed = new Expr.Library(LibraryOp.AND_THEN, List.of(f, g));
    Expr.Local i = new Expr.Local(Ty.INT, m.world.fresh("i"));
    Expr more = Ast.binary(BinaryOp.LT, i, m.below(4));
    List<Stmt> body = List.of(Ast.set(f, composed));
    return List.of(new Stmt.For(null, i, Ast.integer(0), more, Ast.step(i, 1), body));
  }
}

package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Draws expressions and statements for one method. Rules get it as their only argument; it holds
 * the scope, the choices, and what the program has outside the method.
 */
final class Maker {

  /** Yields an expression of {@code type}, or null where the rule does not apply. */
  interface ExpressionRule {
    Expr make(Maker m, Ty type, int depth);
  }

  /** Yields statements, or null where the rule does not apply. */
  interface StatementRule {
    List<Stmt> make(Maker m);
  }

  /** A class that can be instantiated; a reference that may be null is marked as such. */
  record Creation(ClassDef type, List<Ty> parameters, List<Boolean> nullable, double cost) {}

  /** An instance method that can be called on references of type {@code owner}. */
  record Member(Ty owner, String name, Ty result, List<Ty> parameters, double cost) {}

  /** What the methods of one program share. */
  static final class World {
    final Chance chance;
    final Features features;
    final List<Program.Field> fields = new ArrayList<>();
    final List<Scope.Callable> callables = new ArrayList<>();

    /** Whether rows of matrices are replaced; then columns have no known bound. */
    final boolean rowStores;

    /** Whether values are left unbounded now and then. */
    final boolean wild;

    /** Whether methods throw what their callers have to catch. */
    final boolean risky;

    private int names;

    /** The classes that can be used so far. */
    final List<ClassDef> classes = new ArrayList<>();

    final List<Creation> creations = new ArrayList<>();
    final List<Member> members = new ArrayList<>();

    /** Estimated steps of a call of any functional object. */
    double functionCost = 80;

    World(Chance chance, Features all) {
      this.chance = chance;
      this.features = all.drawn(chance);
      this.rowStores = this.features.has("rowstores") && chance.of(0.4);
      this.wild = this.features.has("wild") && chance.of(0.03);
      this.risky = this.features.has("handlers") && chance.of(0.4);
    }

    /** The class of that name, or null. */
    ClassDef type(String name) {
      return classes.stream().filter(c -> c.name().equals(name)).findFirst().orElse(null);
    }

    String fresh(String prefix) {
      return prefix + names++;
    }
  }

  final World world;
  final Scope scope;
  final Chance chance;
  final Fitting fit;
  final ArrayAccess arrays;
  final ObjectAccess objects;

  Maker(World world, Scope scope) {
    this.world = world;
    this.scope = scope;
    this.chance = world.chance;
    this.fit = new Fitting(world);
    this.arrays = new ArrayAccess(this);
    this.objects = new ObjectAccess(this);
  }

  /** An expression of a primitive type; not fitted to any range. */
  Expr expression(Ty type, int depth) {
    Registry<ExpressionRule> rules = Rules.expressions(type, depth <= 0);
    Expr made = rules.draw(chance, world.features, r -> r.make(this, type, depth));
    return made != null ? made : Rules.constant(this, type);
  }

  /** An expression that keeps the bounds of variables of its type. */
  Expr fitted(Ty type, int depth) {
    return fit.variable(expression(type, depth));
  }

  /** A value of any type: old or new, fitted where it is a number. */
  Expr value(Ty type, int depth) {
    if (type.isArray()) {
      return arrays.any(type, depth);
    }
    return type.isObject() ? objects.any(type, depth) : fitted(type, depth);
  }

  /** An expression of a floating-point type within {@code range}. */
  Expr fitted(Ty type, int depth, Range range) {
    return fit.to(expression(type, depth), range);
  }

  Expr condition(int depth) {
    return expression(Ty.BOOLEAN, depth);
  }

  /** An int from 0 to {@code bound} - 1, of any shape. */
  Expr below(int bound) {
    return fit.below(expression(Ty.INT, 1), Ast.integer(bound));
  }

  Scope.Variable declare(Ty type, String prefix, boolean assignable, int group) {
    Scope.Variable v = new Scope.Variable(type, world.fresh(prefix), assignable, group);
    scope.variables.add(v);
    return v;
  }

  /** A length group of its own. */
  int freshGroup() {
    return Integer.parseInt(world.fresh(""));
  }

  /** One statement, perhaps with declarations it needs. */
  List<Stmt> statement() {
    scope.budget--;
    scope.cost += 4 * scope.multiplier;
    List<Stmt> made = Rules.statements().draw(chance, world.features, r -> r.make(this));
    return made == null ? List.of() : made;
  }

  /** A block in a scope of its own; stops after a statement that cannot complete. */
  List<Stmt> block(int statements) {
    Scope.Mark mark = scope.mark();
    scope.depth++;
    List<Stmt> body = statements(statements);
    if (chance.of(0.6) && Reachability.completes(body)) {
      body.addAll(carryOut(mark));
    }
    scope.reset(mark);
    return body;
  }

  /** Adds a variable of the block to one that outlives it, so that less of the block is dead. */
  private List<Stmt> carryOut(Scope.Mark mark) {
    List<Scope.Variable> all = scope.variables;
    List<Scope.Variable> outer =
        all.subList(0, mark.variables()).stream()
            .filter(v -> v.assignable() && v.type().isFloating())
            .toList();
    List<Scope.Variable> inner =
        all.subList(mark.variables(), all.size()).stream()
            .filter(v -> v.type().isFloating())
            .toList();
    if (outer.isEmpty() || inner.isEmpty()) {
      return List.of();
    }
    Expr target = chance.pick(outer).local();
    Expr value = fit.to(chance.pick(inner).local(), Range.symmetric(2));
    return List.of(Ast.update(target, BinaryOp.ADD, value));
  }

  /** Statements in the current scope. */
  List<Stmt> statements(int count) {
    List<Stmt> body = new ArrayList<>();
    for (int i = 0; i < count && scope.budget > 0; i++) {
      for (Stmt s : statement()) {
        body.add(s);
      }
      if (!Reachability.completes(body)) {
        break;
      }
    }
    return body;
  }

  /** The size of a nested block. */
  int blockSize() {
    return chance.between(1, scope.depth > 2 ? 2 : 4);
  }
}

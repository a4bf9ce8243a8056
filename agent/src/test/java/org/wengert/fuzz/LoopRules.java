package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;
import org.wengert.fuzz.Scope.Target;

/** Loops. Each is bounded: by its counter, or by fuel that its condition burns. */
final class LoopRules {
  private LoopRules() {}

  static Registry<Maker.StatementRule> addTo(Registry<Maker.StatementRule> rules) {
    return rules
        .add("loops", 2.2, LoopRules::overArray)
        .add("loops", 1.8, LoopRules::counted)
        .add("loops", 1, LoopRules::whileLoop)
        .add("loops", 0.7, LoopRules::doWhile)
        .add("loops", 0.5, LoopRules::forever)
        .add("loops", 0.5, LoopRules::converging)
        .add("matrices", 1, LoopRules::overMatrix)
        .add("aliasing", 0.6, LoopRules::twoBuffers);
  }

  private static String label(Maker m) {
    return m.chance.of(0.4) && m.world.features.has("jumps") ? m.world.fresh("loop") : null;
  }

  /** A body that may jump out of or back to the loop. */
  private static List<Stmt> body(Maker m, String label, int statements) {
    m.scope.targets.add(new Target(label, Target.Kind.LOOP));
    return m.block(statements);
  }

  private static Scope.Variable counter(Maker m) {
    return m.declare(Ty.INT, "i", false, Scope.NO_GROUP);
  }

  /** Over all, or all but the ends, of an array; up, down, or every other element. */
  private static List<Stmt> overArray(Maker m) {
    Ty type = m.chance.pick(Ty.DOUBLES, Ty.DOUBLES, Ty.FLOATS, Ty.INTS);
    List<Scope.Variable> known = m.scope.ofType(type).stream().filter(v -> v.group() >= 0).toList();
    Scope.Mark mark = m.scope.mark();
    if (known.isEmpty() || !m.scope.enterLoop(4)) {
      return null;
    }
    Scope.Variable array = m.chance.pick(known);
    List<Stmt> made = new ArrayList<>();
    Expr length = Ast.length(array.local());
    if (m.chance.of(0.3)) {
      Expr.Local n = new Expr.Local(Ty.INT, m.world.fresh("n"));
      made.add(new Stmt.Declare(n, length));
      length = n;
    }
    made.add(overArray(m, array, length));
    m.scope.reset(mark);
    return made;
  }

  private static Stmt overArray(Maker m, Scope.Variable array, Expr length) {
    String label = label(m);
    int skippedLow = m.chance.of(0.7) ? 0 : 1;
    int skippedHigh = m.chance.of(0.8) ? 0 : 1;
    Expr.Local i = counter(m).local();
    m.scope.facts.add(new Scope.IndexFact(i, array.group(), -skippedLow, skippedHigh));
    Expr end = skippedHigh == 0 ? length : Ast.binary(BinaryOp.SUB, length, Ast.integer(1));
    List<Stmt> body = body(m, label, m.chance.between(1, 4));
    if (m.chance.of(0.25)) {
      Expr last = Ast.binary(BinaryOp.SUB, length, Ast.integer(1 + skippedHigh));
      Expr more = Ast.binary(BinaryOp.GE, i, Ast.integer(skippedLow));
      return new Stmt.For(label, i, last, more, Ast.step(i, -1), body);
    }
    Expr more = Ast.binary(m.chance.of(0.9) ? BinaryOp.LT : BinaryOp.NE, i, end);
    boolean everyOther = m.chance.of(0.15);
    if (everyOther || skippedLow + skippedHigh > 0) {
      more = Ast.binary(BinaryOp.LT, i, end);
    }
    Expr update =
        everyOther
            ? new Expr.Assign(i, BinaryOp.ADD, Ast.integer(2))
            : m.chance.of(0.5) ? Ast.step(i, 1) : new Expr.Increment(i, true, 1);
    return new Stmt.For(label, i, Ast.integer(skippedLow), more, update, body);
  }

  /** A bound that is constant or depends on data, perhaps with a second condition. */
  private static List<Stmt> counted(Maker m) {
    Scope.Mark mark = m.scope.mark();
    if (!m.scope.enterLoop(3)) {
      return null;
    }
    String label = label(m);
    Expr bound =
        m.chance.of(0.5) ? Ast.integer(m.chance.between(0, 7)) : m.below(m.chance.between(2, 6));
    Expr top = m.below(7);
    Expr.Local i = counter(m).local();
    Expr more = Ast.binary(m.chance.pick(BinaryOp.LT, BinaryOp.LE), i, bound);
    List<Stmt> body = new ArrayList<>(body(m, label, m.chance.between(1, 4)));
    if (m.chance.of(0.2)) {
      more = Ast.binary(BinaryOp.AND_THEN, more, m.condition(1));
    }
    Stmt loop = directed(m, new Stmt.For(label, i, top, more, Ast.step(i, 1), body));
    m.scope.reset(mark);
    return List.of(loop);
  }

  /** Skips some indices: a counter that the body moves too. */
  private static List<Stmt> skipping(Maker m, Expr.Local i, List<Stmt> body) {
    Stmt skip = new Stmt.Evaluate(Ast.step(i, 1));
    List<Stmt> all = new ArrayList<>(body);
    all.add(0, new Stmt.If(m.condition(1), List.of(skip), List.of()));
    return all;
  }

  /** Down from the start of {@code up}, or up from a small number in steps of some kind. */
  private static Stmt directed(Maker m, Stmt.For up) {
    Expr.Local i = up.index();
    Expr start = Ast.integer(m.chance.below(3));
    Expr more = up.condition();
    Expr update = up.update();
    List<Stmt> body = up.body();
    switch (m.chance.below(5)) {
      case 0 -> {
        start = up.start();
        more = Ast.binary(BinaryOp.GT, i, Ast.integer(0));
        update = Ast.step(i, -1);
      }
      case 1 -> {
        start = Ast.integer(1);
        update = new Expr.Assign(i, BinaryOp.MUL, Ast.integer(2));
      }
      case 2 -> update = new Expr.Assign(i, BinaryOp.ADD, Ast.add(m.below(3), Ast.integer(1)));
      default -> body = m.chance.of(0.15) ? skipping(m, i, body) : body;
    }
    return new Stmt.For(up.label(), i, start, more, update, body);
  }

  private static Expr.Local fuel(Maker m, List<Stmt> made) {
    Expr.Local fuel = new Expr.Local(Ty.INT, m.world.fresh("fuel"));
    made.add(new Stmt.Declare(fuel, Ast.integer(m.chance.between(2, 7))));
    return fuel;
  }

  private static Expr burning(Maker m, Expr.Local fuel, Expr condition) {
    Expr burn = Ast.binary(BinaryOp.GT, Ast.step(fuel, -1), Ast.integer(0));
    return m.chance.of(0.5)
        ? Ast.binary(BinaryOp.AND_THEN, burn, condition)
        : Ast.binary(BinaryOp.AND_THEN, condition, burn);
  }

  private static List<Stmt> whileLoop(Maker m) {
    Scope.Mark mark = m.scope.mark();
    if (!m.scope.enterLoop(4)) {
      return null;
    }
    List<Stmt> made = new ArrayList<>();
    String label = label(m);
    Expr condition = burning(m, fuel(m, made), m.condition(2));
    made.add(new Stmt.While(label, condition, body(m, label, m.chance.between(1, 4))));
    m.scope.reset(mark);
    return made;
  }

  private static List<Stmt> doWhile(Maker m) {
    Scope.Mark mark = m.scope.mark();
    if (!m.scope.enterLoop(4)) {
      return null;
    }
    List<Stmt> made = new ArrayList<>();
    String label = label(m);
    Expr condition = burning(m, fuel(m, made), m.condition(2));
    made.add(new Stmt.DoWhile(label, body(m, label, m.chance.between(1, 4)), condition));
    m.scope.reset(mark);
    return made;
  }

  /** {@code while (true)} with exits in the middle. */
  private static List<Stmt> forever(Maker m) {
    Scope.Mark mark = m.scope.mark();
    if (!m.scope.enterLoop(4)) {
      return null;
    }
    List<Stmt> made = new ArrayList<>();
    String label = label(m);
    Expr empty = Ast.binary(BinaryOp.LE, Ast.step(fuel(m, made), -1), Ast.integer(0));
    List<Stmt> body = new ArrayList<>();
    body.add(new Stmt.If(empty, List.of(new Stmt.Break(null)), List.of()));
    body.addAll(body(m, label, m.chance.between(1, 3)));
    if (Reachability.completes(body)) {
      body.add(new Stmt.If(m.condition(2), List.of(new Stmt.Break(label)), List.of()));
      body.addAll(m.block(1));
    }
    made.add(new Stmt.While(label, Ast.truth(true), body));
    m.scope.reset(mark);
    return made;
  }

  /** An iteration that ends when an active value is small enough. */
  private static List<Stmt> converging(Maker m) {
    List<Scope.Variable> all = m.scope.assignable(Ty.DOUBLE);
    Scope.Mark mark = m.scope.mark();
    if (all.isEmpty() || !m.scope.enterLoop(4)) {
      return null;
    }
    List<Stmt> made = new ArrayList<>();
    Expr x = m.chance.pick(all).local();
    Expr far = Ast.binary(BinaryOp.GT, Ast.math("abs", x), Ast.number(Ty.DOUBLE, 0.3));
    Expr condition = burning(m, fuel(m, made), far);
    List<Stmt> body = new ArrayList<>(body(m, null, m.chance.between(0, 2)));
    if (Reachability.completes(body)) {
      body.add(Ast.update(x, BinaryOp.MUL, Ast.number(Ty.DOUBLE, m.chance.decimal(0.3, 0.8))));
    }
    made.add(new Stmt.While(null, condition, body));
    m.scope.reset(mark);
    return made;
  }

  /** Over rows and columns, by two indices or by a local that is the row. */
  private static List<Stmt> overMatrix(Maker m) {
    List<Scope.Variable> matrices =
        m.scope.ofType(Ty.MATRIX).stream().filter(v -> !v.assignable()).toList();
    Scope.Mark mark = m.scope.mark();
    if (matrices.isEmpty() || m.world.rowStores || !m.scope.enterLoop(7)) {
      return null;
    }
    String label = label(m);
    Expr.Local matrix = m.chance.pick(matrices).local();
    Expr.Local row = counter(m).local();
    m.scope.targets.add(new Target(label, Target.Kind.LOOP));
    m.scope.depth++;
    List<Stmt> body = new ArrayList<>(m.block(m.chance.below(2)));
    if (Reachability.completes(body)) {
      body.add(overRow(m, matrix, row));
    }
    m.scope.reset(mark);
    return List.of(up(label, row, Ast.length(matrix), body));
  }

  private static Stmt overRow(Maker m, Expr.Local matrix, Expr.Local row) {
    String label = label(m);
    Expr.Local column = counter(m).local();
    m.scope.cellFacts.add(new Scope.CellFact(matrix, row, column));
    List<Stmt> body = body(m, label, m.chance.between(1, 3));
    return up(label, column, Ast.length(Ast.element(matrix, row)), body);
  }

  private static Stmt up(String label, Expr.Local i, Expr end, List<Stmt> body) {
    Expr more = Ast.binary(BinaryOp.LT, i, end);
    return new Stmt.For(label, i, Ast.integer(0), more, Ast.step(i, 1), body);
  }

  /** Two arrays of one length that change places in every iteration. */
  private static List<Stmt> twoBuffers(Maker m) {
    Expr start = m.arrays.existing(Ty.DOUBLES);
    Scope.Mark mark = m.scope.mark();
    if (start == null || !m.scope.enterLoop(3)) {
      return null;
    }
    m.scope.reset(mark);
    int group = m.freshGroup();
    Expr.Local current = m.declare(Ty.DOUBLES, "cur", false, group).local();
    Expr.Local next = m.declare(Ty.DOUBLES, "nxt", false, group).local();
    Expr first = m.chance.of(0.5) ? start : new Expr.CloneOf(start);
    List<Stmt> made = new ArrayList<>();
    made.add(new Stmt.Declare(current, first));
    made.add(new Stmt.Declare(next, new Expr.NewArray(Ty.DOUBLES, List.of(Ast.length(current)))));
    made.add(sweeps(m, current, next, group));
    return made;
  }

  private static Stmt sweeps(Maker m, Expr.Local current, Expr.Local next, int group) {
    Scope.Mark mark = m.scope.mark();
    m.scope.enterLoop(3);
    Expr.Local t = counter(m).local();
    m.scope.targets.add(new Target(null, Target.Kind.LOOP));
    List<Stmt> body = new ArrayList<>();
    body.add(sweep(m, current, next, group));
    body.addAll(m.block(m.chance.below(2)));
    if (Reachability.completes(body)) {
      Expr.Local swapped = new Expr.Local(Ty.DOUBLES, m.world.fresh("tmp"));
      body.add(new Stmt.Declare(swapped, current));
      body.add(Ast.set(current, next));
      body.add(Ast.set(next, swapped));
    }
    m.scope.reset(mark);
    return up(null, t, m.chance.of(0.5) ? Ast.integer(3) : m.below(5), body);
  }

  private static Stmt sweep(Maker m, Expr.Local current, Expr.Local next, int group) {
    Scope.Mark mark = m.scope.mark();
    m.scope.enterLoop(4);
    Expr.Local i = counter(m).local();
    m.scope.facts.add(new Scope.IndexFact(i, group, 0, 0));
    Expr length = Ast.length(current);
    Expr neighbour =
        Ast.element(current, Ast.binary(BinaryOp.REM, Ast.add(i, Ast.integer(1)), length));
    Expr mixed =
        Ast.binary(
            m.chance.pick(BinaryOp.ADD, BinaryOp.SUB, BinaryOp.MUL),
            m.fitted(Ty.DOUBLE, 2),
            m.chance.of(0.5) ? neighbour : Ast.element(current, i));
    List<Stmt> body = List.of(Ast.set(Ast.element(next, i), m.fit.variable(mixed)));
    m.scope.reset(mark);
    return up(null, i, length, body);
  }
}

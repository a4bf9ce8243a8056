package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Statements that create, copy, fill and alias arrays. */
final class ArrayRules {
  private ArrayRules() {}

  static Registry<Maker.StatementRule> addTo(Registry<Maker.StatementRule> rules) {
    return rules
        .add("allocation", 2, m -> declareFresh(m, Ty.DOUBLES))
        .add("allocation", 0.5, m -> declareFresh(m, Ty.FLOATS))
        .add("allocation", 0.3, m -> declareFresh(m, Ty.INTS))
        .add("smallarrays", 0.6, m -> declareFresh(m, small(m)))
        .add("matrices", 0.6, m -> declareFresh(m, Ty.MATRIX))
        .add(
            "floatmatrices",
            0.3,
            m -> m.world.features.has("floats") ? declareFresh(m, Ty.FLOAT_MATRIX) : null)
        .add("cubes", 0.3, m -> m.world.features.has("matrices") ? declareFresh(m, Ty.CUBE) : null)
        .add("aliasing", 0.9, m -> declareAlias(m, Ty.DOUBLES))
        .add("aliasing", 0.2, m -> declareAlias(m, Ty.FLOATS))
        .add("aliasing", 0.2, m -> declareAlias(m, Ty.MATRIX))
        .add("aliasing", 0.1, m -> declareAlias(m, Ty.FLOAT_MATRIX))
        .add("aliasing", 0.1, m -> declareAlias(m, Ty.CUBE))
        .add("aliasing", 1, ArrayRules::reassign)
        .add("aliasing", 0.7, ArrayRules::swap)
        .add("copies", 1, ArrayRules::copy)
        .add("copies", 0.8, ArrayRules::fill)
        .add("rowstores", 0.8, ArrayRules::storeRow)
        .add("statics", 0.4, ArrayRules::storeStatic)
        .add("throws", 0.02, ArrayRules::outOfBounds);
  }

  private static Ty small(Maker m) {
    return m.chance.pick(Ty.LONGS, Ty.BOOLEANS, Ty.BYTES, Ty.SHORTS, Ty.CHARS);
  }

  private static List<Stmt> declareFresh(Maker m, Ty type) {
    boolean assignable = m.chance.of(0.3);
    Expr value = m.arrays.fresh(type, 2);
    return List.of(declared(m, type, assignable, value));
  }

  private static Stmt declared(Maker m, Ty type, boolean assignable, Expr value) {
    int group = assignable ? Scope.NO_GROUP : groupOf(m, value);
    Expr.Local variable = m.declare(type, "a", assignable, group).local();
    if (!assignable) {
      m.scope.capturable.add(variable.name());
    }
    return new Stmt.Declare(variable, value);
  }

  /** Clones and aliases of a variable share its length. */
  private static int groupOf(Maker m, Expr value) {
    Expr source = value instanceof Expr.CloneOf clone ? clone.array() : value;
    int group = source instanceof Expr.Local local ? m.arrays.group(local) : Scope.NO_GROUP;
    return group == Scope.NO_GROUP ? m.freshGroup() : group;
  }

  private static List<Stmt> declareAlias(Maker m, Ty type) {
    Expr old = m.arrays.existing(type);
    Expr other = m.arrays.existing(type);
    if (old == null || other == null) {
      return null;
    }
    boolean choice = m.chance.of(0.3);
    Expr value = choice ? new Expr.Conditional(m.condition(1), old, other) : old;
    return List.of(declared(m, type, m.chance.of(0.5), value));
  }

  private static List<Stmt> reassign(Maker m) {
    Ty type = m.chance.pick(Ty.DOUBLES, Ty.DOUBLES, Ty.FLOATS, Ty.MATRIX, Ty.FLOAT_MATRIX, Ty.CUBE);
    List<Scope.Variable> all = m.scope.assignable(type);
    if (all.isEmpty()) {
      return null;
    }
    return List.of(Ast.set(m.chance.pick(all).local(), m.arrays.any(type, 2)));
  }

  private static List<Stmt> swap(Maker m) {
    List<Scope.Variable> all = m.scope.assignable(Ty.DOUBLES);
    if (all.size() < 2) {
      return null;
    }
    Expr one = m.chance.pick(all).local();
    Expr other = m.chance.pick(all).local();
    return swap(m, one, other);
  }

  private static List<Stmt> swap(Maker m, Expr one, Expr other) {
    Expr.Local held = new Expr.Local(one.type(), m.world.fresh("tmp"));
    return List.of(new Stmt.Declare(held, one), Ast.set(one, other), Ast.set(other, held));
  }

  private static List<Stmt> copy(Maker m) {
    Ty type = m.chance.pick(Ty.DOUBLES, Ty.DOUBLES, Ty.DOUBLES, Ty.FLOATS, Ty.INTS, small(m));
    Expr source = m.arrays.existing(type);
    Expr target = m.chance.of(0.4) ? source : m.arrays.existing(type);
    if (source == null || target == null) {
      return null;
    }
    List<Stmt> made = new ArrayList<>();
    Expr from = offset(m, made, source);
    Expr to = offset(m, made, target);
    Expr room = Ast.math("min", room(source, from), room(target, to));
    made.add(new Stmt.ArrayCopy(source, from, target, to, room));
    return made;
  }

  private static Expr offset(Maker m, List<Stmt> made, Expr array) {
    if (m.chance.of(0.5)) {
      return Ast.integer(0);
    }
    Expr.Local offset = new Expr.Local(Ty.INT, m.world.fresh("off"));
    made.add(new Stmt.Declare(offset, m.arrays.index(array)));
    return offset;
  }

  private static Expr room(Expr array, Expr from) {
    return Ast.binary(BinaryOp.SUB, Ast.length(array), from);
  }

  private static List<Stmt> fill(Maker m) {
    Ty type = m.chance.pick(Ty.DOUBLES, Ty.DOUBLES, Ty.DOUBLES, Ty.FLOATS, Ty.INTS, small(m));
    Expr array = m.arrays.existing(type);
    if (array == null) {
      return null;
    }
    Expr value = m.fitted(type.element(), 2);
    if (m.chance.of(0.5)) {
      return List.of(new Stmt.Fill(List.of(array, value)));
    }
    Expr from = m.chance.of(0.5) ? Ast.integer(0) : m.arrays.pureIndex(array);
    return List.of(new Stmt.Fill(List.of(array, from, Ast.length(array), value)));
  }

  /** Puts another array into a matrix, or lets two of its rows change places. */
  private static List<Stmt> storeRow(Maker m) {
    Ty type = m.chance.pick(Ty.MATRIX, Ty.MATRIX, Ty.FLOAT_MATRIX, Ty.CUBE);
    List<Scope.Variable> all = m.scope.ofType(type);
    if (all.isEmpty() || !m.world.rowStores) {
      return null;
    }
    Expr matrix = m.chance.pick(all).local();
    Expr row = Ast.element(matrix, m.arrays.pureIndex(matrix));
    if (m.chance.of(0.3)) {
      return swap(m, row, Ast.element(matrix, m.arrays.pureIndex(matrix)));
    }
    Expr other = m.arrays.existing(type.element());
    if (other != null && m.chance.of(0.2)) {
      return List.of(new Stmt.Fill(List.of(matrix, other)));
    }
    return List.of(Ast.set(row, m.arrays.any(type.element(), 2)));
  }

  private static List<Stmt> storeStatic(Maker m) {
    List<Program.Field> all = m.world.fields.stream().filter(f -> f.type() == Ty.DOUBLES).toList();
    if (all.isEmpty()) {
      return null;
    }
    Expr field = new Expr.StaticField(Ty.DOUBLES, m.chance.pick(all).name());
    return List.of(Ast.set(field, m.arrays.any(Ty.DOUBLES, 2)));
  }

  /** Throws for some values. */
  private static List<Stmt> outOfBounds(Maker m) {
    Expr array = m.arrays.existing(Ty.DOUBLES);
    if (array == null) {
      return null;
    }
    Expr index = m.below(m.chance.between(3, 6));
    return List.of(Ast.update(Ast.element(array, index), BinaryOp.ADD, m.fitted(Ty.DOUBLE, 1)));
  }
}

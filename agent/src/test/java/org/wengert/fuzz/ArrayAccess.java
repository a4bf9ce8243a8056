package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Draws arrays in scope and valid indices into them. */
final class ArrayAccess {
  private final Maker m;

  ArrayAccess(Maker m) {
    this.m = m;
  }

  /** A pure reference to an existing array of that type, or null. */
  Expr existing(Ty type) {
    List<Expr> found = new ArrayList<>();
    for (Scope.Variable v : m.scope.ofType(type)) {
      found.add(v.local());
      found.add(v.local());
    }
    if (m.world.features.has("statics")) {
      for (Program.Field f : m.world.fields) {
        if (f.type() == type) {
          found.add(new Expr.StaticField(type, f.name()));
        }
      }
    }
    boolean isRow = type == Ty.DOUBLES || type == Ty.FLOATS || type == Ty.MATRIX;
    if (isRow && m.chance.of(0.4)) {
      Expr row = row(type.array());
      if (row != null) {
        found.add(row);
        found.add(row);
      }
    }
    if (type == Ty.DOUBLES) {
      found.addAll(m.objects.arrays());
    }
    return found.isEmpty() ? null : m.chance.pick(found);
  }

  private Expr row(Ty type) {
    List<Scope.Variable> matrices = m.scope.ofType(type);
    if (matrices.isEmpty()) {
      return null;
    }
    Expr matrix = m.chance.pick(matrices).local();
    return Ast.element(matrix, pureIndex(matrix));
  }

  /** An element of an existing array whose elements have {@code type}, or null. */
  Expr.Element element(Ty type) {
    if (type == Ty.DOUBLE && !m.scope.cellFacts.isEmpty() && m.chance.of(0.4)) {
      Scope.CellFact cell = m.chance.pick(m.scope.cellFacts);
      return new Expr.Element(new Expr.Element(cell.matrix(), cell.row()), cell.column());
    }
    Expr array = existing(type == Ty.INT ? ints() : type.array());
    return array == null ? null : new Expr.Element(array, index(array));
  }

  private Ty ints() {
    return m.chance.pick(Ty.INTS, Ty.INTS, Ty.INTS, Ty.BYTES, Ty.SHORTS, Ty.CHARS);
  }

  /** A valid index; arrays are never empty. The array is pure. */
  Expr index(Expr array) {
    Expr known = known(array);
    if (known != null && m.chance.of(0.75)) {
      return known;
    }
    return switch (m.chance.below(8)) {
      case 0 -> Ast.integer(0);
      case 1 -> Ast.binary(BinaryOp.SUB, Ast.length(array), Ast.integer(1));
      default -> m.fit.below(m.expression(Ty.INT, 1), Ast.length(array));
    };
  }

  /** A valid index without effects, and short. */
  Expr pureIndex(Expr array) {
    Expr known = known(array);
    if (known != null && m.chance.of(0.8)) {
      return known;
    }
    List<Scope.Variable> ints = m.scope.ofType(Ty.INT);
    if (ints.isEmpty() || m.chance.of(0.3)) {
      return Ast.integer(0);
    }
    return Ast.math("floorMod", m.chance.pick(ints).local(), Ast.length(array));
  }

  /** An index that loops around here are known to keep in bounds, or null. */
  private Expr known(Expr array) {
    if (!(array instanceof Expr.Local local)) {
      return null;
    }
    int group = group(local);
    List<Scope.IndexFact> facts =
        m.scope.facts.stream().filter(f -> f.group() == group && group >= 0).toList();
    if (facts.isEmpty()) {
      return null;
    }
    Scope.IndexFact fact = m.chance.pick(facts);
    int offset = m.chance.of(0.6) ? 0 : m.chance.between(fact.low(), fact.high());
    return shifted(fact.index(), offset);
  }

  private static Expr shifted(Expr index, int offset) {
    if (offset == 0) {
      return index;
    }
    BinaryOp op = offset > 0 ? BinaryOp.ADD : BinaryOp.SUB;
    return Ast.binary(op, index, Ast.integer(Math.abs(offset)));
  }

  /** The length group of a variable. */
  int group(Expr.Local local) {
    return m.scope.variables.stream()
        .filter(v -> v.name().equals(local.name()))
        .mapToInt(Scope.Variable::group)
        .findFirst()
        .orElse(Scope.NO_GROUP);
  }

  /** An array of that type, old or new, perhaps with effects. */
  Expr any(Ty type, int depth) {
    Expr old = existing(type);
    if (old != null && m.chance.of(0.5)) {
      return old;
    }
    return fresh(type, depth);
  }

  /** A new array. */
  Expr fresh(Ty type, int depth) {
    Expr old = m.world.features.has("copies") ? existing(type) : null;
    if (type == Ty.DOUBLES && m.world.features.has("lambdas") && m.chance.of(0.1)) {
      return CollectionRules.mapped(m);
    }
    int kind = m.chance.below(6);
    if (type.element().isObject()) {
      return old != null && kind < 2 ? new Expr.CloneOf(old) : literal(type, depth);
    }
    if (old != null && kind < 2) {
      return new Expr.CloneOf(old);
    }
    if (old != null && !type.isNested() && kind == 2) {
      return new Expr.CopyOf(old, Ast.add(m.below(4), Ast.integer(1)));
    }
    if (old != null && !type.isNested() && kind == 3) {
      return range(old);
    }
    return kind == 4 ? created(type) : literal(type, depth);
  }

  /** At least one element from within the array, perhaps zeros beyond it. */
  private Expr range(Expr old) {
    Expr from = pureIndex(old);
    Expr to = Ast.add(from, Ast.integer(m.chance.between(1, 3)));
    return new Expr.CopyOfRange(old, from, m.chance.of(0.5) ? to : Ast.length(old));
  }

  private Expr created(Ty type) {
    Expr length = Ast.add(m.below(4), Ast.integer(1));
    if (m.world.features.has("empty") && m.chance.of(0.01) && !type.isNested()) {
      length = Ast.integer(0);
    }
    List<Expr> lengths = new ArrayList<>(List.of(length));
    for (Ty row = type; row.isNested(); row = row.element()) {
      lengths.add(Ast.integer(m.chance.between(1, 3)));
    }
    return new Expr.NewArray(type, lengths);
  }

  private Expr literal(Ty type, int depth) {
    List<Expr> elements = new ArrayList<>();
    int length = m.chance.between(1, 3);
    for (int i = 0; i < length; i++) {
      Ty element = type.element();
      elements.add(m.value(element, depth - 1));
    }
    return new Expr.ArrayLiteral(type, elements);
  }
}

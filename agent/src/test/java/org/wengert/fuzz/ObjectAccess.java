package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Draws objects in scope, new ones, and their fields. References in variables are not null. */
final class ObjectAccess {
  /** What is known of a {@code Shape}: it has no others inside. */
  static final int LEAF = 0;

  private final Maker m;

  ObjectAccess(Maker m) {
    this.m = m;
  }

  /** References of that type that are not null, without effects. */
  List<Expr> references(Ty type) {
    List<Expr> found = new ArrayList<>();
    for (Scope.Variable v : m.scope.ofType(type)) {
      found.add(v.local());
      found.add(v.local());
    }
    for (Program.Field f : m.world.fields) {
      if (f.type() == type && f.initial() == null) {
        found.add(new Expr.StaticField(type, f.name()));
      }
    }
    if (type == Ty.NODE || type == Ty.SHAPE) {
      for (Scope.Variable v : m.scope.ofType(type.array())) {
        found.add(Ast.element(v.local(), m.arrays.pureIndex(v.local())));
      }
    }
    if (type == Ty.NODE) {
      for (Scope.Variable v : m.scope.ofType(Ty.NODE_LIST)) {
        found.add(CollectionRules.at(m, LibraryOp.NODE_LIST_GET, v.local()));
      }
    }
    for (ClassDef.FieldDef f : m.scope.own) {
      if (f.type() == type && !isLink(f)) {
        found.add(new Expr.ObjectField(type, self(), f.name()));
      }
    }
    return found;
  }

  /** One of {@link #references}, or null. */
  Expr existing(Ty type) {
    List<Expr> found = references(type);
    return found.isEmpty() ? null : m.chance.pick(found);
  }

  private static Expr.Local self() {
    return new Expr.Local(Ty.NODE, "this");
  }

  /** The fields of nodes that may be null: they lead to other nodes. */
  static boolean isLink(ClassDef.FieldDef f) {
    return f.name().startsWith("next");
  }

  /** {@code node.next} and the like, which may be null; or null. */
  Expr.ObjectField link(boolean assigned) {
    ClassDef node = m.world.type("Node");
    Expr target = existing(Ty.NODE);
    List<ClassDef.FieldDef> links =
        node == null
            ? List.of()
            : node.fields().stream().filter(f -> isLink(f) && !(assigned && f.fixed())).toList();
    return target == null || links.isEmpty()
        ? null
        : new Expr.ObjectField(Ty.NODE, target, m.chance.pick(links).name());
  }

  /** A field of that type of some object, or null. */
  Expr.ObjectField field(Ty type, boolean assigned) {
    List<Expr.ObjectField> found = new ArrayList<>();
    for (Ty owner : assigned ? List.of(Ty.NODE) : List.of(Ty.NODE, Ty.NODE, Ty.PAIR)) {
      Expr target = existing(owner);
      ClassDef declared = m.world.type(owner.source());
      if (target != null && declared != null) {
        fields(declared.fields(), type, assigned)
            .forEach(f -> found.add(new Expr.ObjectField(type, target, f.name())));
      }
    }
    fields(m.scope.own, type, assigned)
        .forEach(f -> found.add(new Expr.ObjectField(type, self(), f.name())));
    return found.isEmpty() ? null : m.chance.pick(found);
  }

  private static Stream<ClassDef.FieldDef> fields(
      List<ClassDef.FieldDef> all, Ty type, boolean assigned) {
    return all.stream().filter(f -> f.type() == type && !isLink(f) && !(assigned && f.fixed()));
  }

  /** Arrays of doubles in fields and lists. */
  List<Expr> arrays() {
    List<Expr> found = new ArrayList<>();
    if (m.world.features.has("objects")) {
      Expr field = field(Ty.DOUBLES, false);
      if (field != null) {
        found.add(field);
        found.add(field);
      }
    }
    for (Scope.Variable rows : m.scope.ofType(Ty.ROWS)) {
      found.add(CollectionRules.at(m, LibraryOp.ROWS_GET, rows.local()));
    }
    return found;
  }

  /** An object of that type, old or new. */
  Expr any(Ty type, int depth) {
    Expr old = existing(type);
    Expr made = old != null && m.chance.of(0.6) ? old : fresh(type, depth);
    return made != null ? made : old;
  }

  /** A new object; null where none can be made here. */
  Expr fresh(Ty type, int depth) {
    return switch (type) {
      case NODE, PAIR -> created(type, depth);
      case SHAPE -> shape(depth);
      case FUNCTION, BOXED_FUNCTION -> FunctionRules.fresh(m, type);
      default -> CollectionRules.fresh(m, type, depth);
    };
  }

  private Expr created(Ty type, int depth) {
    List<Maker.Creation> all =
        m.world.creations.stream().filter(c -> c.type().type() == type).toList();
    return all.isEmpty() ? null : created(m.chance.pick(all), depth);
  }

  /** {@code new} with arguments; null where there can be none. */
  private Expr created(Maker.Creation c, int depth) {
    m.scope.cost += m.scope.multiplier * c.cost();
    List<Expr> arguments = new ArrayList<>();
    for (int i = 0; i < c.parameters().size(); i++) {
      Ty type = c.parameters().get(i);
      Expr argument = c.nullable().get(i) ? nullable(type) : m.value(type, Math.min(2, depth - 1));
      if (argument == null) {
        return null;
      }
      arguments.add(argument);
    }
    return new Expr.New(c.type().type(), c.type().name(), arguments);
  }

  /** An old object or array of that type, or the constant null. */
  Expr nullable(Ty type) {
    Expr old = type.isArray() ? m.arrays.existing(type) : existing(type);
    return old != null && m.chance.of(0.6) ? old : new Expr.Literal(type, null);
  }

  private Expr shape(int depth) {
    boolean functional = m.world.features.has("lambdas") && ClassGenerator.isFunctional(m.world);
    if (functional && m.chance.of(0.25)) {
      return FunctionRules.lambda(m, Ty.SHAPE);
    }
    List<Maker.Creation> all =
        m.world.creations.stream()
            .filter(c -> c.type().type() == Ty.SHAPE)
            .filter(c -> depth > 0 || !isComposite(c))
            .toList();
    if (all.isEmpty()) {
      return null;
    }
    Maker.Creation chosen = m.chance.pick(all);
    if (!isComposite(chosen)) {
      return created(chosen, depth);
    }
    m.scope.cost += m.scope.multiplier * chosen.cost();
    List<Expr> arguments = new ArrayList<>();
    for (Ty type : chosen.parameters()) {
      Expr argument = type == Ty.SHAPE ? part(depth - 1) : m.value(type, depth - 1);
      if (argument == null) {
        return null;
      }
      arguments.add(argument);
    }
    return new Expr.New(Ty.SHAPE, chosen.type().name(), arguments);
  }

  static boolean isComposite(Maker.Creation c) {
    return c.parameters().contains(Ty.SHAPE);
  }

  /** Of a tree: a new subtree or an old leaf, so that trees stay small. */
  private Expr part(int depth) {
    List<Scope.Variable> leaves =
        m.scope.ofType(Ty.SHAPE).stream().filter(v -> v.group() == LEAF).toList();
    return !leaves.isEmpty() && m.chance.of(0.4) ? m.chance.pick(leaves).local() : shape(depth);
  }

  /** Whether a {@code Shape} made like this has none inside. */
  static boolean isLeaf(Expr e) {
    return e instanceof Expr.New made
        && made.arguments().stream().noneMatch(a -> a.type() == Ty.SHAPE);
  }
}

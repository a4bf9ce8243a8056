package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Objects: fields, calls, identity, and statements that make, link and walk them. */
final class ObjectRules {
  private ObjectRules() {}

  static Registry<Maker.StatementRule> addTo(Registry<Maker.StatementRule> rules) {
    return rules
        .add("objects", 3, m -> declare(m, Ty.NODE))
        .add("objects", 0.8, m -> declare(m, Ty.PAIR))
        .add("objects", 0.8, m -> declareArray(m, Ty.NODES))
        .add("objects", 3, ObjectRules::update)
        .add("objects", 1, m -> reassign(m, m.chance.pick(Ty.NODE, Ty.NODE, Ty.PAIR)))
        .add("objects", 1.2, ObjectRules::link)
        .add("objects", 1, ObjectRules::storeReference)
        .add("objects", 0.7, ObjectRules::storeElement)
        .add("objects", 1, ObjectRules::walk)
        .add("objects", 0.8, ObjectRules::chain)
        .add("objects", 0.7, ObjectRules::fill)
        .add("objects", 1, m -> call(m, m.chance.pick(Ty.VOID, Ty.VOID, Ty.NODE, Ty.PAIR)))
        .add("dispatch", 2, m -> declare(m, Ty.SHAPE))
        .add("dispatch", 0.8, m -> declareArray(m, Ty.SHAPES))
        .add("dispatch", 1.5, ObjectRules::sum)
        .add("dispatch", 0.8, ObjectRules::nest)
        .add("objects", 0.5, ObjectRules::use)
        .add("objects", 0.3, ObjectRules::locked)
        .add("objects", 0.7, ObjectRules::raise)
        .add("objects", 0.5, ObjectRules::riskyLink);
  }

  // Expressions

  static Expr field(Maker m, Ty type, int depth) {
    return type == Ty.LONG ? null : m.objects.field(type, false);
  }

  private static Expr nothing(Ty type) {
    return new Expr.Literal(type, null);
  }

  /** {@code n.next != null ? n.next.f : ...}. */
  static Expr fieldOfNext(Maker m, Ty type, int depth) {
    Expr link = m.objects.link(false);
    Expr.ObjectField field = link == null ? null : nodeField(m, type, link);
    return field == null
        ? null
        : new Expr.Conditional(
            new Expr.Same(link, nothing(Ty.NODE), true), field, m.expression(type, 0));
  }

  private static Expr.ObjectField nodeField(Maker m, Ty type, Expr node) {
    List<ClassDef.FieldDef> fields = numbers(m.world.type("Node"), type);
    return fields.isEmpty() ? null : new Expr.ObjectField(type, node, m.chance.pick(fields).name());
  }

  private static List<ClassDef.FieldDef> numbers(ClassDef type, Ty wanted) {
    return type.fields().stream().filter(f -> f.type() == wanted).toList();
  }

  /** {@code n instanceof Node1 ? ((Node1) n).g : ...}. */
  static Expr fieldOfSubclass(Maker m, Ty type, int depth) {
    Expr node = m.objects.existing(Ty.NODE);
    ClassDef sub = subclass(m);
    if (node == null || sub == null || numbers(sub, type).isEmpty()) {
      return null;
    }
    String name = m.chance.pick(numbers(sub, type)).name();
    Expr field = new Expr.ObjectField(type, new Expr.Downcast(node, sub.name()), name);
    return new Expr.Conditional(
        new Expr.InstanceOf(node, sub.name()), field, m.expression(type, 0));
  }

  private static ClassDef subclass(Maker m) {
    List<ClassDef> all = m.world.classes.stream().filter(c -> c.parent() != null).toList();
    return all.isEmpty() ? null : m.chance.pick(all);
  }

  /** A call of an instance method that yields {@code type}. */
  static Expr invoke(Maker m, Ty type, int depth) {
    List<Maker.Member> all =
        m.world.members.stream()
            .filter(c -> c.result() == type && !m.objects.references(c.owner()).isEmpty())
            .toList();
    if (all.isEmpty()) {
      return null;
    }
    Maker.Member callee = m.chance.pick(all);
    Expr receiver = m.objects.existing(callee.owner());
    return m.scope.affords(callee.cost()) ? invoke(m, receiver, callee, depth) : null;
  }

  private static Expr invoke(Maker m, Expr receiver, Maker.Member callee, int depth) {
    List<Expr> arguments = new ArrayList<>();
    for (Ty parameter : callee.parameters()) {
      Expr argument = m.value(parameter, Math.min(depth - 1, 2));
      if (argument == null) {
        return null;
      }
      arguments.add(argument);
    }
    return new Expr.Invoke(callee.result(), receiver, callee.name(), arguments);
  }

  /** Whether two references are the same object, or one is null. */
  static Expr identity(Maker m, Ty type, int depth) {
    Expr one = m.chance.of(0.5) ? m.objects.existing(Ty.NODE) : m.objects.link(false);
    Expr other = m.chance.of(0.5) ? m.objects.existing(Ty.NODE) : nothing(Ty.NODE);
    return one == null || other == null ? null : new Expr.Same(one, other, m.chance.of(0.5));
  }

  static Expr isNode(Maker m, Ty type, int depth) {
    Expr node = m.objects.existing(Ty.NODE);
    ClassDef sub = subclass(m);
    return node == null || sub == null ? null : new Expr.InstanceOf(node, sub.name());
  }

  // Statements

  static List<Stmt> declare(Maker m, Ty type) {
    Expr old = m.objects.existing(type);
    Expr value = m.objects.any(type, 2);
    if (value == null) {
      return null;
    }
    if (old != null && m.chance.of(0.3)) {
      value = new Expr.Conditional(m.condition(1), value, old);
    }
    return List.of(declared(m, type, value));
  }

  private static Stmt declared(Maker m, Ty type, Expr value) {
    boolean assignable = m.chance.of(0.3);
    int group = !assignable && ObjectAccess.isLeaf(value) ? ObjectAccess.LEAF : Scope.NO_GROUP;
    Expr.Local variable = m.declare(type, "o", assignable, group).local();
    if (!assignable) {
      m.scope.capturable.add(variable.name());
    }
    return new Stmt.Declare(variable, value);
  }

  private static List<Stmt> declareArray(Maker m, Ty type) {
    if (m.value(type.element(), 1) == null) {
      return null;
    }
    Expr value = m.arrays.fresh(type, 2);
    Scope.Variable variable = m.declare(type, "a", false, m.freshGroup());
    m.scope.capturable.add(variable.name());
    return List.of(new Stmt.Declare(variable.local(), value));
  }

  private static List<Stmt> reassign(Maker m, Ty type) {
    List<Scope.Variable> all = m.scope.assignable(type);
    Expr value = all.isEmpty() ? null : m.objects.any(type, 2);
    return value == null ? null : List.of(Ast.set(m.chance.pick(all).local(), value));
  }

  private static List<Stmt> update(Maker m) {
    Expr target = m.objects.field(m.chance.pick(Ty.DOUBLE, Ty.DOUBLE, Ty.FLOAT, Ty.INT), true);
    if (target == null) {
      return null;
    }
    return target.type().isFloating() && m.chance.of(0.6)
        ? List.of(new Stmt.Evaluate(FloatingRules.update(m, target, m.chance.between(0, 2))))
        : List.of(Ast.set(target, m.fitted(target.type(), 2)));
  }

  private static List<Stmt> link(Maker m) {
    Expr link = m.objects.link(true);
    Expr old = m.objects.existing(Ty.NODE);
    if (link == null) {
      return null;
    }
    Expr value = m.chance.of(0.2) ? nothing(Ty.NODE) : m.chance.of(0.5) ? old : fresh(m);
    return value == null ? null : List.of(Ast.set(link, value));
  }

  private static Expr fresh(Maker m) {
    return m.objects.fresh(Ty.NODE, 1);
  }

  /** Arrays, records and functions in fields, and nodes in static ones. */
  private static List<Stmt> storeReference(Maker m) {
    Ty type = m.chance.pick(Ty.DOUBLES, Ty.PAIR, Ty.FUNCTION, Ty.NODE, Ty.NODES);
    Expr target = m.objects.field(type, true);
    List<Program.Field> statics =
        m.world.fields.stream().filter(f -> f.type() == type && f.initial() == null).toList();
    if (!statics.isEmpty() && (target == null || m.chance.of(0.5))) {
      target = new Expr.StaticField(type, m.chance.pick(statics).name());
    }
    Expr value = target == null ? null : m.value(type, 2);
    return value == null ? null : List.of(Ast.set(target, value));
  }

  private static List<Stmt> storeElement(Maker m) {
    Ty type = m.chance.pick(Ty.NODES, Ty.NODES, Ty.SHAPES);
    Expr array = m.arrays.existing(type);
    if (array == null) {
      return null;
    }
    Expr value = type == Ty.NODES ? m.value(Ty.NODE, 1) : leaf(m);
    return value == null
        ? null
        : List.of(Ast.set(Ast.element(array, m.arrays.pureIndex(array)), value));
  }

  /** An old or new {@code Shape} that holds no others, so that trees stay finite and small. */
  private static Expr leaf(Maker m) {
    return m.objects.fresh(Ty.SHAPE, 0);
  }

  private static List<Stmt> call(Maker m, Ty type) {
    Expr call = invoke(m, type, 2);
    return call == null ? null : List.of(new Stmt.Evaluate(call));
  }

  /** Along the links from a node; there may be a circle. */
  private static List<Stmt> walk(Maker m) {
    Expr start = m.objects.existing(Ty.NODE);
    Expr.ObjectField link = m.objects.link(false);
    Scope.Mark mark = m.scope.mark();
    if (start == null || link == null || !m.scope.enterLoop(4)) {
      return null;
    }
    Expr.Local at = new Expr.Local(Ty.NODE, m.world.fresh("at"));
    Expr.Local fuel = new Expr.Local(Ty.INT, m.world.fresh("fuel"));
    Expr more =
        Ast.binary(
            BinaryOp.AND_THEN,
            new Expr.Same(at, nothing(Ty.NODE), true),
            Ast.binary(BinaryOp.GT, Ast.step(fuel, -1), Ast.integer(0)));
    m.scope.variables.add(new Scope.Variable(Ty.NODE, at.name(), false, Scope.NO_GROUP));
    m.scope.targets.add(new Scope.Target(null, Scope.Target.Kind.LOOP));
    List<Stmt> body = new ArrayList<>(m.block(m.chance.between(1, 3)));
    if (Reachability.completes(body)) {
      body.add(Ast.set(at, new Expr.ObjectField(Ty.NODE, at, link.name())));
    }
    m.scope.reset(mark);
    return List.of(
        new Stmt.Declare(at, start),
        new Stmt.Declare(fuel, Ast.integer(m.chance.between(2, 5))),
        new Stmt.While(null, more, body));
  }

  /** A list of nodes, made in a loop, each linked to the one before. */
  private static List<Stmt> chain(Maker m) {
    Expr.ObjectField link = m.objects.link(true);
    Expr first = m.objects.any(Ty.NODE, 1);
    Scope.Mark mark = m.scope.mark();
    if (link == null || first == null || !m.scope.enterLoop(3)) {
      return null;
    }
    Expr.Local head = m.declare(Ty.NODE, "head", false, Scope.NO_GROUP).local();
    Expr.Local i = m.declare(Ty.INT, "i", false, Scope.NO_GROUP).local();
    Expr made = fresh(m);
    Expr.Local next = new Expr.Local(Ty.NODE, m.world.fresh("o"));
    List<Stmt> body = new ArrayList<>();
    if (made != null) {
      body.add(new Stmt.Declare(next, made));
      body.add(Ast.set(new Expr.ObjectField(Ty.NODE, next, link.name()), head));
      body.add(Ast.set(head, next));
      body.addAll(m.block(m.chance.below(2)));
    }
    m.scope.reset(mark);
    if (made == null) {
      return null;
    }
    m.scope.variables.add(new Scope.Variable(Ty.NODE, head.name(), false, Scope.NO_GROUP));
    return List.of(new Stmt.Declare(head, first), counted(i, Ast.integer(3), body));
  }

  private static Stmt counted(Expr.Local i, Expr end, List<Stmt> body) {
    Expr more = Ast.binary(BinaryOp.LT, i, end);
    return new Stmt.For(null, i, Ast.integer(0), more, Ast.step(i, 1), body);
  }

  /** {@code new Node[n]} filled by a loop, with the same node everywhere now and then. */
  private static List<Stmt> fill(Maker m) {
    Expr shared = m.objects.existing(Ty.NODE);
    Scope.Mark mark = m.scope.mark();
    if (!m.scope.enterLoop(3)) {
      return null;
    }
    Expr.Local i = m.declare(Ty.INT, "i", false, Scope.NO_GROUP).local();
    Expr value = shared != null && m.chance.of(0.2) ? shared : fresh(m);
    m.scope.reset(mark);
    if (value == null) {
      return null;
    }
    Expr length = m.chance.of(0.5) ? Ast.integer(3) : Ast.add(m.below(4), Ast.integer(1));
    Scope.Variable array = m.declare(Ty.NODES, "a", false, m.freshGroup());
    m.scope.capturable.add(array.name());
    List<Stmt> body = List.of(Ast.set(Ast.element(array.local(), i), value));
    return List.of(
        new Stmt.Declare(array.local(), new Expr.NewArray(Ty.NODES, List.of(length))),
        counted(i, Ast.length(array.local()), body));
  }

  /** Calls every object of an array: a site that meets several classes. */
  private static List<Stmt> sum(Maker m) {
    List<Scope.Variable> arrays = m.scope.ofType(Ty.SHAPES);
    List<Maker.Member> all =
        m.world.members.stream()
            .filter(c -> c.owner() == Ty.SHAPE && c.result() == Ty.DOUBLE)
            .toList();
    Expr target = SharedRules.target(m, Ty.DOUBLE);
    Scope.Mark mark = m.scope.mark();
    if (arrays.isEmpty() || all.isEmpty() || target == null || !m.scope.enterLoop(4)) {
      return null;
    }
    Maker.Member callee = m.chance.pick(all);
    Expr.Local array = m.chance.pick(arrays).local();
    Expr.Local i = m.declare(Ty.INT, "i", false, Scope.NO_GROUP).local();
    Expr call = m.scope.affords(callee.cost()) ? invoke(m, Ast.element(array, i), callee, 1) : null;
    List<Stmt> body =
        call == null
            ? List.of()
            : List.of(Ast.update(target, BinaryOp.ADD, m.fit.to(call, Range.symmetric(2))));
    m.scope.reset(mark);
    return call == null ? null : List.of(counted(i, Ast.length(array), body));
  }

  /** A deep expression tree, made in a loop: each holds the one before. */
  private static List<Stmt> nest(Maker m) {
    List<Maker.Creation> composites =
        m.world.creations.stream().filter(ObjectAccess::isComposite).toList();
    Expr first = leaf(m);
    Scope.Mark mark = m.scope.mark();
    if (composites.isEmpty() || first == null || m.scope.multiplier > 1) {
      return null;
    }
    m.scope.enterLoop(3);
    Maker.Creation chosen = m.chance.pick(composites);
    Expr.Local tree = m.declare(Ty.SHAPE, "tree", false, Scope.NO_GROUP).local();
    Expr.Local i = m.declare(Ty.INT, "i", false, Scope.NO_GROUP).local();
    List<Expr> arguments = new ArrayList<>();
    boolean holds = false;
    for (Ty type : chosen.parameters()) {
      Expr argument = type != Ty.SHAPE ? m.value(type, 1) : holds ? leaf(m) : tree;
      holds |= type == Ty.SHAPE;
      if (argument == null) {
        m.scope.reset(mark);
        return null;
      }
      arguments.add(argument);
    }
    Expr made = new Expr.New(Ty.SHAPE, chosen.type().name(), arguments);
    m.scope.reset(mark);
    m.scope.variables.add(new Scope.Variable(Ty.SHAPE, tree.name(), false, Scope.NO_GROUP));
    Expr end = m.chance.of(0.5) ? Ast.integer(m.chance.between(1, 6)) : m.below(6);
    return List.of(new Stmt.Declare(tree, first), counted(i, end, List.of(Ast.set(tree, made))));
  }

  // Exceptions

  private static List<Stmt> use(Maker m) {
    Expr resource = closeable(m) && m.scope.depth < 4 ? m.objects.any(Ty.NODE, 1) : null;
    if (resource == null) {
      return null;
    }
    Scope.Mark mark = m.scope.mark();
    Expr.Local variable = m.declare(Ty.NODE, "res", false, Scope.NO_GROUP).local();
    m.scope.capturable.add(variable.name());
    List<Stmt> body = m.block(m.chance.between(1, 3));
    m.scope.reset(mark);
    return List.of(new Stmt.Use(variable, resource, body));
  }

  private static boolean closeable(Maker m) {
    return m.world.members.stream()
        .filter(c -> c.name().equals(ClassDef.CLOSE))
        .anyMatch(c -> m.scope.affords(c.cost()));
  }

  private static List<Stmt> locked(Maker m) {
    Expr monitor = m.scope.depth < 4 ? m.objects.existing(Ty.NODE) : null;
    return monitor == null
        ? null
        : List.of(new Stmt.Locked(monitor, m.block(m.chance.between(1, 2))));
  }

  private static List<Stmt> raise(Maker m) {
    if (!m.scope.risky) {
      return null;
    }
    Stmt thrown = new Stmt.ThrowTrouble(m.fitted(Ty.DOUBLE, 2));
    return List.of(new Stmt.If(m.condition(2), List.of(thrown), List.of()));
  }

  /** Follows a link that may be null. */
  private static List<Stmt> riskyLink(Maker m) {
    Expr link = m.scope.risky ? m.objects.link(false) : null;
    Expr target = link == null ? null : SharedRules.target(m, Ty.DOUBLE);
    Expr field = target == null ? null : nodeField(m, Ty.DOUBLE, link);
    return field == null ? null : List.of(Ast.set(target, m.fit.variable(field)));
  }

  /** Statements that take the number out of what was caught. */
  static List<Stmt> carried(Maker m, List<Stmt.Kind> kinds, String variable) {
    boolean always = kinds.equals(List.of(Stmt.Kind.TROUBLE));
    boolean perhaps = kinds.size() == 1 && kinds.get(0).ordinal() >= Stmt.Kind.RUNTIME.ordinal();
    if (!m.world.features.has("objects") || !(always || perhaps)) {
      return List.of();
    }
    Expr.Local caught = new Expr.Local(Ty.NODE, variable);
    Expr other = m.expression(Ty.DOUBLE, 0);
    Expr.Local amount = m.declare(Ty.DOUBLE, "d", true, Scope.NO_GROUP).local();
    if (always) {
      return List.of(new Stmt.Declare(amount, new Expr.ObjectField(Ty.DOUBLE, caught, "amount")));
    }
    Expr field =
        new Expr.ObjectField(Ty.DOUBLE, new Expr.Downcast(caught, Program.TROUBLE), "amount");
    return List.of(
        new Stmt.Declare(
            amount,
            new Expr.Conditional(new Expr.InstanceOf(caught, Program.TROUBLE), field, other)));
  }
}

package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Declares the classes of a program: a record {@code Pair}, a class {@code Node} with subclasses,
 * and perhaps an interface {@code Shape} with implementations, some of which hold others.
 *
 * <p>Nothing recurses without end: a method can only call what has been declared before it, with
 * all that overrides it; functions in fields are called by the entry alone; a {@code Shape} holds
 * those that were there when it was made.
 */
final class ClassGenerator {
  private final Maker.World world;
  private final Chance chance;
  private final int size;

  ClassGenerator(Maker.World world, int size) {
    this.world = world;
    this.chance = world.chance;
    this.size = size;
  }

  /** What methods may take beside numbers and arrays. */
  static List<Ty> parameterTypes(Features features) {
    List<Ty> types = new ArrayList<>();
    if (features.has("objects")) {
      types.addAll(List.of(Ty.NODE, Ty.NODE, Ty.NODE, Ty.PAIR, Ty.NODES));
    }
    if (features.has("dispatch")) {
      types.addAll(List.of(Ty.SHAPE, Ty.SHAPE, Ty.SHAPES));
    }
    if (features.has("lambdas")) {
      types.addAll(List.of(Ty.FUNCTION, Ty.FUNCTION, Ty.BOXED_FUNCTION));
    }
    if (features.has("collections")) {
      types.addAll(List.of(Ty.LIST, Ty.LIST, Ty.ROWS, Ty.MAP, Ty.BOX));
      if (features.has("objects")) {
        types.add(Ty.NODE_LIST);
      }
    }
    return types;
  }

  void declare() {
    pair();
    node();
    if (world.features.has("dispatch")) {
      shapes();
    }
  }

  private Expr.Local parameter(Ty type) {
    return new Expr.Local(type, world.fresh("p"));
  }

  private static Stmt count() {
    return new Stmt.Evaluate(Ast.step(new Expr.StaticField(Ty.INT, Program.COUNTER), 1));
  }

  private Scope scope(Ty result, List<Expr.Local> parameters, int budget) {
    Scope scope = new Scope(result, budget);
    scope.cost = 6;
    for (Expr.Local p : parameters) {
      int known = p.type().isArray() ? Integer.parseInt(world.fresh("")) : Scope.NO_GROUP;
      scope.variables.add(new Scope.Variable(p.type(), p.name(), false, known));
      scope.capturable.add(p.name());
    }
    return scope;
  }

  private void register(ClassDef type, List<Boolean> nullable, double cost) {
    List<Ty> parameters = type.constructor().parameters().stream().map(Expr.Local::type).toList();
    world.creations.add(new Maker.Creation(type, parameters, nullable, cost));
  }

  private static List<Boolean> never(int count) {
    return java.util.Collections.nCopies(count, false);
  }

  private void put(ClassDef type) {
    world.classes.removeIf(c -> c.name().equals(type.name()));
    world.classes.add(type);
  }

  // Pair

  private void pair() {
    List<ClassDef.FieldDef> fields = new ArrayList<>();
    List<Expr.Local> parameters = new ArrayList<>();
    List<Ty> types = new ArrayList<>(List.of(Ty.DOUBLE, Ty.DOUBLE));
    if (chance.of(0.3)) {
      types.add(chance.pick(Ty.INT, Ty.DOUBLES));
    }
    for (Ty type : types) {
      String name = world.fresh("c");
      fields.add(new ClassDef.FieldDef(type, name, true));
      parameters.add(new Expr.Local(type, name));
    }
    List<Stmt> body = new ArrayList<>();
    if (chance.of(0.4)) {
      Scope scope = scope(Ty.VOID, parameters, 4);
      scope.own = List.of();
      Maker m = new Maker(world, scope);
      Stmt set = Ast.set(parameters.get(0), m.fitted(Ty.DOUBLE, 2));
      body.add(count());
      body.add(chance.of(0.5) ? set : new Stmt.If(m.condition(1), List.of(set), List.of()));
    }
    Program.Method constructor = method("Pair", Ty.VOID, parameters, body);
    ClassDef pair =
        new ClassDef(
            ClassDef.Kind.RECORD,
            "Pair",
            Ty.PAIR,
            null,
            null,
            fields,
            constructor,
            List.of(),
            List.of());
    put(pair);
    register(pair, never(parameters.size()), 8);
    List<ClassDef.Member> members = new ArrayList<>();
    for (int i = chance.below(3); i > 0; i--) {
      members.add(member(Ty.PAIR, "", instance(List.of()), memberSignature(Ty.PAIR)));
    }
    put(pair.with(fields, constructor, members));
  }

  private static Program.Method method(
      String name, Ty result, List<Expr.Local> parameters, List<Stmt> body) {
    return new Program.Method(name, false, result, parameters, body);
  }

  // Methods

  /** Name, parameters and result of an instance method. */
  private record Signature(String name, Ty result, List<Expr.Local> parameters) {
    List<Ty> types() {
      return parameters.stream().map(Expr.Local::type).toList();
    }
  }

  /** What a body can use of its object. */
  private record Instance(List<ClassDef.FieldDef> own, boolean sub) {}

  private static Instance instance(List<ClassDef.FieldDef> own) {
    return new Instance(own, false);
  }

  private Signature memberSignature(Ty owner) {
    List<Expr.Local> parameters = new ArrayList<>(List.of(parameter(Ty.DOUBLE)));
    if (chance.of(0.4)) {
      parameters.add(parameter(chance.pick(owner, owner, Ty.INT, Ty.DOUBLES)));
    }
    Ty result = chance.pick(Ty.DOUBLE, Ty.DOUBLE, Ty.DOUBLE, owner, Ty.VOID);
    result = result == Ty.VOID && owner == Ty.PAIR ? Ty.DOUBLE : result;
    return new Signature(world.fresh("v"), result, parameters);
  }

  /** A method that can be called from now on. */
  private ClassDef.Member member(Ty owner, String modifier, Instance instance, Signature s) {
    double[] cost = new double[1];
    Program.Method body = body(owner, instance, s, null, List.of(), cost);
    world.members.add(new Maker.Member(owner, s.name(), s.result(), s.types(), cost[0]));
    return new ClassDef.Member(modifier, body);
  }

  /**
   * A body.
   *
   * @param above the receiver of a call of what this overrides, or null
   * @param parts fields whose method of the same name is called
   * @param cost where to add the estimated steps
   */
  private Program.Method body(
      Ty owner,
      Instance instance,
      Signature s,
      Expr.Local above,
      List<ClassDef.FieldDef> parts,
      double[] cost) {
    Scope scope = scope(s.result(), s.parameters(), 1 + size / 2);
    scope.risky = world.risky && chance.of(0.5);
    Maker m = new Maker(world, scope);
    List<Stmt> body = new ArrayList<>(List.of(count()));
    self(m, owner, instance, body);
    scope.own = instance.own();
    if (above != null) {
      add(m, body, new Expr.Invoke(s.result(), above, s.name(), List.copyOf(s.parameters())));
    }
    Expr.Local self = new Expr.Local(Ty.SHAPE, "this");
    for (ClassDef.FieldDef part : parts) {
      Expr receiver = new Expr.ObjectField(part.type(), self, part.name());
      List<Expr> arguments = new ArrayList<>();
      s.parameters().forEach(p -> arguments.add(m.value(p.type(), 1)));
      add(m, body, new Expr.Invoke(s.result(), receiver, s.name(), arguments));
    }
    body.addAll(m.statements(chance.between(0, size / 3)));
    conclude(m, body, parts.isEmpty() ? 1 : 0);
    cost[0] += scope.cost;
    return method(s.name(), s.result(), s.parameters(), body);
  }

  /** Private members are not inherited, so that a subclass uses itself as a {@code Node}. */
  private void self(Maker m, Ty owner, Instance instance, List<Stmt> body) {
    Expr.Local self = new Expr.Local(owner, "this");
    if (instance.sub()) {
      Expr.Local alias = new Expr.Local(owner, world.fresh("self"));
      body.add(new Stmt.Declare(alias, self));
      self = alias;
    }
    if (owner != Ty.SHAPE) {
      m.scope.variables.add(new Scope.Variable(owner, self.name(), false, Scope.NO_GROUP));
      m.scope.capturable.add(self.name());
    }
  }

  private void add(Maker m, List<Stmt> body, Expr call) {
    if (call.type() == Ty.VOID) {
      body.add(new Stmt.Evaluate(call));
    } else {
      Expr.Local value = m.declare(call.type(), "u", false, Scope.NO_GROUP).local();
      m.scope.capturable.add(value.name());
      body.add(new Stmt.Declare(value, call));
    }
  }

  private void conclude(Maker m, List<Stmt> body, int depth) {
    Ty result = m.scope.result;
    if (!Reachability.completes(body) || result == Ty.VOID) {
      return;
    }
    if (result != Ty.DOUBLE) {
      body.add(new Stmt.Return(m.value(result, 1)));
      return;
    }
    Expr sum = m.expression(result, 1 + depth);
    for (Scope.Variable v : m.scope.ofType(Ty.DOUBLE)) {
      if (v.name().startsWith("u")) {
        sum = Ast.binary(chance.pick(BinaryOp.ADD, BinaryOp.MUL), v.local(), sum);
      }
    }
    Expr.ObjectField field = m.objects.field(Ty.DOUBLE, false);
    sum = field == null ? sum : Ast.add(sum, field);
    body.add(new Stmt.Return(m.fit.variable(sum)));
  }

  // Node

  private void node() {
    List<ClassDef.FieldDef> fields = nodeFields();
    ClassDef node =
        new ClassDef(
            ClassDef.Kind.CLASS, "Node", Ty.NODE, null, null, fields, null, List.of(), List.of());
    put(node);
    List<ClassDef> subs = new ArrayList<>();
    for (int i = chance.below(3); i > 0; i--) {
      subs.add(sub("Node" + i));
    }
    boolean constructorsCall = chance.of(0.3);
    if (!constructorsCall) {
      node = construct(node, node);
      for (int i = 0; i < subs.size(); i++) {
        subs.set(i, construct(subs.get(i), node));
      }
    }
    List<ClassDef.Member> members = new ArrayList<>();
    List<List<ClassDef.Member>> overrides = new ArrayList<>();
    subs.forEach(s -> overrides.add(new ArrayList<>()));
    for (int i = chance.between(1, 3); i >= 0; i--) {
      boolean closes = i == 0;
      String modifier =
          closes ? "public" : chance.pick("", "", "", "private", "final", "synchronized");
      Signature s =
          closes ? new Signature(ClassDef.CLOSE, Ty.VOID, List.of()) : memberSignature(Ty.NODE);
      double[] cost = new double[1];
      ClassDef.Member above =
          new ClassDef.Member(
              modifier, body(Ty.NODE, instance(List.of()), s, null, List.of(), cost));
      members.add(above);
      for (int k = 0; k < subs.size(); k++) {
        if (!List.of("private", "final").contains(modifier) && chance.of(0.6)) {
          Expr.Local toSuper = chance.of(0.5) ? Expr.Invoke.SUPER : null;
          Instance instance = new Instance(subs.get(k).fields(), true);
          Program.Method body = body(Ty.NODE, instance, s, toSuper, List.of(), cost);
          overrides.get(k).add(new ClassDef.Member(closes ? modifier : "", body));
        }
      }
      world.members.add(new Maker.Member(Ty.NODE, s.name(), s.result(), s.types(), cost[0]));
    }
    if (constructorsCall) {
      node = construct(node, node);
      for (int i = 0; i < subs.size(); i++) {
        subs.set(i, construct(subs.get(i), node));
      }
    }
    world.members.add(new Maker.Member(Ty.NODE, ClassDef.COPY, Ty.NODE, List.of(), 3));
    put(node.with(fields, node.constructor(), members));
    for (int i = 0; i < subs.size(); i++) {
      ClassDef sub = subs.get(i);
      put(sub.with(sub.fields(), sub.constructor(), overrides.get(i)));
    }
  }

  private List<ClassDef.FieldDef> nodeFields() {
    List<ClassDef.FieldDef> fields = new ArrayList<>();
    for (int i = chance.between(1, 3); i > 0; i--) {
      fields.add(new ClassDef.FieldDef(Ty.DOUBLE, world.fresh("f"), chance.of(0.25)));
    }
    if (chance.of(0.3) && world.features.has("floats")) {
      fields.add(new ClassDef.FieldDef(Ty.FLOAT, world.fresh("f"), chance.of(0.25)));
    }
    if (chance.of(0.3)) {
      fields.add(new ClassDef.FieldDef(Ty.INT, world.fresh("k"), chance.of(0.25)));
    }
    if (chance.of(0.5) && world.features.has("arrays")) {
      fields.add(new ClassDef.FieldDef(Ty.DOUBLES, world.fresh("d"), chance.of(0.4)));
    }
    if (chance.of(0.3) && world.features.has("lambdas")) {
      fields.add(new ClassDef.FieldDef(Ty.FUNCTION, world.fresh("fn"), chance.of(0.4)));
    }
    if (chance.of(0.2)) {
      fields.add(new ClassDef.FieldDef(Ty.NODES, world.fresh("ns"), chance.of(0.4)));
    }
    if (chance.of(0.3) && world.features.has("collections")) {
      Ty type = chance.pick(Ty.LIST, Ty.LIST, Ty.BOX, Ty.MAP);
      fields.add(new ClassDef.FieldDef(type, world.fresh("l"), chance.of(0.4)));
    }
    if (chance.of(0.3)) {
      fields.add(new ClassDef.FieldDef(Ty.PAIR, world.fresh("q"), chance.of(0.4)));
    }
    for (int i = chance.pick(0, 1, 1, 1, 2); i > 0; i--) {
      fields.add(new ClassDef.FieldDef(Ty.NODE, world.fresh("next"), chance.of(0.15)));
    }
    return fields;
  }

  private ClassDef sub(String name) {
    List<ClassDef.FieldDef> fields = new ArrayList<>();
    for (int i = chance.below(3); i > 0; i--) {
      fields.add(new ClassDef.FieldDef(Ty.DOUBLE, world.fresh("g"), chance.of(0.4)));
    }
    ClassDef sub =
        new ClassDef(
            ClassDef.Kind.CLASS, name, Ty.NODE, "Node", null, fields, null, List.of(), List.of());
    put(sub);
    return sub;
  }

  /**
   * Gives a class a constructor and makes it usable. One that only stores is common in people's
   * code, and a case of its own for the compiler.
   */
  private ClassDef construct(ClassDef type, ClassDef node) {
    boolean stores = chance.of(0.4);
    boolean sub = type.parent() != null;
    List<Expr.Local> parameters = new ArrayList<>();
    List<Boolean> nullable = new ArrayList<>();
    List<Expr> superArguments = new ArrayList<>();
    Scope scope = new Scope(Ty.VOID, 6);
    scope.cost = 8;
    scope.mayReturn = false;
    scope.risky = world.risky && chance.of(0.3);
    if (sub) {
      for (Expr.Local p : node.constructor().parameters()) {
        Expr.Local own = parameter(p.type());
        parameters.add(own);
        nullable.add(p.name().startsWith("next") || p.type() == Ty.NODES);
        superArguments.add(own);
        if (!p.name().startsWith("next") && p.type() != Ty.NODES) {
          scope.variables.add(new Scope.Variable(p.type(), own.name(), false, Scope.NO_GROUP));
        }
      }
      scope.cost += 60;
    }
    Maker m = new Maker(world, scope);
    if (sub && chance.of(0.5)) {
      for (int i = 0; i < superArguments.size(); i++) {
        if (superArguments.get(i).type() == Ty.DOUBLE && chance.of(0.6)) {
          superArguments.set(i, m.fitted(Ty.DOUBLE, 1));
        }
      }
    }
    List<Stmt> assignments = new ArrayList<>();
    for (ClassDef.FieldDef f : type.fields()) {
      boolean link = ObjectAccess.isLink(f);
      if (link && !f.fixed() && chance.of(0.5)) {
        continue;
      }
      boolean given = stores || link || f.type().isObject() || f.type() == Ty.NODES;
      boolean passed = given || chance.of(0.6);
      Expr.Local p = new Expr.Local(f.type(), world.fresh(link ? "next" : "p"));
      if (passed) {
        parameters.add(p);
        nullable.add(link || f.type() == Ty.NODES);
        if (!link && f.type() != Ty.NODES) {
          scope.variables.add(new Scope.Variable(f.type(), p.name(), false, Scope.NO_GROUP));
          scope.capturable.add(p.name());
        }
      }
      assignments.addAll(assigned(m, f, given ? p : null));
    }
    List<Stmt> body = new ArrayList<>();
    if (!stores) {
      body.add(count());
    }
    body.addAll(assignments);
    if (!stores && !sub && chance.of(0.5)) {
      m.scope.mayReturn = true;
      self(m, Ty.NODE, instance(List.of()), body);
      body.addAll(m.statements(chance.between(1, 2)));
    }
    if (body.isEmpty()) {
      body.add(count());
    }
    Program.Method constructor = method(type.name(), Ty.VOID, parameters, body);
    ClassDef done =
        new ClassDef(
            type.kind(),
            type.name(),
            type.type(),
            type.parent(),
            type.contract(),
            type.fields(),
            constructor,
            superArguments,
            List.of());
    put(done);
    register(done, nullable, scope.cost);
    return done;
  }

  /** {@code this.field = value;}, perhaps in both arms of a branch. */
  private List<Stmt> assigned(Maker m, ClassDef.FieldDef f, Expr given) {
    Expr target = new Expr.ObjectField(f.type(), new Expr.Local(Ty.NODE, "this"), f.name());
    if (given != null) {
      return List.of(Ast.set(target, given));
    }
    Expr value = m.value(f.type(), 2);
    if (chance.of(0.25)) {
      Stmt other = Ast.set(target, m.value(f.type(), 1));
      return List.of(new Stmt.If(m.condition(1), List.of(Ast.set(target, value)), List.of(other)));
    }
    return List.of(Ast.set(target, value));
  }

  // Shape

  static boolean isFunctional(Maker.World world) {
    ClassDef contract = world.type(ClassDef.CONTRACT);
    return contract != null
        && contract.members().stream().filter(ClassDef.Member::isAbstract).count() == 1;
  }

  private void shapes() {
    List<Signature> contract = new ArrayList<>();
    contract.add(new Signature(world.fresh("v"), Ty.DOUBLE, List.of(parameter(Ty.DOUBLE))));
    if (chance.of(0.4)) {
      List<Expr.Local> parameters =
          List.of(parameter(chance.pick(Ty.NODE, Ty.PAIR, Ty.DOUBLE)), parameter(Ty.DOUBLE));
      contract.add(
          new Signature(world.fresh("v"), chance.pick(Ty.DOUBLE, Ty.DOUBLE, Ty.VOID), parameters));
    }
    List<ClassDef.Member> declared = new ArrayList<>();
    contract.forEach(
        s ->
            declared.add(
                new ClassDef.Member(
                    ClassDef.Member.ABSTRACT,
                    method(s.name(), s.result(), s.parameters(), List.of()))));
    Signature byDefault = null;
    if (chance.of(0.6)) {
      byDefault = new Signature(world.fresh("v"), Ty.DOUBLE, List.of(parameter(Ty.DOUBLE)));
      declared.add(new ClassDef.Member(ClassDef.Member.DEFAULT, byDefault(byDefault, contract)));
    }
    ClassDef shape =
        new ClassDef(
            ClassDef.Kind.INTERFACE,
            ClassDef.CONTRACT,
            Ty.SHAPE,
            null,
            null,
            List.of(),
            null,
            List.of(),
            declared);
    double[] cost = new double[1];
    List<ClassDef> implementations = new ArrayList<>();
    List<Double> costs = new ArrayList<>();
    for (int i = chance.between(2, 4); i > 0; i--) {
      implementations.add(implementation("Shape" + i, contract, byDefault, cost, i == 1, costs));
    }
    put(shape);
    for (int i = 0; i < implementations.size(); i++) {
      put(implementations.get(i));
      int parameters = implementations.get(i).constructor().parameters().size();
      register(implementations.get(i), never(parameters), costs.get(i));
    }
    // A tree of three levels, each node of the dearest kind.
    double tree = cost[0] * 8 / implementations.size() + world.functionCost;
    contract.forEach(
        s -> world.members.add(new Maker.Member(Ty.SHAPE, s.name(), s.result(), s.types(), tree)));
    if (byDefault != null) {
      world.members.add(
          new Maker.Member(
              Ty.SHAPE, byDefault.name(), byDefault.result(), byDefault.types(), 2 * tree));
    }
  }

  private Program.Method byDefault(Signature s, List<Signature> contract) {
    Signature first = contract.get(0);
    Scope scope = scope(Ty.DOUBLE, s.parameters(), 3);
    Maker m = new Maker(world, scope);
    List<Stmt> body = new ArrayList<>(List.of(count()));
    List<Expr> arguments = List.of(m.fitted(Ty.DOUBLE, 1));
    Expr.Local self = new Expr.Local(Ty.SHAPE, "this");
    add(m, body, new Expr.Invoke(Ty.DOUBLE, self, first.name(), arguments));
    conclude(m, body, 1);
    return method(s.name(), s.result(), s.parameters(), body);
  }

  private ClassDef implementation(
      String name,
      List<Signature> contract,
      Signature byDefault,
      double[] cost,
      boolean leaf,
      List<Double> costs) {
    List<ClassDef.FieldDef> fields = new ArrayList<>();
    List<Ty> types = new ArrayList<>(List.of(Ty.DOUBLE));
    if (chance.of(0.5)) {
      types.add(chance.pick(Ty.DOUBLE, Ty.DOUBLES, Ty.NODE, Ty.PAIR));
    }
    if (!leaf && chance.of(0.6)) {
      types.add(Ty.SHAPE);
      if (chance.of(0.5)) {
        types.add(Ty.SHAPE);
      }
    }
    for (Ty type : types) {
      fields.add(new ClassDef.FieldDef(type, world.fresh("h"), type == Ty.SHAPE || chance.of(0.6)));
    }
    List<ClassDef.FieldDef> parts = fields.stream().filter(f -> f.type() == Ty.SHAPE).toList();
    List<Expr.Local> parameters = fields.stream().map(f -> parameter(f.type())).toList();
    Scope scope = scope(Ty.VOID, parameters, 2);
    Maker m = new Maker(world, scope);
    List<Stmt> init = new ArrayList<>();
    boolean stores = chance.of(0.6);
    for (int i = 0; i < fields.size(); i++) {
      boolean passed = stores || fields.get(i).type() != Ty.DOUBLE;
      init.addAll(assigned(m, fields.get(i), passed ? parameters.get(i) : null));
    }
    costs.add(scope.cost);
    // Others inside are reached by their fields, as parts: each once.
    Instance instance = instance(fields.stream().filter(f -> f.type() != Ty.SHAPE).toList());
    List<ClassDef.Member> members = new ArrayList<>();
    for (Signature s : contract) {
      members.add(new ClassDef.Member("public", body(Ty.SHAPE, instance, s, null, parts, cost)));
    }
    if (byDefault != null && chance.of(0.4)) {
      Expr.Local above = chance.of(0.5) ? Expr.Invoke.DEFAULT : null;
      members.add(
          new ClassDef.Member(
              "public", body(Ty.SHAPE, instance, byDefault, above, List.of(), cost)));
    }
    return new ClassDef(
        ClassDef.Kind.CLASS,
        name,
        Ty.SHAPE,
        null,
        ClassDef.CONTRACT,
        fields,
        method(name, Ty.VOID, parameters, init),
        List.of(),
        members);
  }
}

package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Makes a valid, terminating, mostly tame program from a seed. */
final class ProgramGenerator {
  private static final int DEEP = 16;

  private final Maker.World world;
  private final Chance chance;
  private final Features features;
  private final int size;
  private final List<Program.Method> methods = new ArrayList<>();

  private ProgramGenerator(long seed, Features features, int size) {
    this.chance = new Chance(seed);
    this.world = new Maker.World(chance, features);
    this.features = world.features;
    this.size = size;
  }

  /**
   * The program of that seed; the same for the same features and size.
   *
   * @param size about how many statements a method has, 10 is usual
   */
  static Program generate(String name, long seed, Features features, int size) {
    return new ProgramGenerator(seed, features, size).program(name);
  }

  private Program program(String name) {
    fields();
    if (features.has("objects")) {
      new ClassGenerator(world, size).declare();
      prepare();
    }
    int helpers = features.has("calls") ? chance.below(4) : 0;
    for (int i = 0; i < helpers; i++) {
      if (features.has("recursion") && chance.of(0.3)) {
        recursive();
      } else {
        helper();
      }
    }
    entry();
    return new Program(
        name, List.copyOf(world.fields), List.copyOf(world.classes), List.copyOf(methods));
  }

  /** Fills static fields with objects, so that some objects come from outside. */
  private void prepare() {
    if (!features.has("statics") || !chance.of(0.5)) {
      return;
    }
    Scope scope = new Scope(Ty.VOID, size);
    Maker m = new Maker(world, scope);
    List<Stmt> body = new ArrayList<>();
    List<Program.Field> fields = new ArrayList<>();
    for (Ty type : List.of(Ty.NODE, Ty.NODE, Ty.NODES)) {
      if (chance.of(0.6)) {
        Program.Field field = new Program.Field(type, world.fresh("so"), null);
        fields.add(field);
        body.add(Ast.set(new Expr.StaticField(type, field.name()), m.value(type, 1)));
      }
    }
    world.fields.addAll(fields);
    methods.add(new Program.Method(Program.PREPARE, false, Ty.VOID, List.of(), body));
  }

  private void fields() {
    world.fields.add(new Program.Field(Ty.INT, Program.COUNTER, 0));
    if (!features.has("statics")) {
      return;
    }
    for (int i = chance.below(3); i > 0; i--) {
      Object value = chance.decimal(-2, 2);
      boolean inherited = features.has("inherited") && chance.of(0.3);
      String name = world.fresh(inherited ? Program.INHERITED : "s");
      world.fields.add(new Program.Field(Ty.DOUBLE, name, value));
    }
    for (int i = chance.below(3); i > 0; i--) {
      Object value = InputGenerator.doubles(chance, chance.between(1, 5));
      world.fields.add(new Program.Field(Ty.DOUBLES, world.fresh("sa"), value));
    }
    if (chance.of(0.2)) {
      world.fields.add(new Program.Field(Ty.INT, world.fresh("si"), chance.between(0, 9)));
    }
    if (features.has("floats") && chance.of(0.2)) {
      Object value = (float) chance.decimal(-2, 2);
      world.fields.add(new Program.Field(Ty.FLOAT, world.fresh("sf"), value));
    }
  }

  private Ty resultType(boolean entry) {
    double draw = chance.uniform(0, 1);
    if (draw < 0.55) {
      return Ty.DOUBLE;
    }
    if (draw < 0.68) {
      return features.has("floats") ? Ty.FLOAT : Ty.DOUBLE;
    }
    if (draw < 0.82) {
      return features.has("arrays") ? Ty.DOUBLES : Ty.DOUBLE;
    }
    if (draw < 0.84 && features.has("floats") && features.has("arrays")) {
      return Ty.FLOATS;
    }
    if (draw < 0.87 && features.has("matrices")) {
      Ty other =
          chance.of(0.5) && features.has("cubes")
              ? Ty.CUBE
              : features.has("floatmatrices") && features.has("floats")
                  ? Ty.FLOAT_MATRIX
                  : Ty.MATRIX;
      return chance.of(0.5) ? Ty.MATRIX : other;
    }
    if (features.has("objects") && !entry && chance.of(0.4)) {
      return chance.pick(Ty.NODE, Ty.NODE, Ty.PAIR);
    }
    return draw < 0.89 && !entry ? Ty.INT : Ty.VOID;
  }

  private List<Expr.Local> parameters(int count) {
    List<Expr.Local> all = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      all.add(new Expr.Local(parameterType(), world.fresh("p")));
    }
    return all;
  }

  /** Of methods that only the program itself calls, which may pass objects. */
  private List<Expr.Local> ownParameters(int count) {
    List<Expr.Local> all = new ArrayList<>(parameters(count));
    List<Ty> types = ClassGenerator.parameterTypes(features);
    for (int i = 0; i < 2 && !types.isEmpty(); i++) {
      if (chance.of(0.5)) {
        all.add(new Expr.Local(chance.pick(types), world.fresh("p")));
      }
    }
    return all;
  }

  private Ty parameterType() {
    List<Ty> types = new ArrayList<>(List.of(Ty.DOUBLE, Ty.DOUBLE, Ty.DOUBLE, Ty.INT));
    if (features.has("arrays")) {
      types.addAll(List.of(Ty.DOUBLES, Ty.DOUBLES, Ty.DOUBLES));
    }
    if (chance.of(0.3) && features.has("floats")) {
      types.addAll(List.of(Ty.FLOAT, Ty.FLOAT));
    }
    if (chance.of(0.3) && features.has("floats") && features.has("arrays")) {
      types.addAll(List.of(Ty.FLOATS, Ty.FLOATS));
    }
    if (chance.of(0.3) && features.has("matrices")) {
      types.addAll(List.of(Ty.MATRIX, Ty.MATRIX, Ty.MATRIX));
    }
    if (chance.of(0.1) && features.has("floatmatrices") && features.has("floats")) {
      types.addAll(List.of(Ty.FLOAT_MATRIX, Ty.FLOAT_MATRIX));
    }
    if (chance.of(0.1) && features.has("cubes") && features.has("matrices")) {
      types.addAll(List.of(Ty.CUBE, Ty.CUBE));
    }
    if (chance.of(0.1) && features.has("smallarrays")) {
      types.add(chance.pick(Ty.LONGS, Ty.BOOLEANS, Ty.BYTES, Ty.SHORTS, Ty.CHARS));
    }
    if (chance.of(0.1)) {
      types.add(features.has("longs") ? chance.pick(Ty.LONG, Ty.INTS, Ty.BOOLEAN) : Ty.BOOLEAN);
    }
    return chance.pick(types);
  }

  private void entry() {
    List<Expr.Local> parameters = parameters(chance.between(1, 5));
    if (parameters.stream().noneMatch(p -> p.type().isDifferentiable())) {
      parameters.add(new Expr.Local(Ty.DOUBLE, world.fresh("p")));
    }
    Ty result = resultType(true);
    boolean mute = parameters.stream().noneMatch(p -> p.type().isArray());
    result = result == Ty.VOID && mute ? Ty.DOUBLE : result;
    Scope scope = scope(result, parameters, 2 * size);
    scope.entry = true;
    Maker m = new Maker(world, scope);
    List<Stmt> body = new ArrayList<>(List.of(count()));
    if (world.risky) {
      body.addAll(m.statements(2));
      if (Reachability.completes(body)) {
        body.add(ExceptionRules.attempt(m, size, true));
      }
    } else {
      body.addAll(m.statements(size));
    }
    List<Expr> harvest = harvest(m);
    if (!harvest.isEmpty() && Reachability.completes(body)) {
      Expr.Local acc = m.declare(Ty.DOUBLE, "acc", true, Scope.NO_GROUP).local();
      body.add(
          new Stmt.Declare(
              acc, m.fit.to(harvest.stream().reduce(Ast::add).get(), Range.symmetric(9))));
      Expr element = result.isFloating() ? null : m.arrays.element(Ty.DOUBLE);
      if (element != null) {
        body.add(Ast.update(element, BinaryOp.ADD, acc));
      }
    }
    conclude(m, body);
    methods.add(new Program.Method(Program.ENTRY, false, result, parameters, body));
  }

  /** Numbers out of objects, functions and collections, so that less of what they hold is dead. */
  private List<Expr> harvest(Maker m) {
    List<Expr> found = new ArrayList<>();
    for (int i = 0; i < 3 && features.has("objects"); i++) {
      found.add(
          chance.of(0.7) ? m.objects.field(Ty.DOUBLE, false) : ObjectRules.invoke(m, Ty.DOUBLE, 1));
    }
    if (features.has("lambdas")) {
      found.add(FunctionRules.apply(m, Ty.DOUBLE, 1));
    }
    for (int i = 0; i < 2 && features.has("collections"); i++) {
      found.add(CollectionRules.read(m, Ty.DOUBLE, 1));
    }
    return found.stream().filter(Objects::nonNull).toList();
  }

  private Stmt count() {
    return new Stmt.Evaluate(Ast.step(new Expr.StaticField(Ty.INT, Program.COUNTER), 1));
  }

  private void finish(Maker m, List<Stmt> body, int depth) {
    if (Reachability.completes(body) && m.scope.result != Ty.VOID) {
      body.add(ControlRules.giveBack(m, depth));
    }
  }

  /** Returns something that depends on several variables. */
  private void conclude(Maker m, List<Stmt> body) {
    Ty result = m.scope.result;
    if (!result.isFloating() || !Reachability.completes(body)) {
      finish(m, body, 3);
      return;
    }
    Expr sum = m.expression(result, 2);
    if (result == Ty.DOUBLE) {
      for (Scope.Variable v : m.scope.ofType(result)) {
        sum = v.name().startsWith("acc") ? Ast.add(v.local(), sum) : sum;
      }
    }
    for (int i = chance.between(1, 3); i > 0; i--) {
      sum = Ast.add(sum, m.expression(result, chance.below(2)));
    }
    body.add(new Stmt.Return(m.fit.to(sum, Range.symmetric(50))));
  }

  /** Parameters are in scope; some may be assigned. */
  private Scope scope(Ty result, List<Expr.Local> parameters, int budget) {
    Scope scope = new Scope(result, budget);
    scope.cost = 5;
    for (Expr.Local p : parameters) {
      boolean assignable = chance.of(p.type().isArray() ? 0.15 : 0.5);
      int known = p.type().isArray() && !assignable ? Integer.parseInt(world.fresh("")) : -1;
      scope.variables.add(new Scope.Variable(p.type(), p.name(), assignable, known));
      if (!assignable) {
        scope.capturable.add(p.name());
      }
    }
    return scope;
  }

  private boolean nested() {
    return features.has("nested") && chance.of(0.25);
  }

  private void helper() {
    List<Expr.Local> parameters = ownParameters(chance.between(0, 4));
    Ty result = resultType(false);
    Scope scope = scope(result, parameters, size);
    scope.risky = world.risky && chance.of(0.5);
    Maker m = new Maker(world, scope);
    List<Stmt> body = new ArrayList<>(List.of(count()));
    body.addAll(m.statements(chance.between(1, 1 + size / 2)));
    finish(m, body, 2);
    String name = world.fresh("m");
    methods.add(new Program.Method(name, nested(), result, parameters, body));
    world.callables.add(new Scope.Callable(name, result, types(parameters), scope.cost, 0));
  }

  private static List<Ty> types(List<Expr.Local> parameters) {
    return parameters.stream().map(Expr.Local::type).toList();
  }

  /** One method that calls itself, or two that call each other, down to depth 0. */
  private void recursive() {
    int count = chance.of(0.3) ? 2 : 1;
    boolean deep = chance.of(0.4);
    int depth = deep ? DEEP : 4;
    Ty result = resultType(false);
    List<List<Expr.Local>> parameters = new ArrayList<>();
    List<Scope.Callable> group = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      List<Expr.Local> own = new ArrayList<>();
      own.add(new Expr.Local(Ty.INT, world.fresh("depth")));
      own.addAll(ownParameters(chance.between(1, 3)));
      parameters.add(own);
      group.add(new Scope.Callable(world.fresh("r"), result, types(own), 0, depth));
    }
    double cost = 0;
    for (int i = 0; i < count; i++) {
      cost += recursive(group.get(i), parameters.get(i), group, deep ? 1 : 2);
    }
    double calls = deep ? DEEP : 16;
    for (Scope.Callable c : group) {
      world.callables.add(
          new Scope.Callable(c.name(), c.result(), c.parameters(), cost * calls, c.depth()));
    }
  }

  private double recursive(
      Scope.Callable self, List<Expr.Local> parameters, List<Scope.Callable> group, int calls) {
    Scope scope = scope(self.result(), parameters, size);
    Scope.Variable depth = scope.variables.get(0);
    scope.risky = world.risky && chance.of(0.5);
    scope.variables.set(0, new Scope.Variable(Ty.INT, depth.name(), false, -1));
    Maker m = new Maker(world, scope);
    List<Stmt> body = new ArrayList<>(List.of(count()));
    Expr done = Ast.binary(BinaryOp.LE, depth.local(), Ast.integer(0));
    body.add(new Stmt.If(done, List.of(ControlRules.giveBack(m, 1)), List.of()));
    scope.recursion = new Scope.Recursion(group, depth.local());
    scope.recursiveCallsLeft = calls;
    body.addAll(m.statements(chance.between(1, size / 2)));
    finish(m, body, 2);
    methods.add(new Program.Method(self.name(), nested(), self.result(), parameters, body));
    return scope.cost;
  }
}

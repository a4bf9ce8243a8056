package org.wengert.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Variable;

/**
 * Random valid functions {@code (int, long, float, double, double[], int[], double[]) -> double}:
 * any control flow, irreducible too, that ends because every jump back uses fuel.
 */
final class RandomFunctions {
  private static final String PROBE = "org/wengert/compiler/emit/Probe";
  private static final Type INTS = new Type("[I");
  private static final Type[] INPUTS = {
    Type.INT, Type.LONG, Type.FLOAT, Type.DOUBLE, Type.DOUBLES, INTS, Type.DOUBLES
  };

  private final Random random;
  private final FunctionBuilder b;
  private final List<Value> everywhere = new ArrayList<>();
  private final List<Variable> variables = new ArrayList<>();
  private final List<Block> blocks = new ArrayList<>();
  private final List<Value> pool = new ArrayList<>();
  private final Variable fuel;
  private final Block exit;
  private final Value exitParam;

  private RandomFunctions(long seed) {
    this.random = new Random(seed);
    this.b = new FunctionBuilder(new MethodRef("Primal", "f", "()V"), Type.DOUBLE);
    for (Type type : INPUTS) {
      everywhere.add(b.addInput(type));
    }
    this.fuel = b.variable(Type.INT);
    for (Type type : INPUTS) {
      variables.add(b.variable(type));
      variables.add(b.variable(type));
    }
    this.exit = b.newBlock();
    this.exitParam = b.addParam(exit, Type.DOUBLE);
  }

  static Function make(long seed) {
    return new RandomFunctions(seed).make();
  }

  private Function make() {
    int count = random.nextInt(9);
    for (int i = 0; i < count; i++) {
      blocks.add(b.newBlock());
    }
    b.write(fuel, b.constant(25));
    fill(random.nextInt(8));
    everywhere.clear();
    everywhere.addAll(pool);
    terminate(-1);
    for (int i = 0; i < count; i++) {
      Block block = blocks.get(i);
      b.position(block);
      pool.clear();
      fill(random.nextInt(14));
      terminate(i);
    }
    b.position(exit);
    pool.clear();
    fill(3);
    Value sum = b.emit(new Op.Binary(BinaryKind.DADD, exitParam, pick(Type.DOUBLE)));
    for (Variable variable : variables) {
      if (variable.type().equals(Type.DOUBLE)) {
        sum = b.emit(new Op.Binary(BinaryKind.DADD, sum, b.read(variable)));
      }
    }
    b.end(new Terminator.Return(sum));
    return b.finish();
  }

  private void fill(int operations) {
    pool.addAll(everywhere);
    for (Variable variable : variables) {
      if (random.nextInt(3) == 0) {
        pool.add(b.read(variable));
      }
    }
    for (int i = 0; i < operations; i++) {
      b.line(1 + random.nextInt(50));
      Value value = operation();
      if (value != null) {
        pool.add(value);
        if (random.nextInt(3) == 0) {
          writeOneOf(value);
        }
      }
    }
    if (random.nextInt(3) == 0) {
      swapTwo();
    }
  }

  private void writeOneOf(Value value) {
    for (Variable variable : variables) {
      if (variable.type().equals(value.type()) && random.nextBoolean()) {
        b.write(variable, value);
        return;
      }
    }
  }

  private void swapTwo() {
    int pair = 2 * random.nextInt(INPUTS.length);
    Value first = b.read(variables.get(pair));
    b.write(variables.get(pair), b.read(variables.get(pair + 1)));
    b.write(variables.get(pair + 1), first);
  }

  private Value pick(Type type) {
    if (random.nextInt(6) == 0 && !type.isReference()) {
      return constant(type);
    }
    List<Value> candidates = new ArrayList<>();
    for (Value value : pool) {
      if (value.type().equals(type)) {
        candidates.add(value);
      }
    }
    if (candidates.isEmpty()) {
      return type.isReference() ? b.zero(type) : constant(type);
    }
    int n = candidates.size();
    return candidates.get(random.nextBoolean() ? n - 1 : random.nextInt(n));
  }

  private Value constant(Type type) {
    int small = random.nextInt(12) - 4;
    switch (type.descriptor()) {
      case "I":
        int[] ints = {small, small * 100, small * 10000, Integer.MIN_VALUE, 40000, -32768, 32767};
        return b.constant(ints[random.nextInt(ints.length)]);
      case "J":
        return b.constant(new Op.Const(random.nextBoolean() ? small : small * 77777777L, type));
      case "F":
        float[] floats = {small, small * 0.3f, -0.0f, Float.NaN};
        return b.constant(new Op.Const(floats[random.nextInt(4)], type));
      default:
        double[] doubles = {small, small * 0.3, -0.0, Double.NaN, Double.NEGATIVE_INFINITY};
        return b.constant(doubles[random.nextInt(5)]);
    }
  }

  private Value index() {
    return random.nextInt(6) == 0 ? pick(Type.INT) : b.constant(random.nextInt(3));
  }

  private Value operation() {
    switch (random.nextInt(22)) {
      case 0:
        return call("note", "(I)I", false, pick(Type.INT));
      case 1:
        return call(
            "mix",
            "(DJFI)D",
            false,
            pick(Type.DOUBLE),
            pick(Type.LONG),
            pick(Type.FLOAT),
            pick(Type.INT));
      case 2:
        return call("touch", "([D)V", false, pick(Type.DOUBLES));
      case 3:
        return call("sin", "(D)D", true, pick(Type.DOUBLE));
      case 4, 5:
        return b.emit(new Op.ArrayLoad(Element.DOUBLE, pick(Type.DOUBLES), index(), Type.DOUBLE));
      case 6:
        return b.emit(new Op.ArrayLoad(Element.INT, pick(INTS), index(), Type.INT));
      case 7:
        return b.emit(
            new Op.ArrayStore(Element.DOUBLE, pick(Type.DOUBLES), index(), pick(Type.DOUBLE)));
      case 8:
        return b.emit(new Op.ArrayStore(Element.INT, pick(INTS), index(), pick(Type.INT)));
      case 9:
        return b.emit(
            new Op.SafeLoad(Element.DOUBLE, pick(Type.DOUBLES), pick(Type.INT), Type.DOUBLE));
      case 10:
        return b.emit(new Op.SafeAdd(pick(Type.DOUBLES), index(), pick(Type.DOUBLE)));
      case 11:
        return b.emit(new Op.GetStatic(new FieldRef(PROBE, "aDouble", "D")));
      case 12:
        return b.emit(new Op.PutStatic(new FieldRef(PROBE, "aDouble", "D"), pick(Type.DOUBLE)));
      case 13, 14:
        return select();
      case 15:
        return random.nextInt(4) == 0
            ? b.emit(new Op.NewArray(Type.DOUBLES, List.of(b.constant(random.nextInt(5)))))
            : b.emit(new Op.ArrayLength(pick(random.nextBoolean() ? Type.DOUBLES : INTS)));
      case 16, 17:
        UnaryKind unary = UnaryKind.values()[random.nextInt(UnaryKind.values().length)];
        return b.emit(new Op.Unary(unary, pick(unary.operand())));
      case 18:
        Value x = pick(Type.DOUBLE);
        return b.emit(new Op.Binary(BinaryKind.DMUL, x, x));
      default:
        return binary();
    }
  }

  private Value binary() {
    BinaryKind[] kinds = BinaryKind.values();
    BinaryKind kind = kinds[random.nextInt(kinds.length)];
    return kind == BinaryKind.SMUL
        ? null
        : b.emit(new Op.Binary(kind, pick(kind.left()), pick(kind.right())));
  }

  private Value select() {
    Type type = INPUTS[random.nextInt(5)];
    Condition condition = Condition.values()[random.nextInt(6)];
    if (random.nextInt(4) == 0) {
      Condition equality = random.nextBoolean() ? Condition.EQ : Condition.NE;
      Value right = random.nextBoolean() ? b.zero(Type.OBJECT) : pick(Type.DOUBLES);
      return b.emit(
          new Op.Select(equality, pick(Type.DOUBLES), right, pickTyped(type), pickTyped(type)));
    }
    return b.emit(
        new Op.Select(condition, pick(Type.INT), pick(Type.INT), pickTyped(type), pickTyped(type)));
  }

  /** Never the null constant, whose type is not the one wanted. */
  private Value pickTyped(Type type) {
    Value value = pick(type);
    return value.type().equals(type) ? value : everywhere.get(4);
  }

  private Value call(String name, String descriptor, boolean pure, Value... args) {
    String owner = pure ? "java/lang/Math" : PROBE;
    return b.emit(
        new Op.Invoke(
            InvokeKind.STATIC, new MethodRef(owner, name, descriptor), false, pure, List.of(args)));
  }

  private void terminate(int from) {
    switch (random.nextInt(8)) {
      case 0:
        b.end(new Terminator.Jump(toExit()));
        break;
      case 1:
        List<Edge> targets = new ArrayList<>();
        List<Integer> keys = new ArrayList<>();
        int step = random.nextBoolean() ? 1 : 1000;
        for (int i = 0; i < random.nextInt(5); i++) {
          keys.add(i * step);
          targets.add(edge(from));
        }
        b.end(new Terminator.Switch(pick(Type.INT), keys, targets, edge(from)));
        break;
      case 2, 3:
        b.end(new Terminator.Jump(edge(from)));
        break;
      default:
        Condition condition = Condition.values()[random.nextInt(6)];
        Value left = pick(Type.INT);
        Value right = random.nextBoolean() ? b.constant(0) : pick(Type.INT);
        b.end(new Terminator.Branch(condition, left, right, edge(from), edge(from)));
    }
  }

  private Edge toExit() {
    return new Edge(exit, List.of(pick(Type.DOUBLE)));
  }

  /** A jump back, or to itself, goes through a block that uses fuel. */
  private Edge edge(int from) {
    int to = random.nextInt(blocks.size() + 1);
    if (to == blocks.size()) {
      return toExit();
    }
    if (to > from) {
      return new Edge(blocks.get(to), List.of());
    }
    Block back = b.newBlock();
    Block source = b.current();
    Edge out = new Edge(exit, List.of(b.constant(0.25)));
    b.position(back);
    Value left = b.emit(new Op.Binary(BinaryKind.ISUB, b.read(fuel), b.constant(1)));
    b.write(fuel, left);
    b.end(
        new Terminator.Branch(
            Condition.GT, left, b.constant(0), new Edge(blocks.get(to), List.of()), out));
    b.position(source);
    return new Edge(back, List.of());
  }
}

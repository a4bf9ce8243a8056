package org.wengert.compiler.optimize;

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
 * Random functions with much to optimize: structured code over few variables, so that expressions
 * and accesses repeat, with constants that fold, loops that run zero times or end early, arrays
 * that are one, and accesses that fail.
 */
final class RandomFunction {
  static final String PROBE = "org/wengert/compiler/optimize/Probe";
  private static final Type INTS = new Type("[I");
  private static final Type BYTES = new Type("[B");
  private static final Type ROWS = new Type("[[D");
  static final List<Type> INPUTS =
      List.of(
          Type.INT,
          Type.INT,
          Type.LONG,
          Type.FLOAT,
          Type.DOUBLE,
          Type.DOUBLE,
          Type.DOUBLES,
          Type.DOUBLES,
          INTS,
          BYTES,
          ROWS);

  private final Random random;
  private final FunctionBuilder b;
  private final List<Variable> variables = new ArrayList<>();
  private final List<Value> counters = new ArrayList<>();
  private final List<Block> exits = new ArrayList<>();
  private int budget;

  private RandomFunction(long seed) {
    this.random = new Random(seed);
    this.b = new FunctionBuilder(new MethodRef("a/Random", "f", "()D"), Type.DOUBLE);
    this.budget = 10 + random.nextInt(60);
  }

  static Function make(long seed) {
    return new RandomFunction(seed).make();
  }

  private Function make() {
    for (Type type : INPUTS) {
      Value input = b.addInput(type);
      Variable variable = b.variable(type);
      variables.add(variable);
      b.write(variable, input);
    }
    while (budget > 0) {
      statement(0);
    }
    b.end(new Terminator.Return(pick(Type.DOUBLE)));
    return b.finish();
  }

  private void statement(int depth) {
    budget--;
    b.line(1 + random.nextInt(90));
    int choice = random.nextInt(30);
    if (choice < 3 && depth < 3) {
      loop(depth);
    } else if (choice < 6 && depth < 4) {
      conditional(depth);
    } else if (choice == 6 && depth < 4) {
      choice(depth);
    } else if (choice == 7 && depth > 0 && random.nextInt(3) == 0) {
      leave();
    } else if (choice < 13) {
      store();
    } else if (choice < 19) {
      load();
    } else if (choice == 19) {
      allocate();
    } else if (choice == 20) {
      call();
    } else if (choice == 21) {
      copyRows();
    } else {
      assign(operation());
    }
  }

  private void statements(int depth) {
    for (int i = random.nextInt(5); i >= 0; i--) {
      statement(depth);
    }
  }

  private void assign(Value value) {
    if (value == null) {
      return;
    }
    List<Variable> fitting = new ArrayList<>();
    for (Variable variable : variables) {
      if (variable.type().equals(value.type())) {
        fitting.add(variable);
      }
    }
    b.write(fitting.get(random.nextInt(fitting.size())), value);
  }

  private Value pick(Type type) {
    int choice = random.nextInt(8);
    if (choice == 0 && !type.isReference()) {
      return constant(type);
    }
    if (choice < 4 && type.equals(Type.INT) && !counters.isEmpty()) {
      return counters.get(random.nextInt(counters.size()));
    }
    List<Value> candidates = new ArrayList<>();
    for (Variable variable : variables) {
      if (variable.type().equals(type)) {
        candidates.add(b.read(variable));
      }
    }
    for (Value input : b.inputs()) {
      if (input.type().equals(type)) {
        candidates.add(input);
      }
    }
    return candidates.get(random.nextInt(candidates.size()));
  }

  private Value constant(Type type) {
    switch (type.descriptor()) {
      case "I":
        int[] ints = {0, 0, 1, 1, -1, 2, 3, 7, Integer.MIN_VALUE, 300};
        return b.constant(ints[random.nextInt(ints.length)]);
      case "J":
        long[] longs = {0, 1, -1, Long.MIN_VALUE, 12345678901L};
        return b.constant(new Op.Const(longs[random.nextInt(longs.length)], type));
      case "F":
        float[] floats = {0, -0.0f, 1, -1, 0.3f, Float.NaN, Float.MAX_VALUE};
        return b.constant(new Op.Const(floats[random.nextInt(floats.length)], type));
      default:
        double[] doubles = {0, -0.0, 1, -1, 0.3, Double.NaN, 1e300, Double.NEGATIVE_INFINITY};
        return b.constant(doubles[random.nextInt(doubles.length)]);
    }
  }

  private Value index() {
    switch (random.nextInt(12)) {
      case 0:
        return pick(Type.INT);
      case 1, 2:
        return b.emit(new Op.Binary(BinaryKind.IAND, pick(Type.INT), b.constant(1)));
      case 3, 4:
        Value base = counters.isEmpty() ? b.constant(0) : pick(Type.INT);
        return b.emit(new Op.Binary(BinaryKind.IADD, base, b.constant(random.nextInt(2))));
      case 5, 6, 7:
        if (!counters.isEmpty()) {
          return counters.get(random.nextInt(counters.size()));
        }
        return b.constant(1);
      default:
        return b.constant(random.nextInt(3));
    }
  }

  private void load() {
    switch (random.nextInt(10)) {
      case 0:
        assign(b.emit(new Op.ArrayLoad(Element.INT, pick(INTS), index(), Type.INT)));
        break;
      case 1:
        assign(b.emit(new Op.ArrayLoad(Element.BYTE, pick(BYTES), index(), Type.INT)));
        break;
      case 2, 3:
        assign(b.emit(new Op.ArrayLoad(Element.REF, pick(ROWS), index(), Type.DOUBLES)));
        break;
      case 4:
        Type type = random.nextBoolean() ? Type.DOUBLES : random.nextBoolean() ? INTS : ROWS;
        assign(b.emit(new Op.ArrayLength(pick(type))));
        break;
      case 5:
        assign(b.emit(new Op.SafeLoad(Element.DOUBLE, pick(Type.DOUBLES), index(), Type.DOUBLE)));
        break;
      case 6:
        assign(b.emit(new Op.GetStatic(new FieldRef(PROBE, "number", "D"))));
        break;
      default:
        assign(b.emit(new Op.ArrayLoad(Element.DOUBLE, pick(Type.DOUBLES), index(), Type.DOUBLE)));
    }
  }

  private void store() {
    switch (random.nextInt(10)) {
      case 0:
        b.emit(new Op.ArrayStore(Element.INT, pick(INTS), index(), pick(Type.INT)));
        break;
      case 1:
        b.emit(new Op.ArrayStore(Element.BYTE, pick(BYTES), index(), pick(Type.INT)));
        break;
      case 2:
        b.emit(new Op.ArrayStore(Element.REF, pick(ROWS), index(), pick(Type.DOUBLES)));
        break;
      case 3:
        b.emit(new Op.PutStatic(new FieldRef(PROBE, "kept", "[D"), pick(Type.DOUBLES)));
        break;
      case 4:
        b.emit(new Op.SafeAdd(pick(Type.DOUBLES), index(), pick(Type.DOUBLE)));
        break;
      default:
        b.emit(new Op.ArrayStore(Element.DOUBLE, pick(Type.DOUBLES), index(), pick(Type.DOUBLE)));
    }
  }

  private void allocate() {
    Value length = b.constant(random.nextInt(8) == 0 ? -1 : 2 + random.nextInt(2));
    boolean rows = random.nextInt(3) == 0;
    List<Value> lengths = rows ? List.of(length, b.constant(3)) : List.of(length);
    assign(b.emit(new Op.NewArray(rows ? ROWS : Type.DOUBLES, lengths)));
  }

  private void call() {
    switch (random.nextInt(5)) {
      case 0:
        assign(invoke(PROBE, "note", "(DI)D", pick(Type.DOUBLE), pick(Type.INT)));
        break;
      case 1:
        assign(invoke(PROBE, "touch", "([D)I", pick(Type.DOUBLES)));
        break;
      case 2:
        invoke("java/util/Arrays", "fill", "([DD)V", pick(Type.DOUBLES), pick(Type.DOUBLE));
        break;
      case 3:
        Value length = b.constant(3);
        assign(invoke("java/util/Arrays", "copyOf", "([DI)[D", pick(Type.DOUBLES), length));
        break;
      default:
        Value zero = b.constant(0);
        Value one = b.constant(1);
        Value from = pick(Type.DOUBLES);
        invoke(
            "java/lang/System",
            "arraycopy",
            "(Ljava/lang/Object;ILjava/lang/Object;II)V",
            from,
            zero,
            pick(Type.DOUBLES),
            one,
            one);
    }
  }

  private Value invoke(String owner, String name, String descriptor, Value... args) {
    MethodRef method = new MethodRef(owner, name, descriptor);
    return b.emit(new Op.Invoke(InvokeKind.STATIC, method, false, false, List.of(args)));
  }

  private void copyRows() {
    Value row = b.emit(new Op.ArrayLoad(Element.REF, pick(ROWS), index(), Type.DOUBLES));
    assign(b.emit(new Op.ArrayLoad(Element.DOUBLE, row, index(), Type.DOUBLE)));
  }

  private Value operation() {
    int choice = random.nextInt(8);
    if (choice == 0) {
      UnaryKind kind = UnaryKind.values()[random.nextInt(UnaryKind.values().length)];
      return b.emit(new Op.Unary(kind, pick(kind.operand())));
    } else if (choice == 1) {
      MethodRef sin = new MethodRef("java/lang/Math", "sin", "(D)D");
      return b.emit(new Op.Invoke(InvokeKind.STATIC, sin, false, true, List.of(pick(Type.DOUBLE))));
    } else if (choice == 2) {
      Type type = INPUTS.get(random.nextInt(INPUTS.size()));
      Value ifTrue = pick(type);
      return b.emit(new Op.Select(condition(), pick(Type.INT), pick(Type.INT), ifTrue, pick(type)));
    }
    BinaryKind[] kinds = BinaryKind.values();
    // Sums and products of derivatives may change the sign of a zero: not compared here.
    BinaryKind kind = kinds[random.nextInt(BinaryKind.SMUL.ordinal())];
    if (kind.mayThrow() && random.nextInt(3) > 0) {
      kind = random.nextBoolean() ? BinaryKind.DADD : BinaryKind.DMUL;
    }
    return b.emit(new Op.Binary(kind, pick(kind.left()), pick(kind.right())));
  }

  private Condition condition() {
    return Condition.values()[random.nextInt(6)];
  }

  private void conditional(int depth) {
    Block first = b.newBlock();
    Block second = b.newBlock();
    Block join = b.newBlock();
    if (random.nextInt(6) == 0) {
      Condition equality = random.nextBoolean() ? Condition.EQ : Condition.NE;
      b.branch(equality, pick(Type.DOUBLES), pick(Type.DOUBLES), first, second);
    } else {
      b.branch(condition(), pick(Type.INT), pick(Type.INT), first, second);
    }
    inBlock(first, depth, join);
    if (random.nextBoolean()) {
      inBlock(second, depth, join);
    } else {
      b.position(second);
      b.jump(join);
    }
    b.position(join);
  }

  private void inBlock(Block block, int depth, Block next) {
    b.position(block);
    statements(depth + 1);
    b.jump(next);
  }

  private void choice(int depth) {
    Block first = b.newBlock();
    Block second = b.newBlock();
    Block join = b.newBlock();
    List<Edge> targets = List.of(new Edge(first, List.of()), new Edge(second, List.of()));
    b.end(new Terminator.Switch(pick(Type.INT), List.of(0, 2), targets, new Edge(join, List.of())));
    inBlock(first, depth, random.nextBoolean() ? second : join);
    inBlock(second, depth, join);
    b.position(join);
  }

  private void loop(int depth) {
    Value bound =
        random.nextInt(3) == 0
            ? b.emit(new Op.Binary(BinaryKind.IAND, pick(Type.INT), b.constant(3)))
            : b.constant(random.nextInt(4));
    Variable counter = b.variable(Type.INT);
    b.write(counter, b.constant(0));
    Block header = b.newBlock();
    Block body = b.newBlock();
    Block exit = b.newBlock();
    b.jump(header);
    b.position(header);
    Value i = b.read(counter);
    if (random.nextInt(3) == 0) {
      load();
    }
    b.branch(Condition.LT, i, bound, body, exit);
    b.position(body);
    counters.add(i);
    exits.add(exit);
    statements(depth + 1);
    exits.remove(exits.size() - 1);
    counters.remove(counters.size() - 1);
    b.write(counter, b.emit(new Op.Binary(BinaryKind.IADD, i, b.constant(1))));
    b.jump(header);
    b.position(exit);
  }

  /** Out of a loop or of the function, on a condition, so that the rest is not dead. */
  private void leave() {
    Block out = exits.isEmpty() ? b.newBlock() : exits.get(random.nextInt(exits.size()));
    Block on = b.newBlock();
    b.branch(condition(), pick(Type.INT), pick(Type.INT), out, on);
    if (exits.isEmpty()) {
      b.position(out);
      b.end(new Terminator.Return(pick(Type.DOUBLE)));
    }
    b.position(on);
  }
}

package org.wengert.compiler.differentiate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.analyze.Rules;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.CustomRule;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.RuntimeFunction;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;
import org.wengert.compiler.rules.Rule;

/**
 * Forward mode: beside every operation goes the one on tangents. The primal's operations stay as
 * they are and in their order, so that the value is bit-identical.
 *
 * <p>Several directions share one run of the primal: each has tangents, shadows and a tape of its
 * own, and what {@link Shadowing} has added for shadows is written once a direction.
 */
final class TangentTransform {
  static final FieldRef OUT = new FieldRef("org/wengert/runtime/Tape", "out", "[D");

  private final Shadowed shadowed;
  private final String activity;
  private final VariantKind kind;

  /** Where in {@code tape.out} the tangent of the result goes. */
  private final int resultTangent;

  private final FunctionBuilder builder;
  private final MirrorCode mirrors;

  /** Of what all directions share. */
  private final Map<Value, Value> copies = new IdentityHashMap<>();

  private final Map<Block, Block> blocks = new HashMap<>();
  private final List<Direction> directions = new ArrayList<>();

  /** Where to go on after an operation whose exceptions are caught; else null. */
  private Block after;

  private TangentTransform(
      Shadowed shadowed, String activity, VariantKind kind, int resultTangent) {
    this.kind = kind;
    this.resultTangent = resultTangent;
    this.shadowed = shadowed;
    this.activity = activity;
    Function function = shadowed.function();
    this.builder = new FunctionBuilder(function.method(), function.result());
    this.mirrors = new MirrorCode(builder, shadowed.facts());
    for (int i = 0; i < kind.directions(); i++) {
      directions.add(new Direction());
    }
  }

  /**
   * @param activity one character a parameter of the primal
   * @param kind says how many directions
   */
  static Function of(Shadowed shadowed, String activity, VariantKind kind) {
    return new TangentTransform(shadowed, activity, kind, 0).run();
  }

  /** Of the code of the variant that a variant varies. */
  static Function again(Shadowed shadowed, Variant variant) {
    int resultTangent = VariantSignature.resultTangent(variant.of());
    return new TangentTransform(shadowed, variant.activity(), variant.kind(), resultTangent).run();
  }

  private Function run() {
    Function function = shadowed.function();
    declareInputs(function);
    for (Block block : function.blocks()) {
      Block copy = block == function.entry() ? builder.entry() : builder.newBlock();
      blocks.put(block, copy);
      for (Value param : block.params()) {
        declareParam(copy, param);
      }
    }
    for (Block block : function.blocks()) {
      builder.position(blocks.get(block));
      for (Instr instr : block.instrs()) {
        builder.line(instr.line());
        after = instr == block.protectedInstr() ? blocks.get(Attempts.after(block)) : null;
        transform(instr);
      }
      builder.position(blocks.get(block));
      builder.line(block.terminatorLine());
      end(block);
    }
    return builder.finish();
  }

  private void declareInputs(Function function) {
    List<Value> primal = function.inputs().subList(0, shadowed.primalInputs());
    for (Value input : primal) {
      copies.put(input, builder.addInput(input.type()));
    }
    for (Direction direction : directions) {
      int shadow = 0;
      for (int i = 0; i < primal.size(); i++) {
        if (activity.charAt(i) == 'A' && !primal.get(i).type().equals(Carriers.TAPE)) {
          if (primal.get(i).type().isFloating()) {
            direction.tangents.put(primal.get(i), builder.addInput(Type.DOUBLE));
          } else {
            Value input = shadowed.shadowInputs().get(shadow++);
            direction.copies.put(input, builder.addInput(input.type()));
          }
        }
      }
    }
    for (Direction direction : directions) {
      direction.copies.put(shadowed.tape(), builder.addInput(Carriers.TAPE));
    }
  }

  private void declareParam(Block copy, Value param) {
    if (shadowed.isOfDirection(param)) {
      for (Direction direction : directions) {
        direction.copies.put(param, builder.addParam(copy, param.type()));
      }
      return;
    }
    copies.put(param, builder.addParam(copy, param.type()));
    if (shadowed.isActive(param)) {
      for (Direction direction : directions) {
        direction.tangents.put(param, builder.addParam(copy, Type.DOUBLE));
      }
    }
  }

  private Value copyOf(Value value) {
    Value copy = copies.get(value);
    if (copy == null) {
      throw new IllegalStateException(value + " has no copy");
    }
    return copy;
  }

  private void transform(Instr instr) {
    Op op = instr.op();
    Value result = instr.result();
    if (op instanceof Op.CallVariant call) {
      callVariant(call, result);
      return;
    } else if (op instanceof Op.Ruled ruled) {
      for (Direction direction : directions) {
        direction.callRule(ruled);
      }
      return;
    } else if (shadowed.isOfDirection(instr)) {
      for (Direction direction : directions) {
        direction.follow(op, result);
      }
      return;
    }
    Value copy = builder.emit(op.map(this::copyOf));
    goOn();
    if (result != null) {
      copies.put(result, copy);
    }
    if (op instanceof Op.Invoke invoke && shadowed.facts().rule(invoke) != null) {
      return; // What comes next is its rule.
    }
    for (Direction direction : directions) {
      if (result != null && shadowed.isActive(result)) {
        direction.tangents.put(result, direction.tangentOfResult(op, result));
      } else {
        direction.tangentOfEffect(op);
      }
    }
  }

  private void goOn() {
    if (after != null) {
      builder.position(after);
    }
  }

  private void callVariant(Op.CallVariant call, Value result) {
    Variant forward = call.variant();
    int primals = forward.activity().length();
    List<Value> args = new ArrayList<>();
    for (Value arg : call.args().subList(0, primals)) {
      args.add(copyOf(arg));
    }
    for (Direction direction : directions) {
      direction.addArguments(call, args);
    }
    Value tape = call.args().get(call.args().size() - 1);
    for (Direction direction : directions) {
      args.add(direction.copyOf(tape));
    }
    Variant tangent = forward.as(kind);
    Value copy =
        builder.emit(
            new Op.CallVariant(tangent, VariantSignature.descriptor(tangent), List.copyOf(args)));
    goOn();
    if (result != null) {
      copies.put(result, copy);
      if (shadowed.isActive(result)) {
        int index = VariantSignature.resultTangent(forward.of());
        for (Direction direction : directions) {
          direction.tangents.put(result, direction.returned(tape, index));
        }
      }
    }
  }

  private void end(Block block) {
    if (block.terminator() instanceof Terminator.Return end
        && end.value() != null
        && end.value().type().isFloating()) {
      for (Direction direction : directions) {
        direction.returnTangent(end.value());
      }
    }
    builder.end(block.terminator().map(this::copyOf, this::copyEdge));
  }

  private Edge copyEdge(Edge edge) {
    List<Value> args = new ArrayList<>();
    for (int i = 0; i < edge.args().size(); i++) {
      Value param = edge.target().params().get(i);
      Value arg = edge.args().get(i);
      if (shadowed.isOfDirection(param)) {
        for (Direction direction : directions) {
          args.add(direction.copyOf(arg));
        }
        continue;
      }
      args.add(copyOf(arg));
      if (shadowed.isActive(param)) {
        for (Direction direction : directions) {
          args.add(direction.tangentOrZero(arg));
        }
      }
    }
    return new Edge(blocks.get(edge.target()), List.copyOf(args));
  }

  /** What is written beside the primal's code for one direction. */
  private final class Direction {
    private final Map<Value, Value> tangents = new IdentityHashMap<>();

    /** Of what has to do with shadows. */
    private final Map<Value, Value> copies = new IdentityHashMap<>();

    private Value copyOf(Value value) {
      Value own = copies.get(value);
      return own != null ? own : TangentTransform.this.copyOf(value);
    }

    private Value tape() {
      return copyOf(shadowed.tape());
    }

    private Value tangentOrZero(Value value) {
      Value tangent = tangents.get(value);
      return tangent != null ? tangent : builder.constant(0.0);
    }

    private Value shadow(Value reference) {
      Value shadow = shadowed.shadow(reference);
      return shadow == null ? null : copyOf(shadow);
    }

    /** Writes what {@link Shadowing} has added. */
    private void follow(Op op, Value result) {
      Value copy = builder.emit(ofTangents(op, result).map(this::copyOf));
      if (result != null) {
        copies.put(result, copy);
      }
    }

    /** Copies have tangents, where the adjoints of new memory are zero. */
    private Op ofTangents(Op op, Value result) {
      if (op instanceof Op.CallRuntime call && isShadow(result)) {
        if (call.function() == RuntimeFunction.COPY_ADJOINT) {
          return new Op.CallRuntime(RuntimeFunction.COPY_TANGENT, call.args());
        } else if (call.function() == RuntimeFunction.CLONE_ADJOINT) {
          return new Op.CallRuntime(RuntimeFunction.CLONE_TANGENT, call.args());
        }
      }
      return op;
    }

    /** Whether a reference is itself the shadow of another: added by {@link Shadowing}. */
    private boolean isShadow(Value reference) {
      return shadowed.shadows().containsValue(reference);
    }

    private Value tangentOfResult(Op op, Value result) {
      if (op instanceof Op.CallRuntime call) {
        return builder.emit(new Op.CallRuntime(call.function(), onShadows(call)));
      } else if (op instanceof Op.ArrayLoad load) {
        Value shadow = shadow(load.array());
        return builder.emit(
            new Op.ArrayLoad(Element.DOUBLE, shadow, copyOf(load.index()), Type.DOUBLE));
      } else if (op instanceof Op.SafeLoad load) {
        Value shadow = shadow(load.array());
        return builder.emit(
            new Op.SafeLoad(Element.DOUBLE, shadow, copyOf(load.index()), Type.DOUBLE));
      } else if (op instanceof Op.GetField get) {
        Value cells = mirrors.cells(shadow(get.object()), get.field());
        Value index = mirrors.index(get.field());
        return builder.emit(new Op.ArrayLoad(Element.DOUBLE, cells, index, Type.DOUBLE));
      } else if (op instanceof Op.GetStatic get) {
        return builder.emit(
            new Op.ArrayLoad(
                Element.DOUBLE, staticCell(get.field()), builder.constant(0), Type.DOUBLE));
      } else if (op instanceof Op.Select select) {
        return builder.emit(
            new Op.Select(
                select.condition(),
                copyOf(select.left()),
                copyOf(select.right()),
                tangentOrZero(select.ifTrue()),
                tangentOrZero(select.ifFalse())));
      } else if (op instanceof Op.Binary binary && binary.kind() == BinaryKind.ACC) {
        return sum(tangents.get(binary.left()), tangents.get(binary.right()));
      } else if (op instanceof Op.Binary binary && binary.kind() == BinaryKind.SMUL) {
        return tangentOfStrongProduct(binary);
      }
      return tangentByRule(op, result);
    }

    private Value sum(Value a, Value b) {
      return a == null ? b : b == null ? a : builder.emit(new Op.Binary(BinaryKind.ACC, a, b));
    }

    /** {@code smul(ȧ, p) + smul(a, ṗ)}: as a branch it would lose the second derivative at 0. */
    private Value tangentOfStrongProduct(Op.Binary product) {
      Value left = tangents.get(product.left());
      Value right = tangents.get(product.right());
      Value byLeft =
          left == null
              ? null
              : builder.emit(new Op.Binary(BinaryKind.SMUL, left, copyOf(product.right())));
      Value byRight =
          right == null
              ? null
              : builder.emit(new Op.Binary(BinaryKind.SMUL, copyOf(product.left()), right));
      return sum(byLeft, byRight);
    }

    private Value tangentByRule(Op op, Value result) {
      Rule rule = Rules.of(op);
      if (rule == null) {
        throw new IllegalStateException("no tangent for " + op);
      }
      List<Value> operands = op.operands();
      RuleCode code =
          new RuleCode(
              builder,
              new RuleCode.Operands() {
                @Override
                public Value operand(int index) {
                  return copyOf(operands.get(index));
                }

                @Override
                public Value result() {
                  return copyOf(result);
                }
              });
      Value sum = null;
      for (int i = 0; i < operands.size(); i++) {
        Value tangent = tangents.get(operands.get(i));
        if (tangent != null) {
          sum = sum(sum, code.times(tangent, rule.partial(i)));
        }
      }
      return sum != null ? sum : builder.constant(0.0);
    }

    /**
     * The helpers that work on doubles are linear in them: their tangent is the same helper on
     * tangents and shadows, positions and counts as they are.
     */
    private List<Value> onShadows(Op.CallRuntime call) {
      List<Value> args = new ArrayList<>();
      for (Value arg : call.args()) {
        if (arg.type().isFloating()) {
          args.add(tangentOrZero(arg));
        } else if (arg.type().isReference()) {
          Value shadow = shadow(arg);
          args.add(shadow != null ? shadow : builder.zero(Type.OBJECT));
        } else {
          args.add(copyOf(arg));
        }
      }
      return args;
    }

    /** A helper that {@link Shadowing} added has no tangent: it works on our own shadows. */
    private boolean movesOnlyShadows(Op.CallRuntime call) {
      for (Value arg : call.args()) {
        if (arg.type().isReference() && shadow(arg) != null) {
          return false;
        }
      }
      return true;
    }

    private boolean movesDoubles(RuntimeFunction function) {
      switch (function) {
        case COPY, ASSIGN, COPY_REVERSE, FILL, FILL_REVERSE, COPY_OF_REVERSE, CLEAR:
          return true;
        default:
          return false;
      }
    }

    private void tangentOfEffect(Op op) {
      if (op instanceof Op.CallRuntime call && movesDoubles(call.function())) {
        if (!movesOnlyShadows(call)) {
          builder.emit(new Op.CallRuntime(call.function(), onShadows(call)));
        }
        return;
      } else if (op instanceof Op.SafeAdd add && shadow(add.array()) != null) {
        builder.emit(
            new Op.SafeAdd(shadow(add.array()), copyOf(add.index()), tangentOrZero(add.value())));
        return;
      }
      if (op instanceof Op.ArrayStore store && store.value().type().isFloating()) {
        Value shadow = shadow(store.array());
        if (shadow != null) {
          builder.emit(
              new Op.ArrayStore(
                  Element.DOUBLE, shadow, copyOf(store.index()), tangentOrZero(store.value())));
        }
      } else if (op instanceof Op.PutField put && put.value().type().isFloating()) {
        tangentOfField(put.object(), put.field(), put.value());
      } else if (op instanceof Op.Held held && held.value().type().isFloating()) {
        tangentOfField(held.object(), held.field(), held.value());
      } else if (op instanceof Op.PutStatic put && put.value().type().isFloating()) {
        builder.emit(
            new Op.ArrayStore(
                Element.DOUBLE,
                staticCell(put.field()),
                builder.constant(0),
                tangentOrZero(put.value())));
      } else if (op instanceof Op.Invoke invoke && ArrayMethod.of(invoke) != null) {
        tangentOfArrayMethod(invoke, ArrayMethod.of(invoke));
      }
    }

    private void tangentOfField(Value object, FieldRef field, Value value) {
      Value shadow = shadow(object);
      if (shadow != null) {
        Value cells = mirrors.cells(shadow, field);
        Value index = mirrors.index(field);
        builder.emit(new Op.ArrayStore(Element.DOUBLE, cells, index, tangentOrZero(value)));
      }
    }

    private Value staticCell(FieldRef field) {
      return StaticCells.cell(builder, tape(), field);
    }

    private void tangentOfArrayMethod(Op.Invoke invoke, ArrayMethod method) {
      List<Value> args = invoke.args();
      if (method == ArrayMethod.ARRAYCOPY) {
        copyTangents(args);
      } else if (method == ArrayMethod.FILL || method == ArrayMethod.FILL_RANGE) {
        Value shadow = shadow(args.get(0));
        Value filling = args.get(args.size() - 1);
        if (shadow != null && filling.type().isFloating()) {
          boolean range = method == ArrayMethod.FILL_RANGE;
          Value from = range ? copyOf(args.get(1)) : builder.constant(0);
          Value to = range ? copyOf(args.get(2)) : builder.emit(new Op.ArrayLength(shadow));
          run(RuntimeFunction.FILL, shadow, from, to, tangentOrZero(filling));
        }
      }
    }

    private void copyTangents(List<Value> args) {
      Value source = shadow(args.get(0));
      Value target = shadow(args.get(2));
      if (target == null || !target.type().equals(Type.DOUBLES)) {
        return;
      }
      Value from = copyOf(args.get(3));
      Value count = copyOf(args.get(4));
      if (source != null) {
        run(RuntimeFunction.COPY, source, copyOf(args.get(1)), target, from, count);
      } else {
        Value to = builder.emit(new Op.Binary(BinaryKind.IADD, from, count));
        run(RuntimeFunction.FILL, target, from, to, builder.constant(0.0));
      }
    }

    private void run(RuntimeFunction function, Value... args) {
      builder.emit(new Op.CallRuntime(function, List.of(args)));
    }

    /** What a user's rule yields is the tangent of what the call before it returned. */
    private void callRule(Op.Ruled ruled) {
      CustomRule rule = ruled.rule();
      if (rule.forward() == null) {
        throw new MissingRule(rule, builder.line());
      }
      List<Value> args = new ArrayList<>();
      for (Value value : ruled.values()) {
        args.add(copyOf(value));
      }
      if (ruled.result() != null) {
        args.add(copyOf(ruled.result()));
      }
      int array = 0;
      for (int i = 0; i < rule.active().length; i++) {
        if (rule.active()[i]) {
          args.add(
              rule.parameter(i).isFloating()
                  ? tangentOrZero(ruled.values().get(i))
                  : copyOf(ruled.derivatives().get(array++)));
        }
      }
      Value tangent = builder.emit(rule.forward().call(args));
      if (ruled.resultDerivative() != null) {
        run(RuntimeFunction.ASSIGN, copyOf(ruled.resultDerivative()), tangent);
      } else if (ruled.result() != null && shadowed.isActive(ruled.result())) {
        tangents.put(ruled.result(), tangent);
      }
    }

    private Value out(Value tape) {
      return builder.emit(new Op.GetField(OUT, copyOf(tape)));
    }

    /** Tangents and shadows of a variant's arguments. */
    private void addArguments(Op.CallVariant call, List<Value> args) {
      int shadow = call.variant().activity().length();
      for (int i = 0; i < call.variant().activity().length(); i++) {
        Value arg = call.args().get(i);
        if (call.variant().activity().charAt(i) == 'A' && !arg.type().equals(Carriers.TAPE)) {
          args.add(
              arg.type().isFloating() ? tangentOrZero(arg) : copyOf(call.args().get(shadow++)));
        }
      }
    }

    /** The tangent of what a variant has just returned. */
    private Value returned(Value tape, int place) {
      return builder.emit(
          new Op.ArrayLoad(Element.DOUBLE, out(tape), builder.constant(place), Type.DOUBLE));
    }

    private void returnTangent(Value value) {
      Value index = builder.constant(resultTangent);
      builder.emit(
          new Op.ArrayStore(Element.DOUBLE, out(shadowed.tape()), index, tangentOrZero(value)));
    }
  }
}

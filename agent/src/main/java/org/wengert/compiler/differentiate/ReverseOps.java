package org.wengert.compiler.differentiate;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.analyze.Rules;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Binding;
import org.wengert.compiler.ir.CustomRule;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.RuntimeFunction;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;
import org.wengert.compiler.rules.Partial;
import org.wengert.compiler.rules.Rule;

/**
 * The reverse of each operation, planned by itself: which adjoints it takes and where it adds. How
 * primal values get into the reverse sweep is the business of {@link Primals}; asking for one is
 * what makes it needed.
 */
final class ReverseOps {

  /** Where the reverse of an operation gets what it needs and puts what it finds. */
  interface Primals {
    /** The value that a primal value (or shadow) had. */
    Value value(Value primal);

    /** The adjoint of a value, which becomes zero: its definition has been reached. */
    Value take(Value primal);

    /** Adds to the adjoint of an active value. */
    void add(Value primal, Value adjoint);

    /** The tape. */
    Value tape();

    /** Writes cursors back to the tape before a call that moves them, and reads them after. */
    void storeCursors();

    void loadCursors();
  }

  private final Shadowed shadowed;
  private final FunctionBuilder builder;
  private final Primals primals;
  private final boolean repeatable;
  private final MirrorCode mirrors;

  /**
   * @param repeatable whether the sweep may run again, so that shadows of memory that the forward
   *     sweep allocated must be zero afterwards
   */
  ReverseOps(Shadowed shadowed, FunctionBuilder builder, Primals primals, boolean repeatable) {
    this.shadowed = shadowed;
    this.builder = builder;
    this.primals = primals;
    this.repeatable = repeatable;
    this.mirrors = new MirrorCode(builder, shadowed.facts());
  }

  /** Whether the reverse of an instruction does anything. */
  static boolean hasWork(Shadowed shadowed, Instr instr, boolean repeatable) {
    Op op = instr.op();
    Value result = instr.result();
    if (op instanceof Op.Ruled) {
      return true;
    } else if (op instanceof Op.Invoke invoke && shadowed.facts().rule(invoke) != null) {
      return false; // What comes next is its rule.
    } else if (result != null && shadowed.isActive(result)) {
      return true;
    } else if (op instanceof Op.ArrayStore store) {
      return store.value().type().isFloating() && shadowed.shadow(store.array()) != null;
    } else if (op instanceof Op.Invoke invoke) {
      return arrayMethodHasWork(shadowed, invoke, ArrayMethod.of(invoke));
    } else if (op instanceof Op.CallRuntime call) {
      if (call.function() == RuntimeFunction.COPY_VALUES && shadowed.shadow(result) != null) {
        throw new IllegalStateException("no reverse mode over a rule's derivative code");
      }
      return call.function() == RuntimeFunction.COPY_ADJOINT
          || call.function() == RuntimeFunction.CLONE_ADJOINT
          || (repeatable && shadowed.fresh().contains(result));
    } else if (op instanceof Op.NewArray) {
      return repeatable && shadowed.fresh().contains(result);
    } else if (op instanceof Op.PutField put) {
      return put.value().type().isFloating() && shadowed.shadow(put.object()) != null;
    } else if (op instanceof Op.Held held) {
      return held.value().type().isFloating() && shadowed.shadow(held.object()) != null;
    }
    return op instanceof Op.CallVariant
        || (op instanceof Op.PutStatic put && put.value().type().isFloating());
  }

  private static boolean arrayMethodHasWork(
      Shadowed shadowed, Op.Invoke invoke, ArrayMethod method) {
    if (method == null || method == ArrayMethod.CLONE) {
      return false;
    } else if (method == ArrayMethod.ARRAYCOPY) {
      Value target = shadowed.shadow(invoke.args().get(2));
      return target != null && target.type().equals(Type.DOUBLES);
    }
    boolean fills = method == ArrayMethod.FILL || method == ArrayMethod.FILL_RANGE;
    Value shadow = shadowed.shadow(invoke.args().get(0));
    return fills && shadow != null && shadow.type().equals(Type.DOUBLES);
  }

  void reverse(Instr instr) {
    Op op = instr.op();
    Value result = instr.result();
    if (op instanceof Op.CallVariant call) {
      reverseCall(call, result);
    } else if (op instanceof Op.Ruled ruled) {
      callRule(ruled);
    } else if (op instanceof Op.ArrayLoad load) {
      reverseLoad(load, result);
    } else if (op instanceof Op.SafeLoad load) {
      Value adjoint = primals.take(result);
      Value shadow = primals.value(shadowed.shadow(load.array()));
      builder.emit(new Op.SafeAdd(shadow, primals.value(load.index()), adjoint));
    } else if (op instanceof Op.ArrayStore store) {
      reverseStore(store);
    } else if (op instanceof Op.GetField get) {
      Value adjoint = primals.take(result);
      Value cells = cells(get.object(), get.field());
      addTo(cells, mirrors.index(get.field()), adjoint);
    } else if (op instanceof Op.PutField put) {
      reverseFieldStore(put.object(), put.field(), put.value());
    } else if (op instanceof Op.Held held) {
      reverseFieldStore(held.object(), held.field(), held.value());
    } else if (op instanceof Op.GetStatic get) {
      addTo(staticCell(get.field()), builder.constant(0), primals.take(result));
    } else if (op instanceof Op.PutStatic put) {
      Value adjoint = takeFrom(staticCell(put.field()), builder.constant(0));
      addIfActive(put.value(), adjoint);
    } else if (op instanceof Op.Select select) {
      reverseSelect(select, result);
    } else if (op instanceof Op.Binary binary && binary.kind() == BinaryKind.ACC) {
      Value adjoint = primals.take(result);
      addIfActive(binary.left(), adjoint);
      addIfActive(binary.right(), adjoint);
    } else if (op instanceof Op.Binary binary && binary.kind() == BinaryKind.SMUL) {
      reverseStrongProduct(binary, result);
    } else if (op instanceof Op.NewArray) {
      run(RuntimeFunction.CLEAR, primals.value(result));
    } else if (op instanceof Op.CallRuntime call && shadowed.fresh().contains(result)) {
      boolean rows = call.function() == RuntimeFunction.ROWS_OF;
      run(rows ? RuntimeFunction.CLEAR_ROWS : RuntimeFunction.CLEAR, primals.value(result));
    } else if (op instanceof Op.CallRuntime call
        && call.function() == RuntimeFunction.CLONE_ADJOINT) {
      Value source = primals.value(call.args().get(0));
      run(RuntimeFunction.CLONE_REVERSE, source, primals.value(result));
    } else if (op instanceof Op.CallRuntime call) {
      Value source = primals.value(call.args().get(0));
      Value from = primals.value(call.args().get(1));
      run(RuntimeFunction.COPY_OF_REVERSE, source, from, primals.value(result));
    } else if (op instanceof Op.Invoke invoke && ArrayMethod.of(invoke) != null) {
      reverseArrayMethod(invoke, ArrayMethod.of(invoke));
    } else {
      reverseByRule(op, result);
    }
  }

  private Value cells(Value object, FieldRef field) {
    return mirrors.cells(primals.value(shadowed.shadow(object)), field);
  }

  private void reverseFieldStore(Value object, FieldRef field, Value value) {
    addIfActive(value, takeFrom(cells(object, field), mirrors.index(field)));
  }

  private void addIfActive(Value primal, Value adjoint) {
    if (shadowed.isActive(primal)) {
      primals.add(primal, adjoint);
    }
  }

  private Value staticCell(FieldRef field) {
    return StaticCells.cell(builder, primals.tape(), field);
  }

  private void addTo(Value shadow, Value index, Value adjoint) {
    Value before = builder.emit(new Op.ArrayLoad(Element.DOUBLE, shadow, index, Type.DOUBLE));
    Value sum = builder.emit(new Op.Binary(BinaryKind.ACC, before, adjoint));
    builder.emit(new Op.ArrayStore(Element.DOUBLE, shadow, index, sum));
  }

  private Value takeFrom(Value shadow, Value index) {
    Value adjoint = builder.emit(new Op.ArrayLoad(Element.DOUBLE, shadow, index, Type.DOUBLE));
    builder.emit(new Op.ArrayStore(Element.DOUBLE, shadow, index, builder.constant(0.0)));
    return adjoint;
  }

  private void reverseLoad(Op.ArrayLoad load, Value result) {
    Value adjoint = primals.take(result);
    addTo(primals.value(shadowed.shadow(load.array())), primals.value(load.index()), adjoint);
  }

  private void reverseStore(Op.ArrayStore store) {
    Value shadow = primals.value(shadowed.shadow(store.array()));
    addIfActive(store.value(), takeFrom(shadow, primals.value(store.index())));
  }

  private void reverseSelect(Op.Select select, Value result) {
    Value adjoint = primals.take(result);
    Value left = primals.value(select.left());
    Value right = primals.value(select.right());
    Value zero = builder.constant(0.0);
    if (shadowed.isActive(select.ifTrue())) {
      primals.add(
          select.ifTrue(),
          builder.emit(new Op.Select(select.condition(), left, right, adjoint, zero)));
    }
    if (shadowed.isActive(select.ifFalse())) {
      primals.add(
          select.ifFalse(),
          builder.emit(new Op.Select(select.condition(), left, right, zero, adjoint)));
    }
  }

  private void reverseStrongProduct(Op.Binary product, Value result) {
    Value adjoint = primals.take(result);
    if (shadowed.isActive(product.left())) {
      Value factor = primals.value(product.right());
      primals.add(product.left(), builder.emit(new Op.Binary(BinaryKind.SMUL, adjoint, factor)));
    }
    if (shadowed.isActive(product.right())) {
      Value factor = primals.value(product.left());
      primals.add(product.right(), builder.emit(new Op.Binary(BinaryKind.SMUL, factor, adjoint)));
    }
  }

  private void reverseByRule(Op op, Value result) {
    Rule rule = Rules.of(op);
    if (rule == null) {
      throw new IllegalStateException("no adjoint for " + op);
    }
    Value adjoint = primals.take(result);
    List<Value> operands = op.operands();
    RuleCode code =
        new RuleCode(
            builder,
            new RuleCode.Operands() {
              @Override
              public Value operand(int index) {
                return primals.value(operands.get(index));
              }

              @Override
              public Value result() {
                return primals.value(result);
              }
            });
    for (int i = 0; i < operands.size(); i++) {
      if (shadowed.isActive(operands.get(i)) && rule.partial(i) != Partial.ZERO) {
        primals.add(operands.get(i), code.times(adjoint, rule.partial(i)));
      }
    }
  }

  private void reverseArrayMethod(Op.Invoke invoke, ArrayMethod method) {
    List<Value> args = invoke.args();
    if (method == ArrayMethod.ARRAYCOPY) {
      reverseCopy(args);
      return;
    }
    Value shadow = primals.value(shadowed.shadow(args.get(0)));
    boolean range = method == ArrayMethod.FILL_RANGE;
    Value from = range ? primals.value(args.get(1)) : builder.constant(0);
    Value to = range ? primals.value(args.get(2)) : builder.emit(new Op.ArrayLength(shadow));
    Value sum =
        builder.emit(new Op.CallRuntime(RuntimeFunction.FILL_REVERSE, List.of(shadow, from, to)));
    addIfActive(args.get(args.size() - 1), sum);
  }

  private void reverseCopy(List<Value> args) {
    Value target = primals.value(shadowed.shadow(args.get(2)));
    Value targetPos = primals.value(args.get(3));
    Value count = primals.value(args.get(4));
    if (shadowed.shadow(args.get(0)) != null) {
      Value source = primals.value(shadowed.shadow(args.get(0)));
      Value sourcePos = primals.value(args.get(1));
      run(RuntimeFunction.COPY_REVERSE, source, sourcePos, target, targetPos, count);
    } else {
      Value to = builder.emit(new Op.Binary(BinaryKind.IADD, targetPos, count));
      run(RuntimeFunction.FILL, target, targetPos, to, builder.constant(0.0));
    }
  }

  private void run(RuntimeFunction function, Value... args) {
    builder.emit(new Op.CallRuntime(function, List.of(args)));
  }

  /** The reverse of a call that ended by an exception: what it did before that. */
  void reverseThrown(Op.CallVariant call) {
    reverseCall(call, null);
  }

  private void reverseCall(Op.CallVariant call, Value result) {
    Variant forward = call.variant();
    Variant reverse = forward.as(VariantKind.REVERSE);
    Value tape = primals.tape();
    boolean seeded = call.type().isFloating();
    Value seed =
        result != null && seeded && shadowed.isActive(result)
            ? primals.take(result)
            : builder.constant(0.0);
    List<Value> args = new ArrayList<>();
    if (reverse.binding() == Binding.VIRTUAL) {
      args.add(primals.value(call.args().get(0)));
    }
    if (seeded) {
      args.add(seed);
    }
    args.add(tape);
    primals.storeCursors();
    Value first =
        builder.emit(
            new Op.CallVariant(reverse, VariantSignature.descriptor(reverse), List.copyOf(args)));
    primals.loadCursors();
    Value out = null;
    int scalar = 0;
    for (int i = 0; i < forward.activity().length(); i++) {
      Value arg = call.args().get(i);
      if (forward.activity().charAt(i) == 'A' && arg.type().isFloating()) {
        Value adjoint = first;
        if (scalar > 0) {
          if (out == null) {
            out = builder.emit(new Op.GetField(TangentTransform.OUT, tape));
          }
          adjoint =
              builder.emit(
                  new Op.ArrayLoad(Element.DOUBLE, out, builder.constant(scalar), Type.DOUBLE));
        }
        addIfActive(arg, adjoint);
        scalar++;
      }
    }
  }

  /** A user's rule adds to adjoints of arrays itself, and yields those of numbers. */
  private void callRule(Op.Ruled ruled) {
    CustomRule rule = ruled.rule();
    if (rule.reverse() == null) {
      throw new MissingRule(rule, builder.line());
    }
    List<Value> args = new ArrayList<>();
    for (Value value : ruled.copies()) {
      args.add(primals.value(value));
    }
    if (ruled.result() != null) {
      args.add(primals.value(ruled.resultCopy()));
    }
    if (ruled.resultDerivative() != null) {
      args.add(primals.value(ruled.resultDerivative()));
    } else if (ruled.result() != null && ruled.result().type().isFloating()) {
      boolean active = shadowed.isActive(ruled.result());
      args.add(active ? primals.take(ruled.result()) : builder.constant(0.0));
    }
    for (Value adjoints : ruled.derivatives()) {
      args.add(primals.value(adjoints));
    }
    int numbers = rule.activeNumbers();
    Value several = null;
    if (numbers > 1) {
      Value length = builder.constant(numbers);
      several = builder.emit(new Op.NewArray(Type.DOUBLES, List.of(length)));
      args.add(several);
    }
    Value returned = builder.emit(rule.reverse().call(args));
    int number = 0;
    for (int i = 0; i < rule.active().length; i++) {
      if (rule.active()[i] && rule.parameter(i).isFloating()) {
        Value adjoint =
            several == null
                ? returned
                : builder.emit(
                    new Op.ArrayLoad(
                        Element.DOUBLE, several, builder.constant(number++), Type.DOUBLE));
        addIfActive(ruled.values().get(i), adjoint);
      }
    }
  }

  /** A recorded double as the type that the primal value had: exact, floats were widened. */
  static Value narrow(FunctionBuilder builder, Value recorded, Type type) {
    return type.equals(Type.FLOAT) ? builder.emit(new Op.Unary(UnaryKind.D2F, recorded)) : recorded;
  }
}

package org.wengert.compiler;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.differentiate.Differentiation;
import org.wengert.compiler.ir.Binding;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.RuntimeFunction;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;

/**
 * Derivatives that are taken in code that is differentiated: what stands for the methods of the API
 * there. Where the API finds an entry point and calls it, a function that is differentiated calls
 * the variant itself, with a tape of its own; that is differentiated by the transforms as any
 * variant is that is varied again.
 */
final class NestedDerivatives {
  private static final String API = "org/wengert/Derivatives";
  private static final String DERIVATIVE = "org/wengert/FunctionDerivative";
  private static final String GRADIENT = "org/wengert/FunctionGradient";
  private static final String ONE_VARIABLE = "java/util/function/DoubleUnaryOperator";
  private static final String OF_ARRAY = "java/util/function/ToDoubleFunction";
  private static final FieldRef OUT = new FieldRef("org/wengert/runtime/Tape", "out", "[D");
  private static final String FUNCTION = "function";

  private final MethodRef method;
  private final FunctionBuilder builder;
  private final List<Value> inputs;

  private NestedDerivatives(MethodRef method, boolean isStatic) {
    this.method = method;
    Type result = Type.ofDescriptor(MethodDescriptor.result(method.descriptor()));
    this.builder = new FunctionBuilder(method, result);
    if (!isStatic) {
      builder.addInput(Type.ofInternalName(method.owner()));
    }
    for (String type : MethodDescriptor.parameters(method.descriptor())) {
      builder.addInput(Type.ofDescriptor(type));
    }
    this.inputs = List.copyOf(builder.inputs());
  }

  /** The function to differentiate for a method of the API; null for its own bytecode. */
  static Function of(MethodRef method) {
    if (method.owner().equals(API) && method.descriptor().startsWith("(Ljava/util/function/")) {
      switch (method.name()) {
        case "derivative":
          return new NestedDerivatives(method, true).made(DERIVATIVE, ONE_VARIABLE);
        case "gradient":
          return new NestedDerivatives(method, true).made(GRADIENT, OF_ARRAY);
        default:
          return null;
      }
    } else if (method.owner().equals(DERIVATIVE) && method.name().equals("applyAsDouble")) {
      return new NestedDerivatives(method, false).tangent();
    }
    return method.owner().equals(GRADIENT) && method.name().equals("call")
        ? new NestedDerivatives(method, false).gradient()
        : null;
  }

  /** Whether a primal function takes a derivative itself. */
  static boolean isIn(Function primal) {
    for (Block block : primal.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.op() instanceof Op.CallVariant) {
          return true;
        }
      }
    }
    return false;
  }

  /** Code of a variant that is nested: so are those that it calls. Changes the function. */
  static Function within(Function code) {
    for (Block block : code.blocks()) {
      List<Instr> instrs = block.instrs();
      for (int i = 0; i < instrs.size(); i++) {
        Instr instr = instrs.get(i);
        if (instr.op() instanceof Op.CallVariant call) {
          Variant variant = call.variant().nested(true);
          Op inside = new Op.CallVariant(variant, call.descriptor(), call.args());
          instrs.set(i, new Instr(instr.result(), inside, instr.line()));
        }
      }
    }
    return code;
  }

  /** The API's object, which holds the function. */
  private Function made(String type, String functionType) {
    Value function = inputs.get(0);
    Op plain = new Op.Invoke(InvokeKind.PLAIN, method, false, false, List.of(function));
    Value object = builder.emit(plain);
    Value typed = builder.emit(new Op.CheckCast(Type.ofInternalName(type), object));
    builder.emit(new Op.Held(function(type, functionType), typed, function));
    return returning(object);
  }

  private static FieldRef function(String type, String functionType) {
    return new FieldRef(type, FUNCTION, "L" + functionType + ";");
  }

  /** Forward mode, with tangent 1. */
  private Function tangent() {
    Value function =
        builder.emit(new Op.GetField(function(DERIVATIVE, ONE_VARIABLE), inputs.get(0)));
    Value tape = call(RuntimeFunction.NEW_TAPE);
    Value one = builder.constant(1.0);
    MethodRef called = new MethodRef(ONE_VARIABLE, "applyAsDouble", "(D)D");
    vary(called, VariantKind.TANGENT, List.of(function, inputs.get(1), one, tape));
    Value out = builder.emit(new Op.GetField(OUT, tape));
    Value derivative =
        builder.emit(new Op.ArrayLoad(Element.DOUBLE, out, builder.constant(0), Type.DOUBLE));
    call(RuntimeFunction.END_NESTED, tape);
    return returning(derivative);
  }

  /** Both sweeps of reverse mode: {@code call(point, gradient)} yields the value. */
  private Function gradient() {
    Value function = builder.emit(new Op.GetField(function(GRADIENT, OF_ARRAY), inputs.get(0)));
    Value point = inputs.get(1);
    Value gradient = inputs.get(2);
    MethodRef fill = new MethodRef("java/util/Arrays", "fill", "([DD)V");
    List<Value> zero = List.of(gradient, builder.constant(0.0));
    builder.emit(new Op.Invoke(InvokeKind.STATIC, fill, false, false, zero));
    Value tape = call(RuntimeFunction.NEW_TAPE);
    call(RuntimeFunction.BIND_NESTED, tape, point, gradient);
    call(RuntimeFunction.CHECK_CAPTURED, tape, function);
    Value scalars = builder.emit(new Op.NewArray(Type.DOUBLES, List.of(builder.constant(0))));
    MethodRef called = new MethodRef(OF_ARRAY, "applyAsDouble", "(Ljava/lang/Object;)D");
    List<Value> args = List.of(function, point, gradient, scalars, tape);
    Value value = vary(called, VariantKind.JOINT, args);
    call(RuntimeFunction.END_NESTED, tape);
    return returning(value);
  }

  /**
   * The forward sweep of one of the two methods that take a derivative: the method itself, and what
   * it takes to reverse it.
   *
   * @param variant of split code
   */
  static Function forward(Variant variant) {
    MethodRef method = variant.method();
    NestedDerivatives nested = new NestedDerivatives(method, false);
    return nested.forward(variant.activity(), method.owner().equals(GRADIENT));
  }

  private Function forward(String activity, boolean ofArray) {
    List<Value> shadows = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Type type = inputs.get(i).type();
      boolean given = activity.charAt(i) == 'A' && type.isReference();
      shadows.add(given ? builder.addInput(Carriers.shadowParameter(type)) : null);
    }
    Value tape = builder.addInput(Carriers.TAPE);
    Value self = inputs.get(0);
    Value point = inputs.get(1);
    FieldRef field = ofArray ? function(GRADIENT, OF_ARRAY) : function(DERIVATIVE, ONE_VARIABLE);
    Value function = builder.emit(new Op.GetField(field, self));
    call(RuntimeFunction.BEGIN_RECORD, tape);
    Op plain = new Op.Invoke(InvokeKind.PLAIN, method, false, false, inputs);
    Value value = builder.emit(plain);
    Value shadow = orNull(shadows.get(0));
    if (ofArray) {
      Value ofPoint = orNull(shadows.get(1));
      Value ofGradient = orNull(shadows.get(2));
      call(
          RuntimeFunction.RECORD_GRADIENT,
          tape,
          self,
          shadow,
          function,
          point,
          ofPoint,
          ofGradient,
          value);
    } else {
      call(RuntimeFunction.RECORD_DERIVATIVE, tape, self, shadow, function, point, value);
    }
    return returning(value);
  }

  private Value orNull(Value shadow) {
    return shadow != null ? shadow : builder.zero(Type.OBJECT);
  }

  /** The reverse sweep that belongs to {@link #forward}. */
  static Function reverse(Variant variant) {
    boolean ofArray = variant.method().owner().equals(GRADIENT);
    boolean returns = !ofArray && variant.activity().charAt(1) == 'A';
    FunctionBuilder builder =
        new FunctionBuilder(variant.method(), returns ? Type.DOUBLE : Type.VOID);
    Value seed = builder.addInput(Type.DOUBLE);
    Value tape = builder.addInput(Carriers.TAPE);
    String type = ofArray ? OF_ARRAY : ONE_VARIABLE;
    String erased = ofArray ? "(Ljava/lang/Object;)D" : "(D)D";
    MethodRef called = new MethodRef(type, "applyAsDouble", erased);
    Variant forward =
        new Variant(called, VariantKind.FORWARD, "AA", Binding.VIRTUAL, false).nested(true);
    Value adjoint =
        builder.emit(
            new Op.CallRuntime(
                RuntimeFunction.REPLAY_NESTED,
                List.of(
                    tape,
                    seed,
                    named(builder, forward, ofArray),
                    named(builder, forward.as(VariantKind.REVERSE), ofArray))));
    builder.end(new Terminator.Return(returns ? adjoint : null));
    return builder.finish();
  }

  /** A variant that carries tangents, as the runtime asks for it. */
  private static Value named(FunctionBuilder builder, Variant variant, boolean ofArray) {
    String text = Differentiation.again(variant, VariantKind.TANGENT).text();
    Type string = new Type("Ljava/lang/String;");
    return builder.emit(new Op.Const((ofArray ? "A" : "D").concat(text), string));
  }

  private Value vary(MethodRef called, VariantKind kind, List<Value> args) {
    Variant variant = new Variant(called, kind, "-A", Binding.VIRTUAL, false).nested(true);
    String descriptor = Differentiation.descriptor(variant);
    return builder.emit(new Op.CallVariant(variant, descriptor, new ArrayList<>(args)));
  }

  private Value call(RuntimeFunction function, Value... args) {
    return builder.emit(new Op.CallRuntime(function, List.of(args)));
  }

  private Function returning(Value result) {
    builder.end(new Terminator.Return(result));
    return builder.finish();
  }
}

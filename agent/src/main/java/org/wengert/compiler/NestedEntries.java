package org.wengert.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.differentiate.Differentiation;
import org.wengert.compiler.ir.Binding;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.RuntimeFunction;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;
import org.wengert.compiler.lift.LinkedEntry;

/**
 * Companions that are called in code that is differentiated: what stands for the method that calls
 * a gradient's or a tangent's entry point. As in {@link NestedDerivatives} that is a call of the
 * variant itself, with a tape of its own.
 *
 * <p>The parameters of that method are those of the method that is differentiated, then, of a
 * gradient, the adjoints of active arrays and an array for those of scalars; of a tangent, the
 * tangents of what is active, an array for the result's and one for a shadow.
 */
final class NestedEntries {
  private static final FieldRef OUT = new FieldRef("org/wengert/runtime/Tape", "out", "[D");
  private static final MethodRef FILL = new MethodRef("java/util/Arrays", "fill", "([DD)V");
  private static final MethodRef CLEAR =
      new MethodRef("org/wengert/internal/Shadows", "clear", "(Ljava/lang/Object;)V");
  private static final MethodRef CLONE =
      new MethodRef("[Ljava/lang/Object;", "clone", "()Ljava/lang/Object;");
  private static final Map<String, String> BOXES =
      Map.of(
          "D",
          "Double",
          "F",
          "Float",
          "J",
          "Long",
          "I",
          "Integer",
          "S",
          "Short",
          "C",
          "Character",
          "B",
          "Byte",
          "Z",
          "Boolean");

  private final MethodRef call;
  private final LinkedEntry entry;
  private final Variant variant;
  private final List<Type> params;
  private final FunctionBuilder builder;
  private final List<Value> inputs;

  private NestedEntries(MethodRef call, LinkedEntry entry) {
    this.call = call;
    this.entry = entry;
    Binding binding = entry.isStatic() ? Binding.STATIC : Binding.VIRTUAL;
    VariantKind kind = isGradient() ? VariantKind.JOINT : VariantKind.TANGENT;
    this.variant = new Variant(entry.method(), kind, entry.activity(), binding, false).nested(true);
    this.params = Differentiation.parameters(variant);
    this.builder =
        new FunctionBuilder(call, Type.ofDescriptor(MethodDescriptor.result(call.descriptor())));
    for (String type : MethodDescriptor.parameters(call.descriptor())) {
      builder.addInput(Type.ofDescriptor(type));
    }
    this.inputs = List.copyOf(builder.inputs());
  }

  /**
   * Whether there is something to stand for a method: of entry points that yield a number and take
   * matrices at most. An array that is no independent may be memory of an object that is none, too:
   * which of them the method writes, only the compiler of entry points looks at.
   */
  static boolean isFor(LinkedEntry entry) {
    return entry != null
        && !entry.method().descriptor().contains("[[[")
        && Type.ofDescriptor(MethodDescriptor.result(entry.method().descriptor())).isFloating()
        && (entry.kind().equals("gradient") || entry.kind().equals("jvp"))
        && !hasConstantArrayBesideObject(entry);
  }

  private static boolean hasConstantArrayBesideObject(LinkedEntry entry) {
    List<String> types = MethodDescriptor.parameters(entry.method().descriptor());
    int receiver = entry.isStatic() ? 0 : 1;
    boolean object = receiver > 0;
    boolean array = false;
    for (int i = 0; i < types.size(); i++) {
      Type type = Type.ofDescriptor(types.get(i));
      if (entry.activity().charAt(i + receiver) == '-' && Carriers.canCarry(type)) {
        array |= isArrayOfNumbers(type);
        object |= type.isReference() && !isArrayOfNumbers(type);
      }
    }
    return object && array;
  }

  private static boolean isArrayOfNumbers(Type type) {
    String d = type.descriptor();
    return d.charAt(0) == '[' && d.charAt(d.length() - 1) != ';';
  }

  /**
   * The function to differentiate.
   *
   * @param call the method that calls the entry point
   * @param names of the parameters of the method that the entry point is of; null if unknown
   */
  static Function of(MethodRef call, LinkedEntry entry, List<String> names) {
    NestedEntries nested = new NestedEntries(call, entry);
    return nested.isGradient() ? nested.gradient(names) : nested.tangent(names);
  }

  private boolean isGradient() {
    return entry.kind().equals("gradient");
  }

  private boolean isActive(int param) {
    return entry.activity().charAt(param) == 'A';
  }

  private Function gradient(List<String> names) {
    List<Value> args = new ArrayList<>(inputs);
    int next = params.size();
    for (int i = 0; i < params.size(); i++) {
      if (isActive(i) && params.get(i).isReference()) {
        clear(inputs.get(next));
        args.set(next, kept(inputs.get(next)));
        next++;
      }
    }
    Value tape = bound(args, names);
    args.add(tape);
    Value value = vary(args);
    call(RuntimeFunction.END_NESTED, tape);
    return returning(value);
  }

  /**
   * The caller's adjoints of rows belong to the rows that are there on entry: the method, which may
   * put others into an array of arrays, works on a copy.
   */
  private Value kept(Value shadow) {
    if (shadow.type().equals(Type.DOUBLES)) {
      return shadow;
    }
    Op copy = new Op.Invoke(InvokeKind.VIRTUAL, CLONE, false, false, List.of(shadow));
    return builder.emit(new Op.CheckCast(Type.OBJECTS, builder.emit(copy)));
  }

  private void clear(Value shadow) {
    boolean flat = shadow.type().equals(Type.DOUBLES);
    List<Value> args = flat ? List.of(shadow, builder.constant(0.0)) : List.of(shadow);
    builder.emit(new Op.Invoke(InvokeKind.STATIC, flat ? FILL : CLEAR, false, false, args));
  }

  private Function tangent(List<String> names) {
    Value tape = bound(inputs, names);
    List<Value> args = new ArrayList<>(inputs.subList(0, inputs.size() - 2));
    args.add(tape);
    Value value = vary(args);
    Value out = builder.emit(new Op.GetField(OUT, tape));
    Value zero = builder.constant(0);
    Value found = builder.emit(new Op.ArrayLoad(Element.DOUBLE, out, zero, Type.DOUBLE));
    Value target = inputs.get(inputs.size() - 2);
    builder.emit(new Op.ArrayStore(Element.DOUBLE, target, zero, found));
    call(RuntimeFunction.END_NESTED, tape);
    return returning(value);
  }

  /** A tape that knows the arguments, as an entry point makes them known. */
  private Value bound(List<Value> args, List<String> names) {
    Value tape = call(RuntimeFunction.NEW_TAPE);
    int next = params.size();
    for (int i = 0; i < params.size(); i++) {
      if (isActive(i) && params.get(i).isReference()) {
        call(RuntimeFunction.BIND_NESTED, tape, args.get(i), args.get(next));
      }
      next += isActive(i) && (!isGradient() || params.get(i).isReference()) ? 1 : 0;
    }
    for (int i = 0; i < params.size(); i++) {
      if (!isActive(i) && isArrayOfNumbers(params.get(i)) && Carriers.canCarry(params.get(i))) {
        Value name = text(names == null || names.get(i) == null ? "arg" + i : names.get(i));
        call(RuntimeFunction.BIND_INACTIVE, tape, inputs.get(i), name);
      }
    }
    return tape;
  }

  /**
   * The forward sweep: the method itself, and what it takes to reverse it.
   *
   * @param outer of the method that calls the entry point
   */
  static Function forward(Variant outer, LinkedEntry entry) {
    return new NestedEntries(outer.method(), entry).forward(outer.activity());
  }

  private Function forward(String activity) {
    List<Value> shadows = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      Type type = inputs.get(i).type();
      boolean given = activity.charAt(i) == 'A' && type.isReference();
      shadows.add(given ? builder.addInput(Carriers.shadowParameter(type)) : null);
    }
    Value tape = builder.addInput(Carriers.TAPE);
    call(RuntimeFunction.BEGIN_RECORD, tape);
    Value value = builder.emit(new Op.Invoke(InvokeKind.STATIC, call, false, false, inputs));
    List<String> types = MethodDescriptor.parameters(call.descriptor());
    Value all = array(inputs.size());
    Value beside = array(inputs.size());
    for (int i = 0; i < inputs.size(); i++) {
      store(all, i, boxed(inputs.get(i), types.get(i)));
      if (shadows.get(i) != null) {
        store(beside, i, shadows.get(i));
      }
    }
    boolean isFloat = value.type().equals(Type.FLOAT);
    Value number = isFloat ? builder.emit(new Op.Unary(UnaryKind.F2D, value)) : value;
    Type host = Type.ofInternalName(entry.method().owner());
    Value owner = builder.emit(new Op.Const(host, new Type("Ljava/lang/Class;")));
    Value site = text(site(activity));
    call(RuntimeFunction.RECORD_ENTRY, tape, owner, site, all, beside, number);
    return returning(value);
  }

  private Value array(int length) {
    return builder.emit(new Op.NewArray(Type.OBJECTS, List.of(builder.constant(length))));
  }

  private void store(Value array, int index, Value element) {
    builder.emit(new Op.ArrayStore(Element.REF, array, builder.constant(index), element));
  }

  private Value boxed(Value value, String type) {
    String box = BOXES.get(type);
    if (box == null) {
      return value;
    }
    String owner = "java/lang/" + box;
    MethodRef valueOf = new MethodRef(owner, "valueOf", "(" + type + ")L" + owner + ";");
    return builder.emit(new Op.Invoke(InvokeKind.STATIC, valueOf, false, false, List.of(value)));
  }

  /** What the runtime has to know of the entry point: see its {@code ReplayedEntry}. */
  private String site(String activity) {
    StringBuilder letters = new StringBuilder();
    for (Type param : params) {
      letters.append(Carriers.canCarry(param) ? 'A' : '-');
    }
    Variant forward =
        new Variant(
                entry.method(), VariantKind.FORWARD, letters.toString(), variant.binding(), false)
            .nested(true);
    return String.join(
        " ",
        entry.method().name(),
        entry.method().descriptor(),
        entry.kind(),
        entry.activity(),
        letters,
        activity,
        Differentiation.again(forward, VariantKind.TANGENT).text(),
        Differentiation.again(forward.as(VariantKind.REVERSE), VariantKind.TANGENT).text());
  }

  /**
   * The reverse sweep that belongs to {@link #forward}.
   *
   * @param outer of the method that calls the entry point
   */
  static Function reverse(Variant outer) {
    int scalars = 0;
    List<String> types = MethodDescriptor.parameters(outer.method().descriptor());
    for (int i = 0; i < types.size(); i++) {
      boolean active = outer.activity().charAt(i) == 'A';
      scalars += active && Type.ofDescriptor(types.get(i)).isFloating() ? 1 : 0;
    }
    FunctionBuilder builder =
        new FunctionBuilder(outer.method(), scalars > 0 ? Type.DOUBLE : Type.VOID);
    Value seed = builder.addInput(Type.DOUBLE);
    Value tape = builder.addInput(Carriers.TAPE);
    List<Value> args = List.of(tape, seed, builder.constant(scalars));
    Value adjoint = builder.emit(new Op.CallRuntime(RuntimeFunction.REPLAY_ENTRY, args));
    builder.end(new Terminator.Return(scalars > 0 ? adjoint : null));
    return builder.finish();
  }

  private Value text(String text) {
    return builder.emit(new Op.Const(text, new Type("Ljava/lang/String;")));
  }

  private Value vary(List<Value> args) {
    String descriptor = Differentiation.descriptor(variant);
    return builder.emit(new Op.CallVariant(variant, descriptor, List.copyOf(args)));
  }

  private Value call(RuntimeFunction function, Value... args) {
    return builder.emit(new Op.CallRuntime(function, List.of(args)));
  }

  private Function returning(Value result) {
    builder.end(new Terminator.Return(result));
    return builder.finish();
  }
}

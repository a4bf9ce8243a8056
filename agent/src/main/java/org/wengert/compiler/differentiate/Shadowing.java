package org.wengert.compiler.differentiate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.analyze.Activity;
import org.wengert.compiler.analyze.Callbacks;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.analyze.Memory;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Binding;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Canonical;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.Closure;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.CustomRule;
import org.wengert.compiler.ir.Edge;
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
import org.wengert.compiler.rules.NumberClasses;

/**
 * Adds to a primal function the computation of shadow references: beside every reference that leads
 * to active memory goes one that leads to its shadow. Calls that need a variant become calls of the
 * FORWARD one; what happens to the doubles is left to the transforms.
 */
final class Shadowing {
  static final FieldRef SHADOW_OUT =
      new FieldRef("org/wengert/runtime/Tape", "shadowOut", "Ljava/lang/Object;");

  private static final Type STRING = new Type("Ljava/lang/String;");

  private final Function primal;
  private final Activity activity;
  private final String inputs;
  private final Signatures signatures;
  private final FunctionBuilder builder;
  private final ClassFacts facts;
  private final MirrorCode mirrors;
  private final HelpersAgain again;
  private final List<Value> fresh = new ArrayList<>();
  private final Map<Value, Value> copies = new IdentityHashMap<>();
  private final Map<Value, Value> shadows = new IdentityHashMap<>();
  private final Map<Block, Block> blocks = new HashMap<>();

  private final Accesses accesses;

  private Value tape;

  /** Where to go on after an operation whose exceptions are caught; else null. */
  private Block after;

  private Shadowing(
      Function primal, Activity activity, String inputs, Signatures signatures, ClassFacts facts) {
    this.signatures = signatures;
    this.facts = facts;
    this.primal = primal;
    this.activity = activity;
    this.inputs = inputs;
    this.builder = new FunctionBuilder(primal.method(), primal.result());
    this.mirrors = new MirrorCode(builder, facts);
    this.accesses = new Accesses(primal, facts);
    this.again = new HelpersAgain(builder);
  }

  static Shadowed of(
      Function primal, Activity activity, String inputs, Signatures signatures, ClassFacts facts) {
    return new Shadowing(primal, activity, inputs, signatures, facts).run();
  }

  private Shadowed run() {
    declareInputs();
    for (Block block : primal.blocks()) {
      Block copy = block == primal.entry() ? builder.entry() : builder.newBlock();
      blocks.put(block, copy);
      for (Value param : block.params()) {
        copies.put(param, builder.addParam(copy, param.type()));
        if (activity.hasShadow(param)) {
          shadows.put(param, builder.addParam(copy, Carriers.shadowOf(param.type())));
        }
      }
    }
    shadowInactiveInputs();
    settleInputs();
    for (Block block : primal.blocks()) {
      builder.position(blocks.get(block));
      for (Value param : block.params()) {
        settle(param);
      }
      for (Instr instr : block.instrs()) {
        builder.line(instr.line());
        after = instr == block.protectedInstr() ? blocks.get(Attempts.after(block)) : null;
        copy(instr);
      }
      builder.position(blocks.get(block));
      builder.line(block.terminatorLine());
      end(block);
    }
    return result(builder.finishMapped());
  }

  private void declareInputs() {
    for (Value input : primal.inputs()) {
      copies.put(input, builder.addInput(input.type()));
    }
    for (int i = 0; i < primal.inputs().size(); i++) {
      Value input = primal.inputs().get(i);
      if (inputs.charAt(i) == 'A' && input.type().isReference() && !isTape(input)) {
        Value shadow = builder.addInput(Carriers.shadowParameter(input.type()));
        if (activity.hasShadow(input)) {
          shadows.put(input, shadow);
        }
      }
    }
    tape = builder.addInput(Carriers.TAPE);
    for (Value input : primal.inputs()) {
      // In derivative code that is differentiated again, our tape is the shadow of its tape.
      if (isTape(input)) {
        shadows.put(input, tape);
      }
    }
  }

  private void shadowInactiveInputs() {
    builder.position(builder.entry());
    for (Value input : primal.inputs()) {
      if (activity.hasShadow(input) && !shadows.containsKey(input)) {
        shadows.put(input, shadowOf(copies.get(input), input.type()));
      }
    }
  }

  /** A receiver that came as an interface may be of a class whose objects do not wait. */
  private void settleInputs() {
    for (int i = 0; i < primal.inputs().size(); i++) {
      Value input = primal.inputs().get(i);
      if (shadows.containsKey(input)) {
        shadows.put(input, settled(input, copyOf(input), shadows.get(input), i == 0));
      }
    }
  }

  private void settle(Value object) {
    if (shadows.containsKey(object)) {
      shadows.put(object, settled(object, copyOf(object), shadows.get(object), false));
    }
  }

  /**
   * A shadow that may be null, not created yet, is asked for where the object is accessed. That of
   * an object whose type does not wait never is.
   *
   * @param cast whether the object has just got its type
   */
  private Value settled(Value object, Value copy, Value shadow, boolean cast) {
    Type type = object.type();
    // Functional objects, whose classes have no names, come as objects of any kind.
    boolean mayBeNull = type.equals(Type.OBJECT) || facts.mayWait(type);
    boolean asked = mayBeNull ? accesses.isAccessed(object) : cast && isOfObject(type);
    RuntimeFunction sure =
        accesses.isStoredIn(object) ? RuntimeFunction.STORED_SHADOW : RuntimeFunction.OBJECT_SHADOW;
    return asked ? call(sure, tape, copy, shadow) : shadow;
  }

  private static boolean isOfObject(Type type) {
    return Type.OBJECT.equals(Carriers.shadowOf(type));
  }

  /**
   * Null, not created yet, where the type allows it. What was made in this call is in the table if
   * it comes from where nothing goes beside it; what it leads to may not be.
   */
  private Value shadowOf(Value copy, Type primalType) {
    if (facts.mayWait(primalType)) {
      return call(RuntimeFunction.KNOWN_SHADOW, tape, copy);
    }
    return cast(call(RuntimeFunction.SHADOW_OF, tape, copy), Carriers.shadowOf(primalType));
  }

  private Value call(RuntimeFunction function, Value... args) {
    return builder.emit(new Op.CallRuntime(function, List.of(args)));
  }

  private Value cast(Value reference, Type type) {
    return reference.type().equals(type) || type.equals(Type.OBJECT)
        ? reference
        : builder.emit(new Op.CheckCast(type, reference));
  }

  private Value copyOf(Value value) {
    Value copy = copies.get(value);
    if (copy == null) {
      throw new IllegalStateException(value + " of " + primal.method() + " has no copy");
    }
    return copy;
  }

  /** The shadow, or null where the value is a literal null. */
  private Value shadowOrNull(Value value) {
    Value shadow = shadows.get(value);
    return shadow != null ? shadow : builder.zero(Type.OBJECT);
  }

  private void copy(Instr instr) {
    Op op = instr.op();
    Value result = instr.result();
    if (op instanceof Op.Invoke invoke && facts.rule(invoke) != null) {
      callRuled(invoke, result, facts.rule(invoke));
      return;
    } else if (op instanceof Op.Invoke invoke && activity.needsVariant(invoke, result)) {
      callVariant(invoke, result);
      return;
    } else if (op instanceof Op.Construct made && activity.needsVariant(made, result)) {
      constructByVariant(made, result);
      return;
    }
    if (op instanceof Op.CallVariant call) {
      callAgain(call, result);
      return;
    } else if (op instanceof Op.Invoke invoke && facts.isInactive(invoke.method())) {
      enterArrays(invoke.args());
    } else if (op instanceof Op.Invoke invoke && ArrayMethod.of(invoke) == ArrayMethod.ARRAYCOPY) {
      copyRows(invoke.args());
    } else if (op instanceof Op.Invoke invoke && activity.isChecked(invoke)) {
      checkArguments(invoke);
    } else if (op instanceof Op.InvokeDynamic site && facts.recordMethod(site) != null) {
      checkRecord(site);
    }
    Value copy = builder.emit(op.map(this::copyOf));
    goOn();
    if (result != null) {
      copies.put(result, copy);
    }
    if (result != null && activity.hasShadow(result)) {
      shadows.put(
          result,
          settled(result, copy, shadowOfResult(op, result, copy), op instanceof Op.CheckCast));
    } else if (op instanceof Op.ArrayStore store && store.element() == Element.REF) {
      storeRow(store);
    } else if (op instanceof Op.PutStatic put && shadows.containsKey(put.value())) {
      call(RuntimeFunction.ENTER, tape, copyOf(put.value()), shadows.get(put.value()));
    } else if (op instanceof Op.PutField put) {
      storeField(put.object(), put.field(), put.value());
    } else if (op instanceof Op.Held held) {
      storeField(held.object(), held.field(), held.value());
    } else if (op instanceof Op.Invoke invoke) {
      fillRows(invoke, ArrayMethod.of(invoke));
    } else if (op instanceof Op.CallRuntime call) {
      again.followEffect(call, tape, this::copyOf, this::shadowOrNull);
    }
  }

  /** In derivative code that is differentiated again: a variant of the variant is called. */
  private void callAgain(Op.CallVariant call, Value result) {
    Variant inner = call.variant();
    String letters = VariantSignature.activityOfNext(inner);
    List<Value> args = new ArrayList<>();
    for (Value arg : call.args()) {
      args.add(copyOf(arg));
    }
    for (int i = 0; i < letters.length(); i++) {
      Value arg = call.args().get(i);
      if (letters.charAt(i) == 'A' && !arg.type().isFloating() && !isTape(arg)) {
        args.add(shadowOrNull(arg));
      }
    }
    Value besideTape = shadows.get(tapeOf(call));
    args.add(besideTape);
    Variant variant = inner.varied(VariantKind.FORWARD, letters, after != null);
    Value copy =
        builder.emit(
            new Op.CallVariant(variant, VariantSignature.descriptor(variant), List.copyOf(args)));
    goOn();
    if (result != null) {
      copies.put(result, copy);
      if (activity.hasShadow(result)) {
        Value shadow = call(RuntimeFunction.RESULT_SHADOW, besideTape, copy);
        shadows.put(result, cast(shadow, Carriers.shadowOf(result.type())));
      }
    }
  }

  /** The tape that a variant is called with: ours is beside it, unless it is new here. */
  private static Value tapeOf(Op.CallVariant call) {
    return call.args().get(call.args().size() - 1);
  }

  private static boolean isTape(Value value) {
    return value.type().equals(Carriers.TAPE);
  }

  /** A call for which a user has given the derivative; how is left to the transforms. */
  private void callRuled(Op.Invoke invoke, Value result, CustomRule rule) {
    List<Value> values = new ArrayList<>();
    List<Value> before = new ArrayList<>();
    List<Value> derivatives = new ArrayList<>();
    boolean carries = result != null && activity.carries(result);
    for (int i = 0; i < invoke.args().size(); i++) {
      Value arg = invoke.args().get(i);
      Value copy = copyOf(arg);
      Value then = isArrayOfPrimitives(arg.type()) ? copyOfArray(copy) : copy;
      before.add(then);
      values.add(activity.mayWrite(invoke, i) ? then : copy);
      if (rule.active()[i] && arg.type().isReference()) {
        carries |= activity.hasShadow(arg);
        derivatives.add(derivatives(arg, rule.parameter(i)));
      }
    }
    Value returned = builder.emit(invoke.map(this::copyOf));
    goOn();
    Value resultDerivative = null;
    if (result != null) {
      copies.put(result, returned);
      if (activity.hasShadow(result)) {
        for (Value arg : invoke.args()) {
          if (arg.type().isArray()) {
            call(RuntimeFunction.CHECK_NEW, tape, returned, copyOf(arg));
          }
        }
        Value shadow = zerosLike(returned, result.type());
        shadows.put(result, shadow);
        resultDerivative = typed(returned, shadow, result.type());
      }
    }
    if (carries) {
      boolean array = result != null && isArrayOfPrimitives(result.type());
      builder.emit(
          new Op.Ruled(
              rule,
              List.copyOf(values),
              List.copyOf(before),
              List.copyOf(derivatives),
              returned,
              array ? copyOfArray(returned) : returned,
              resultDerivative));
    }
  }

  private static boolean isArrayOfPrimitives(Type type) {
    String d = type.descriptor();
    return d.charAt(0) == '[' && d.charAt(d.length() - 1) != ';';
  }

  private Value copyOfArray(Value array) {
    return cast(call(RuntimeFunction.COPY_VALUES, array), array.type());
  }

  /** What a rule takes for an array; where nothing is known of one, zeros that nobody looks at. */
  private Value derivatives(Value array, Type type) {
    Value shadow = activity.hasShadow(array) ? shadows.get(array) : zerosLike(copyOf(array), type);
    return typed(copyOf(array), shadow, type);
  }

  private Value typed(Value array, Value shadow, Type type) {
    if (Carriers.shadowOf(type).equals(Type.DOUBLES)) {
      return shadow;
    }
    Type doubles = Type.ofDescriptor(type.descriptor().replace('F', 'D'));
    return cast(call(RuntimeFunction.TYPED_SHADOW, tape, array, shadow), doubles);
  }

  private Value zerosLike(Value array, Type type) {
    Value zeros = call(RuntimeFunction.SHADOW_LIKE, array);
    Type shadow = Carriers.shadowOf(type);
    fresh.add(shadow.equals(Type.DOUBLES) ? zeros : call(RuntimeFunction.ROWS_OF, zeros));
    return cast(zeros, shadow);
  }

  /** Code that knows no shadows may hand back the very array that it got. */
  private void enterArrays(List<Value> args) {
    for (Value arg : args) {
      if (arg.type().isArray() && shadows.containsKey(arg)) {
        call(RuntimeFunction.ENTER, tape, copyOf(arg), shadows.get(arg));
      }
    }
  }

  private void checkArguments(Op.Invoke sink) {
    for (int i = 0; i < sink.args().size(); i++) {
      String type = Callbacks.typeOf(sink, i, facts);
      if (type != null) {
        Value name = builder.constant(new Op.Const(type, STRING));
        String called = sink.method().name().concat(sink.method().descriptor());
        Value method = builder.constant(new Op.Const(called, STRING));
        call(RuntimeFunction.CHECK_PLAIN, copyOf(sink.args().get(i)), name, method);
      }
    }
  }

  /** The record's method calls those of its components. */
  private void checkRecord(Op.InvokeDynamic site) {
    Value type = builder.constant(new Op.Const("java/lang/Object", STRING));
    Value method = builder.constant(new Op.Const(facts.recordMethod(site), STRING));
    call(RuntimeFunction.CHECK_PLAIN, copyOf(site.args().get(0)), type, method);
  }

  private void goOn() {
    if (after != null) {
      builder.position(after);
    }
  }

  private Value shadowOfResult(Op op, Value result, Value copy) {
    Type type = Carriers.shadowOf(result.type());
    if (op instanceof Op.NewArray created) {
      return newArrayShadow(created, copy, type);
    } else if (op instanceof Op.Construct made) {
      return newObjectShadow(made.constructor().owner());
    } else if (op instanceof Op.Allocate made) {
      return newObjectShadow(made.type().internalName());
    } else if (op instanceof Op.InvokeDynamic made && made.closure()) {
      return newObjectShadow(Closure.of(MethodDescriptor.parameters(made.descriptor())));
    } else if (op instanceof Op.ArrayLoad load) {
      return rowShadow(load.array(), load.index(), copy, type);
    } else if (op instanceof Op.SafeLoad load) {
      return rowShadow(load.array(), load.index(), copy, type);
    } else if (op instanceof Op.CheckCast cast) {
      return cast(shadowOrNull(cast.object()), type);
    } else if (op instanceof Op.Select select) {
      Value ifTrue = shadowOrNull(select.ifTrue());
      if (!ifTrue.type().equals(type)) {
        // What is selected has the type of the first; that of a new object would be too narrow.
        ifTrue = builder.emit(new Op.CheckCast(type, ifTrue));
      }
      return builder.emit(
          new Op.Select(
              select.condition(),
              copyOf(select.left()),
              copyOf(select.right()),
              ifTrue,
              cast(shadowOrNull(select.ifFalse()), type)));
    } else if (op instanceof Op.GetField get) {
      return shadowOfField(get, copy, type);
    } else if (op instanceof Op.Reserve reserve) {
      return builder.emit(
          new Op.Reserve(
              reserve.element(),
              shadows.get(reserve.tape()),
              shadows.get(reserve.array()),
              copyOf(reserve.cursor()),
              copyOf(reserve.count())));
    } else if (op instanceof Op.CallRuntime call) {
      return shadowOfHelper(call, copy, type);
    } else if (op instanceof Op.Invoke invoke && ArrayMethod.of(invoke) != null) {
      return shadowOfCopy(invoke, ArrayMethod.of(invoke), copy);
    }
    return shadowOf(copy, result.type());
  }

  private Value shadowOfHelper(Op.CallRuntime call, Value copy, Type type) {
    return cast(again.shadowOfResult(call, copy, tape, this::copyOf, this::shadowOrNull), type);
  }

  private Value newArrayShadow(Op.NewArray created, Value copy, Type type) {
    if (!type.equals(Type.DOUBLES)) {
      Value rows = call(RuntimeFunction.SHADOW_LIKE, copy);
      if (created.lengths().size() > 1) {
        // The rows may be moved elsewhere before they are to be cleared.
        fresh.add(call(RuntimeFunction.ROWS_OF, rows));
      }
      return cast(rows, type);
    }
    Value shadow = builder.emit(new Op.NewArray(type, List.of(copyOf(created.lengths().get(0)))));
    fresh.add(shadow);
    return shadow;
  }

  private Value newObjectShadow(String internalName) {
    Value shadow = mirrors.newShadow(internalName, fresh);
    return shadow != null ? shadow : builder.zero(Type.OBJECT);
  }

  private Value shadowOfField(Op.GetField get, Value copy, Type type) {
    if (get.object().type().equals(Carriers.TAPE)) {
      return builder.emit(new Op.GetField(get.field(), shadows.get(get.object())));
    }
    if (!shadows.containsKey(get.object())
        || NumberClasses.isBeside(get.field().owner(), get.field().name())) {
      // Of a class that is taken to hold no floats, such as Class, or nothing but a number: fields
      // of it are known by identity.
      return shadowOf(copy, get.type());
    }
    Value mirror = mirrors.references(shadows.get(get.object()));
    Value index = mirrors.index(get.field());
    boolean waits = facts.mayWait(get.type());
    RuntimeFunction row = waits ? RuntimeFunction.HELD_SHADOW : RuntimeFunction.ROW_SHADOW;
    return cast(call(row, tape, mirror, index, copy), type);
  }

  private void storeField(Value object, FieldRef field, Value value) {
    if (object.type().equals(Carriers.TAPE)) {
      if (shadows.containsKey(value)) {
        call(RuntimeFunction.ENTER, tape, copyOf(value), shadows.get(value));
      }
    } else if (shadows.containsKey(object)
        && Carriers.shadowOf(field.type()) != null
        && field.type().isReference()) {
      Value mirror = mirrors.references(shadows.get(object));
      Value index = mirrors.index(field);
      builder.emit(new Op.ArrayStore(Element.REF, mirror, index, shadowOrNull(value)));
    }
  }

  private Value rowShadow(Value array, Value index, Value row, Type type) {
    if (!shadows.containsKey(array)) {
      // Of a type that is taken to hold no floats, though what it holds may.
      return shadowOf(row, type);
    }
    Value shadow = call(RuntimeFunction.ROW_SHADOW, tape, shadows.get(array), copyOf(index), row);
    return cast(shadow, type);
  }

  private void storeRow(Op.ArrayStore store) {
    Value shadow = shadows.get(store.array());
    if (shadow != null) {
      builder.emit(
          new Op.ArrayStore(
              Element.REF, shadow, copyOf(store.index()), shadowOrNull(store.value())));
    }
  }

  /** Rows keep their shadows when an array of references is copied; doubles start from zero. */
  private Value shadowOfCopy(Op.Invoke invoke, ArrayMethod method, Value copy) {
    if (method == ArrayMethod.NEW_INSTANCE) {
      Value shadow = call(RuntimeFunction.SHADOW_LIKE, copy);
      // Of all ranks: the rows may be moved elsewhere before they are to be cleared.
      fresh.add(call(RuntimeFunction.ROWS_OF, shadow));
      return shadow;
    }
    Value source = invoke.args().get(0);
    if (method == ArrayMethod.OBJECT_CLONE) {
      return call(RuntimeFunction.CLONE_ADJOINT, shadowOrNull(source));
    }
    Type type = Carriers.shadowOf(source.type());
    if (type == null) {
      // Of strings, say: it is only the copy's type, Object[], that could hold floats.
      return shadowOf(copy, invoke.type());
    }
    Value typed = cast(copy, source.type());
    Value length = builder.emit(new Op.ArrayLength(typed));
    if (!shadows.containsKey(source)) {
      Value zeros = builder.emit(new Op.NewArray(type, List.of(length)));
      if (type.equals(Type.DOUBLES)) {
        fresh.add(zeros);
      }
      return zeros;
    }
    Value from =
        method == ArrayMethod.COPY_OF_RANGE ? copyOf(invoke.args().get(1)) : builder.constant(0);
    if (type.equals(Type.DOUBLES)) {
      return call(RuntimeFunction.COPY_ADJOINT, shadows.get(source), from, length);
    }
    Value shadow = builder.emit(new Op.NewArray(type, List.of(length)));
    Value count = copiedCount(copyOf(source), from, length);
    call(RuntimeFunction.COPY, shadows.get(source), from, shadow, builder.constant(0), count);
    return shadow;
  }

  /** How many elements {@code copyOf}, {@code copyOfRange} and {@code clone} take over. */
  private Value copiedCount(Value source, Value from, Value length) {
    Value available =
        builder.emit(
            new Op.Binary(BinaryKind.ISUB, builder.emit(new Op.ArrayLength(source)), from));
    return builder.emit(new Op.Select(Condition.LT, available, length, available, length));
  }

  /**
   * Shadows of rows are copied before the rows, as many as will be: a copy that throws because a
   * row does not fit has copied those before it.
   */
  private void copyRows(List<Value> args) {
    if (!hasRowShadows(args.get(0))) {
      return;
    }
    List<Value> copied = new ArrayList<>();
    for (Value arg : args) {
      copied.add(copyOf(arg));
    }
    Value count = builder.emit(new Op.CallRuntime(RuntimeFunction.COPYABLE, copied));
    Value from = shadows.get(args.get(0));
    Value to = shadows.get(args.get(2));
    call(RuntimeFunction.COPY, from, copied.get(1), to, copied.get(3), count);
  }

  private void fillRows(Op.Invoke invoke, ArrayMethod method) {
    boolean fills = method == ArrayMethod.FILL || method == ArrayMethod.FILL_RANGE;
    List<Value> args = invoke.args();
    if (!fills || !hasRowShadows(args.get(0))) {
      return;
    }
    boolean range = method == ArrayMethod.FILL_RANGE;
    Value from = range ? copyOf(args.get(1)) : builder.constant(0);
    Value to = range ? copyOf(args.get(2)) : builder.emit(new Op.ArrayLength(copyOf(args.get(0))));
    Value row = shadowOrNull(args.get(args.size() - 1));
    call(RuntimeFunction.FILL_ROWS, shadows.get(args.get(0)), from, to, row);
  }

  private boolean hasRowShadows(Value array) {
    return shadows.containsKey(array) && shadows.get(array).type().equals(Type.OBJECTS);
  }

  private void callVariant(Op.Invoke invoke, Value result) {
    MethodRef target = facts.target(invoke);
    Binding binding =
        invoke.kind() == InvokeKind.STATIC
            ? Binding.STATIC
            : target != null ? Binding.DIRECT : Binding.VIRTUAL;
    StringBuilder numbersActive = new StringBuilder();
    List<Value> args = new ArrayList<>();
    for (Value arg : invoke.args()) {
      args.add(copyOf(arg));
    }
    StringBuilder signature = new StringBuilder();
    for (Value arg : invoke.args()) {
      char letter = activity.carries(arg) ? 'A' : '-';
      signature.append(letter);
      numbersActive.append(arg.type().isFloating() ? 'A' : letter);
      if (activity.hasShadow(arg)) {
        args.add(shadows.get(arg));
      }
    }
    MethodRef method = target != null ? target : invoke.method();
    String chosen = signatures.choose(method, signature.toString(), numbersActive.toString());
    Value copy = call(method, chosen, binding, args);
    goOn();
    if (result != null) {
      copies.put(result, copy);
      if (activity.hasShadow(result)) {
        Value shadow = call(RuntimeFunction.RESULT_SHADOW, tape, copy);
        shadows.put(result, cast(shadow, Carriers.shadowOf(result.type())));
      }
    }
  }

  private Value call(MethodRef method, String signature, Binding binding, List<Value> args) {
    args.add(tape);
    Variant variant = new Variant(method, VariantKind.FORWARD, signature, binding, after != null);
    return builder.emit(
        new Op.CallVariant(variant, VariantSignature.descriptor(variant), List.copyOf(args)));
  }

  /** The object is allocated, then a variant of its constructor runs. */
  private void constructByVariant(Op.Construct made, Value result) {
    Value object = builder.emit(new Op.Allocate(made.type()));
    copies.put(result, object);
    List<Value> args = new ArrayList<>();
    args.add(object);
    for (Value arg : made.args()) {
      args.add(copyOf(arg));
    }
    StringBuilder signature = new StringBuilder();
    signature.append(activity.hasShadow(result) ? 'A' : '-');
    if (activity.hasShadow(result)) {
      shadows.put(result, newObjectShadow(made.constructor().owner()));
      args.add(shadows.get(result));
    }
    for (Value arg : made.args()) {
      signature.append(activity.carries(arg) ? 'A' : '-');
      if (activity.hasShadow(arg)) {
        args.add(shadows.get(arg));
      }
    }
    call(made.constructor(), signature.toString(), Binding.DIRECT, args);
  }

  private void end(Block block) {
    if (block.terminator() instanceof Terminator.Return end
        && end.value() != null
        && end.value().type().isReference()
        && Carriers.canHoldFloats(primal.result())) {
      builder.emit(new Op.PutField(SHADOW_OUT, tape, shadowOrNull(end.value())));
    }
    if (block.terminator() instanceof Terminator.Throw end
        && shadows.containsKey(end.exception())) {
      call(RuntimeFunction.ENTER, tape, copyOf(end.exception()), shadows.get(end.exception()));
    }
    builder.end(block.terminator().map(this::copyOf, this::copyEdge));
  }

  private Edge copyEdge(Edge edge) {
    List<Value> args = new ArrayList<>();
    for (int i = 0; i < edge.args().size(); i++) {
      args.add(copyOf(edge.args().get(i)));
      if (activity.hasShadow(edge.target().params().get(i))) {
        args.add(shadowOrNull(edge.args().get(i)));
      }
    }
    return new Edge(blocks.get(edge.target()), List.copyOf(args));
  }

  private Shadowed result(Canonical.Result built) {
    Map<Value, Value> finalShadows = new IdentityHashMap<>();
    Map<Value, Memory.Node> classes = new IdentityHashMap<>();
    BitSet active = new BitSet();
    for (Map.Entry<Value, Value> copied : copies.entrySet()) {
      Value original = copied.getKey();
      Value settled = built.settled(copied.getValue());
      if (settled == null) {
        continue;
      }
      if (activity.isActive(original)) {
        active.set(settled.id());
      }
      if (original.type().isReference() && !original.type().equals(Type.NULL)) {
        classes.put(settled, activity.memory().classOf(original));
      }
      Value shadow = shadows.get(original);
      if (shadow != null && built.settled(shadow) != null) {
        finalShadows.put(settled, built.settled(shadow));
        if (original.type().isReference() && !original.type().equals(Type.NULL)) {
          // What is stored in shadows follows what is stored in the memory that they belong to.
          classes.putIfAbsent(built.settled(shadow), activity.memory().classOf(original));
        }
      }
    }
    return new Shadowed(
        built.function(),
        primal.inputs().size(),
        built.settled(tape),
        finalShadows,
        active,
        classes,
        settledFresh(built),
        added(built),
        facts);
  }

  /** References in the function that stand for none of the primal's, and what is made of them. */
  private BitSet added(Canonical.Result built) {
    BitSet primals = new BitSet();
    for (Value copy : copies.values()) {
      if (built.settled(copy) != null) {
        primals.set(built.settled(copy).id());
      }
    }
    BitSet added = new BitSet();
    for (Value input : built.function().inputs()) {
      added.set(input.id(), !primals.get(input.id()));
    }
    for (Block block : built.function().blocks()) {
      for (Value param : block.params()) {
        added.set(param.id(), !primals.get(param.id()));
      }
    }
    for (Block block : built.function().blocks()) {
      for (Instr instr : block.instrs()) {
        Value value = instr.result();
        if (value != null && !primals.get(value.id()) && !(instr.op() instanceof Op.Const)) {
          added.set(value.id(), value.type().isReference() || uses(instr, added));
        }
      }
    }
    return added;
  }

  private static boolean uses(Instr instr, BitSet values) {
    for (Value operand : instr.op().operands()) {
      if (values.get(operand.id())) {
        return true;
      }
    }
    return false;
  }

  private Set<Value> settledFresh(Canonical.Result built) {
    Set<Value> settled = new HashSet<>();
    for (Value value : fresh) {
      if (built.settled(value) != null) {
        settled.add(built.settled(value));
      }
    }
    return settled;
  }
}

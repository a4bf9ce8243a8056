package org.wengert.compiler.lift;

import java.util.List;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;

/**
 * An access through a {@code VarHandle}, or an updater of a field, in terms of the memory that it
 * stands for. What only reads or writes becomes that, beside fences. What is atomic runs as it is;
 * then the memory is said to hold what it does hold: so a conditional store that another thread
 * spoils leaves, for derivatives, what was read before it.
 */
final class HandleAccess {
  private static final String HANDLES = "org/wengert/runtime/Handles";
  private static final Type CLASS = new Type("Ljava/lang/Class;");

  /** Where the memory is, with what it takes to read and to write it. */
  private interface Place {
    /** Of what is held there. */
    String descriptor();

    Op load();

    /**
     * @param held whether the value is already there
     */
    Op store(Value value, boolean held);
  }

  private final Emitter out;
  private final MethodRef method;
  private final HandleMethod does;
  private final String descriptor;
  private final List<String> types;
  private final List<Value> args;

  private HandleAccess(Emitter out, MethodRef method, HandleMethod does, List<Value> args) {
    this.out = out;
    this.method = method;
    this.does = does;
    this.descriptor = method.descriptor();
    this.types = MethodDescriptor.parameters(descriptor);
    this.args = args;
  }

  /**
   * Translates a call of a method of {@code VarHandle} or of an updater.
   *
   * @param args the handle first
   * @return what the call yields, null for nothing, in an array; null if it is not known what the
   *     handle stands for, or what the method does
   */
  static Value[] translate(Emitter out, MethodRef method, List<Value> args) {
    HandleMethod does = HandleMethod.of(method);
    if (does == null) {
      return null;
    }
    HandleAccess access = new HandleAccess(out, method, does, args);
    HandleFields.Memory memory = out.memory(args.get(0));
    int coordinates = access.coordinates(memory);
    if (coordinates < 0 || !access.isUnderstood(coordinates, memory)) {
      return null;
    }
    return new Value[] {access.write(coordinates, memory)};
  }

  /** How many arguments say where the memory is; -1 if that is not known. */
  private int coordinates(HandleFields.Memory memory) {
    if (memory != null && memory.field() != null) {
      int count = memory.isStatic() ? 0 : 1;
      return types.size() >= count ? count : -1;
    }
    boolean array =
        types.size() >= 2
            && types.get(0).charAt(0) == '['
            && types.get(1).equals("I")
            && (memory == null || memory.array().equals(types.get(0)));
    return array ? 2 : -1;
  }

  /** The descriptor of what the memory holds. */
  private String held(HandleFields.Memory memory) {
    return memory != null && memory.field() != null
        ? memory.field().descriptor()
        : types.get(0).substring(1);
  }

  private boolean isUnderstood(int coordinates, HandleFields.Memory memory) {
    String held = held(memory);
    HandleMethod.Action action = does.action();
    if (types.size() - coordinates != does.values()
        || (action != HandleMethod.Action.GET && memory != null && memory.isFinal())) {
      return false;
    }
    for (int i = coordinates; i < types.size(); i++) {
      if (!converts(types.get(i), held)) {
        return false;
      }
    }
    boolean combinable = action == HandleMethod.Action.ADD ? isNumber(held) : isInteger(held);
    String result = MethodDescriptor.result(descriptor);
    return (combinable || !action.combines())
        && (action == HandleMethod.Action.COMPARE_AND_SET
            || result.equals("V")
            || converts(held, result));
  }

  private static boolean isNumber(String held) {
    return isInteger(held) || held.equals("F") || held.equals("D");
  }

  private static boolean isInteger(String held) {
    return held.equals("I") || held.equals("J");
  }

  /** References by a cast, numbers by widening. */
  private static boolean converts(String from, String to) {
    return from.equals(to)
        || (Type.ofDescriptor(from).isReference() && Type.ofDescriptor(to).isReference())
        || widening(from, to) != null;
  }

  private static UnaryKind widening(String from, String to) {
    if (from.length() != 1 || to.length() != 1 || from.equals("Z") || to.equals("Z")) {
      return null;
    }
    String wide = from.equals("J") ? "L" : from.equals("F") ? "F" : "I";
    switch (to) {
      case "J":
        return wide.equals("I") ? UnaryKind.I2L : null;
      case "F":
        return wide.equals("F") ? null : UnaryKind.valueOf(wide.concat("2F"));
      case "D":
        return from.equals("D") ? null : UnaryKind.valueOf(wide.concat("2D"));
      default:
        return null;
    }
  }

  private Value write(int coordinates, HandleFields.Memory memory) {
    if (isOfUpdater()) {
      checkObject();
    }
    Place place = coordinates == 2 ? element(memory) : field(memory, coordinates);
    String held = place.descriptor();
    switch (does.action()) {
      case GET:
        Value read = attempt(place.load());
        if (does.order().compareTo(HandleMethod.Order.ONE_SIDED) >= 0) {
          fence("acquireFence");
        }
        return result(read, held);
      case SET:
        set(place, converted(coordinates, held));
        return null;
      default:
        return update(place, coordinates);
    }
  }

  private boolean isOfUpdater() {
    return !method.owner().equals(HandleFields.VAR_HANDLE);
  }

  /** Updaters have exceptions of their own for null and for objects that have not the field. */
  private void checkObject() {
    String owner = method.owner();
    String read = Type.OBJECT.descriptor();
    if (!owner.equals(HandleFields.REFERENCE_UPDATER)) {
      read = owner.equals(HandleFields.LONG_UPDATER) ? "J" : "I";
    }
    MethodRef get = new MethodRef(owner, "get", "(Ljava/lang/Object;)".concat(read));
    attempt(new Op.Invoke(InvokeKind.PLAIN, get, false, false, args.subList(0, 2)));
  }

  private void set(Place place, Value value) {
    if (does.order().compareTo(HandleMethod.Order.ONE_SIDED) >= 0) {
      fence("releaseFence");
    }
    attempt(place.store(value, false));
    if (does.order() == HandleMethod.Order.VOLATILE) {
      fence("fullFence");
    }
  }

  private Value update(Place place, int coordinates) {
    String held = place.descriptor();
    HandleMethod.Action action = does.action();
    Value before = attempt(place.load());
    if (action == HandleMethod.Action.COMPARE_AND_SET) {
      Value done = plain("Z");
      storeIf(done, converted(coordinates + 1, held), before, place);
      return done;
    }
    Value yielded = asHeld(plain(yielded(held)), held);
    if (action == HandleMethod.Action.EXCHANGE) {
      Value expected = converted(coordinates, held);
      storeIf(same(yielded, expected), converted(coordinates + 1, held), before, place);
      return result(sameAs(yielded, before), held);
    }
    if (does.yieldsNew()) {
      // Only integers are added to like this.
      out.emit(place.store(yielded, true));
      return result(yielded, held);
    }
    Value known = sameAs(yielded, before);
    Value operand = operand(coordinates, held);
    Value now =
        action == HandleMethod.Action.SWAP
            ? operand
            : out.emit(new Op.Binary(kind(action, known.type()), known, operand));
    out.emit(place.store(now, true));
    return result(known, held);
  }

  private Value operand(int coordinates, String held) {
    if (does.operand() == null) {
      return converted(coordinates, held);
    }
    return out.emit(
        held.equals("J")
            ? new Op.Const((long) does.operand(), Type.LONG)
            : Op.Const.of(does.operand()));
  }

  /** Says what is there after a conditional store. */
  private void storeIf(Value done, Value next, Value before, Place place) {
    Value none = out.emit(Op.Const.of(0));
    Value now = out.emit(new Op.Select(Condition.NE, done, none, next, before));
    out.emit(place.store(now, true));
  }

  private static BinaryKind kind(HandleMethod.Action action, Type type) {
    String letter = type.equals(Type.LONG) ? "L" : type.descriptor();
    return BinaryKind.valueOf(letter.concat(action.name()));
  }

  /** What the method itself is to yield: a reference as the caller wants it, if he does. */
  private String yielded(String held) {
    String result = MethodDescriptor.result(descriptor);
    boolean reference = Type.ofDescriptor(held).isReference();
    return isOfUpdater()
        ? result
        : !reference ? held : result.equals("V") ? Type.OBJECT.descriptor() : result;
  }

  /** An argument as the memory takes it. */
  private Value converted(int argument, String held) {
    return convert(args.get(argument + 1), types.get(argument), held);
  }

  private Value result(Value value, String held) {
    String result = MethodDescriptor.result(descriptor);
    return result.equals("V") ? null : convert(value, held, result);
  }

  private Value convert(Value value, String from, String to) {
    Type type = Type.ofDescriptor(to);
    if (type.isReference()) {
      return asHeld(value, to);
    }
    return from.equals(to) ? value : unary(widening(from, to), value);
  }

  /** A reference with the static type of a descriptor; a number as it is. */
  private Value asHeld(Value value, String held) {
    Type type = Type.ofDescriptor(held);
    return !type.isReference() || type.equals(Type.OBJECT) || value.type().equals(type)
        ? value
        : attempt(new Op.CheckCast(type, value));
  }

  /** What was read before is known to derivatives, unless another thread was faster. */
  private Value sameAs(Value result, Value read) {
    if (result.type().isReference()) {
      return out.emit(new Op.Select(Condition.EQ, result, read, read, result));
    } else if (result.type().equals(Type.DOUBLE)) {
      return known(read, result);
    } else if (result.type().equals(Type.FLOAT)) {
      Value wide = known(unary(UnaryKind.F2D, read), unary(UnaryKind.F2D, result));
      return unary(UnaryKind.D2F, wide);
    }
    return result;
  }

  private Value unary(UnaryKind kind, Value operand) {
    return out.emit(new Op.Unary(kind, operand));
  }

  private Value known(Value read, Value result) {
    MethodRef itself = new MethodRef("org/wengert/runtime/Values", "itself", "(DD)D");
    return out.emit(new Op.Invoke(InvokeKind.STATIC, itself, false, true, List.of(read, result)));
  }

  /** Whether both have the same bits, as the comparison of an exchange has it; an int. */
  private Value same(Value a, Value b) {
    String d = a.type().isReference() ? Type.OBJECT.descriptor() : a.type().descriptor();
    return call(HANDLES, "same", "(" + d + d + ")Z", List.of(a, b));
  }

  /** The method itself, which may throw. */
  private Value plain(String result) {
    String parameters = descriptor.substring(0, descriptor.indexOf(')') + 1);
    MethodRef itself = new MethodRef(method.owner(), method.name(), parameters.concat(result));
    return attempt(new Op.Invoke(InvokeKind.PLAIN, itself, false, false, args));
  }

  private Place element(HandleFields.Memory memory) {
    Value array = args.get(1);
    Value index = args.get(2);
    if (memory == null) {
      Value type = out.emit(new Op.Const(new Type(types.get(0)), CLASS));
      String check = "(Ljava/lang/invoke/VarHandle;Ljava/lang/Class;)V";
      call(HANDLES, "requireElements", check, List.of(args.get(0), type));
    }
    String held = types.get(0).substring(1);
    Element element = Element.ofDescriptor(held);
    return new Place() {
      @Override
      public String descriptor() {
        return held;
      }

      @Override
      public Op load() {
        return new Op.ArrayLoad(element, array, index, Type.ofDescriptor(held));
      }

      @Override
      public Op store(Value value, boolean there) {
        return new Op.ArrayStore(element, array, index, value, there);
      }
    };
  }

  private Place field(HandleFields.Memory memory, int coordinates) {
    FieldRef named = memory.field();
    FieldRef field =
        does.order() == HandleMethod.Order.PLAIN
            ? named
            : new FieldRef(
                named.owner(), named.name(), named.descriptor(), FieldRef.Mutability.VOLATILE);
    Value object = coordinates == 0 ? null : receiver(named.owner());
    return new Place() {
      @Override
      public String descriptor() {
        return named.descriptor();
      }

      @Override
      public Op load() {
        return object == null ? new Op.GetStatic(named) : new Op.GetField(field, object);
      }

      @Override
      public Op store(Value value, boolean there) {
        return object == null
            ? new Op.PutStatic(named, value, there)
            : new Op.PutField(named, object, value, there);
      }
    };
  }

  /** The object, cast if its static type is not the class of the field or one below. */
  private Value receiver(String owner) {
    Value object = args.get(1);
    return out.isKindOf(object.type(), owner)
        ? object
        : attempt(new Op.CheckCast(Type.ofInternalName(owner), object));
  }

  private void fence(String name) {
    call(HandleFields.VAR_HANDLE, name, "()V", List.of());
  }

  private Value call(String owner, String name, String type, List<Value> operands) {
    MethodRef called = new MethodRef(owner, name, type);
    return attempt(new Op.Invoke(InvokeKind.STATIC, called, false, false, operands));
  }

  /** An operation that may throw, after which comes more of the same instruction. */
  private Value attempt(Op op) {
    Value value = out.emit(op);
    out.split();
    return value;
  }
}

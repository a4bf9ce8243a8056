package org.wengert.compiler.outline;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.RuntimeFunction;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;

/**
 * Code that passes values through the frame of the tape: one array a type, filled from 0 in the
 * order of the values. Writer and reader agree on the types alone.
 */
final class Frame {
  private static final String TAPE = "org/wengert/runtime/Tape";

  /** An array of the frame. */
  enum Store {
    DOUBLES(Element.DOUBLE, "frameDoubles", "[D", RuntimeFunction.FRAME_DOUBLES),
    INTS(Element.INT, "frameInts", "[I", RuntimeFunction.FRAME_INTS),
    LONGS(Element.LONG, "frameLongs", "[J", RuntimeFunction.FRAME_LONGS),
    REFS(Element.REF, "frameRefs", "[Ljava/lang/Object;", RuntimeFunction.FRAME_REFS);

    private final Element element;
    private final FieldRef field;
    private final RuntimeFunction room;

    Store(Element element, String field, String descriptor, RuntimeFunction room) {
      this.element = element;
      this.field = new FieldRef(TAPE, field, descriptor);
      this.room = room;
    }

    static Store of(Type type) {
      if (type.isFloating()) {
        return DOUBLES;
      }
      return type.equals(Type.INT) ? INTS : type.equals(Type.LONG) ? LONGS : REFS;
    }
  }

  private Frame() {}

  /** Appends code that writes values. */
  static void write(List<Value> values, Value tape, Numbering numbering, List<Instr> code) {
    write(values, values.stream().map(Value::type).toList(), tape, numbering, code);
  }

  /**
   * Appends code that writes values where there are such, but makes room for all.
   *
   * @param values null where nothing is to be written
   */
  static void write(
      List<Value> values, List<Type> types, Value tape, Numbering numbering, List<Instr> code) {
    Map<Store, Integer> counts = new EnumMap<>(Store.class);
    for (Type type : types) {
      counts.merge(Store.of(type), 1, Integer::sum);
    }
    Map<Store, Value> arrays = new EnumMap<>(Store.class);
    counts.forEach(
        (store, count) ->
            arrays.put(
                store,
                numbering.append(
                    code,
                    new Op.CallRuntime(
                        store.room, List.of(tape, numbering.constant(code, count))))));
    Map<Store, Integer> next = new EnumMap<>(Store.class);
    for (int i = 0; i < types.size(); i++) {
      Store store = Store.of(types.get(i));
      int place = next.merge(store, 1, Integer::sum) - 1;
      Value value = values.get(i);
      if (value != null) {
        Value index = numbering.constant(code, place);
        Value written =
            value.type().equals(Type.FLOAT)
                ? numbering.append(code, new Op.Unary(UnaryKind.F2D, value))
                : value;
        Op put = new Op.ArrayStore(store.element, arrays.get(store), index, written);
        code.add(new Instr(null, put, 0));
      }
    }
  }

  /**
   * Appends code that reads values of the types given into new values, all before anything else.
   */
  static List<Value> read(List<Type> types, Value tape, Numbering numbering, List<Instr> code) {
    Map<Store, Value> arrays = new EnumMap<>(Store.class);
    Map<Store, Integer> next = new EnumMap<>(Store.class);
    List<Value> values = new ArrayList<>();
    for (Type type : types) {
      Store store = Store.of(type);
      Value array =
          arrays.computeIfAbsent(
              store, s -> numbering.append(code, new Op.GetField(s.field, tape)));
      Value index = numbering.constant(code, next.merge(store, 1, Integer::sum) - 1);
      Value read =
          numbering.append(
              code, new Op.ArrayLoad(store.element, array, index, store.element.stackType()));
      values.add(typed(read, type, numbering, code));
    }
    return values;
  }

  /** The type that values of another type have in the frame. */
  static Type placeOf(Type type) {
    return Store.of(type).element.stackType();
  }

  /** Appends code that gives a value of a place in the frame the type that it had before. */
  static Value typed(Value read, Type type, Numbering numbering, List<Instr> code) {
    if (type.equals(Type.FLOAT)) {
      return numbering.append(code, new Op.Unary(UnaryKind.D2F, read));
    }
    return type.isReference() && !type.equals(Type.OBJECT)
        ? numbering.append(code, new Op.CheckCast(type, read))
        : read;
  }

  /** Whether the operation reads one of the frame's arrays from the tape. */
  static boolean isArray(Op op) {
    return op instanceof Op.GetField get
        && get.field().owner().equals(TAPE)
        && get.field().name().startsWith("frame");
  }

  /** Whether the operation prepares one of the frame's arrays for writing. */
  static boolean isRoom(Op op) {
    return op instanceof Op.CallRuntime call && call.function().name().startsWith("FRAME_");
  }
}

package org.wengert.compiler.differentiate;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Variable;

/**
 * Recording on the tape and reading back. Where there are loops, arrays and cursors are kept in
 * variables, and written back to the tape around calls. Elsewhere they stay in the tape: each would
 * be used once or twice, and a local less in each frame is what lets recursion get deep.
 */
final class TapeAccess {
  /** The array of the tape that takes values of a type. */
  private enum Store {
    DOUBLES(Element.DOUBLE, "doubles", "[D", "doubleTop"),
    INTS(Element.INT, "ints", "[I", "intTop"),
    LONGS(Element.LONG, "longs", "[J", "longTop"),
    REFS(Element.REF, "refs", "[Ljava/lang/Object;", "refTop");

    private final Element element;
    private final FieldRef array;
    private final FieldRef top;

    Store(Element element, String array, String descriptor, String top) {
      this.element = element;
      this.array = new FieldRef("org/wengert/runtime/Tape", array, descriptor);
      this.top = new FieldRef("org/wengert/runtime/Tape", top, "I");
    }

    static Store of(Type type) {
      if (type.isFloating()) {
        return DOUBLES;
      }
      return type.equals(Type.INT) ? INTS : type.equals(Type.LONG) ? LONGS : REFS;
    }
  }

  private final FunctionBuilder builder;
  private final Value tape;

  /** Empty where all stays in the tape. */
  private final Map<Store, Variable> arrays = new EnumMap<>(Store.class);

  private final Map<Store, Variable> cursors = new EnumMap<>(Store.class);

  /**
   * Prepares for values of the types given; to be made where the function starts.
   *
   * @param inVariables whether arrays and cursors are kept in variables
   */
  TapeAccess(FunctionBuilder builder, Value tape, Iterable<Type> recorded, boolean inVariables) {
    this.builder = builder;
    this.tape = tape;
    for (Type type : recorded) {
      Store store = Store.of(type);
      if (inVariables && !arrays.containsKey(store)) {
        arrays.put(store, builder.variable(store.array.type()));
        cursors.put(store, builder.variable(Type.INT));
      }
    }
  }

  private Value array(Store store) {
    Variable variable = arrays.get(store);
    return variable != null
        ? builder.read(variable)
        : builder.emit(new Op.GetField(store.array, tape));
  }

  private Value cursor(Store store) {
    Variable variable = cursors.get(store);
    return variable != null
        ? builder.read(variable)
        : builder.emit(new Op.GetField(store.top, tape));
  }

  private void moveCursor(Store store, Value cursor) {
    Variable variable = cursors.get(store);
    if (variable != null) {
      builder.write(variable, cursor);
    } else {
      builder.emit(new Op.PutField(store.top, tape, cursor));
    }
  }

  /** Reads arrays and cursors from the tape. */
  void load() {
    for (Store store : arrays.keySet()) {
      builder.write(arrays.get(store), builder.emit(new Op.GetField(store.array, tape)));
      builder.write(cursors.get(store), builder.emit(new Op.GetField(store.top, tape)));
    }
  }

  /** Writes the cursors to the tape; the arrays are always there. */
  void store() {
    for (Store store : cursors.keySet()) {
      builder.emit(new Op.PutField(store.top, tape, builder.read(cursors.get(store))));
    }
  }

  /** Records values, each of the type given. */
  void record(List<Value> values) {
    for (Store store : Store.values()) {
      List<Value> mine = new ArrayList<>();
      for (Value value : values) {
        if (Store.of(value.type()) == store) {
          mine.add(value);
        }
      }
      if (!mine.isEmpty()) {
        record(store, mine);
      }
    }
  }

  private void record(Store store, List<Value> values) {
    Value cursor = cursor(store);
    Value count = builder.constant(values.size());
    Value array = builder.emit(new Op.Reserve(store.element, tape, array(store), cursor, count));
    if (arrays.containsKey(store)) {
      builder.write(arrays.get(store), array);
    }
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      Value stored =
          value.type().equals(Type.FLOAT)
              ? builder.emit(new Op.Unary(UnaryKind.F2D, value))
              : value;
      builder.emit(new Op.ArrayStore(store.element, array, offset(cursor, i), stored));
    }
    moveCursor(store, builder.emit(new Op.Binary(BinaryKind.IADD, cursor, count)));
  }

  private Value offset(Value cursor, int by) {
    return by == 0
        ? cursor
        : builder.emit(new Op.Binary(BinaryKind.IADD, cursor, builder.constant(by)));
  }

  /** Reads back what one call of {@link #record} recorded: values of the same types, in order. */
  List<Value> replay(List<Type> types) {
    Map<Store, Value> bases = new EnumMap<>(Store.class);
    Map<Store, Integer> positions = new EnumMap<>(Store.class);
    for (Type type : types) {
      Store store = Store.of(type);
      positions.put(store, positions.getOrDefault(store, 0) + 1);
    }
    for (Map.Entry<Store, Integer> count : positions.entrySet()) {
      Value recorded = builder.constant((int) count.getValue());
      Value base = builder.emit(new Op.Binary(BinaryKind.ISUB, cursor(count.getKey()), recorded));
      moveCursor(count.getKey(), base);
      bases.put(count.getKey(), base);
      count.setValue(0);
    }
    List<Value> values = new ArrayList<>();
    for (Type type : types) {
      Store store = Store.of(type);
      int position = positions.get(store);
      positions.put(store, position + 1);
      values.add(replay(store, offset(bases.get(store), position), type));
    }
    return values;
  }

  private Value replay(Store store, Value index, Type type) {
    Value array = array(store);
    Value value =
        builder.emit(new Op.ArrayLoad(store.element, array, index, store.element.stackType()));
    if (type.equals(Type.FLOAT)) {
      return builder.emit(new Op.Unary(UnaryKind.D2F, value));
    }
    return store == Store.REFS && !type.equals(Type.OBJECT)
        ? builder.emit(new Op.CheckCast(type, value))
        : value;
  }
}

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
 * Recording on the tape and reading back: arrays and cursors are kept in variables, and written
 * back to the tape around calls.
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
  private final Map<Store, Variable> arrays = new EnumMap<>(Store.class);
  private final Map<Store, Variable> cursors = new EnumMap<>(Store.class);

  /** Prepares for values of the types given; to be made where the function starts. */
  TapeAccess(FunctionBuilder builder, Value tape, Iterable<Type> recorded) {
    this.builder = builder;
    this.tape = tape;
    for (Type type : recorded) {
      Store store = Store.of(type);
      if (!arrays.containsKey(store)) {
        arrays.put(store, builder.variable(store.array.type()));
        cursors.put(store, builder.variable(Type.INT));
      }
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
    for (Store store : arrays.keySet()) {
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
    Value cursor = builder.read(cursors.get(store));
    Value count = builder.constant(values.size());
    Value array =
        builder.emit(
            new Op.Reserve(store.element, tape, builder.read(arrays.get(store)), cursor, count));
    builder.write(arrays.get(store), array);
    for (int i = 0; i < values.size(); i++) {
      Value value = values.get(i);
      Value stored =
          value.type().equals(Type.FLOAT)
              ? builder.emit(new Op.Unary(UnaryKind.F2D, value))
              : value;
      builder.emit(new Op.ArrayStore(store.element, array, offset(cursor, i), stored));
    }
    builder.write(cursors.get(store), builder.emit(new Op.Binary(BinaryKind.IADD, cursor, count)));
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
      Variable top = cursors.get(count.getKey());
      Value base =
          builder.emit(
              new Op.Binary(
                  BinaryKind.ISUB, builder.read(top), builder.constant((int) count.getValue())));
      builder.write(top, base);
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
    Value array = builder.read(arrays.get(store));
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

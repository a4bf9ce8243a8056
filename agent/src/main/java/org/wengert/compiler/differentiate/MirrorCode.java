package org.wengert.compiler.differentiate;

import java.util.List;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.MirrorShape;
import org.wengert.compiler.ir.MirrorSlot;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Accesses of the shadows of objects. These are arrays, so that they need no operations of their
 * own and have shadows of their own in derivatives of derivatives.
 */
final class MirrorCode {
  private final FunctionBuilder builder;
  private final ClassFacts facts;

  MirrorCode(FunctionBuilder builder, ClassFacts facts) {
    this.builder = builder;
    this.facts = facts;
  }

  /** The array with the adjoints or tangents of an object's floating-point fields. */
  Value cells(Value shadow, FieldRef field) {
    if (facts.slot(field).flat()) {
      return cast(shadow, Type.DOUBLES);
    }
    Value mirror = cast(shadow, Type.OBJECTS);
    Op load = new Op.ArrayLoad(Element.REF, mirror, builder.constant(0), Type.OBJECT);
    return cast(builder.emit(load), Type.DOUBLES);
  }

  Value index(FieldRef field) {
    return builder.constant(facts.slot(field).index());
  }

  /** The shadow as an array of shadows. */
  Value references(Value shadow) {
    return cast(shadow, Type.OBJECTS);
  }

  /**
   * A new shadow of zeros for an object of exactly this class; null if such objects have none.
   *
   * @param made gets the array of doubles, if there is one
   */
  Value newShadow(String internalName, List<Value> made) {
    MirrorShape shape = facts.shape(internalName);
    if (shape.isEmpty()) {
      return null;
    }
    Value cells = null;
    if (shape.doubles() > 0) {
      cells = newArray(Type.DOUBLES, shape.doubles());
      made.add(cells);
      if (shape.flat()) {
        return cells;
      }
    }
    Value mirror = newArray(Type.OBJECTS, 1 + shape.references());
    if (cells != null) {
      builder.emit(new Op.ArrayStore(Element.REF, mirror, builder.constant(0), cells));
    }
    return mirror;
  }

  private Value newArray(Type type, int length) {
    return builder.emit(new Op.NewArray(type, List.of(builder.constant(length))));
  }

  private Value cast(Value reference, Type type) {
    return reference.type().equals(type)
        ? reference
        : builder.emit(new Op.CheckCast(type, reference));
  }

  MirrorSlot slot(FieldRef field) {
    return facts.slot(field);
  }
}

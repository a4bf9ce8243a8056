package org.wengert.compiler.differentiate;

import java.util.List;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.RuntimeFunction;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/** Shadows of static fields that are floating-point themselves: arrays of one element. */
final class StaticCells {
  private static final Type STRING = new Type("Ljava/lang/String;");

  private StaticCells() {}

  static Value cell(FunctionBuilder builder, Value tape, FieldRef field) {
    Value key = builder.emit(new Op.Const(field.owner() + "." + field.name(), STRING));
    return builder.emit(new Op.CallRuntime(RuntimeFunction.STATIC_CELL, List.of(tape, key)));
  }
}

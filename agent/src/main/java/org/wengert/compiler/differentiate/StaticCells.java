package org.wengert.compiler.differentiate;

import java.util.List;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.RuntimeFunction;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Shadows of static fields that are floating-point themselves: arrays of one element. They are
 * found by class and name; the code's own name for the class is used, since the class that declares
 * an inherited field may not be accessible.
 */
final class StaticCells {
  private static final Type CLASS = new Type("Ljava/lang/Class;");
  private static final Type STRING = new Type("Ljava/lang/String;");

  private StaticCells() {}

  static Value cell(FunctionBuilder builder, Value tape, FieldRef field) {
    Value owner = builder.emit(new Op.Const(Type.ofInternalName(field.owner()), CLASS));
    Value declaring = builder.emit(new Op.Const(field.declaring().replace('/', '.'), STRING));
    Value name = builder.emit(new Op.Const(field.name(), STRING));
    return builder.emit(
        new Op.CallRuntime(RuntimeFunction.STATIC_CELL, List.of(tape, owner, declaring, name)));
  }
}

package org.wengert.compiler.optimize;

import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;

/**
 * Boxing and unboxing of floating-point numbers, as what it is: making an object with one field,
 * and reading that field.
 */
public final class Boxes {
  private final Editor editor;

  private Boxes(Function function) {
    this.editor = new Editor(function);
  }

  public static Function run(Function function) {
    Boxes pass = new Boxes(function);
    for (Block block : List.copyOf(pass.editor.blocks())) {
      for (int i = 0; i < block.instrs().size(); i++) {
        i += pass.visit(block, i);
      }
    }
    return pass.editor.finish();
  }

  /** How many instructions were added. */
  private int visit(Block block, int at) {
    List<Instr> instrs = block.instrs();
    Instr instr = instrs.get(at);
    if (!(instr.op() instanceof Op.Invoke call)) {
      return 0;
    }
    Type number = boxed(call.method().owner());
    if (number == null) {
      return 0;
    }
    MethodRef method = call.method();
    String descriptor = number.descriptor();
    if (method.name().equals("valueOf") && method.descriptor().startsWith("(" + descriptor + ")")) {
      MethodRef constructor = new MethodRef(method.owner(), "<init>", "(" + descriptor + ")V");
      instrs.set(
          at,
          new Instr(
              instr.result(), new Op.Construct(constructor, false, call.args()), instr.line()));
      editor.markChanged();
    } else if (method.name().equals("doubleValue") || method.name().equals("floatValue")) {
      FieldRef field = new FieldRef(method.owner(), "value", descriptor);
      Op read = new Op.GetField(field, call.args().get(0));
      editor.markChanged();
      Type wanted = call.type();
      if (!wanted.equals(number)) {
        Value raw = editor.newValue(number);
        instrs.set(at, new Instr(raw, read, instr.line()));
        UnaryKind kind = wanted.equals(Type.DOUBLE) ? UnaryKind.F2D : UnaryKind.D2F;
        Instr conversion = new Instr(instr.result(), new Op.Unary(kind, raw), instr.line());
        return editor.insertAfter(block, at, List.of(conversion));
      }
      instrs.set(at, new Instr(instr.result(), read, instr.line()));
    }
    return 0;
  }

  /** The type of the number in a box of floating-point numbers; else null. */
  private static Type boxed(String owner) {
    switch (owner) {
      case "java/lang/Double":
        return Type.DOUBLE;
      case "java/lang/Float":
        return Type.FLOAT;
      default:
        return null;
    }
  }
}

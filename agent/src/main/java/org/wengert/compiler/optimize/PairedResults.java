package org.wengert.compiler.optimize;

import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Functions of a library that yield two numbers in an object, {@code FastMath.sinCos} and {@code
 * sinhCosh} of Hipparchus: the call runs plain, then the object's fields are said to hold what they
 * do hold, as functions of the argument that have rules.
 */
public final class PairedResults {
  private static final String FAST_MATH = "org/hipparchus/util/FastMath";
  private static final String VALUES = "org/wengert/runtime/Values";

  private final Editor editor;

  private PairedResults(Function function) {
    this.editor = new Editor(function);
  }

  public static Function run(Function function) {
    PairedResults pass = new PairedResults(function);
    for (Block block : pass.editor.blocks()) {
      List<Instr> instrs = block.instrs();
      for (int i = 0; i < instrs.size(); i++) {
        if (instrs.get(i).op() instanceof Op.Invoke call && isPaired(call.method())) {
          pass.hold(instrs, i);
        }
      }
    }
    return pass.editor.finish();
  }

  /** Whether a method is one of these. */
  public static boolean isPaired(MethodRef method) {
    return method.owner().equals(FAST_MATH)
        && (method.descriptor().equals("(D)Lorg/hipparchus/util/SinCos;")
            || method.descriptor().equals("(D)Lorg/hipparchus/util/SinhCosh;"));
  }

  private void hold(List<Instr> instrs, int at) {
    Instr call = instrs.get(at);
    Value argument = ((Op.Invoke) call.op()).args().get(0);
    String owner = call.result().type().internalName();
    String suffix = owner.endsWith("SinCos") ? "" : "h";
    int next = at + 1;
    for (String name : List.of("sin".concat(suffix), "cos".concat(suffix))) {
      FieldRef field = new FieldRef(owner, name, "D");
      Value found = editor.newValue(Type.DOUBLE);
      instrs.add(next++, new Instr(found, new Op.GetField(field, call.result()), call.line()));
      MethodRef function = new MethodRef(VALUES, name, "(DD)D");
      Value known = editor.newValue(Type.DOUBLE);
      List<Value> args = List.of(argument, found);
      Op value = new Op.Invoke(InvokeKind.STATIC, function, false, true, args);
      instrs.add(next++, new Instr(known, value, call.line()));
      instrs.add(next++, new Instr(null, new Op.Held(field, call.result(), known), call.line()));
    }
    editor.markChanged();
  }
}

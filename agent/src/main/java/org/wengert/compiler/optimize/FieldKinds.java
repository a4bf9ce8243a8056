package org.wengert.compiler.optimize;

import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;

/** Notes at the accesses of instance fields how these may change. */
public final class FieldKinds {
  private FieldKinds() {}

  public static Function run(Function function, ClassFacts facts) {
    boolean constructing = function.method().name().equals("<init>");
    Editor editor = new Editor(function);
    for (Block block : editor.blocks()) {
      List<Instr> instrs = block.instrs();
      for (int i = 0; i < instrs.size(); i++) {
        Instr instr = instrs.get(i);
        if (instr.op() instanceof Op.GetField get) {
          FieldRef field = known(get.field(), facts, constructing);
          if (field != get.field()) {
            Op read = new Op.GetField(field, get.object());
            instrs.set(i, new Instr(instr.result(), read, instr.line()));
            editor.markChanged();
          }
        }
      }
    }
    return editor.finish();
  }

  private static FieldRef known(FieldRef field, ClassFacts facts, boolean constructing) {
    FieldRef.Mutability mutability = facts.mutability(field);
    return mutability == FieldRef.Mutability.PLAIN
            || (constructing && mutability == FieldRef.Mutability.FINAL)
        ? field
        : new FieldRef(field.owner(), field.name(), field.descriptor(), mutability);
  }
}

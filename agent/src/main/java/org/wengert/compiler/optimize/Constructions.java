package org.wengert.compiler.optimize;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Value;

/**
 * Says after each construction by a constructor that only stores what it gets which fields hold
 * which values: the plain constructor runs, and nobody has to look into it again. Calls of
 * constructors that do nothing go.
 */
public final class Constructions {
  private final ClassFacts facts;
  private final Editor editor;

  private Constructions(Function function, ClassFacts facts) {
    this.facts = facts;
    this.editor = new Editor(function);
  }

  public static Function run(Function function, ClassFacts facts) {
    Constructions pass = new Constructions(function, facts);
    for (Block block : pass.editor.blocks()) {
      pass.visit(block);
    }
    return pass.editor.finish();
  }

  private void visit(Block block) {
    List<Instr> instrs = new ArrayList<>(block.instrs().size());
    for (Instr instr : block.instrs()) {
      if (instr.op() instanceof Op.Construct made) {
        construct(made, instr, instrs);
      } else if (!doesNothing(instr.op())) {
        instrs.add(instr);
      } else {
        editor.markChanged();
      }
    }
    block.instrs().clear();
    block.instrs().addAll(instrs);
  }

  private static boolean doesNothing(Op op) {
    if (!(op instanceof Op.Invoke call)) {
      return false;
    }
    MethodRef method = call.method();
    return method.name().equals("<init>") && method.owner().equals("java/lang/Object");
  }

  private void construct(Op.Construct made, Instr instr, List<Instr> instrs) {
    List<ClassFacts.Stored> stores = facts.stores(made.constructor());
    if (stores == null) {
      instrs.add(instr);
      return;
    }
    editor.markChanged();
    Op simple = new Op.Construct(made.constructor(), true, made.args());
    instrs.add(new Instr(instr.result(), simple, instr.line()));
    for (ClassFacts.Stored stored : stores) {
      // What a constructor sets to a constant carries nothing.
      if (stored.argument() >= 0) {
        Value value = made.args().get(stored.argument());
        Op held = new Op.Held(stored.field(), instr.result(), value);
        instrs.add(new Instr(null, held, instr.line()));
      }
    }
  }
}

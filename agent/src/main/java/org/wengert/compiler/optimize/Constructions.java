package org.wengert.compiler.optimize;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.Closure;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.rules.NumberClasses;

/**
 * Says after each construction by a constructor that only stores what it gets which fields hold
 * which values: the plain constructor runs, and nobody has to look into it again. Calls of
 * constructors that do nothing go. Likewise what a functional object captured is said where it is
 * made.
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
    // Blocks that are added on the way need no visit.
    for (Block block : List.copyOf(pass.editor.blocks())) {
      pass.visit(block);
    }
    return pass.editor.finish();
  }

  private void visit(Block block) {
    for (int i = 0; i < block.instrs().size(); i++) {
      Instr instr = block.instrs().get(i);
      if (instr.op() instanceof Op.Construct made) {
        List<ClassFacts.Stored> stores = facts.stores(made.constructor());
        if (stores != null) {
          Op simple = new Op.Construct(made.constructor(), true, made.args());
          block.instrs().set(i, new Instr(instr.result(), simple, instr.line()));
          editor.markChanged();
          i += editor.insertAfter(block, i, held(stores, made.args(), instr));
        }
      } else if (instr.op() instanceof Op.InvokeDynamic made && made.closure()) {
        i += editor.insertAfter(block, i, captured(made, instr));
      } else if (doesNothing(instr.op())) {
        block.instrs().remove(i--);
        editor.markChanged();
      }
    }
  }

  private static boolean doesNothing(Op op) {
    if (!(op instanceof Op.Invoke call)) {
      return false;
    }
    MethodRef method = call.method();
    return method.name().equals("<init>") && method.owner().equals("java/lang/Object");
  }

  /** What a constructor sets to a constant carries nothing, and is left out. */
  private List<Instr> held(List<ClassFacts.Stored> stores, List<Value> args, Instr construction) {
    List<Instr> held = new ArrayList<>();
    for (ClassFacts.Stored stored : stores) {
      if (stored.argument() >= 0) {
        Value value = args.get(stored.argument());
        if (NumberClasses.isNumber(stored.field().name()) && value.type().isReference()) {
          // A copy of an object that stands for a number.
          FieldRef number = new FieldRef(value.type().internalName(), NumberClasses.FIELD, "D");
          Value copied = editor.newValue(Type.DOUBLE);
          held.add(new Instr(copied, new Op.GetField(number, value), construction.line()));
          value = copied;
        }
        Op op = new Op.Held(stored.field(), construction.result(), value);
        held.add(new Instr(null, op, construction.line()));
      }
    }
    return held;
  }

  private static List<Instr> captured(Op.InvokeDynamic made, Instr creation) {
    List<Instr> held = new ArrayList<>();
    String owner = Closure.of(MethodDescriptor.parameters(made.descriptor()));
    for (int i = 0; i < made.args().size(); i++) {
      Op op = new Op.Held(Closure.field(owner, i), creation.result(), made.args().get(i));
      held.add(new Instr(null, op, creation.line()));
    }
    return held;
  }
}

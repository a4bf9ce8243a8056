package org.wengert.compiler.optimize;

import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Value;

/**
 * Computes what is known: operations on constants with the JVM's exact semantics, identities that
 * hold bit by bit ({@link Identities}), branches and switches whose way is certain. Divisions of
 * ints by zero stay and throw.
 */
public final class ConstantFolding {
  private final Editor editor;
  private final Definitions definitions;
  private final Identities identities;

  private ConstantFolding(Function function) {
    this.editor = new Editor(function);
    this.definitions = new Definitions(function);
    this.identities = new Identities(definitions);
  }

  public static Function run(Function function) {
    return new ConstantFolding(function).run();
  }

  private Function run() {
    for (Block block : editor.blocks()) {
      List<Instr> instrs = block.instrs();
      for (int i = 0; i < instrs.size(); i++) {
        Instr folded = fold(instrs.get(i));
        if (folded != null) {
          instrs.set(i, folded);
          definitions.set(folded.result(), folded.op());
          editor.markChanged();
        }
      }
      Terminator end = fold(block.terminator());
      if (end != null) {
        block.terminate(end, block.terminatorLine());
        editor.markChanged();
      }
    }
    return editor.finish();
  }

  /** Null if nothing is known. A result that is another value is replaced, the operation stays. */
  private Instr fold(Instr instr) {
    if (instr.result() == null || instr.op() instanceof Op.Const) {
      return null;
    }
    Op op = editor.resolve(instr.op());
    Op.Const constant = constant(op);
    if (constant != null) {
      return new Instr(instr.result(), constant, instr.line());
    }
    Value same = identities.same(op);
    if (same != null) {
      if (editor.resolve(instr.result()) == instr.result()) {
        editor.replace(instr.result(), same);
      }
      return null;
    }
    Op simpler = identities.simpler(op);
    return simpler == null ? null : new Instr(instr.result(), simpler, instr.line());
  }

  private Op.Const constant(Op op) {
    if (op instanceof Op.Unary unary) {
      Object x = definitions.constant(unary.operand());
      return x == null ? null : Arithmetic.unary(unary.kind(), x);
    } else if (op instanceof Op.Binary binary) {
      Object x = definitions.constant(binary.left());
      Object y = definitions.constant(binary.right());
      return x == null || y == null
          ? identities.constant(binary)
          : Arithmetic.binary(binary.kind(), x, y);
    } else if (op instanceof Op.InstanceOf test
        && definitions.of(test.object()) instanceof Op.Construct created
        && created.type().equals(test.tested())) {
      return Op.Const.of(1);
    }
    return null;
  }

  private Terminator fold(Terminator end) {
    if (end instanceof Terminator.Branch branch) {
      Edge edge = certain(branch);
      return edge == null ? null : new Terminator.Jump(edge);
    } else if (end instanceof Terminator.Switch choice) {
      Object selector = definitions.constant(editor.resolve(choice.selector()));
      if (selector == null) {
        return null;
      }
      int at = choice.keys().indexOf(selector);
      return new Terminator.Jump(at < 0 ? choice.otherwise() : choice.targets().get(at));
    }
    return null;
  }

  private Edge certain(Terminator.Branch branch) {
    if (Edges.same(branch.ifTrue(), branch.ifFalse())) {
      return branch.ifTrue();
    }
    Condition condition = branch.condition();
    Value left = editor.resolve(branch.left());
    Value right = editor.resolve(branch.right());
    Boolean known = identities.compare(condition, left, right);
    return known == null ? null : known ? branch.ifTrue() : branch.ifFalse();
  }
}

package org.wengert.compiler.optimize;

import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.Op;

/**
 * A variant of an instance method is a static method, and so is its body where it is inlined: what
 * the JVM does when it calls an instance method, the body has to do itself.
 */
public final class NullChecks {
  private NullChecks() {}

  public static Function run(Function function) {
    int params = MethodDescriptor.parameters(function.method().descriptor()).size();
    if (function.inputs().size() == params || function.method().name().equals("<init>")) {
      return function;
    }
    Editor editor = new Editor(function);
    Block entry = editor.copyOf(function.entry());
    entry.instrs().add(0, new Instr(null, new Op.NullCheck(function.inputs().get(0)), 0));
    editor.markChanged();
    return editor.finish();
  }
}

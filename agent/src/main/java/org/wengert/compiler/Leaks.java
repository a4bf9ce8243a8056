package org.wengert.compiler;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.lift.ClassSource;
import org.wengert.compiler.lift.UnreadableClassException;

/**
 * Whether others can see an object before its constructor has ended. Its final fields have values
 * then that they lose: they may not be read again later in place of being recorded.
 */
final class Leaks {
  private static final String OBJECT = "java/lang/Object";

  private final ClassFiles files;
  private final Function<MethodRef, org.wengert.compiler.ir.Function> code;
  private final Map<String, Boolean> known = new HashMap<>();

  /**
   * @param code the function of a method; null if it cannot be had
   */
  Leaks(ClassFiles files, Function<MethodRef, org.wengert.compiler.ir.Function> code) {
    this.files = files;
    this.code = code;
  }

  /** Whether a constructor of the class, or of one above it, may hand its object to others. */
  boolean in(String internalName) {
    Boolean found = known.get(internalName);
    if (found == null) {
      // Constructors are looked into, which may ask for this very class: then the worst is assumed.
      known.put(internalName, true);
      found = !internalName.equals(OBJECT) && find(internalName);
      known.put(internalName, found);
    }
    return found;
  }

  private boolean find(String internalName) {
    try {
      ClassSource source = files.find(internalName);
      if (source == null || source.superName() == null || in(source.superName())) {
        return true;
      }
      for (ClassSource.Member member : source.methods()) {
        if (member.name().equals("<init>")
            && leaks(code.apply(new MethodRef(internalName, "<init>", member.descriptor())))) {
          return true;
        }
      }
      return false;
    } catch (UnreadableClassException e) {
      return true;
    }
  }

  private static boolean leaks(org.wengert.compiler.ir.Function constructor) {
    if (constructor == null) {
      return true;
    }
    Value self = constructor.inputs().get(0);
    for (Block block : constructor.blocks()) {
      for (Instr instr : block.instrs()) {
        if (leaks(instr.op(), self)) {
          return true;
        }
      }
      for (Edge edge : block.edges()) {
        if (edge.args().contains(self)) {
          return true;
        }
      }
    }
    return false;
  }

  /** Fields of the object may be read and written, and its other constructors called. */
  private static boolean leaks(Op op, Value self) {
    if (op instanceof Op.GetField || op instanceof Op.NullCheck || op instanceof Op.Monitor) {
      return false;
    } else if (op instanceof Op.PutField put) {
      return put.value() == self;
    }
    int from = op instanceof Op.Invoke call && call.method().name().equals("<init>") ? 1 : 0;
    return op.operands()
        .subList(Math.min(from, op.operands().size()), op.operands().size())
        .contains(self);
  }
}

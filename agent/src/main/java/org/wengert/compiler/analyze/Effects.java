package org.wengert.compiler.analyze;

import java.util.HashMap;
import java.util.Map;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Value;

/**
 * What calling a static method does to memory that holds floating-point values, found by looking at
 * its code and at that of everything it calls.
 */
public final class Effects {

  /**
   * @param touchesStatics reads or writes static fields that hold or reach floats, or might
   * @param writes by parameter: whether floats or references reachable from it may be overwritten
   * @param movesRows whether references to float memory may be stored in arrays
   */
  public record Summary(boolean touchesStatics, boolean[] writes, boolean movesRows) {
    /** Whether nothing active can be read or written except through the arguments' values. */
    public boolean leavesMemoryAlone() {
      if (touchesStatics) {
        return false;
      }
      for (boolean written : writes) {
        if (written) {
          return false;
        }
      }
      return true;
    }
  }

  /** Finds the code of a static method; null if it cannot be had. */
  public interface Code {
    Function of(MethodRef method);
  }

  private final Code code;
  private final Map<MethodRef, Summary> known = new HashMap<>();

  public Effects(Code code) {
    this.code = code;
  }

  /** The summary of a static method; the worst case if its code cannot be had. */
  public Summary of(MethodRef method, int parameters) {
    Summary summary = known.get(method);
    return summary != null ? summary : settle(method, parameters);
  }

  /** Starts from "no effect" and repeats until the assumption holds, for the sake of recursion. */
  private Summary settle(MethodRef method, int parameters) {
    if (isPrimitiveLibraryMethod(method)) {
      return remember(method, new Summary(false, new boolean[parameters], false));
    }
    Function function = code.of(method);
    if (function == null) {
      return remember(method, worst(parameters));
    }
    Map<MethodRef, Summary> before = new HashMap<>(known);
    Summary summary = new Summary(false, new boolean[parameters], false);
    while (true) {
      known.put(method, summary);
      Summary found = summarize(function, parameters);
      if (found.touchesStatics() == summary.touchesStatics()
          && found.movesRows() == summary.movesRows()
          && java.util.Arrays.equals(found.writes(), summary.writes())) {
        return found;
      }
      known.clear();
      known.putAll(before);
      summary = found;
    }
  }

  private Summary remember(MethodRef method, Summary summary) {
    known.put(method, summary);
    return summary;
  }

  private static Summary worst(int parameters) {
    boolean[] all = new boolean[parameters];
    java.util.Arrays.fill(all, true);
    return new Summary(true, all, true);
  }

  /** Methods of the class library that take and return primitives, such as Integer.bitCount. */
  private static boolean isPrimitiveLibraryMethod(MethodRef method) {
    return method.owner().startsWith("java/lang/")
        && method.descriptor().indexOf('L') < 0
        && method.descriptor().indexOf('[') < 0
        && (isStateless(method.owner()) || isClock(method));
  }

  private static boolean isClock(MethodRef method) {
    return method.owner().equals("java/lang/System")
        && (method.name().equals("nanoTime") || method.name().equals("currentTimeMillis"));
  }

  private static boolean isStateless(String owner) {
    switch (owner) {
      case "java/lang/Math",
      "java/lang/StrictMath",
      "java/lang/Integer",
      "java/lang/Long",
      "java/lang/Double",
      "java/lang/Float",
      "java/lang/Short",
      "java/lang/Byte",
      "java/lang/Character",
      "java/lang/Boolean":
        return true;
      default:
        return false;
    }
  }

  private Summary summarize(Function function, int parameters) {
    StringBuilder all = new StringBuilder();
    for (int i = 0; i < function.inputs().size(); i++) {
      all.append('A');
    }
    Memory memory = new Memory(function, all.toString());
    boolean statics = false;
    boolean[] writes = new boolean[parameters];
    boolean movesRows = false;
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        Op op = instr.op();
        movesRows |= movesRows(op);
        if (op instanceof Op.ArrayStore store) {
          write(function, memory, store.array(), writes);
        } else if (op instanceof Op.GetStatic get) {
          statics |= Carriers.canCarry(get.type());
        } else if (op instanceof Op.PutStatic put) {
          statics |= Carriers.canCarry(put.value().type());
        } else if (op instanceof Op.Invoke invoke && !invoke.pure()) {
          statics |= call(function, memory, invoke, writes);
        } else if (op instanceof Op.InvokeDynamic
            || op instanceof Op.PutField
            || op instanceof Op.Monitor) {
          statics = true;
        }
      }
    }
    return new Summary(statics, writes, movesRows);
  }

  private boolean movesRows(Op op) {
    if (op instanceof Op.ArrayStore store) {
      return store.element() == Element.REF && Carriers.canCarry(store.array().type());
    } else if (op instanceof Op.Invoke invoke && !invoke.pure()) {
      ArrayMethod known = ArrayMethod.of(invoke);
      if (known == null) {
        return invoke.kind() != InvokeKind.STATIC
            || of(invoke.method(), invoke.args().size()).movesRows();
      }
      Value target = invoke.args().get(known == ArrayMethod.ARRAYCOPY ? 2 : 0);
      return known != ArrayMethod.CLONE && !target.type().elementDescriptor().equals("D");
    }
    return false;
  }

  private boolean call(Function function, Memory memory, Op.Invoke invoke, boolean[] writes) {
    ArrayMethod known = ArrayMethod.of(invoke);
    if (known == ArrayMethod.ARRAYCOPY) {
      write(function, memory, invoke.args().get(2), writes);
      return false;
    } else if (known == ArrayMethod.FILL || known == ArrayMethod.FILL_RANGE) {
      write(function, memory, invoke.args().get(0), writes);
      return false;
    } else if (known != null) {
      return false;
    } else if (invoke.kind() != InvokeKind.STATIC) {
      return true;
    }
    Summary callee = of(invoke.method(), invoke.args().size());
    for (int i = 0; i < invoke.args().size(); i++) {
      if (callee.writes()[i] && invoke.args().get(i).type().isReference()) {
        write(function, memory, invoke.args().get(i), writes);
      }
    }
    return callee.touchesStatics();
  }

  /** Marks every parameter whose memory may be what is written. */
  private static void write(Function function, Memory memory, Value array, boolean[] writes) {
    for (int i = 0; i < writes.length; i++) {
      Value input = function.inputs().get(i);
      if (input.type().isReference() && reaches(memory, input, array)) {
        writes[i] = true;
      }
    }
  }

  private static boolean reaches(Memory memory, Value from, Value array) {
    Memory.Node node = memory.classOf(from);
    Memory.Node wanted = memory.classOf(array);
    for (int depth = 0; depth < 8; depth++) {
      if (node == wanted) {
        return true;
      }
      if (!node.hasContent()) {
        return false;
      }
      node = node.content();
    }
    return true;
  }
}

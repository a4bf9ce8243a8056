package org.wengert.compiler.analyze;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.CustomRule;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.rules.RuleTable;

/**
 * What calling a static method does to memory that holds floating-point values, found by looking at
 * its code and at that of everything it calls.
 */
public final class Effects {

  /**
   * @param touchesStatics reads or writes static fields that hold or reach floats, or might
   * @param writes by parameter: whether floats or references reachable from it may be overwritten
   * @param movesRows whether references to float memory may be stored in arrays
   * @param checks whether objects have to be looked at before they are handed to the library
   */
  public record Summary(
      boolean touchesStatics, boolean[] writes, boolean movesRows, boolean checks) {
    boolean equalTo(Summary other) {
      return touchesStatics == other.touchesStatics
          && movesRows == other.movesRows
          && checks == other.checks
          && Arrays.equals(writes, other.writes);
    }

    boolean isWorst() {
      boolean all = touchesStatics && movesRows && checks;
      for (boolean written : writes) {
        all &= written;
      }
      return all;
    }

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

  /** Call chains that are longer count as the worst case. */
  private static final int DEEPEST = 40;

  private static final int NONE_OPEN = Integer.MAX_VALUE;

  /** Finds the code of a static method; null if it cannot be had. */
  public interface Code {
    Function of(MethodRef method);

    /** The code of a method for which there is a rule of the user; null if it cannot be had. */
    default Function ofRuled(MethodRef method) {
      return null;
    }
  }

  private final Code code;
  private final Map<MethodRef, Summary> known = new HashMap<>();

  /** How many summaries are being found, each for the sake of the one before. */
  private int open;

  /**
   * Of methods whose summaries are not final, the depth of the outermost open method that they were
   * made from: for an open method its own.
   */
  private final Map<MethodRef, Integer> dependsOn = new HashMap<>();

  /** Methods that are no longer open, but whose summaries were made from one of an open method. */
  private final List<MethodRef> provisional = new ArrayList<>();

  /** The least depth of an open method that was asked for. */
  private int lowest = NONE_OPEN;

  private final ClassFacts facts;

  public Effects(Code code, ClassFacts facts) {
    this.code = code;
    this.facts = facts;
  }

  public ClassFacts facts() {
    return facts;
  }

  /**
   * Whether a call runs as it is, whatever it is given, and yields constants: one of the {@link
   * Sinks}, or what the user has named inactive. Never the constructor of a super class.
   */
  public boolean runsPlain(Op.Invoke call) {
    return facts.rule(call) == null
        && (Sinks.contains(call)
            || (!call.method().name().equals("<init>") && facts.isInactive(call.method())));
  }

  /** Whether an object is constructed as it is, and holds constants. */
  public boolean runsPlain(Op.Construct made) {
    return Sinks.contains(made.constructor()) || facts.isInactive(made.constructor());
  }

  /** The summary of a call; the worst case if the receiver decides what runs. */
  public Summary of(Op.Invoke call) {
    MethodRef target = facts.target(call);
    return target == null ? worst(call.args().size()) : of(target, call.args().size());
  }

  /** The summary of a method; the worst case if its code cannot be had. */
  public Summary of(MethodRef method, int parameters) {
    Integer depth = dependsOn.get(method);
    if (depth != null) {
      lowest = Math.min(lowest, depth);
    }
    Summary summary = known.get(method);
    return summary != null ? summary : settle(method, parameters);
  }

  /**
   * Starts from "no effect" and repeats until the assumption holds, for the sake of recursion. What
   * was found by an assumption that did not hold is forgotten, all else is kept: as in Tarjan's
   * search for strongly connected components, a summary is final once nothing that it was made from
   * is still open.
   */
  private Summary settle(MethodRef method, int parameters) {
    if (isPrimitiveLibraryMethod(method)
        || RuleTable.forMethod(method.owner(), method.name(), method.descriptor()) != null) {
      return remember(method, new Summary(false, new boolean[parameters], false, false));
    }
    CustomRule rule = facts.rule(method);
    if (rule != null) {
      return settleByRule(rule, parameters);
    }
    if (open >= DEEPEST) {
      return worst(parameters);
    }
    Function function = code.of(method);
    if (function == null) {
      return remember(method, worst(parameters));
    }
    int depth = open++;
    int lowestBefore = lowest;
    int firstProvisional = provisional.size();
    dependsOn.put(method, depth);
    Summary summary = new Summary(false, new boolean[parameters], false, false);
    while (true) {
      known.put(method, summary);
      lowest = NONE_OPEN;
      Summary found = summarize(function, parameters);
      boolean holds = lowest > depth || found.equalTo(summary) || found.isWorst();
      summary = found;
      if (holds) {
        break;
      }
      forget(firstProvisional);
    }
    known.put(method, summary);
    open--;
    if (lowest < depth) {
      dependsOn.put(method, lowest);
      provisional.add(method);
    } else {
      dependsOn.remove(method);
      keep(firstProvisional);
    }
    lowest = Math.min(lowestBefore, lowest < depth ? lowest : NONE_OPEN);
    return summary;
  }

  /**
   * A rule of the user tells all there is to the derivative; what is left is which of the arrays
   * that it is for may be written. Where there is no code, all of them.
   */
  private Summary settleByRule(CustomRule rule, int parameters) {
    Summary cautious = new Summary(false, rule.active().clone(), false, false);
    known.put(rule.target(), cautious);
    Function function = code.ofRuled(rule.target());
    if (function == null) {
      return cautious;
    }
    boolean[] writes = summarize(function, parameters).writes();
    for (int i = 0; i < parameters; i++) {
      writes[i] &= rule.active()[i];
    }
    return remember(rule.target(), new Summary(false, writes, false, false));
  }

  private void forget(int from) {
    for (MethodRef method : provisional.subList(from, provisional.size())) {
      known.remove(method);
    }
    keep(from);
  }

  private void keep(int from) {
    List<MethodRef> settled = provisional.subList(from, provisional.size());
    for (MethodRef method : settled) {
      dependsOn.remove(method);
    }
    settled.clear();
  }

  private Summary remember(MethodRef method, Summary summary) {
    known.put(method, summary);
    return summary;
  }

  private static Summary worst(int parameters) {
    boolean[] all = new boolean[parameters];
    Arrays.fill(all, true);
    return new Summary(true, all, true, true);
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
    boolean checks = false;
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        Op op = instr.op();
        if (op instanceof Op.CallVariant) {
          return worst(parameters); // A derivative is taken in the method.
        }
        movesRows |= movesRows(op);
        checks |= checks(op);
        if (op instanceof Op.ArrayStore store) {
          write(function, memory, store.array(), writes);
        } else if (op instanceof Op.GetStatic get) {
          statics |= Carriers.canCarry(get.type());
        } else if (op instanceof Op.PutStatic put) {
          statics |= Carriers.canCarry(put.value().type());
        } else if (op instanceof Op.Invoke invoke && !invoke.pure()) {
          statics |= call(function, memory, invoke, writes);
        } else if (op instanceof Op.PutField put) {
          write(function, memory, put.object(), writes);
        } else if (op instanceof Op.Construct made) {
          statics |= construct(function, memory, made, writes);
        } else if (op instanceof Op.InvokeDynamic made) {
          statics |= !made.closure();
        }
      }
    }
    return new Summary(statics, writes, movesRows, checks);
  }

  /** Whether the object whose class decides what a plain call runs has to be looked at before. */
  public boolean isChecked(Op.Invoke call) {
    return !facts.isInactive(call.method())
        && facts.rule(call) == null
        && Sinks.contains(call)
        && Callbacks.any(call, facts);
  }

  private boolean checks(Op op) {
    if (op instanceof Op.Invoke invoke && !invoke.pure()) {
      return isChecked(invoke)
          || (ArrayMethod.of(invoke) == null && !runsPlain(invoke) && of(invoke).checks());
    }
    return op instanceof Op.Construct made
        && !made.simple()
        && !runsPlain(made)
        && of(made.constructor(), made.args().size() + 1).checks();
  }

  private boolean movesRows(Op op) {
    if (op instanceof Op.ArrayStore store) {
      return store.element() == Element.REF && Carriers.canCarry(store.array().type());
    } else if (op instanceof Op.Invoke invoke && !invoke.pure()) {
      ArrayMethod known = ArrayMethod.of(invoke);
      if (known == null) {
        return !runsPlain(invoke) && of(invoke).movesRows();
      }
      Value target = invoke.args().get(known == ArrayMethod.ARRAYCOPY ? 2 : 0);
      return known != ArrayMethod.CLONE
          && !(target.type().isArray() && target.type().elementDescriptor().equals("D"));
    } else if (op instanceof Op.PutField put) {
      return put.value().type().isReference() && Carriers.canCarry(put.value().type());
    }
    return (op instanceof Op.InvokeDynamic made && !made.closure())
        || (op instanceof Op.Construct constructed
            && !constructed.simple()
            && !runsPlain(constructed)
            && of(constructed.constructor(), constructed.args().size() + 1).movesRows());
  }

  private boolean call(Function function, Memory memory, Op.Invoke invoke, boolean[] writes) {
    ArrayMethod known = ArrayMethod.of(invoke);
    if (known == ArrayMethod.ARRAYCOPY) {
      write(function, memory, invoke.args().get(2), writes);
      return false;
    } else if (known == ArrayMethod.FILL || known == ArrayMethod.FILL_RANGE) {
      write(function, memory, invoke.args().get(0), writes);
      return false;
    } else if (known != null || runsPlain(invoke)) {
      return false;
    }
    Summary callee = of(invoke);
    writeThrough(function, memory, invoke.args(), 0, callee, writes);
    return callee.touchesStatics();
  }

  private boolean construct(Function function, Memory memory, Op.Construct made, boolean[] writes) {
    if (made.simple() || runsPlain(made)) {
      return false;
    }
    Summary callee = of(made.constructor(), made.args().size() + 1);
    writeThrough(function, memory, made.args(), 1, callee, writes);
    return callee.touchesStatics();
  }

  private static void writeThrough(
      Function function,
      Memory memory,
      List<Value> args,
      int offset,
      Summary callee,
      boolean[] writes) {
    for (int i = 0; i < args.size(); i++) {
      Value arg = args.get(i);
      if (callee.writes()[i + offset]
          && arg.type().isReference()
          && !arg.type().equals(Type.NULL)) {
        for (Memory.Node node : memory.reach(memory.classOf(arg))) {
          write(function, memory, node, writes);
        }
      }
    }
  }

  /** Marks every parameter whose memory may be what is written. */
  private static void write(Function function, Memory memory, Value written, boolean[] writes) {
    if (!written.type().equals(Type.NULL)) {
      write(function, memory, memory.classOf(written), writes);
    }
  }

  private static void write(
      Function function, Memory memory, Memory.Node written, boolean[] writes) {
    for (int i = 0; i < writes.length; i++) {
      Value input = function.inputs().get(i);
      if (!writes[i]
          && input.type().isReference()
          && memory.reach(memory.classOf(input)).contains(written.find())) {
        writes[i] = true;
      }
    }
  }
}

package org.wengert.compiler;

import java.util.HashMap;
import java.util.Map;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.lift.CallSiteConstant;
import org.wengert.compiler.lift.RecordMethods;

/**
 * Whether an application's method may run inside of a call that runs plain: it provably writes no
 * memory that holds floating-point numbers or leads to such, and reads none where it yields a
 * number.
 */
final class Harmless {
  private static final int DEEPEST = 12;

  private final Primals primals;
  private final String receiver;
  private final boolean readingMatters;
  private final Map<MethodRef, Boolean> known = new HashMap<>();
  private int depth;

  /**
   * @param receiver the class of the object, which selects what it calls of itself
   * @param readingMatters whether numbers that are read may become part of a number
   */
  Harmless(Primals primals, String receiver, boolean readingMatters) {
    this.primals = primals;
    this.receiver = receiver;
    this.readingMatters = readingMatters;
  }

  boolean is(MethodRef method) {
    Boolean found = known.get(method);
    if (found == null) {
      // What calls itself does nothing else by that.
      known.put(method, true);
      depth++;
      found = depth <= DEEPEST && find(method);
      depth--;
      known.put(method, found);
    }
    return found;
  }

  private boolean find(MethodRef method) {
    if (primals.isInactive(method)) {
      return true;
    }
    Function code = primals.of(method);
    if (code == null) {
      return false;
    }
    Map<Value, Op> made = new HashMap<>();
    for (Block block : code.blocks()) {
      for (Instr instr : block.instrs()) {
        if (!is(instr.op(), code, made)) {
          return false;
        }
        if (instr.result() != null) {
          made.put(instr.result(), instr.op());
        }
      }
    }
    return true;
  }

  private boolean is(Op op, Function code, Map<Value, Op> made) {
    if (op instanceof Op.PutField put) {
      return !Carriers.canCarry(put.value().type());
    } else if (op instanceof Op.PutStatic put) {
      return !Carriers.canCarry(put.value().type());
    } else if (op instanceof Op.ArrayStore store) {
      return !Carriers.canCarry(store.value().type())
          || made.get(store.array()) instanceof Op.NewArray;
    } else if (op instanceof Op.GetField
        || op instanceof Op.GetStatic
        || op instanceof Op.ArrayLoad) {
      return !readingMatters || !op.type().isFloating();
    } else if (op instanceof Op.Invoke call) {
      return call.pure() || isHarmlessCall(call, code);
    } else if (op instanceof Op.Construct construct) {
      return construct.simple() || primals.effects().runsPlain(construct);
    } else if (op instanceof Op.InvokeDynamic site) {
      return site.closure() || isText(site) || isOfRecord(site);
    }
    return true;
  }

  /** A method that the JVM makes for a record calls that of each component. */
  private boolean isOfRecord(Op.InvokeDynamic site) {
    if (RecordMethods.components(site) == null) {
      return false;
    }
    for (String type : RecordMethods.components(site)) {
      MethodRef method = new MethodRef(type, site.name(), RecordMethods.descriptor(site));
      if (!primals.facts().isFinal(type) || !is(primals.declared(method))) {
        return false;
      }
    }
    return true;
  }

  private static boolean isText(Op.InvokeDynamic site) {
    if (!(site.site() instanceof CallSiteConstant constant)
        || !constant.bootstrap().getOwner().equals("java/lang/invoke/StringConcatFactory")) {
      return false;
    }
    for (Value arg : site.args()) {
      if (arg.type().isReference() && Carriers.canHoldFloats(arg.type())) {
        return false;
      }
    }
    return true;
  }

  private boolean isHarmlessCall(Op.Invoke call, Function code) {
    ArrayMethod array = ArrayMethod.of(call);
    if (array != null) {
      return array != ArrayMethod.ARRAYCOPY
          && array != ArrayMethod.FILL
          && array != ArrayMethod.FILL_RANGE;
    } else if (primals.effects().runsPlain(call)) {
      return true;
    }
    MethodRef target = primals.target(call);
    if (target == null && isOfSelf(call, code)) {
      MethodRef named = new MethodRef(receiver, call.method().name(), call.method().descriptor());
      target = primals.declared(named);
    }
    return target != null && is(target);
  }

  private static boolean isOfSelf(Op.Invoke call, Function code) {
    return call.kind() != InvokeKind.STATIC
        && !code.inputs().isEmpty()
        && call.args().get(0) == code.inputs().get(0)
        && !call.args().get(0).type().equals(Type.NULL);
  }
}

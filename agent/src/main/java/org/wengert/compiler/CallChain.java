package org.wengert.compiler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.wengert.compiler.diag.CallSite;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.lift.HandleFields;
import org.wengert.compiler.lift.Lifted;

/**
 * How one method leads to another: the shortest chain of calls whose method is fixed, as the source
 * has them (not as inlining leaves them).
 */
final class CallChain {
  /** Beyond this many methods the search gives up: a diagnostic must not take minutes. */
  private static final int MOST_METHODS = 5_000;

  private CallChain() {}

  /**
   * The calls between two methods, innermost first; empty if they are the same or no chain is
   * found.
   *
   * @param code the code of a method, null if there is none to look into
   * @param declaring the method that a reference through a subclass means
   */
  static List<CallSite> between(
      MethodRef from,
      MethodRef to,
      Function<MethodRef, Lifted> code,
      Function<MethodRef, MethodRef> declaring) {
    Map<MethodRef, CallSite> reachedBy = new LinkedHashMap<>();
    ArrayDeque<MethodRef> pending = new ArrayDeque<>(List.of(from));
    reachedBy.put(from, null);
    while (!pending.isEmpty() && !reachedBy.containsKey(to) && reachedBy.size() < MOST_METHODS) {
      MethodRef caller = pending.remove();
      Lifted lifted = code.apply(caller);
      if (lifted != null) {
        calls(lifted, caller, declaring)
            .forEach(
                (callee, site) -> {
                  if (!reachedBy.containsKey(callee)) {
                    reachedBy.put(callee, site);
                    pending.add(callee);
                  }
                });
      }
    }
    List<CallSite> chain = new ArrayList<>();
    for (CallSite site = reachedBy.get(to); site != null; site = reachedBy.get(site.caller())) {
      chain.add(site);
    }
    return chain;
  }

  private static Map<MethodRef, CallSite> calls(
      Lifted lifted, MethodRef caller, Function<MethodRef, MethodRef> declaring) {
    Map<MethodRef, CallSite> calls = new LinkedHashMap<>();
    for (Block block : lifted.function().blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.op() instanceof Op.Invoke invoke && isFixed(invoke) && !invoke.pure()) {
          calls.putIfAbsent(
              declaring.apply(invoke.method()),
              new CallSite(caller, lifted.sourceFile(), instr.line()));
        }
      }
    }
    return calls;
  }

  /** Nobody overrides the methods of handles. */
  private static boolean isFixed(Op.Invoke call) {
    return call.kind() == InvokeKind.STATIC || HandleFields.isHandle(call.method().owner());
  }
}

package org.wengert.compiler;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.lift.Lifted;

/**
 * How one method leads to another: the shortest chain of calls, as the source has them (not as
 * inlining leaves them).
 */
final class CallChain {
  /** A call in a method's code; line 0 and file null where unknown. */
  record Site(MethodRef caller, String sourceFile, int line) {
    @Override
    public String toString() {
      String text = caller.owner().replace('/', '.') + "." + caller.name();
      if (sourceFile == null) {
        return text;
      }
      return text + " (" + sourceFile + (line > 0 ? ":" + line : "") + ")";
    }
  }

  private CallChain() {}

  /**
   * The calls between two methods, innermost first; empty if they are the same or no chain is found.
   *
   * @param code the code of a method, null if there is none to look into
   * @param declaring the method that a reference through a subclass means
   */
  static List<Site> between(
      MethodRef from,
      MethodRef to,
      Function<MethodRef, Lifted> code,
      Function<MethodRef, MethodRef> declaring) {
    Map<MethodRef, Site> reachedBy = new LinkedHashMap<>();
    ArrayDeque<MethodRef> pending = new ArrayDeque<>(List.of(from));
    reachedBy.put(from, null);
    while (!pending.isEmpty() && !reachedBy.containsKey(to)) {
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
    List<Site> chain = new ArrayList<>();
    for (Site site = reachedBy.get(to); site != null; site = reachedBy.get(site.caller())) {
      chain.add(site);
    }
    return chain;
  }

  private static Map<MethodRef, Site> calls(
      Lifted lifted, MethodRef caller, Function<MethodRef, MethodRef> declaring) {
    Map<MethodRef, Site> calls = new LinkedHashMap<>();
    for (Block block : lifted.function().blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.op() instanceof Op.Invoke invoke && !invoke.pure()) {
          calls.putIfAbsent(
              declaring.apply(invoke.method()),
              new Site(caller, lifted.sourceFile(), instr.line()));
        }
      }
    }
    return calls;
  }
}

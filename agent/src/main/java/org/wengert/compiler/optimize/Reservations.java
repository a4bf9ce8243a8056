package org.wengert.compiler.optimize;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Cfg;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Loop;
import org.wengert.compiler.ir.LoopNest;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Value;

/**
 * Makes room on the tape for all iterations of a counted loop in front of it, instead of a little
 * in each iteration: with the array of the tape the same throughout, HotSpot hoists its checks and
 * unrolls.
 *
 * <p>Done where each iteration records as much as the others, by operations of the loop itself and
 * not of one inside it, and where only the counter ends the loop: the room is what will be needed.
 */
public final class Reservations {
  private final Function function;
  private final Cfg cfg;
  private final LoopNest nest;
  private final Editor editor;
  private final Definitions definitions;

  private Reservations(Function function) {
    this.function = function;
    this.cfg = new Cfg(function);
    this.nest = new LoopNest(cfg);
    this.editor = new Editor(function);
    this.definitions = new Definitions(function);
  }

  public static Function run(Function function) {
    return reserves(function) ? new Reservations(function).run() : function;
  }

  private static boolean reserves(Function function) {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.op() instanceof Op.Reserve) {
          return true;
        }
      }
    }
    return false;
  }

  private Function run() {
    if (!nest.isReducible()) {
      return function;
    }
    for (Loop loop : nest.loops()) {
      CountedLoop counted = CountedLoop.of(loop, function, definitions);
      if (counted != null) {
        for (Element element : Element.values()) {
          List<Instr> chain = chain(counted, element);
          if (!chain.isEmpty()) {
            hoist(counted, chain);
          }
        }
      }
    }
    return editor.finish();
  }

  /**
   * All reservations of an iteration in one of the tape's arrays, in the order of execution; none
   * unless each iteration executes them all, once, and hands array and cursor to the next one.
   */
  private List<Instr> chain(CountedLoop counted, Element element) {
    Loop loop = counted.loop();
    List<Instr> chain = new ArrayList<>();
    Block latch = loop.latches().get(0);
    for (Block block : function.blocks()) {
      if (loop.contains(block)) {
        for (Instr instr : block.instrs()) {
          if (instr.op() instanceof Op.Reserve reserve && reserve.element() == element) {
            if (nest.of(block) != loop || !cfg.dominates(block, latch)) {
              return List.of();
            }
            chain.add(instr);
          }
        }
      }
    }
    return isHandedOn(counted, chain) ? chain : List.of();
  }

  private boolean isHandedOn(CountedLoop counted, List<Instr> chain) {
    if (chain.isEmpty()) {
      return false;
    }
    Op.Reserve first = (Op.Reserve) chain.get(0).op();
    List<Value> params = counted.loop().header().params();
    int array = params.indexOf(first.array());
    int cursor = params.indexOf(first.cursor());
    if (array < 0 || cursor < 0) {
      return false;
    }
    Value expectedArray = first.array();
    Value expectedCursor = first.cursor();
    for (Instr instr : chain) {
      Op.Reserve reserve = (Op.Reserve) instr.op();
      if (reserve.array() != expectedArray
          || reserve.cursor() != expectedCursor
          || !(definitions.constant(reserve.count()) instanceof Integer)) {
        return false;
      }
      expectedArray = instr.result();
      expectedCursor = moved(reserve);
    }
    List<Value> next = counted.next();
    return next.get(array) == expectedArray && next.get(cursor) == expectedCursor;
  }

  /** The cursor above what was reserved; null if nobody computes it. */
  private Value moved(Op.Reserve reserve) {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.op() instanceof Op.Binary binary
            && binary.kind() == BinaryKind.IADD
            && binary.left() == reserve.cursor()
            && definitions.constant(binary.right()) != null
            && definitions.constant(binary.right()).equals(definitions.constant(reserve.count()))) {
          return instr.result();
        }
      }
    }
    return null;
  }

  private void hoist(CountedLoop counted, List<Instr> chain) {
    Op.Reserve first = (Op.Reserve) chain.get(0).op();
    Loop loop = counted.loop();
    Block front = editor.frontOf(loop, cfg);
    Edge entry = front.edges().get(0);
    int line = chain.get(0).line();
    TripCountCode code = new TripCountCode(editor, definitions, front.instrs(), line);
    Value trips = code.trips(counted, entry.args().get(counted.position()));
    int perTrip = 0;
    for (Instr instr : chain) {
      perTrip += (Integer) definitions.constant(((Op.Reserve) instr.op()).count());
    }
    int array = loop.header().params().indexOf(first.array());
    int cursor = loop.header().params().indexOf(first.cursor());
    Value reserved =
        code.emit(
            new Op.Reserve(
                first.element(),
                first.tape(),
                entry.args().get(array),
                entry.args().get(cursor),
                code.times(trips, perTrip)));
    List<Value> args = new ArrayList<>(entry.args());
    args.set(array, reserved);
    front.redirect(List.of(new Edge(entry.target(), List.copyOf(args))));
    for (Instr instr : chain) {
      editor.replace(instr.result(), first.array());
    }
    for (Block block : function.blocks()) {
      editor.copyOf(block).instrs().removeAll(chain);
    }
  }
}

package org.wengert.compiler.optimize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
  private final Map<Instr, Block> places = new IdentityHashMap<>();

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
    Map<Loop, List<Instr>> byLoop = reservations();
    for (Loop loop : nest.loops()) {
      CountedLoop counted =
          byLoop.containsKey(loop) && recordsItself(loop, byLoop.get(loop))
              ? CountedLoop.of(loop, function, definitions)
              : null;
      if (counted != null) {
        for (Element element : Element.values()) {
          hoist(counted, element, byLoop.get(loop));
        }
      }
    }
    return editor.finish();
  }

  /**
   * Whether no loop inside records. Of what little the iterations around it record, a check more
   * does not matter; and a tape that is too small should overflow where most is recorded.
   */
  private boolean recordsItself(Loop loop, List<Instr> reservations) {
    Set<Value> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Instr instr : reservations) {
      if (nest.of(places.get(instr)) != loop) {
        return false;
      }
      arrays.add(instr.result());
    }
    for (Block block : function.blocks()) {
      if (loop.contains(block) && nest.of(block) != loop) {
        for (Instr instr : block.instrs()) {
          if (instr.op() instanceof Op.ArrayStore store && arrays.contains(store.array())) {
            return false;
          }
        }
      }
    }
    return true;
  }

  /** All reservations in each loop, those in loops inside included. */
  private Map<Loop, List<Instr>> reservations() {
    Map<Loop, List<Instr>> byLoop = new IdentityHashMap<>();
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.op() instanceof Op.Reserve) {
          places.put(instr, block);
          for (Loop loop = nest.of(block); loop != null; loop = loop.parent()) {
            List<Instr> known = byLoop.get(loop);
            if (known == null) {
              known = new ArrayList<>();
              byLoop.put(loop, known);
            }
            known.add(instr);
          }
        }
      }
    }
    return byLoop;
  }

  private void hoist(CountedLoop counted, Element element, List<Instr> reservations) {
    List<Instr> chain = new ArrayList<>();
    for (Instr instr : reservations) {
      if (((Op.Reserve) instr.op()).element() == element) {
        chain.add(instr);
      }
    }
    if (!chain.isEmpty() && isExecutedOnce(counted.loop(), chain) && isHandedOn(counted, chain)) {
      hoist(counted, chain);
    }
  }

  /** Whether each iteration executes all of them, once; they are in the order of blocks. */
  private boolean isExecutedOnce(Loop loop, List<Instr> chain) {
    for (Instr instr : chain) {
      Block block = places.get(instr);
      if (nest.of(block) != loop || !cfg.dominates(block, loop.latches().get(0))) {
        return false;
      }
    }
    return true;
  }

  /**
   * Whether each gets array and cursor from the one before, and the next iteration from the last.
   */
  private boolean isHandedOn(CountedLoop counted, List<Instr> chain) {
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
      expectedCursor = moved(reserve, places.get(instr));
    }
    List<Value> next = counted.next();
    return next.get(array) == expectedArray && next.get(cursor) == expectedCursor;
  }

  /** The cursor above what was reserved; null if the block does not compute it. */
  private Value moved(Op.Reserve reserve, Block block) {
    for (Instr instr : block.instrs()) {
      if (instr.op() instanceof Op.Binary binary
          && binary.kind() == BinaryKind.IADD
          && binary.left() == reserve.cursor()
          && definitions.constant(binary.right()) instanceof Integer by
          && by.equals(definitions.constant(reserve.count()))) {
        return instr.result();
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
      remove(instr);
    }
  }

  /** By identity: the first comparison of records costs a JVM more than all passes together. */
  private void remove(Instr instr) {
    List<Instr> instrs = editor.copyOf(places.get(instr)).instrs();
    for (int i = 0; i < instrs.size(); i++) {
      if (instrs.get(i) == instr) {
        instrs.remove(i);
        return;
      }
    }
  }
}

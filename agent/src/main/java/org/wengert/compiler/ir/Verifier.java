package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/**
 * Checks what {@link Function} promises and what operations expect of their operands. Meant for
 * tests and for debugging: it finds the stage that broke something, not mistakes of users.
 */
public final class Verifier {
  private final Function function;
  private final List<String> problems = new ArrayList<>();
  private final OpTypes opTypes = new OpTypes(problems);
  private Value[] defined;
  private Block[] definingBlock;
  private int[] definingPosition;

  private Verifier(Function function) {
    this.function = function;
  }

  /**
   * The function itself, if nothing is wrong with it.
   *
   * @throws IllegalStateException naming all problems, with the printed function
   */
  public static Function verify(Function function) {
    List<String> problems = problems(function);
    if (!problems.isEmpty()) {
      throw new IllegalStateException(String.join("\n", problems) + "\n" + Printer.print(function));
    }
    return function;
  }

  /** One sentence a problem. */
  public static List<String> problems(Function function) {
    Verifier verifier = new Verifier(function);
    verifier.run();
    return verifier.problems;
  }

  private void run() {
    if (!checkBlocks()) {
      return;
    }
    checkDefinitions();
    if (!problems.isEmpty()) {
      return;
    }
    Cfg cfg = new Cfg(function);
    for (Block block : function.blocks()) {
      for (int i = 0; i < block.instrs().size(); i++) {
        Instr instr = block.instrs().get(i);
        boolean known = checkUses(cfg, block, i, instr.op().operands(), Printer.print(instr));
        if (known) {
          opTypes.check(instr);
        }
      }
      checkEnd(cfg, block);
    }
  }

  /** Whether the control flow can be walked. */
  private boolean checkBlocks() {
    for (int i = 0; i < function.blocks().size(); i++) {
      Block block = function.blocks().get(i);
      if (block.id() != i) {
        problems.add(block + " is at position " + i);
      }
      if (block.terminator() == null) {
        problems.add(block + " has no terminator");
      }
    }
    if (!problems.isEmpty()) {
      return false;
    }
    for (Block block : function.blocks()) {
      for (Edge edge : block.edges()) {
        Block target = edge.target();
        if (target.id() >= function.blocks().size()
            || function.blocks().get(target.id()) != target) {
          problems.add(
              block + " jumps to a block of that name that is not in the function: " + target);
          return false;
        }
        if (target.id() == 0) {
          problems.add(block + " jumps to the entry");
        }
      }
    }
    if (!function.entry().params().isEmpty()) {
      problems.add("the entry has parameters of its own");
    }
    checkOrder();
    return problems.isEmpty();
  }

  private void checkOrder() {
    List<Block> order = Canonical.reversePostorder(function.entry());
    for (Block block : function.blocks()) {
      if (!order.contains(block)) {
        problems.add(block + " cannot be reached");
      }
    }
    if (problems.isEmpty() && !order.equals(function.blocks())) {
      problems.add("the blocks are not in reverse postorder, which is " + order);
    }
  }

  private void checkDefinitions() {
    defined = new Value[function.valueCount()];
    definingBlock = new Block[function.valueCount()];
    definingPosition = new int[function.valueCount()];
    for (Value input : function.inputs()) {
      define(input, function.entry(), -1);
    }
    for (Block block : function.blocks()) {
      for (Value param : block.params()) {
        define(param, block, -1);
      }
      for (int i = 0; i < block.instrs().size(); i++) {
        Instr instr = block.instrs().get(i);
        boolean isVoid = instr.op().type().equals(Type.VOID);
        if (isVoid != (instr.result() == null)) {
          problems.add(
              (isVoid ? "a result but none is made: " : "no name for the result: ")
                  + Printer.print(instr));
        }
        if (instr.result() != null) {
          define(instr.result(), block, i);
        }
      }
    }
    for (int id = 0; id < defined.length; id++) {
      if (defined[id] == null) {
        problems.add("%" + id + " is below the value count but not defined");
      }
    }
  }

  private void define(Value value, Block block, int position) {
    if (value.id() < 0 || value.id() >= defined.length) {
      problems.add(value + " is not below the value count " + defined.length);
    } else if (defined[value.id()] != null) {
      problems.add(value + " is defined twice");
    } else {
      defined[value.id()] = value;
      definingBlock[value.id()] = block;
      definingPosition[value.id()] = position;
      if (value.type().equals(Type.VOID)) {
        problems.add(value + " is of type V");
      }
    }
  }

  /** Whether all are values of this function. */
  private boolean checkUses(Cfg cfg, Block block, int position, List<Value> uses, String where) {
    boolean known = true;
    for (Value use : uses) {
      if (use == null || use.id() >= defined.length || defined[use.id()] != use) {
        problems.add(use + " is no value of this function: " + where);
        known = false;
      } else {
        Block at = definingBlock[use.id()];
        boolean before =
            at == block ? definingPosition[use.id()] < position : cfg.isKnown(use, at, block);
        if (!before) {
          problems.add("the definition of " + use + " does not dominate its use: " + where);
        }
      }
    }
    return known;
  }

  private void checkTry(Cfg cfg, Block block, Terminator.Try end) {
    Block landing = end.landing();
    boolean startsRight =
        !landing.instrs().isEmpty() && landing.instrs().get(0).op() instanceof Op.Caught;
    if (block.instrs().isEmpty()) {
      problems.add(block + " has nothing that may throw before its try");
    }
    if (!startsRight || !landing.params().isEmpty() || end.normal().target() == landing) {
      problems.add(landing + " is the landing of " + block + " but does not look like one");
    }
    if (cfg.predecessors(landing).size() != 1) {
      problems.add(landing + " is the landing of several blocks");
    }
  }

  /** The exception is there at the start of a landing and nowhere else. */
  private void checkCaught(Cfg cfg, Block block) {
    for (int i = 0; i < block.instrs().size(); i++) {
      if (block.instrs().get(i).op() instanceof Op.Caught) {
        List<Block> predecessors = cfg.predecessors(block);
        boolean lands =
            i == 0
                && predecessors.size() == 1
                && predecessors.get(0).terminator() instanceof Terminator.Try end
                && end.landing() == block;
        if (!lands) {
          problems.add(block + " is no landing, but takes an exception");
        }
      }
    }
  }

  private void checkEnd(Cfg cfg, Block block) {
    checkCaught(cfg, block);
    if (block.terminator() instanceof Terminator.Try attempt) {
      checkTry(cfg, block, attempt);
    }
    int end = block.instrs().size();
    String where = Printer.print(block.terminator());
    if (checkUses(cfg, block, end, block.terminator().operands(), where)) {
      opTypes.check(block.terminator(), function.result());
    }
    for (Edge edge : block.edges()) {
      List<Value> params = edge.target().params();
      if (params.size() != edge.args().size()) {
        problems.add(edge.target() + " takes " + params.size() + " arguments: " + where);
      } else if (checkUses(cfg, block, end, edge.args(), where)) {
        for (int i = 0; i < params.size(); i++) {
          opTypes.expect(params.get(i).type(), edge.args().get(i), where);
        }
      }
    }
  }
}

package org.wengert.compiler.outline;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Canonical;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Value;

/** Cuts long blocks where few values cross, and joins what was cut. */
public final class BlockCutter {
  private BlockCutter() {}

  /**
   * The same function in blocks of about the weight given at most. A return, with what is left in
   * the tape's frame for it, gets a block of its own.
   */
  static Function cut(Function function, double weight) {
    return cut(function, weight, true);
  }

  /**
   * The same function with no block of many more operations than given, so that later stages can
   * work on one block after the other.
   */
  public static Function cutLongBlocks(Function function, int operations) {
    for (Block block : function.blocks()) {
      if (block.instrs().size() > 2 * operations) {
        return cut(function, operations * 6.0, false);
      }
    }
    return function;
  }

  private static Function cut(Function function, double weight, boolean setReturnsApart) {
    int[] lastUse = new int[function.valueCount()];
    int[] usedIn = usedIn(function);
    List<Block> starts = new ArrayList<>();
    List<List<Block>> chains = new ArrayList<>();
    int count = 0;
    for (Block block : function.blocks()) {
      List<Block> chain = new ArrayList<>();
      int from = 0;
      for (int to : cuts(block, weight, lastUse, usedIn, setReturnsApart)) {
        Block piece = new Block(count++);
        piece.instrs().addAll(block.instrs().subList(from, to));
        chain.add(piece);
        from = to;
      }
      chain.get(0).params().addAll(block.params());
      starts.add(chain.get(0));
      chains.add(chain);
    }
    for (Block block : function.blocks()) {
      List<Block> chain = chains.get(block.id());
      for (int i = 0; i + 1 < chain.size(); i++) {
        chain.get(i).terminate(new Terminator.Jump(new Edge(chain.get(i + 1), List.of())), 0);
      }
      Terminator end =
          block.terminator().map(v -> v, e -> new Edge(starts.get(e.target().id()), e.args()));
      chain.get(chain.size() - 1).terminate(end, block.terminatorLine());
    }
    return Canonical.of(function.method(), function.inputs(), function.result(), starts.get(0));
  }

  /** By value the only block that uses it, -1 for none, -2 for several. */
  private static int[] usedIn(Function function) {
    int[] usedIn = new int[function.valueCount()];
    java.util.Arrays.fill(usedIn, -1);
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        note(instr.op().operands(), block, usedIn);
      }
      note(block.terminator().operands(), block, usedIn);
      for (Edge edge : block.edges()) {
        note(edge.args(), block, usedIn);
      }
    }
    return usedIn;
  }

  private static void note(List<Value> values, Block block, int[] usedIn) {
    for (Value value : values) {
      int known = usedIn[value.id()];
      usedIn[value.id()] = known == -1 || known == block.id() ? block.id() : -2;
    }
  }

  /** Ends of the pieces, ascending; the last one is the end of the block. */
  private static List<Integer> cuts(
      Block block, double weight, int[] lastUse, int[] usedIn, boolean setReturnsApart) {
    List<Instr> instrs = block.instrs();
    int n = instrs.size();
    boolean returns = setReturnsApart && block.terminator() instanceof Terminator.Return;
    int end = returns ? startOfReturn(instrs) : n;
    List<Integer> cuts = new ArrayList<>();
    double total = 0;
    for (Instr instr : instrs) {
      total += Weights.of(instr);
    }
    if (total > weight) {
      int[] crossing = crossing(block, lastUse, usedIn);
      boolean[] glued = glued(instrs);
      int from = 0;
      while (from < end) {
        int to = best(instrs, from, end, weight, crossing, glued);
        if (to < end) {
          cuts.add(to);
        }
        from = to;
      }
    }
    if (returns && end > 0) {
      cuts.add(end);
    }
    cuts.add(n);
    return cuts;
  }

  /** The position of fewest crossing values where a piece has from half of the weight to all. */
  private static int best(
      List<Instr> instrs, int from, int end, double weight, int[] crossing, boolean[] glued) {
    double sum = 0;
    int best = -1;
    for (int i = from; i < end; i++) {
      if (i > from && sum > weight / 2 && !glued[i] && (best < 0 || crossing[i] < crossing[best])) {
        best = i;
      }
      sum += Weights.of(instrs.get(i));
      if (sum > weight && best >= 0) {
        return best;
      }
    }
    return end;
  }

  private static int startOfReturn(List<Instr> instrs) {
    for (int i = 0; i < instrs.size(); i++) {
      if (Frame.isRoom(instrs.get(i).op())) {
        return i;
      }
    }
    return instrs.size();
  }

  /** By position: how many values that are defined in the block before are used from there on. */
  private static int[] crossing(Block block, int[] lastUse, int[] usedIn) {
    List<Instr> instrs = block.instrs();
    int n = instrs.size();
    for (int i = 0; i < n; i++) {
      for (Value operand : instrs.get(i).op().operands()) {
        lastUse[operand.id()] = i;
      }
    }
    for (Value operand : block.terminator().operands()) {
      lastUse[operand.id()] = n;
    }
    for (Edge edge : block.edges()) {
      for (Value arg : edge.args()) {
        lastUse[arg.id()] = n;
      }
    }
    int[] change = new int[n + 2];
    for (int i = 0; i < n; i++) {
      Value result = instrs.get(i).result();
      if (result != null && !Weights.isFree(instrs.get(i)) && usedIn[result.id()] != -1) {
        change[i + 1]++;
        change[usedIn[result.id()] == block.id() ? lastUse[result.id()] + 1 : n + 1]--;
      }
    }
    for (int i = 1; i <= n; i++) {
      change[i] += change[i - 1];
    }
    return change;
  }

  /**
   * Where no cut may be: between an allocation and its constructor, and before what reads results
   * of the part just called.
   */
  private static boolean[] glued(List<Instr> instrs) {
    boolean[] glued = new boolean[instrs.size()];
    List<Value> arrays = new ArrayList<>();
    int call = 0;
    for (int i = 0; i < instrs.size(); i++) {
      Instr instr = instrs.get(i);
      Op op = instr.op();
      if (op instanceof Op.CallPart) {
        call = i;
        arrays.clear();
      } else if (Frame.isArray(op)) {
        arrays.add(instr.result());
      } else if (op instanceof Op.ArrayLoad load && arrays.contains(load.array())) {
        java.util.Arrays.fill(glued, call + 1, i + 1, true);
      }
    }
    return glued;
  }

  /** Appends to each block its successors that have no other predecessor. */
  static Function join(Function function) {
    int[] incoming = new int[function.blocks().size()];
    for (Block block : function.blocks()) {
      for (Edge edge : block.edges()) {
        incoming[edge.target().id()]++;
      }
    }
    List<Block> copies = new ArrayList<>();
    for (Block block : function.blocks()) {
      Block copy = new Block(block.id());
      copy.params().addAll(block.params());
      copies.add(copy);
    }
    for (Block block : function.blocks()) {
      Block copy = copies.get(block.id());
      Block last = block;
      copy.instrs().addAll(last.instrs());
      while (last.terminator() instanceof Terminator.Jump jump && joins(jump.target(), incoming)) {
        last = jump.target().target();
        copy.instrs().addAll(last.instrs());
      }
      copy.terminate(
          last.terminator().map(v -> v, e -> new Edge(copies.get(e.target().id()), e.args())),
          last.terminatorLine());
    }
    return Canonical.of(function.method(), function.inputs(), function.result(), copies.get(0));
  }

  private static boolean joins(Edge edge, int[] incoming) {
    return incoming[edge.target().id()] == 1 && edge.target().params().isEmpty();
  }
}

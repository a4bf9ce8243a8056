package org.wengert.compiler.optimize;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Effect;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Lets blocks that end alike share their end: what they do before they jump to the same place, and
 * the arguments that they jump with. What differs becomes a parameter of the shared block.
 *
 * <p>Derivatives of code with handlers need it. Each instruction whose exceptions are caught has a
 * landing, from which some tens of values go to the handler; those of neighbours differ in one or
 * two. So the shared blocks of neighbours share blocks in turn, and form a tree.
 */
public final class TailMerging {
  /** Fewer tails than these are two ways through hot code rather than landings or cases. */
  private static final int LEAST_TAILS = 3;

  /** In values passed: what a block of its own costs. */
  private static final int BLOCK = 2;

  /** In values passed: less is not worth a jump. */
  private static final int LEAST_GAIN = 8;

  private final Editor editor;
  private final int leastTails;
  private final int leastGain;
  private final Map<Type, Value> outer = new HashMap<>();
  private final List<Value> inner = new ArrayList<>();

  /**
   * The end of a block.
   *
   * @param edge which edge of the block leads on
   * @param start of the operations that are shared; all of them up to the end of the block
   * @param operands of these operations, and arguments of the edge, unless made by these operations
   */
  private record Tail(Block block, int edge, int start, List<Value> operands) {
    Edge leads() {
      return block.edges().get(edge);
    }

    List<Instr> instrs() {
      return block.instrs().subList(start, block.instrs().size());
    }
  }

  /**
   * What tails have in common that are merged: with stand-ins for operands.
   *
   * @param types of the operands
   */
  private record Shape(
      Block target, List<Op> ops, List<Integer> lines, List<Value> args, List<Type> types) {}

  /**
   * Tails with numbers in a range that meet in one block.
   *
   * @param varying positions of the operands that are not the same in all
   * @param parts what jumps to the block; none if that is a single tail
   * @param cost values that are passed within
   */
  private record Tree(int from, BitSet varying, List<Tree> parts, int cost) {
    /** Values passed for this to be part of a tree where these operands vary. */
    int costIn(BitSet outside) {
      BitSet constant = (BitSet) outside.clone();
      constant.andNot(varying);
      return constant.cardinality() + (parts.isEmpty() ? 0 : cost + BLOCK);
    }
  }

  private TailMerging(Function function, int leastTails, int leastGain) {
    this.editor = new Editor(function);
    this.leastTails = leastTails;
    this.leastGain = leastGain;
  }

  public static Function run(Function function) {
    return run(function, LEAST_TAILS, LEAST_GAIN);
  }

  /**
   * What only passes on is led past; whole ends first; then also what is left of edges to one
   * block, whatever comes before them.
   */
  static Function run(Function function, int leastTails, int leastGain) {
    Function straight = new TailMerging(function, leastTails, leastGain).leadPastPassages();
    Function whole = new TailMerging(straight, leastTails, leastGain).run(true);
    return new TailMerging(whole, leastTails, leastGain).run(false);
  }

  /**
   * Leads edges past blocks that only pass on what they are given, so that all edges to one place
   * can be seen together. Later blocks first: what they pass to is settled then.
   */
  private Function leadPastPassages() {
    List<Block> blocks = editor.blocks();
    boolean[] isHeader = new boolean[blocks.size()];
    Map<Value, Block> usedIn = new HashMap<>();
    for (Block block : blocks) {
      for (Edge edge : block.edges()) {
        isHeader[edge.target().id()] |= edge.target().id() <= block.id();
        useAll(edge.args(), block, usedIn);
      }
      useAll(block.terminator().operands(), block, usedIn);
      for (Instr instr : block.instrs()) {
        useAll(instr.op().operands(), block, usedIn);
      }
    }
    Map<Block, Edge> passages = new HashMap<>();
    for (int b = blocks.size() - 1; b > 0; b--) {
      Block block = blocks.get(b);
      block.redirect(past(block.edges(), passages));
      if (block.instrs().isEmpty()
          && block.terminator() instanceof Terminator.Jump jump
          && !isHeader[jump.target().target().id()]
          && !isHeader[b]
          && usesAlone(block, usedIn)) {
        passages.put(block, jump.target());
      }
    }
    Block entry = blocks.get(0);
    entry.redirect(past(entry.edges(), passages));
    return editor.finish();
  }

  // Loops instead of lambdas: each of these takes the first derivative in a JVM a millisecond.

  private static void useAll(List<Value> values, Block block, Map<Value, Block> usedIn) {
    for (Value value : values) {
      use(value, block, usedIn);
    }
  }

  /** Whether nobody else uses the parameters of a block. */
  private static boolean usesAlone(Block block, Map<Value, Block> usedIn) {
    for (Value param : block.params()) {
      if (usedIn.getOrDefault(param, block) != block) {
        return false;
      }
    }
    return true;
  }

  private List<Edge> past(List<Edge> edges, Map<Block, Edge> passages) {
    List<Edge> led = new ArrayList<>();
    for (Edge edge : edges) {
      led.add(past(edge, passages));
    }
    return led;
  }

  /** Notes the only block that uses a value, or that there are several: null. */
  private static void use(Value value, Block block, Map<Value, Block> usedIn) {
    if (!usedIn.containsKey(value)) {
      usedIn.put(value, block);
    } else if (usedIn.get(value) != block) {
      usedIn.put(value, null);
    }
  }

  private Edge past(Edge edge, Map<Block, Edge> passages) {
    Edge on = passages.get(edge.target());
    if (on == null) {
      return edge;
    }
    editor.markChanged();
    List<Value> params = edge.target().params();
    List<Value> args = new ArrayList<>();
    for (Value arg : on.args()) {
      int given = params.indexOf(arg);
      args.add(given < 0 ? arg : edge.args().get(given));
    }
    return new Edge(on.target(), List.copyOf(args));
  }

  private Function run(boolean withOperations) {
    Map<Shape, List<Tail>> alike = new LinkedHashMap<>();
    List<Block> blocks = editor.blocks();
    int[] incoming = new int[blocks.size()];
    for (Block block : blocks) {
      for (Edge edge : block.edges()) {
        incoming[edge.target().id()]++;
      }
    }
    for (Block block : blocks) {
      List<Edge> edges = block.edges();
      for (int i = 0; i < edges.size(); i++) {
        int target = edges.get(i).target().id();
        // A loop is entered by what is merged, but keeps its latches.
        boolean back = target <= block.id();
        boolean ends = !withOperations || block.terminator() instanceof Terminator.Jump;
        if (!back && ends && incoming[target] >= leastTails) {
          add(block, i, withOperations, alike);
        }
      }
    }
    for (Map.Entry<Shape, List<Tail>> entry : alike.entrySet()) {
      merge(entry.getKey(), entry.getValue());
    }
    return editor.finish();
  }

  private void add(Block block, int edge, boolean withOperations, Map<Shape, List<Tail>> alike) {
    List<Instr> instrs = block.instrs();
    int start = instrs.size();
    if (withOperations) {
      start = !instrs.isEmpty() && instrs.get(0).op() instanceof Op.Caught ? 1 : 0;
    }
    Map<Value, Integer> made = new HashMap<>();
    List<Value> operands = new ArrayList<>();
    List<Type> types = new ArrayList<>();
    List<Op> ops = new ArrayList<>();
    List<Integer> lines = new ArrayList<>();
    for (Instr instr : instrs.subList(start, instrs.size())) {
      if (staysWhereItIs(instr.op())) {
        return;
      }
      ops.add(instr.op().map(v -> standIn(v, v.type(), made, operands, types)));
      // The program's own exceptions tell where they come from.
      lines.add(isSeen(instr.op()) ? instr.line() : 0);
      if (instr.result() != null) {
        made.put(instr.result(), made.size());
      }
    }
    Edge leads = block.edges().get(edge);
    List<Value> args = new ArrayList<>();
    for (int i = 0; i < leads.args().size(); i++) {
      Type type = leads.target().params().get(i).type();
      args.add(standIn(leads.args().get(i), type, made, operands, types));
    }
    Shape shape = new Shape(leads.target(), ops, lines, args, types);
    List<Tail> known = alike.get(shape);
    if (known == null) {
      known = new ArrayList<>();
      alike.put(shape, known);
    }
    known.add(new Tail(block, edge, start, operands));
  }

  /** A lock is given back in the block that does it; constants are in the entry. */
  private static boolean staysWhereItIs(Op op) {
    return op instanceof Op.Monitor || op instanceof Op.Const || op instanceof Op.Caught;
  }

  private static boolean isSeen(Op op) {
    return Effect.has(op.effects(), Effect.THROWS)
        && !(op instanceof Op.Reserve)
        && !(op instanceof Op.CallRuntime);
  }

  /** Notes what comes from outside of the tail. */
  private Value standIn(
      Value value, Type type, Map<Value, Integer> made, List<Value> operands, List<Type> types) {
    Integer number = made.get(value);
    if (number == null) {
      operands.add(value);
      types.add(type);
      Value known = outer.get(type);
      if (known == null) {
        known = new Value(-1, type);
        outer.put(type, known);
      }
      return known;
    }
    while (inner.size() <= number) {
      inner.add(new Value(inner.size(), Type.VOID));
    }
    return inner.get(number);
  }

  private void merge(Shape shape, List<Tail> tails) {
    if (tails.size() < leastTails) {
      return;
    }
    int[] same = new int[shape.types.size()];
    for (int i = 0; i < same.length; i++) {
      same[i] = firstLike(i, shape.types, tails);
    }
    Tree tree = tree(tails, same, 0, tails.size());
    int passed = shape.args.size();
    int before = tails.size() * (passed + 3 * shape.ops.size());
    int after = tree.cost + BLOCK + passed + 3 * shape.ops.size();
    if (before - after < leastGain) {
      return;
    }
    List<Type> types = shape.types;
    if (tree.varying.stream().anyMatch(i -> types.get(i).equals(Type.NULL))) {
      return; // Nulls are equal, whatever their names.
    }
    Value[] known = new Value[types.size()];
    Block shared = meeting(tree, types, same, known, tails);
    finish(shared, tails.get(0), known);
    lead(tree, shared, tails, types, same);
    editor.markChanged();
  }

  /** The first operand that is the same as this one in each tail. */
  private static int firstLike(int position, List<Type> types, List<Tail> tails) {
    for (int i = 0; i < position; i++) {
      int other = i;
      if (types.get(i).equals(types.get(position))
          && tails.stream().allMatch(t -> t.operands.get(other) == t.operands.get(position))) {
        return i;
      }
    }
    return position;
  }

  /** How the tails with these numbers meet: all in one block, or those of two halves first. */
  private static Tree tree(List<Tail> tails, int[] same, int from, int to) {
    BitSet varying = new BitSet();
    int cut = from;
    int most = -1;
    for (int i = from + 1; i < to; i++) {
      BitSet different = differences(tails.get(i - 1), tails.get(i), same);
      varying.or(different);
      int count = different.cardinality();
      int middle = (from + to) / 2;
      if (count > most || (count == most && Math.abs(i - middle) < Math.abs(cut - middle))) {
        most = count;
        cut = i;
      }
    }
    List<Tree> single = new ArrayList<>();
    if (to - from == 1) {
      return new Tree(from, varying, single, 0);
    }
    int cost = (to - from) * varying.cardinality();
    Tree first = tree(tails, same, from, cut);
    Tree second = tree(tails, same, cut, to);
    int split = first.costIn(varying) + second.costIn(varying);
    if (split < cost) {
      return new Tree(from, varying, List.of(first, second), split);
    }
    for (int i = from; i < to; i++) {
      single.add(new Tree(i, new BitSet(), List.of(), 0));
    }
    return new Tree(from, varying, single, cost);
  }

  private static BitSet differences(Tail a, Tail b, int[] same) {
    BitSet different = new BitSet();
    for (int i = 0; i < same.length; i++) {
      if (same[i] == i && a.operands.get(i) != b.operands.get(i)) {
        different.set(i);
      }
    }
    return different;
  }

  /** A block for a tree to meet in, and by position what the operands are there. */
  private Block meeting(Tree tree, List<Type> types, int[] same, Value[] known, List<Tail> tails) {
    Block block = editor.newBlock();
    for (int i = 0; i < known.length; i++) {
      known[i] = same[i] == i ? tails.get(tree.from).operands.get(i) : known[same[i]];
      if (tree.varying.get(i)) {
        known[i] = editor.newValue(types.get(i));
        block.params().add(known[i]);
      }
    }
    return block;
  }

  /** Ends the block as the tail does, with other operands. */
  private void finish(Block block, Tail tail, Value[] known) {
    Map<Value, Value> renamed = new HashMap<>();
    int[] next = {0};
    for (Instr instr : tail.instrs()) {
      Op op = instr.op().map(v -> renamed.containsKey(v) ? renamed.get(v) : known[next[0]++]);
      Value result = instr.result();
      if (result != null) {
        renamed.put(result, editor.newValue(result.type()));
      }
      int line = isSeen(instr.op()) ? instr.line() : 0;
      block.instrs().add(new Instr(result == null ? null : renamed.get(result), op, line));
    }
    List<Value> args = new ArrayList<>();
    for (Value arg : tail.leads().args()) {
      args.add(renamed.containsKey(arg) ? renamed.get(arg) : known[next[0]++]);
    }
    block.terminate(new Terminator.Jump(new Edge(tail.leads().target(), List.copyOf(args))), 0);
  }

  /** Leads the parts of a tree to where they meet. */
  private void lead(Tree tree, Block meeting, List<Tail> tails, List<Type> types, int[] same) {
    for (Tree part : tree.parts) {
      Tail tail = tails.get(part.from);
      Value[] known = tail.operands.toArray(new Value[0]);
      if (!part.parts.isEmpty()) {
        Block block = meeting(part, types, same, known, tails);
        block.terminate(new Terminator.Jump(new Edge(meeting, passed(tree, known))), 0);
        lead(part, block, tails, types, same);
        continue;
      }
      tail.instrs().clear();
      List<Edge> edges = new ArrayList<>(tail.block.edges());
      edges.set(tail.edge, new Edge(meeting, passed(tree, known)));
      tail.block.redirect(edges);
    }
  }

  private static List<Value> passed(Tree tree, Value[] known) {
    return tree.varying.stream().mapToObj(i -> known[i]).toList();
  }
}

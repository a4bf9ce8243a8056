package org.wengert.compiler.outline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Cfg;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Loop;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Value;

/**
 * Finds what to take out of a function: runs of blocks (in the order of {@link Order}) that are
 * entered at the first one only and that few values cross. Loops that fit into a part stay whole.
 */
final class Regions {
  /** A region whose call costs more than this share of its own size is no use. */
  private static final double WORST = 0.7;

  /** Beside the best region those are taken whose calls cost up to this share. */
  private static final double GOOD = 0.06;

  private static final Comparator<Region> BY_SHARE =
      Comparator.comparingDouble(Regions::share).thenComparingDouble(r -> -r.weight);

  private static final Comparator<Region> BY_GAIN =
      Comparator.comparingDouble(r -> r.cost - r.weight);

  /** Blocks to be taken out together, the first one being the entry. */
  record Region(List<Block> blocks, double weight, double cost) {}

  private final Function function;
  private final double capacity;
  private final double scale;
  private final boolean hasTape;
  private final Cfg cfg;
  private final List<Block> order;
  private final int[] position;
  private final double[] weight;
  private final Loop[] large;
  private final Loop[] whole;
  private final boolean[] fixed;

  /** Where landings meet: such a block is taken if all of them are, else it is an exit. */
  private final boolean[] meeting;

  /** Where exceptions of the block go; such an edge never crosses the border of a region. */
  private final int[] landing;

  private final int[] minPredecessor;
  private final int[] maxPredecessor;
  private final int[] definedAt;
  private final int[] lastUse;
  private final int[][] uses;
  private final int[] mark;

  /**
   * @param scale from estimated weights to bytes
   * @param capacity the most bytes of a part
   */
  Regions(Function function, boolean hasTape, double scale, double capacity) {
    this.function = function;
    this.hasTape = hasTape;
    this.scale = scale;
    this.capacity = capacity;
    Order places = new Order(function);
    this.cfg = places.cfg();
    this.order = places.blocks();
    int n = order.size();
    this.position = new int[n];
    this.weight = new double[n];
    this.large = new Loop[n];
    this.whole = new Loop[n];
    this.fixed = new boolean[n];
    this.meeting = new boolean[n];
    this.landing = new int[n];
    this.minPredecessor = new int[n];
    this.maxPredecessor = new int[n];
    this.definedAt = new int[function.valueCount()];
    this.lastUse = new int[function.valueCount()];
    this.uses = new int[n][];
    this.mark = new int[function.valueCount()];
    for (int i = 0; i < n; i++) {
      position[order.get(i).id()] = i;
    }
    findLoops(places);
    for (int i = 0; i < n; i++) {
      meeting[i] = places.isMeeting(order.get(i));
      describe(i);
    }
  }

  private void findLoops(Order places) {
    Map<Loop, Double> sums = new HashMap<>();
    for (int i = 0; i < order.size(); i++) {
      weight[i] = scale * Weights.of(order.get(i));
      for (Loop loop = places.loopOf(order.get(i)); loop != null; loop = loop.parent()) {
        sums.merge(loop, weight[i], Double::sum);
      }
    }
    for (int i = 0; i < order.size(); i++) {
      for (Loop loop = places.loopOf(order.get(i)); loop != null; loop = loop.parent()) {
        if (sums.get(loop) > capacity) {
          large[i] = loop;
          break;
        }
        whole[i] = loop;
      }
    }
  }

  private void describe(int i) {
    Block block = order.get(i);
    fixed[i] = block.terminator() instanceof Terminator.Return || staysInItsMethod(block);
    landing[i] =
        block.terminator() instanceof Terminator.Try attempt
            ? position[attempt.landing().id()]
            : -1;
    minPredecessor[i] = Integer.MAX_VALUE;
    maxPredecessor[i] = -1;
    for (Block predecessor : cfg.predecessors(block)) {
      int p = position[predecessor.id()];
      minPredecessor[i] = Math.min(minPredecessor[i], p);
      maxPredecessor[i] = Math.max(maxPredecessor[i], p);
    }
    if (i == 0) {
      minPredecessor[i] = -1;
      for (Value input : function.inputs()) {
        definedAt[input.id()] = -1;
      }
    }
    for (Value param : block.params()) {
      definedAt[param.id()] = i;
    }
    List<Integer> used = new ArrayList<>();
    Set<Value> seen = new HashSet<>();
    for (Instr instr : block.instrs()) {
      note(instr.op().operands(), i, seen, used);
      if (instr.result() != null) {
        definedAt[instr.result().id()] = Weights.isFree(instr) ? Integer.MIN_VALUE : i;
      }
    }
    note(block.terminator().operands(), i, seen, used);
    for (Edge edge : block.edges()) {
      note(edge.args(), i, seen, used);
    }
    uses[i] = used.stream().mapToInt(x -> x).toArray();
  }

  /** A lock is given back by the method that took it. */
  private static boolean staysInItsMethod(Block block) {
    for (Instr instr : block.instrs()) {
      if (instr.op() instanceof Op.Monitor) {
        return true;
      }
    }
    return false;
  }

  private static boolean startsWithException(Block block) {
    return !block.instrs().isEmpty() && block.instrs().get(0).op() instanceof Op.Caught;
  }

  private void note(List<Value> values, int i, Set<Value> seen, List<Integer> used) {
    for (Value value : values) {
      if (!Weights.isNull(value) && seen.add(value)) {
        used.add(value.id());
        lastUse[value.id()] = Math.max(lastUse[value.id()], i);
      }
    }
  }

  /** Regions without common blocks whose calls cost least for their size, the best first. */
  List<Region> cheapest() {
    List<Region> chosen = new ArrayList<>();
    BitSet taken = new BitSet();
    for (Region region : candidates(BY_SHARE)) {
      boolean good = chosen.isEmpty() || share(region) < Math.max(GOOD, 1.5 * share(chosen.get(0)));
      if (good && region.blocks.stream().noneMatch(b -> taken.get(b.id()))) {
        region.blocks.forEach(b -> taken.set(b.id()));
        chosen.add(region);
      }
    }
    return chosen;
  }

  /** The region without which the function is smallest. */
  List<Region> largest() {
    List<Region> candidates = candidates(BY_GAIN);
    return candidates.isEmpty() ? List.of() : candidates.subList(0, 1);
  }

  /** For each place where a region may start the best one, the best of all first. */
  private List<Region> candidates(Comparator<Region> better) {
    List<Region> candidates = new ArrayList<>();
    Arrays.fill(mark, -1);
    for (int i = 0; i < order.size(); i++) {
      boolean insideLoop = i > 0 && whole[i] != null && whole[i - 1] == whole[i];
      if (!insideLoop && order.get(i).params().stream().noneMatch(Weights::isNull)) {
        collect(i, better, candidates);
      }
    }
    candidates.sort(better);
    return candidates;
  }

  private static double share(Region region) {
    return region.cost / region.weight;
  }

  /** The regions that start at a position: of each length the counts follow from the one before. */
  private void collect(int start, Comparator<Region> better, List<Region> candidates) {
    double sum = 0;
    int inputs = order.get(start).params().size();
    int outputs = 0;
    int maximum = -1;
    int lastLanding = -1;
    if (startsWithException(order.get(start))) {
      return;
    }
    Map<Block, Exit> exits = new HashMap<>();
    BitSet leftOut = new BitSet();
    Region best = null;
    for (int i = start; i < order.size() && !fixed[i] && large[i] == large[start]; i++) {
      if (i == start || isEnteredFrom(i, start, leftOut)) {
        sum += weight[i];
        maximum = i == start ? maximum : Math.max(maximum, maxPredecessor[i]);
        for (int value : uses[i]) {
          if (definedAt[value] != Integer.MIN_VALUE && definedAt[value] < start) {
            inputs += mark[value] == start ? 0 : 1;
            mark[value] = start;
          } else if (definedAt[value] >= start && definedAt[value] < i && lastUse[value] == i) {
            outputs--;
          }
        }
        outputs += definedForLater(i);
        exits.remove(order.get(i));
        addExits(i, start, exits);
        lastLanding = Math.max(lastLanding, landing[i]);
      } else if (meeting[i]) {
        leftOut.set(i);
      } else {
        break;
      }
      if (sum > capacity) {
        break;
      }
      boolean splitsLoop = whole[i] != null && i + 1 < order.size() && whole[i + 1] == whole[i];
      if (maximum <= i && lastLanding <= i && !splitsLoop) {
        Region region = region(start, i, leftOut, sum, inputs, outputs, exits);
        if (region != null && (best == null || better.compare(region, best) < 0)) {
          best = region;
        }
      }
    }
    if (best != null) {
      candidates.add(best);
    }
  }

  /** Whether a block is entered only from the region that starts at a position. */
  private boolean isEnteredFrom(int i, int start, BitSet leftOut) {
    return minPredecessor[i] >= start
        && cfg.predecessors(order.get(i)).stream().noneMatch(p -> leftOut.get(position[p.id()]));
  }

  private int definedForLater(int i) {
    int count = 0;
    Block block = order.get(i);
    for (Value param : block.params()) {
      count += lastUse[param.id()] > i ? 1 : 0;
    }
    for (Instr instr : block.instrs()) {
      Value result = instr.result();
      count += result != null && !Weights.isFree(instr) && lastUse[result.id()] > i ? 1 : 0;
    }
    return count;
  }

  /** Where a region is left to: with what, and how much of that is not the same on all edges. */
  private static final class Exit {
    private final List<Value> args;
    private final BitSet varying = new BitSet();

    Exit(List<Value> args) {
      this.args = args;
    }

    void add(List<Value> others) {
      for (int i = 0; i < args.size(); i++) {
        if (args.get(i) != others.get(i)) {
          varying.set(i);
        }
      }
    }
  }

  private void addExits(int i, int start, Map<Block, Exit> exits) {
    for (Edge edge : order.get(i).edges()) {
      int target = position[edge.target().id()];
      if (target > i || target < start) {
        exits.computeIfAbsent(edge.target(), t -> new Exit(edge.args())).add(edge.args());
      }
    }
  }

  /** Arguments that are the same on all edges to the exit, but are computed in the region. */
  private int madeInside(Exit exit, int start) {
    int count = 0;
    for (int i = 0; i < exit.args.size(); i++) {
      Value arg = exit.args.get(i);
      if (!exit.varying.get(i) && !Weights.isNull(arg) && definedAt[arg.id()] >= start) {
        count++;
      }
    }
    return count;
  }

  private Region region(
      int start,
      int end,
      BitSet leftOut,
      double sum,
      int inputs,
      int outputs,
      Map<Block, Exit> exits) {
    int read = outputs;
    int shared = 0;
    double moved = sum;
    for (Exit exit : exits.values()) {
      int varying = exit.varying.cardinality();
      read += madeInside(exit, start);
      shared = Math.max(shared, varying);
      // What is the same for all edges to an exit is passed by the caller.
      moved -= scale * Weights.PASSED * (exit.args.size() - varying);
    }
    read += shared;
    boolean needsFrame =
        read > 1 || (exits.size() > 1 && read > 0) || inputs >= WideSignatures.DIRECT;
    double cost =
        Weights.CALL
            + Weights.CROSSING * (inputs / 2.0 + read)
            + (exits.size() > 1 ? Weights.EXIT * exits.size() : 0)
            + Weights.CROSSING / 4 * Math.max(0, exits.size() - 1) * read;
    boolean gains = cost < WORST * moved && moved > 3 * Weights.CALL;
    boolean fits = moved + cost / 2 < capacity;
    if (!gains || !fits || (needsFrame && !hasTape)) {
      return null;
    }
    List<Block> blocks = new ArrayList<>();
    for (int i = start; i <= end; i++) {
      if (!leftOut.get(i)) {
        blocks.add(order.get(i));
      }
    }
    return new Region(List.copyOf(blocks), moved, cost);
  }
}

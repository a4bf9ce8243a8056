package org.wengert.compiler.differentiate;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.analyze.Rules;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.RuntimeFunction;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.rules.Rule;

/**
 * Decides how each primal value that the reverse sweep needs gets there: recomputed, recorded, or
 * still in a local. A value defined in a loop is wanted as it was in one iteration; its
 * <i>level</i> is the innermost region that contains both the definition and the use.
 */
final class Availability {
  private static final int MAX_RECOMPUTED_OPERATIONS = 12;

  /**
   * Split code that holds more values than these until the end of the forward sweep records what
   * one block wants at the end of that block, so that it can be cut into parts that share little.
   */
  private static final int MAX_HELD_VALUES = 100;

  /** A value as of one iteration of a region. */
  record Item(Value value, Region level) {
    /** Written out, as is the hash: those of a record cost milliseconds at their first use. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Item item && item.value == value && item.level == level;
    }

    @Override
    public int hashCode() {
      return 31 * value.id() + level.depth();
    }
  }

  /** A header parameter that changes by a constant: {@code start + step * iteration}. */
  record Induction(Value start, int step) {}

  /** How often a loop ran: {@code max(0, difference of bound and start, plus extra)}. */
  record TripCount(Value upper, Value lower, int extra) {}

  private final ReverseForm form;
  private final ReverseGraph graph;
  private final Clobbers clobbers;
  private final Map<Value, Block> blockOf = new IdentityHashMap<>();
  private final Map<Value, Instr> instrOf = new IdentityHashMap<>();
  private final Map<Value, Integer> recomputeCost = new IdentityHashMap<>();
  private final Set<Value> direct = new HashSet<>();
  private final Set<Item> recorded = new LinkedHashSet<>();
  private final Map<Item, Set<Block>> recordPlaces = new LinkedHashMap<>();
  private final Set<Value> rootNeeds = new LinkedHashSet<>();
  private final Map<Value, Set<Block>> rootPlaces = new LinkedHashMap<>();
  private final Map<Block, Set<Value>> materialized = new HashMap<>();
  private final Set<List<Object>> seen = new HashSet<>();
  private final Map<Block, List<Item>> groups = new HashMap<>();

  Availability(ReverseForm form, ReverseGraph graph, Clobbers clobbers) {
    this.form = form;
    this.graph = graph;
    this.clobbers = clobbers;
    for (Value input : form.function().inputs()) {
      blockOf.put(input, form.function().entry());
    }
    for (Block block : form.function().blocks()) {
      for (Value param : block.params()) {
        blockOf.put(param, block);
      }
      for (Instr instr : block.instrs()) {
        if (instr.result() != null) {
          blockOf.put(instr.result(), block);
          instrOf.put(instr.result(), instr);
        }
      }
    }
  }

  /**
   * Plans for all that is needed: for each visited block, the values asked for there.
   *
   * @param split whether values of the outermost level have to be recorded, too
   */
  void plan(Map<Block, Set<Value>> needs, boolean split) {
    for (Set<Value> needed : needs.values()) {
      direct.addAll(needed);
    }
    for (Block block : form.function().blocks()) {
      for (Value value : needs.getOrDefault(block, Set.of())) {
        need(value, block);
      }
    }
    for (Map.Entry<Item, Set<Block>> recording : recordPlaces.entrySet()) {
      assign(recording.getKey(), recording.getValue());
    }
    if (split && rootNeeds.size() > MAX_HELD_VALUES) {
      for (Map.Entry<Value, Set<Block>> wanted : rootPlaces.entrySet()) {
        recordWhereWanted(wanted.getKey(), wanted.getValue());
      }
    }
  }

  private void recordWhereWanted(Value value, Set<Block> places) {
    Block place = places.iterator().next();
    if (places.size() == 1 && form.region(place).isRoot()) {
      Item item = new Item(value, form.region(place));
      rootNeeds.remove(value);
      recorded.add(item);
      addToGroup(place, item);
    }
  }

  Region regionOf(Value value) {
    return form.region(blockOf.get(value));
  }

  Region level(Value value, Block at) {
    return Region.common(regionOf(value), form.region(at));
  }

  Instr definition(Value value) {
    return instrOf.get(value);
  }

  boolean isIterationOf(Value value, Region level) {
    return !level.isRoot() && level.iteration == value && regionOf(value) == level;
  }

  boolean isRecorded(Value value, Region level) {
    return recorded.contains(new Item(value, level));
  }

  /** Values of the outermost level that are held until the end of the forward sweep. */
  Set<Value> rootNeeds() {
    return rootNeeds;
  }

  /** What is recorded at the end of a block and read back at the start of its reverse. */
  List<Item> group(Block block) {
    return groups.getOrDefault(block, List.of());
  }

  /** What is recomputed when the reverse sweep enters a loop through this exit of it. */
  Set<Value> materialized(Block exit) {
    return materialized.getOrDefault(exit, Set.of());
  }

  private void need(Value value, Block at) {
    List<Value> inputs = form.function().inputs();
    boolean isTape = value == inputs.get(inputs.size() - 1);
    if (isTape || form.constant(value) != null || !seen.add(List.of(value, at))) {
      return;
    }
    Region level = level(value, at);
    if (level.isRoot()) {
      needAtRoot(value, at);
    } else if (!isIterationOf(value, level)) {
      for (Block place : places(at, level)) {
        if (place != at) {
          addTo(materialized, place, value);
        }
        needAt(value, level, place);
      }
    }
  }

  private void needAtRoot(Value value, Block at) {
    TripCount count = tripCountAt(value, at);
    if (count != null) {
      need(count.upper(), at);
      need(count.lower(), at);
    } else {
      rootNeeds.add(value);
      Set<Block> places = rootPlaces.get(value);
      if (places == null) {
        places = new HashSet<>();
        rootPlaces.put(value, places);
      }
      places.add(at);
    }
  }

  /** The block itself, or the exits of the loop around it that is entered from this level. */
  private List<Block> places(Block at, Region level) {
    Region inner = level.childTowards(form.region(at));
    if (inner == null) {
      return List.of(at);
    }
    List<Block> exits = new ArrayList<>();
    for (Block exit : inner.exits) {
      if (graph.isLive(exit)) {
        exits.add(exit);
      }
    }
    return exits;
  }

  private void needAt(Value value, Region level, Block place) {
    for (Value operand : recomputedFrom(value, level, place)) {
      need(operand, place);
    }
  }

  /** The values from which a value is recomputed at a place; records it if it cannot be. */
  private List<Value> recomputedFrom(Value value, Region level, Block place) {
    TripCount count = tripCountAt(value, place);
    if (count != null) {
      return List.of(count.upper(), count.lower());
    }
    if (regionOf(value) == level && isRecomputable(value)) {
      Induction induction = induction(value);
      return induction != null ? List.of(induction.start()) : definition(value).op().operands();
    }
    Item item = new Item(value, level);
    recorded.add(item);
    addTo(recordPlaces, item, place);
    return List.of();
  }

  private static <K, V> void addTo(Map<K, Set<V>> sets, K key, V value) {
    Set<V> known = sets.get(key);
    if (known == null) {
      known = new LinkedHashSet<>();
      sets.put(key, known);
    }
    known.add(value);
  }

  /** The count of a loop's iterations, asked for where the loop is left. */
  TripCount tripCountAt(Value value, Block at) {
    Region loop = graph.exitOf(at);
    if (loop == null || loop.iteration != value) {
      return null;
    }
    return tripCount(loop, at);
  }

  private TripCount tripCount(Region loop, Block exit) {
    Block source = loop.exitSources.get(loop.exits.indexOf(exit));
    if (source != loop.header || !(source.terminator() instanceof Terminator.Branch branch)) {
      return null;
    }
    boolean exitsIfTrue = branch.ifTrue().target() == exit;
    Condition goesOn = exitsIfTrue ? branch.condition().negate() : branch.condition();
    TripCount count = tripCount(loop, goesOn, branch.left(), branch.right());
    return count != null ? count : tripCount(loop, goesOn.swap(), branch.right(), branch.left());
  }

  private TripCount tripCount(Region loop, Condition goesOn, Value counter, Value bound) {
    if (!counter.type().equals(Type.INT)
        || (form.constant(bound) == null && loop.contains(regionOf(bound)))
        || blockOf.get(counter) != loop.header) {
      return null;
    }
    Induction induction = induction(counter);
    if (induction == null) {
      return null;
    }
    if (induction.step() == 1 && (goesOn == Condition.LT || goesOn == Condition.LE)) {
      return new TripCount(bound, induction.start(), goesOn == Condition.LE ? 1 : 0);
    } else if (induction.step() == -1 && (goesOn == Condition.GT || goesOn == Condition.GE)) {
      return new TripCount(induction.start(), bound, goesOn == Condition.GE ? 1 : 0);
    }
    return null;
  }

  /** Null unless the value is a header parameter that changes by a constant each iteration. */
  Induction induction(Value value) {
    Block header = blockOf.get(value);
    Region loop = form.region(header);
    int position = header.params().indexOf(value);
    if (position < 0 || header != loop.header || !value.type().equals(Type.INT)) {
      return null;
    }
    Edge entering = loop.preheader.edges().get(0);
    Edge returning = loop.latch.edges().get(0);
    Instr step = instrOf.get(returning.args().get(position));
    if (step != null && step.op() instanceof Op.Binary binary) {
      Integer by = step(binary, value);
      if (by != null) {
        return new Induction(entering.args().get(position), by);
      }
    }
    return null;
  }

  private Integer step(Op.Binary binary, Value counter) {
    boolean adds = binary.kind() == BinaryKind.IADD;
    if (adds || binary.kind() == BinaryKind.ISUB) {
      if (binary.left() == counter && form.constant(binary.right()) != null) {
        int by = (Integer) form.constant(binary.right()).constant();
        return adds ? by : -by;
      } else if (adds && binary.right() == counter && form.constant(binary.left()) != null) {
        return (Integer) form.constant(binary.left()).constant();
      }
    }
    return null;
  }

  private boolean isRecomputable(Value value) {
    return cost(value) <= MAX_RECOMPUTED_OPERATIONS;
  }

  /** Operations that recomputing takes; more than the maximum if it is impossible or too dear. */
  private int cost(Value value) {
    Integer known = recomputeCost.get(value);
    if (known != null) {
      return known;
    }
    recomputeCost.put(value, MAX_RECOMPUTED_OPERATIONS + 1);
    int cost = newCost(value);
    recomputeCost.put(value, cost);
    return cost;
  }

  private int newCost(Value value) {
    if (induction(value) != null) {
      return 1;
    }
    Instr instr = instrOf.get(value);
    if (instr == null || !isRepeatable(instr)) {
      return MAX_RECOMPUTED_OPERATIONS + 1;
    }
    int cost = 1;
    for (Value operand : instr.op().operands()) {
      if (!isAtHand(operand, regionOf(value))) {
        boolean inner = regionOf(operand) != regionOf(value);
        cost += inner ? MAX_RECOMPUTED_OPERATIONS : cost(operand);
      }
      if (cost > MAX_RECOMPUTED_OPERATIONS) {
        break;
      }
    }
    return cost;
  }

  /** Available anyway, or recorded more cheaply than what is computed from it. */
  private boolean isAtHand(Value operand, Region region) {
    Region from = regionOf(operand);
    return form.constant(operand) != null
        || from.depth() < region.depth()
        || isIterationOf(operand, from)
        || direct.contains(operand);
  }

  private boolean isRepeatable(Instr instr) {
    Op op = instr.op();
    if (op instanceof Op.ArrayLoad load) {
      return clobbers.mayRepeat(instr, load.array(), load.element());
    } else if (op instanceof Op.SafeLoad load) {
      return clobbers.mayRepeat(instr, load.array(), load.element());
    } else if (op instanceof Op.CallRuntime call) {
      return (call.function() == RuntimeFunction.ROW_SHADOW
              || call.function() == RuntimeFunction.HELD_SHADOW)
          && clobbers.mayRepeat(instr, call.args().get(1), Element.REF);
    } else if (op instanceof Op.GetField get) {
      return clobbers.mayRepeat(instr, get);
    } else if (op instanceof Op.Binary binary) {
      return Rules.of(op) == null
          || Rules.of(op).cost() == Rule.Cost.CHEAP
          || binary.kind() == BinaryKind.DDIV
          || binary.kind() == BinaryKind.FDIV;
    } else if (op instanceof Op.Invoke invoke) {
      return invoke.pure() && Rules.of(op) != null && Rules.of(op).cost() == Rule.Cost.CHEAP;
    }
    return op instanceof Op.Unary
        || op instanceof Op.Select
        || op instanceof Op.CheckCast
        || op instanceof Op.ArrayLength;
  }

  /**
   * A value wanted in one block only is recorded at that block's end; otherwise at the end of the
   * iteration, wherever that may be.
   */
  private void assign(Item item, Set<Block> places) {
    if (places.size() == 1) {
      addToGroup(places.iterator().next(), item);
      return;
    }
    Region loop = item.level();
    if (reachesAny(places, loop.latch)) {
      addToGroup(loop.latch, item);
    }
    for (int i = 0; i < loop.exits.size(); i++) {
      if (graph.isLive(loop.exits.get(i)) && reachesAny(places, loop.exitSources.get(i))) {
        addToGroup(loop.exits.get(i), item);
      }
    }
  }

  private void addToGroup(Block block, Item item) {
    List<Item> known = groups.get(block);
    if (known == null) {
      known = new ArrayList<>();
      groups.put(block, known);
    }
    known.add(item);
  }

  /** Whether one of the places comes before a block in the same iteration, or is that block. */
  private boolean reachesAny(Set<Block> places, Block target) {
    Set<Block> before = new HashSet<>();
    List<Block> pending = new ArrayList<>();
    pending.add(target);
    while (!pending.isEmpty()) {
      Block block = pending.remove(pending.size() - 1);
      if (before.add(block)) {
        if (places.contains(block)) {
          return true;
        }
        for (Block source : form.cfg().predecessors(block)) {
          if (source.id() < block.id()) {
            pending.add(source);
          }
        }
      }
    }
    return false;
  }
}

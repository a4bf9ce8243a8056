package org.wengert.compiler.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Value;

/**
 * Local-variable slots. Values of SSA form can be coloured greedily in the order of dominance:
 * whatever is live at a definition has its slots already (Hack, Grund and Goos, "Register
 * Allocation for Programs in SSA-Form", 2006). A value prefers the slots of the parameters that it
 * becomes and of the arguments that it comes from, so that most copies on edges vanish.
 */
final class Slots {
  private final Demand demand;
  private final Schedule schedule;
  private final Liveness liveness;
  private final int[] slot;
  private final Value[] byId;
  private final List<List<Value>> related;
  private final int[] group;
  private final int[] groupSlot;
  private final Map<Instr, BitSet> liveAfter = new IdentityHashMap<>();
  private final int[] lastUse;
  private int maxLocals;

  Slots(Function function, Demand demand, Schedule schedule, Liveness liveness) {
    this.demand = demand;
    this.schedule = schedule;
    this.liveness = liveness;
    int n = function.valueCount();
    this.slot = new int[n];
    this.byId = new Value[n];
    this.group = new int[n];
    this.groupSlot = new int[n];
    this.lastUse = new int[n];
    this.related = new ArrayList<>(n);
    Arrays.fill(slot, -1);
    Arrays.fill(groupSlot, -1);
    for (int i = 0; i < n; i++) {
      group[i] = i;
      related.add(null);
    }
    relate(function);
    placeInputs(function);
    for (Block block : function.blocks()) {
      colour(block);
    }
  }

  int of(Value value) {
    int s = slot[value.id()];
    if (s < 0) {
      throw new IllegalArgumentException("value " + value + " is used where it is not defined");
    }
    return s;
  }

  /** The value with an id, if it has a slot. */
  Value value(int id) {
    return byId[id];
  }

  int maxLocals() {
    return maxLocals;
  }

  /** Ids of the values that are live after an operation whose code has labels. */
  BitSet liveAfter(Instr instr) {
    return liveAfter.get(instr);
  }

  private void relate(Function function) {
    for (Block block : function.blocks()) {
      for (Edge edge : block.edges()) {
        List<Value> params = edge.target().params();
        for (int i = 0; i < params.size(); i++) {
          relate(params.get(i), edge.args().get(i));
        }
      }
      for (Instr instr : schedule.roots(block)) {
        if (instr.op() instanceof Op.Select select) {
          relate(instr.result(), select.ifTrue());
          relate(instr.result(), select.ifFalse());
        } else if (instr.op() instanceof Op.Reserve reserve) {
          relate(instr.result(), reserve.array());
        }
      }
    }
  }

  private void relate(Value a, Value b) {
    if (a != b && schedule.isLocal(a) && schedule.isLocal(b)) {
      addRelated(a, b);
      addRelated(b, a);
      group[groupOf(a.id())] = groupOf(b.id());
    }
  }

  private void addRelated(Value a, Value b) {
    List<Value> list = related.get(a.id());
    if (list == null) {
      list = new ArrayList<>(2);
      related.set(a.id(), list);
    }
    list.add(b);
  }

  private int groupOf(int id) {
    int g = id;
    while (group[g] != g) {
      group[g] = group[group[g]];
      g = group[g];
    }
    return g;
  }

  private void placeInputs(Function function) {
    int next = 0;
    for (Value input : function.inputs()) {
      assign(input, next);
      next += input.type().slots();
    }
    maxLocals = next;
  }

  private void assign(Value value, int s) {
    slot[value.id()] = s;
    byId[value.id()] = value;
    maxLocals = Math.max(maxLocals, s + value.type().slots());
    int g = groupOf(value.id());
    if (groupSlot[g] < 0) {
      groupSlot[g] = s;
    }
  }

  private void colour(Block block) {
    BitSet live = (BitSet) liveness.in(block).clone();
    BitSet taken = new BitSet();
    for (int id = live.nextSetBit(0); id >= 0; id = live.nextSetBit(id + 1)) {
      occupy(byId[id], taken);
    }
    defineParams(block, live, taken);
    Instr[] roots = schedule.roots(block);
    for (int i = 0; i < roots.length; i++) {
      for (Value leaf : schedule.leaves(block, i)) {
        lastUse[leaf.id()] = i;
      }
    }
    for (Value leaf : schedule.leaves(block, roots.length)) {
      lastUse[leaf.id()] = roots.length;
    }
    for (int i = 0; i < roots.length; i++) {
      for (Value leaf : schedule.leaves(block, i)) {
        if (lastUse[leaf.id()] == i && live.get(leaf.id()) && !liveness.out(block).get(leaf.id())) {
          live.clear(leaf.id());
          taken.clear(slot[leaf.id()], slot[leaf.id()] + leaf.type().slots());
        }
      }
      if (roots[i].result() != null) {
        define(roots[i].result(), live, taken);
      }
      if (Schedule.branches(roots[i].op())) {
        liveAfter.put(roots[i], (BitSet) live.clone());
      }
    }
  }

  /** Those that have a slot to inherit come first, lest another takes it. */
  private void defineParams(Block block, BitSet live, BitSet taken) {
    for (Value param : block.params()) {
      if (inherited(param, taken) >= 0) {
        define(param, live, taken);
      }
    }
    for (Value param : block.params()) {
      if (slot[param.id()] < 0) {
        define(param, live, taken);
      }
    }
  }

  private void occupy(Value value, BitSet taken) {
    int s = of(value);
    taken.set(s, s + value.type().slots());
  }

  private void define(Value value, BitSet live, BitSet taken) {
    if (demand.uses(value) == 0) {
      return;
    }
    assign(value, choose(value, taken));
    live.set(value.id());
    occupy(value, taken);
  }

  private int choose(Value value, BitSet taken) {
    int s = inherited(value, taken);
    if (s >= 0) {
      return s;
    }
    int width = value.type().slots();
    s = taken.nextClearBit(0);
    while (!isFree(s, width, taken)) {
      s = taken.nextClearBit(s + 1);
    }
    return s;
  }

  /** A free slot that saves a copy; negative if there is none. */
  private int inherited(Value value, BitSet taken) {
    List<Value> relatives = related.get(value.id());
    if (relatives == null) {
      return -1;
    }
    int width = value.type().slots();
    for (Value relative : relatives) {
      if (isFree(slot[relative.id()], width, taken)) {
        return slot[relative.id()];
      }
    }
    int common = groupSlot[groupOf(value.id())];
    return isFree(common, width, taken) ? common : -1;
  }

  private static boolean isFree(int s, int width, BitSet taken) {
    return s >= 0 && !taken.get(s) && (width == 1 || !taken.get(s + 1));
  }
}

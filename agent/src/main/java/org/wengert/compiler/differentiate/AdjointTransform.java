package org.wengert.compiler.differentiate;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Reverse mode: a forward sweep that computes the value and records, and a reverse sweep of the
 * same structure backwards, in which loops are counted loops again. Planned first (what each
 * operation needs, and how it gets there), then written, either as one function or as two.
 */
final class AdjointTransform {
  private final Shadowed shadowed;
  private final String activity;
  private final boolean split;
  private final ReverseForm form;
  private final ReverseGraph graph;
  private final Availability availability;

  /** The two sweeps as functions of their own. */
  record Split(Function forward, Function reverse) {}

  private AdjointTransform(Shadowed original, String activity, boolean split, boolean catching) {
    this.activity = activity;
    this.split = split;
    this.form = ReverseForm.of(original.function(), catching);
    this.shadowed = withAddedParams(original, form);
    this.graph = new ReverseGraph(form, this::hasWork);
    this.availability =
        new Availability(form, graph, new Clobbers(form.function(), original.classes(), split));
    availability.plan(needs(), split);
  }

  static Function joint(Shadowed shadowed, String activity) {
    AdjointTransform transform = new AdjointTransform(shadowed, activity, false, false);
    return new AdjointWriter(transform).joint();
  }

  static Split split(Shadowed shadowed, String activity) {
    return split(new AdjointTransform(shadowed, activity, true, false));
  }

  /** Of a function whose exceptions are all led to throws. */
  static Split catchingSplit(Shadowed shadowed, String activity) {
    return split(new AdjointTransform(shadowed, activity, true, true));
  }

  private static Split split(AdjointTransform transform) {
    return new Split(
        new AdjointWriter(transform).forward(), new AdjointWriter(transform).reverse());
  }

  Shadowed shadowed() {
    return shadowed;
  }

  String activity() {
    return activity;
  }

  boolean isSplit() {
    return split;
  }

  ReverseForm form() {
    return form;
  }

  ReverseGraph graph() {
    return graph;
  }

  Availability availability() {
    return availability;
  }

  /** Parameters that stand for active ones are active. */
  private static Shadowed withAddedParams(Shadowed original, ReverseForm form) {
    BitSet active = (BitSet) original.active().clone();
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Map.Entry<Value, Value> clone : form.clones().entrySet()) {
        if (active.get(clone.getValue().id()) && !active.get(clone.getKey().id())) {
          active.set(clone.getKey().id());
          changed = true;
        }
      }
    }
    if (form.exit() != null && !form.exit().params().isEmpty()) {
      Value result = form.exit().params().get(0);
      for (Block source : form.cfg().predecessors(form.exit())) {
        for (Value[] transfer : ReverseGraph.transfers(source, form.exit())) {
          if (transfer[0] == result && active.get(transfer[1].id())) {
            active.set(result.id());
          }
        }
      }
    }
    return new Shadowed(
        original.function(),
        original.primalInputs(),
        original.tape(),
        original.shadows(),
        active,
        original.classes(),
        original.fresh(),
        original.ofDirection(),
        original.facts());
  }

  private boolean hasWork(Block block) {
    for (Value param : block.params()) {
      if (shadowed.isActive(param)) {
        return true;
      }
    }
    for (Instr instr : form.reversedIn(block)) {
      if (ReverseOps.hasWork(shadowed, instr, split)) {
        return true;
      }
    }
    return form.thrownIn(block) != null;
  }

  /** A dry run of the reverse sweep that only notes which primal values it asks for. */
  private Map<Block, Set<Value>> needs() {
    Map<Block, Set<Value>> needs = new HashMap<>();
    for (Block block : graph.visited()) {
      Set<Value> wanted = new LinkedHashSet<>();
      DryRun run = new DryRun(form.function(), wanted);
      ReverseOps ops = new ReverseOps(shadowed, run.builder, run, split);
      for (Instr instr : form.reversedIn(block)) {
        if (ReverseOps.hasWork(shadowed, instr, split)) {
          run.builder.line(instr.line());
          ops.reverse(instr);
        }
      }
      if (form.thrownIn(block) != null) {
        ops.reverseThrown(form.thrownIn(block));
      }
      Region left = graph.exitOf(block);
      if (left != null) {
        wanted.add(left.iteration);
      }
      if (form.way(block) != null && graph.sources(block).size() > 1) {
        wanted.add(form.way(block));
      }
      needs.put(block, wanted);
    }
    return needs;
  }

  /** Answers with values of no meaning. */
  private static final class DryRun implements ReverseOps.Primals {
    private final FunctionBuilder builder;
    private final Set<Value> wanted;

    DryRun(Function function, Set<Value> wanted) {
      this.builder = new FunctionBuilder(function.method(), Type.VOID);
      this.wanted = wanted;
    }

    @Override
    public Value value(Value primal) {
      wanted.add(primal);
      return builder.newValue(primal.type());
    }

    @Override
    public Value take(Value primal) {
      return builder.newValue(Type.DOUBLE);
    }

    @Override
    public void add(Value primal, Value adjoint) {}

    @Override
    public Value tape() {
      return builder.newValue(Type.OBJECT);
    }

    @Override
    public void storeCursors() {}

    @Override
    public void loadCursors() {}
  }

  /** Types of all that is recorded, in loops and (split code) at the end. */
  Set<Type> recordedTypes() {
    Set<Type> types = new LinkedHashSet<>();
    for (Block block : form.function().blocks()) {
      for (Availability.Item item : availability.group(block)) {
        types.add(item.value().type());
      }
    }
    if (split) {
      for (Value value : availability.rootNeeds()) {
        types.add(value.type());
      }
    }
    return types;
  }

  /** Positions of the active floating-point parameters, in order. */
  List<Integer> activeScalars() {
    List<Integer> positions = new ArrayList<>();
    for (int i = 0; i < shadowed.primalInputs(); i++) {
      Type type = shadowed.function().inputs().get(i).type();
      if (activity.charAt(i) == 'A' && type.isFloating()) {
        positions.add(i);
      }
    }
    return positions;
  }

  /** The value that the function returns, as a parameter of its exit; null for void. */
  Value result() {
    Terminator end = form.exit() == null ? null : form.exit().terminator();
    return end instanceof Terminator.Return returned ? returned.value() : null;
  }
}

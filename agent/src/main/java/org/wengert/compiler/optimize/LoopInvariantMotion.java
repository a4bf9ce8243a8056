package org.wengert.compiler.optimize;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Cfg;
import org.wengert.compiler.ir.Effect;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Loop;
import org.wengert.compiler.ir.LoopNest;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Value;

/**
 * Moves what a loop computes anew with the same outcome in each iteration in front of the loop, as
 * far out as it stays the same.
 *
 * <ul>
 *   <li>Operations without effects move freely; expensive ones only if every iteration computes
 *       them.
 *   <li>What may throw moves if it is the first thing with an effect in the loop's header: the
 *       header is executed at least once, directly after the block in front of it.
 *   <li>Fields are read in front of the loop where the object is known not to be null there.
 *   <li>Other loads are repeated in front of the loop as {@link Op.SafeLoad}. The throwing load
 *       stays for its exceptions, and everybody uses the value from in front.
 *   <li>Loads move only where nothing in the loop may write what they read.
 * </ul>
 */
public final class LoopInvariantMotion {
  private final Function function;
  private final Cfg cfg;
  private final LoopNest nest;
  private final Editor editor;
  private final Safety safety;
  private final Clobbers clobbers;
  private final int[] uses;
  private final Map<Loop, List<Instr>> hoisted = new IdentityHashMap<>();
  private final Map<Loop, List<Op>> writes = new IdentityHashMap<>();
  private final Map<Value, List<Block>> checks = new IdentityHashMap<>();

  /** For each value the innermost loop that it is computed in; grows with the values. */
  private final List<Loop> home = new ArrayList<>();

  private LoopInvariantMotion(Function function) {
    this.function = function;
    this.cfg = new Cfg(function);
    this.nest = new LoopNest(cfg);
    this.editor = new Editor(function);
    this.safety = new Safety(new Definitions(function));
    this.clobbers = new Clobbers(function);
    this.uses = Uses.count(function);
  }

  public static Function run(Function function) {
    LoopInvariantMotion motion = new LoopInvariantMotion(function);
    return motion.nest.loops().isEmpty() || !motion.nest.isReducible() ? function : motion.run();
  }

  private Function run() {
    findHomes();
    findWrites();
    findChecks();
    for (Block block : function.blocks()) {
      if (nest.of(block) != null) {
        hoistFrom(block);
      }
    }
    for (Loop loop : nest.loops()) {
      if (hoisted.containsKey(loop)) {
        editor.frontOf(loop, cfg).instrs().addAll(hoisted.get(loop));
        editor.markChanged();
      }
    }
    return editor.finish();
  }

  /** Where objects are found not to be null. */
  private void findChecks() {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr == block.protectedInstr()) {
          continue;
        } else if (instr.op() instanceof Op.NullCheck check) {
          note(check.object(), block);
        } else if (instr.op() instanceof Op.GetField get) {
          note(get.object(), block);
        }
      }
    }
  }

  private void note(Value object, Block place) {
    List<Block> known = checks.get(object);
    if (known == null) {
      known = new ArrayList<>();
      checks.put(object, known);
    }
    known.add(place);
  }

  private void findHomes() {
    for (int i = 0; i < function.valueCount(); i++) {
      home.add(null);
    }
    for (Block block : function.blocks()) {
      Loop loop = nest.of(block);
      for (Value param : block.params()) {
        home.set(param.id(), loop);
      }
      for (Instr instr : block.instrs()) {
        if (instr.result() != null) {
          home.set(instr.result().id(), loop);
        }
      }
    }
  }

  /** What may write memory, by each loop around it. */
  private void findWrites() {
    for (Loop loop : nest.loops()) {
      writes.put(loop, new ArrayList<>());
    }
    for (Block block : function.blocks()) {
      for (Loop loop = nest.of(block); loop != null; loop = loop.parent()) {
        for (Instr instr : block.instrs()) {
          if (Effect.has(instr.op().effects(), Effect.READS | Effect.WRITES)) {
            writes.get(loop).add(instr.op());
          }
        }
      }
    }
  }

  private void hoistFrom(Block block) {
    Loop loop = nest.of(block);
    boolean startsIteration = block == loop.header();
    Block copy = editor.copyOf(block);
    List<Instr> kept = new ArrayList<>(copy.instrs().size());
    Instr attempted = copy.protectedInstr();
    boolean attemptRemains = true;
    for (Instr instr : copy.instrs()) {
      Op op = editor.resolve(instr.op());
      // What is caught must not throw elsewhere.
      Instr rest = hoist(instr, op, block, startsIteration && instr != attempted);
      attemptRemains = rest != null;
      if (rest != null) {
        kept.add(rest);
        startsIteration &= !Effect.has(op.effects(), Effect.WRITES) && !safety.mayThrow(op);
      }
    }
    copy.instrs().clear();
    copy.instrs().addAll(kept);
    editor.settleTry(copy, attempted, attemptRemains);
  }

  /**
   * What remains in the loop of the instruction; null if nothing.
   *
   * @param startsIteration whether nothing in the loop precedes it but what has no effect
   */
  private Instr hoist(Instr instr, Op op, Block block, boolean startsIteration) {
    if ((instr.result() == null && !(op instanceof Op.NullCheck))
        || Effect.has(op.effects(), Effect.WRITES | Effect.ALLOCATES)
        || op instanceof Op.CallRuntime) {
      return instr;
    }
    Loop target = outermost(op, block);
    if (target == null) {
      return instr;
    }
    if (!safety.mayThrow(op)) {
      move(instr, op, target);
      return null;
    }
    if (op instanceof Op.GetField get) {
      Loop checked = outermostAfterCheck(get.object(), block, target);
      if (checked != null) {
        move(instr, op, checked);
        return null;
      }
    }
    if (startsIteration) {
      // Further out something else might come first, or the loop might not run.
      move(instr, op, nest.of(block));
      return null;
    }
    if (op instanceof Op.ArrayLoad load && uses[instr.result().id()] > 0) {
      Value early = editor.newValue(load.type());
      editor.replace(instr.result(), early);
      Op safe = new Op.SafeLoad(load.element(), load.array(), load.index(), load.type());
      move(new Instr(early, safe, instr.line()), safe, target);
      return new Instr(editor.newValue(load.type()), load, instr.line());
    }
    return instr;
  }

  /** The outermost loop, not beyond the one given, that runs only if the object is not null. */
  private Loop outermostAfterCheck(Value object, Block block, Loop limit) {
    Loop found = null;
    Loop beyond = limit.parent();
    for (Loop loop = nest.of(block); loop != beyond; loop = loop.parent()) {
      if (isCheckedBefore(object, loop)) {
        found = loop;
      }
    }
    return found;
  }

  private boolean isCheckedBefore(Value object, Loop loop) {
    for (Instr instr : hoisted.getOrDefault(loop, List.of())) {
      if (instr.op() instanceof Op.NullCheck check && check.object() == object) {
        return true;
      }
    }
    for (Block place : checks.getOrDefault(object, List.of())) {
      if (!loop.contains(place) && cfg.dominates(place, loop.header())) {
        return true;
      }
    }
    return false;
  }

  /** The outermost loop in front of which the operation yields the same; null if none. */
  private Loop outermost(Op op, Block block) {
    Loop target = null;
    Block at = block;
    for (Loop loop = nest.of(block); loop != null; loop = loop.parent()) {
      if (!isInvariant(op, loop) || (isExpensive(op) && !isExecutedInEachIteration(at, loop))) {
        break;
      }
      target = loop;
      at = loop.header();
    }
    return target;
  }

  private boolean isInvariant(Op op, Loop loop) {
    for (Value operand : op.operands()) {
      Loop at = home.get(operand.id());
      if (at != null && loop.contains(at)) {
        return false;
      }
    }
    if (op instanceof Op.ArrayLoad load) {
      return !mayBeWritten(load.element(), load.array(), loop);
    } else if (op instanceof Op.SafeLoad load) {
      return !mayBeWritten(load.element(), load.array(), loop);
    } else if (op instanceof Op.GetField get) {
      return !mayBeWritten(get.field(), loop);
    }
    return !Effect.has(op.effects(), Effect.READS);
  }

  private boolean mayBeWritten(Element element, Value array, Loop loop) {
    for (Op op : writes.get(loop)) {
      if (clobbers.mayWrite(op, element, array)) {
        return true;
      }
    }
    return false;
  }

  private boolean mayBeWritten(FieldRef field, Loop loop) {
    switch (field.mutability()) {
      case FINAL:
        return false;
      case VOLATILE:
        return true;
      default:
        return writes.get(loop).stream().anyMatch(op -> mayWrite(op, field));
    }
  }

  private static boolean mayWrite(Op op, FieldRef field) {
    if (op instanceof Op.PutField put) {
      return put.field().mayBe(field);
    } else if (op instanceof Op.Held held) {
      return held.field().mayBe(field);
    } else if (op instanceof Op.GetField get) {
      return get.field().mutability() == FieldRef.Mutability.VOLATILE;
    }
    return !(op instanceof Op.ArrayLoad)
        && !(op instanceof Op.SafeLoad)
        && !(op instanceof Op.ArrayStore)
        && !(op instanceof Op.SafeAdd);
  }

  private static boolean isExpensive(Op op) {
    if (op instanceof Op.Binary binary) {
      return binary.kind() == BinaryKind.DREM || binary.kind() == BinaryKind.FREM;
    }
    return op instanceof Op.Invoke;
  }

  private boolean isExecutedInEachIteration(Block block, Loop loop) {
    for (Block latch : loop.latches()) {
      if (!cfg.dominates(block, latch)) {
        return false;
      }
    }
    return true;
  }

  private void move(Instr instr, Op op, Loop target) {
    List<Instr> known = hoisted.get(target);
    if (known == null) {
      known = new ArrayList<>();
      hoisted.put(target, known);
    }
    known.add(new Instr(instr.result(), op, instr.line()));
    if (instr.result() != null) {
      int id = instr.result().id();
      while (home.size() <= id) {
        home.add(null);
      }
      home.set(id, target.parent());
    }
  }
}

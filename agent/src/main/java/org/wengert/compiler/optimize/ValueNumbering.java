package org.wengert.compiler.optimize;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Cfg;
import org.wengert.compiler.ir.Effect;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Computes nothing twice. An operation that depends on its operands only is replaced by an equal
 * one that dominates it; so are operations that may throw, since where the first one did not throw
 * the second one does not. Along chains of blocks with one predecessor, loads yield what was loaded
 * or stored before, and a store of what is there already disappears.
 */
public final class ValueNumbering implements DominatorOrder.Visitor {
  private final Cfg cfg;
  private final Editor editor;
  private final Definitions definitions;
  private final Clobbers clobbers;
  private final int[] uses;
  private final ArrayContents[] contentsAtEnd;

  /**
   * By {@link Expression} the values of dominating operations; by {@link Place} that an access was
   * survived.
   */
  private final Map<Object, Value> known = new HashMap<>();

  private final List<Object> learned = new ArrayList<>();
  private final int[] learnedBefore;
  private ArrayContents contents;

  private ValueNumbering(Function function) {
    this.cfg = new Cfg(function);
    this.editor = new Editor(function);
    this.definitions = new Definitions(function);
    this.clobbers = new Clobbers(function);
    this.uses = Uses.count(function);
    this.contentsAtEnd = new ArrayContents[function.blocks().size()];
    this.learnedBefore = new int[function.blocks().size()];
  }

  public static Function run(Function function) {
    ValueNumbering numbering = new ValueNumbering(function);
    DominatorOrder.walk(function, numbering.cfg, numbering);
    return numbering.editor.finish();
  }

  @Override
  public void enter(Block block) {
    learnedBefore[block.id()] = learned.size();
    List<Block> predecessors = cfg.predecessors(block);
    contents =
        predecessors.size() == 1
            ? contentsAtEnd[predecessors.get(0).id()].copy()
            : new ArrayContents(clobbers, definitions);
    Block copy = editor.copyOf(block);
    List<Instr> kept = new ArrayList<>(copy.instrs().size());
    Instr attempted = copy.protectedInstr();
    boolean attemptRemains = true;
    for (Instr instr : copy.instrs()) {
      Op op = editor.resolve(instr.op());
      Instr needed = instr == attempted ? visitProtected(instr, op) : visit(instr, op);
      attemptRemains = needed != null;
      if (needed != null) {
        kept.add(needed);
      }
      if (needed != instr) {
        editor.markChanged();
      }
    }
    copy.instrs().clear();
    copy.instrs().addAll(kept);
    editor.settleTry(copy, attempted, attemptRemains);
    contentsAtEnd[block.id()] = contents;
  }

  @Override
  public void leave(Block block) {
    forget(learnedBefore[block.id()]);
    contentsAtEnd[block.id()] = null;
  }

  /**
   * The block that follows may be the landing, where nothing is known of what was attempted but
   * that it may have written.
   */
  private Instr visitProtected(Instr instr, Op op) {
    ArrayContents before = contents.copy();
    int learnedSoFar = learned.size();
    Instr needed = visit(instr, op);
    forget(learnedSoFar);
    contents = before;
    if (op instanceof Op.ArrayStore store) {
      contents.store(store);
    } else {
      contents.execute(op);
    }
    return needed;
  }

  private void forget(int count) {
    while (learned.size() > count) {
      known.remove(learned.remove(learned.size() - 1));
    }
  }

  private void learn(Object key, Value value) {
    if (!known.containsKey(key)) {
      known.put(key, value);
      learned.add(key);
    }
  }

  /** What remains of the instruction; null if nothing. */
  private Instr visit(Instr instr, Op op) {
    if (op instanceof Op.ArrayLoad load) {
      return load(instr, load);
    } else if (op instanceof Op.SafeLoad load) {
      return safeLoad(instr, load);
    } else if (op instanceof Op.ArrayStore store) {
      return store(instr, store);
    } else if (op instanceof Op.InitClass) {
      Expression key = new Expression(op);
      if (known.containsKey(key)) {
        return null;
      }
      learn(key, null);
    } else if (op instanceof Op.NullCheck) {
      Expression key = new Expression(op);
      if (known.containsKey(key)) {
        return null;
      }
      learn(key, null);
    } else if (dependsOnOperandsOnly(op)) {
      return expression(instr, op);
    }
    contents.execute(op);
    learnLength(instr.result(), op);
    return instr;
  }

  private static boolean dependsOnOperandsOnly(Op op) {
    return (op.effects() & ~Effect.THROWS) == Effect.NONE
        && !(op instanceof Op.CallRuntime)
        && !op.type().equals(Type.VOID);
  }

  private Instr expression(Instr instr, Op op) {
    if (op instanceof Op.CheckCast cast && cast.object().type().equals(cast.type())) {
      editor.replace(instr.result(), cast.object());
      return null;
    }
    Expression key = new Expression(normalized(op));
    Value same = known.get(key);
    if (same != null) {
      editor.replace(instr.result(), same);
      return null;
    }
    learn(key, instr.result());
    return instr;
  }

  /** Operands of sums and products in the order of their numbers. */
  private static Op normalized(Op op) {
    if (!(op instanceof Op.Binary binary) || binary.left().id() <= binary.right().id()) {
      return op;
    }
    switch (binary.kind()) {
      case IADD, IMUL, IAND, IOR, IXOR, LADD, LMUL, LAND, LOR, LXOR, FADD, FMUL, DADD, DMUL, ACC:
        return new Op.Binary(binary.kind(), binary.right(), binary.left());
      default:
        return op;
    }
  }

  private void learnLength(Value result, Op op) {
    if (op instanceof Op.NewArray created) {
      learn(new Expression(new Op.ArrayLength(result)), created.lengths().get(0));
    } else if (op instanceof Op.Invoke invoke
        && !invoke.pure()
        && ArrayMethod.of(invoke) == ArrayMethod.COPY_OF) {
      learn(new Expression(new Op.ArrayLength(result)), invoke.args().get(1));
    }
  }

  private Instr load(Instr instr, Op.ArrayLoad load) {
    Place access = new Place(load.array(), load.index());
    boolean survived = known.containsKey(access);
    Value held = contents.get(access);
    boolean unused = uses[instr.result().id()] == 0;
    if (survived && unused) {
      return null;
    }
    learn(access, null);
    if (held == null || !held.type().equals(load.type())) {
      contents.put(access, instr.result());
      return instr;
    }
    if (unused) {
      return instr;
    }
    editor.replace(instr.result(), held);
    return survived ? null : new Instr(editor.newValue(load.type()), load, instr.line());
  }

  private Instr safeLoad(Instr instr, Op.SafeLoad load) {
    Place place = new Place(load.array(), load.index());
    Value held = contents.get(place);
    if (held != null && held.type().equals(load.type())) {
      editor.replace(instr.result(), held);
      return null;
    }
    contents.put(place, instr.result());
    return instr;
  }

  private Instr store(Instr instr, Op.ArrayStore store) {
    Place access = new Place(store.array(), store.index());
    if (known.containsKey(access) && contents.get(access) == store.value()) {
      return null;
    }
    learn(access, null);
    contents.store(store);
    if (keepsAllBits(store.element())) {
      contents.put(access, store.value());
    }
    return instr;
  }

  /** Stores of bytes, chars and shorts cut off bits of the int that they get. */
  private static boolean keepsAllBits(Element element) {
    return element.ordinal() >= Element.INT.ordinal();
  }
}

package org.wengert.compiler.optimize;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Protection;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Replaces calls of small methods by their bodies, innermost calls first: static ones, and those of
 * instances where the receiver does not matter. Recursive calls stay calls. What the body throws
 * goes where the exceptions of the call went. Where a static callee belongs to another class, an
 * {@link Op.InitClass} stands for the initialization that the call would trigger. A callee is left
 * alone if its body needs rights that the caller's class may lack ({@link ForeignCode}).
 */
public final class Inliner {

  /** Finds the bodies of methods; where nothing else is said, of static ones only. */
  public interface CalleeSource {
    /** The body of a method; null if it cannot be read, is native or refused. */
    Function inlinable(MethodRef method);

    /**
     * The one method that a call runs, whatever the receiver; null if that decides, or if the call
     * is to stay: a rule's, a constructor's, one that runs plain.
     */
    default MethodRef callee(Op.Invoke call) {
      return call.kind() == InvokeKind.STATIC ? call.method() : null;
    }

    /** Whether generated code of a class may name another class. */
    default boolean mayName(String host, String type) {
      return type.startsWith("java/");
    }

    /** Whether generated code of a class may call the constructor. */
    default boolean mayConstruct(String host, MethodRef constructor) {
      return mayName(host, constructor.owner());
    }
  }

  /**
   * How much may be inlined, counted in instructions without constants.
   *
   * @param callee most that a callee may have, with what is inlined in it
   * @param growth most that a function may gain
   */
  public record Budget(int callee, int growth) {
    public static final Budget DEFAULT = new Budget(400, 3_000);
  }

  private final CalleeSource source;
  private final Budget budget;
  private final Map<MethodRef, Function> prepared = new HashMap<>();
  private final Set<MethodRef> active = new HashSet<>();

  /** Remembers the callees that it has met: one inliner may serve many functions in turn. */
  public Inliner(CalleeSource source, Budget budget) {
    this.source = source;
    this.budget = budget;
  }

  public Function run(Function caller) {
    return inlineInto(caller, budget.growth());
  }

  private Function inlineInto(Function caller, int growth) {
    boolean entered = active.add(caller.method());
    try {
      return new Run(caller, growth).run();
    } finally {
      if (entered) {
        active.remove(caller.method());
      }
    }
  }

  /** The callee with its own calls inlined; null if it is to be called. */
  private Function callee(Op op) {
    if (!(op instanceof Op.Invoke invoke) || invoke.pure() || ArrayMethod.of(invoke) != null) {
      return null;
    }
    MethodRef method = source.callee(invoke);
    if (method == null || active.contains(method)) {
      return null;
    }
    if (!prepared.containsKey(method)) {
      prepared.put(method, prepare(source.inlinable(method)));
    }
    return prepared.get(method);
  }

  private Function prepare(Function callee) {
    if (callee == null || active.contains(callee.method()) || size(callee) > budget.callee()) {
      return null;
    }
    return inlineInto(callee, budget.callee() - size(callee));
  }

  private static boolean readsFinalFields(Function function) {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.op() instanceof Op.GetField get
            && get.field().mutability() == FieldRef.Mutability.FINAL) {
          return true;
        }
      }
    }
    return false;
  }

  private static int size(Function function) {
    int size = 0;
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        size += instr.op() instanceof Op.Const ? 0 : 1;
      }
    }
    return size;
  }

  /** The work on one caller. */
  private final class Run {
    private final Function caller;
    private final Editor editor;
    private final ArrayDeque<Block> pending = new ArrayDeque<>();
    private int room;

    Run(Function caller, int room) {
      this.caller = caller;
      this.editor = new Editor(caller);
      this.room = room;
      pending.addAll(editor.blocks());
    }

    Function run() {
      while (!pending.isEmpty()) {
        Block block = pending.remove();
        for (int i = 0; i < block.instrs().size(); i++) {
          Function callee = callee(block.instrs().get(i).op());
          if (callee != null && fits(callee)) {
            room -= size(callee);
            pending.addFirst(inline(block, i, callee));
            break;
          }
        }
      }
      return editor.finish();
    }

    private boolean fits(Function callee) {
      return size(callee) <= room
          && !(constructs() && readsFinalFields(callee))
          && !callee.method().equals(caller.method())
          && (isAtHome(callee) || mayHave(callee));
    }

    /** Where a constructor runs, final fields change: elsewhere they are taken to be constant. */
    private boolean constructs() {
      return caller.method().name().equals("<init>");
    }

    private boolean mayHave(Function callee) {
      return !ForeignCode.needsRights(callee, caller.method().owner(), source);
    }

    private boolean isAtHome(Function callee) {
      return callee.method().owner().equals(caller.method().owner());
    }

    /** Splits the block at the call; yields the block that goes on after it. */
    private Block inline(Block block, int at, Function callee) {
      Instr call = block.instrs().get(at);
      Block landing =
          call == block.protectedInstr() ? ((Terminator.Try) block.terminator()).landing() : null;
      if (landing != null) {
        Terminator.Try attempt = (Terminator.Try) block.terminator();
        block.terminate(new Terminator.Jump(attempt.normal()), block.terminatorLine());
      }
      Block after = editor.newBlock();
      List<Instr> rest = block.instrs().subList(at, block.instrs().size());
      after.instrs().addAll(rest.subList(1, rest.size()));
      after.terminate(block.terminator(), block.terminatorLine());
      rest.clear();
      boolean initializes = isStatic(call) && !isAtHome(callee);
      if (initializes) {
        block.instrs().add(new Instr(null, new Op.InitClass(callee.method().owner()), call.line()));
      }
      if (call.result() != null) {
        Value result = editor.newValue(call.result().type());
        after.params().add(result);
        editor.replace(call.result(), result);
      }
      int made = editor.blocks().size();
      Block entry = copy(callee, ((Op.Invoke) call.op()).args(), after);
      block.terminate(new Terminator.Jump(new Edge(entry, List.of())), call.line());
      if (landing != null) {
        List<Block> copies = new ArrayList<>(editor.blocks().subList(made, editor.blocks().size()));
        Protection protection = new Protection(editor, handlerOf(landing));
        protection.run(copies);
        if (initializes) {
          protection.attemptLast(block);
        }
      }
      editor.markChanged();
      return after;
    }

    private static boolean isStatic(Instr call) {
      return ((Op.Invoke) call.op()).kind() == InvokeKind.STATIC;
    }

    /** What a landing does, for exceptions of many instructions. */
    private Block handlerOf(Block landing) {
      Block handler = editor.newBlock();
      handler.params().add(landing.instrs().get(0).result());
      handler.instrs().addAll(landing.instrs().subList(1, landing.instrs().size()));
      handler.terminate(landing.terminator(), landing.terminatorLine());
      landing.instrs().clear();
      landing.terminate(null, 0);
      pending.add(handler);
      return handler;
    }

    private Block copy(Function callee, List<Value> args, Block after) {
      Copies copies = new Copies(editor);
      for (int i = 0; i < args.size(); i++) {
        copies.put(callee.inputs().get(i), args.get(i));
      }
      Map<Block, Block> blocks = new IdentityHashMap<>();
      for (Block block : callee.blocks()) {
        Block copy = editor.newBlock();
        blocks.put(block, copy);
        for (Value param : block.params()) {
          copy.params().add(copies.apply(param));
        }
        for (Instr instr : block.instrs()) {
          Value result = instr.result() == null ? null : copies.apply(instr.result());
          Op op = instr.op().map(copies);
          copy.instrs().add(new Instr(result, op, instr.line()));
        }
      }
      for (Block block : callee.blocks()) {
        Terminator end = block.terminator();
        if (end instanceof Terminator.Return done) {
          List<Value> result =
              callee.result().equals(Type.VOID) ? List.of() : List.of(copies.apply(done.value()));
          end = new Terminator.Jump(new Edge(after, result));
        } else {
          List<Edge> edges = new ArrayList<>();
          for (Edge edge : end.edges()) {
            edges.add(copyOf(edge, blocks, copies));
          }
          end = end.withOperands(copies).withEdges(edges);
        }
        blocks.get(block).terminate(end, block.terminatorLine());
      }
      return blocks.get(callee.entry());
    }

    private Edge copyOf(Edge edge, Map<Block, Block> blocks, Copies copies) {
      List<Value> args = new ArrayList<>(edge.args().size());
      for (Value arg : edge.args()) {
        args.add(copies.apply(arg));
      }
      return new Edge(blocks.get(edge.target()), List.copyOf(args));
    }
  }

  /** New values for those of one callee. */
  private static final class Copies implements UnaryOperator<Value> {
    private final Editor editor;
    private final Map<Value, Value> copies = new IdentityHashMap<>();

    Copies(Editor editor) {
      this.editor = editor;
    }

    void put(Value value, Value copy) {
      copies.put(value, copy);
    }

    @Override
    public Value apply(Value value) {
      Value copy = copies.get(value);
      if (copy == null) {
        copy = editor.newValue(value.type());
        copies.put(value, copy);
      }
      return copy;
    }
  }
}

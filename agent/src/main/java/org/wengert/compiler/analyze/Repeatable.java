package org.wengert.compiler.analyze;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.rules.RuleTable;

/**
 * Whether a method can run again without anybody noticing: it is deterministic and writes nothing
 * but memory that it makes and arrays of numbers that it is given, which a caller can put back. All
 * that it calls is looked through; what is not understood counts as an effect.
 *
 * <p>References are followed to their roots: memory that the function makes, parameters, or
 * anything else. What is read from memory has the roots of that memory and of all that is stored
 * anywhere in the function.
 */
public final class Repeatable {
  /** Bit of memory that the function makes; parameter i has bit i + 2. */
  private static final int FRESH = 0;

  /** Bit of memory of unknown origin, as what static fields lead to. */
  private static final int ELSEWHERE = 1;

  private static final int FIRST_PARAMETER = 2;
  private static final int MOST_METHODS = 500;
  private static final Set<String> CONSTANTS =
      Set.of(
          "Ljava/lang/String;",
          "Ljava/lang/Class;",
          "Ljava/lang/invoke/VarHandle;",
          "Ljava/util/concurrent/atomic/AtomicReferenceFieldUpdater;",
          "Ljava/util/concurrent/atomic/AtomicIntegerFieldUpdater;",
          "Ljava/util/concurrent/atomic/AtomicLongFieldUpdater;");
  private static final String UNKNOWN = "is not known to have no effect";

  /** One of the methods below that say what keeps a method from running again. */
  public interface Question {
    /** A clause; null if nothing does. */
    String trouble(Effects.Code code, ClassFacts facts, MethodRef method, List<Type> parameters);
  }

  /**
   * What is known of a method.
   *
   * @param writes roots of what it writes
   * @param yields roots of what it returns
   * @param keeps roots of what it stores in memory
   */
  private record Summary(BitSet writes, BitSet yields, BitSet keeps) {
    Summary() {
      this(new BitSet(), new BitSet(), new BitSet());
    }
  }

  private final Effects.Code code;
  private final ClassFacts facts;

  /** What is taken for granted of methods that are being looked at: found in the round before. */
  private final Map<MethodRef, Summary> assumed;

  private final Map<MethodRef, Summary> known = new HashMap<>();
  private final Set<MethodRef> open = new HashSet<>();
  private String trouble;

  /** Whether other code runs in between. */
  private final boolean later;

  private Repeatable(
      Effects.Code code, ClassFacts facts, Map<MethodRef, Summary> assumed, boolean later) {
    this.later = later;
    this.assumed = assumed;
    this.code = code;
    this.facts = facts;
  }

  /**
   * What keeps a method from running again, as a clause; null if nothing does.
   *
   * @param parameters types, the receiver first
   */
  public static String trouble(
      Effects.Code code, ClassFacts facts, MethodRef method, List<Type> parameters) {
    return trouble(code, facts, method, parameters, false, true);
  }

  /**
   * What keeps a method from running again, on copies of arrays that it is given, when other code
   * has run in between: it must not read static fields that may have changed.
   *
   * @param parameters types, the receiver first
   */
  public static String troubleOnCopies(
      Effects.Code code, ClassFacts facts, MethodRef method, List<Type> parameters) {
    return trouble(code, facts, method, parameters, true, true);
  }

  /**
   * What keeps a method from running again when other code has run in between: it must not write
   * arrays that it is given, either, nor read static fields that may have changed.
   *
   * @param parameters types, the receiver first
   */
  public static String troubleLater(
      Effects.Code code, ClassFacts facts, MethodRef method, List<Type> parameters) {
    return trouble(code, facts, method, parameters, true, false);
  }

  /**
   * @param restored whether arrays of numbers among the arguments hold again what they held
   */
  private static String trouble(
      Effects.Code code,
      ClassFacts facts,
      MethodRef method,
      List<Type> parameters,
      boolean later,
      boolean restored) {
    Repeatable search = new Repeatable(code, facts, Map.of(), later);
    Summary summary = search.of(method, parameters.size());
    while (search.trouble == null && !search.known.equals(search.assumed)) {
      search = new Repeatable(code, facts, search.known, later);
      summary = search.of(method, parameters.size());
    }
    for (int i = 0; i < parameters.size() && search.trouble == null; i++) {
      boolean harmless = restored && isNumbers(parameters.get(i));
      if (summary.writes.get(FIRST_PARAMETER + i) && !harmless) {
        search.trouble = "it writes what parameter " + i + " leads to";
      }
    }
    return search.trouble;
  }

  /** Whether a type is that of arrays, of any rank, of numbers: a caller can put them back. */
  private static boolean isNumbers(Type type) {
    String d = type.descriptor();
    return d.charAt(0) == '[' && d.charAt(d.length() - 1) != ';';
  }

  private void refuse(MethodRef where, String what) {
    if (trouble == null) {
      trouble = where.owner().replace('/', '.') + "." + where.name() + " " + what;
    }
  }

  private Summary of(MethodRef method, int parameters) {
    Summary summary = known.get(method);
    if (summary != null) {
      return summary;
    }
    Function function = Sinks.isHarmlessNative(method) ? null : code.of(method);
    if (function == null || known.size() >= MOST_METHODS) {
      refuse(method, UNKNOWN);
    }
    if (trouble != null || open.contains(method)) {
      return assumed.getOrDefault(method, new Summary());
    }
    open.add(method);
    summary = new Body(function, method, parameters).summary();
    open.remove(method);
    known.put(method, summary);
    return summary;
  }

  /** One function. */
  private final class Body {
    private final Function function;
    private final MethodRef method;
    private final int parameters;
    private final BitSet[] roots;
    private final BitSet stored = new BitSet();
    private final BitSet writes = new BitSet();
    private final BitSet yields = new BitSet();
    private boolean changed;

    Body(Function function, MethodRef method, int parameters) {
      this.function = function;
      this.method = method;
      this.parameters = parameters;
      this.roots = new BitSet[function.valueCount()];
      for (int i = 0; i < roots.length; i++) {
        roots[i] = new BitSet();
      }
    }

    Summary summary() {
      for (int i = 0; i < parameters; i++) {
        roots[function.inputs().get(i).id()].set(FIRST_PARAMETER + i);
      }
      do {
        changed = false;
        for (Block block : function.blocks()) {
          visit(block);
        }
      } while (changed && trouble == null);
      if (writes.get(ELSEWHERE)) {
        refuse(method, "writes memory that was there before");
      }
      return new Summary(writes, yields, stored);
    }

    private void visit(Block block) {
      for (Instr instr : block.instrs()) {
        visit(instr.op(), instr.result());
      }
      for (Edge edge : block.edges()) {
        for (int i = 0; i < edge.args().size(); i++) {
          add(edge.target().params().get(i), of(edge.args().get(i)));
        }
      }
      if (block.terminator() instanceof Terminator.Return end && end.value() != null) {
        changed |= include(yields, of(end.value()));
      }
    }

    private BitSet of(Value value) {
      return roots[value.id()];
    }

    private void add(Value value, BitSet more) {
      if (value != null && value.type().isReference()) {
        changed |= include(roots[value.id()], more);
      }
    }

    private void add(Value value, int root) {
      BitSet one = new BitSet();
      one.set(root);
      add(value, one);
    }

    private boolean include(BitSet all, BitSet more) {
      int before = all.cardinality();
      all.or(more);
      return all.cardinality() != before;
    }

    private void write(Value reference) {
      changed |= include(writes, of(reference));
    }

    private void store(Value value) {
      if (value.type().isReference()) {
        changed |= include(stored, of(value));
      }
    }

    private void visit(Op op, Value result) {
      if (op instanceof Op.ArrayLoad || op instanceof Op.SafeLoad || op instanceof Op.GetField) {
        add(result, of(op.operands().get(0)));
        add(result, stored);
      } else if (op instanceof Op.ArrayStore store) {
        write(store.array());
        store(store.value());
      } else if (op instanceof Op.PutField put) {
        write(put.object());
        store(put.value());
      } else if (op instanceof Op.Held held) {
        store(held.value());
      } else if (op instanceof Op.PutStatic) {
        refuse(method, "writes a static field");
      } else if (op instanceof Op.GetStatic get && later && !isConstant(get.field())) {
        refuse(method, "reads the static field " + get.field().name() + ", which may change");
      } else if (op instanceof Op.CheckCast cast) {
        add(result, of(cast.object()));
      } else if (op instanceof Op.Select select) {
        add(result, of(select.ifTrue()));
        add(result, of(select.ifFalse()));
      } else if (op instanceof Op.NewArray || op instanceof Op.Allocate) {
        add(result, FRESH);
      } else if (op instanceof Op.Construct made) {
        construct(made, result);
      } else if (op instanceof Op.Invoke invoke) {
        invoke(invoke, result);
      } else if (op instanceof Op.InvokeDynamic made) {
        closure(made, result);
      } else if (result != null && !(op instanceof Op.Const)) {
        add(result, ELSEWHERE); // Static fields, exceptions that are caught.
      }
    }

    /** Neither the field nor what it leads to can change; or a compiler's table for a switch. */
    private boolean isConstant(FieldRef field) {
      Type type = field.type();
      boolean fixed = !type.isReference() || CONSTANTS.contains(type.descriptor());
      return facts.mutability(field) == FieldRef.Mutability.FINAL
          && (fixed || field.name().startsWith("$SwitchMap$"));
    }

    private void closure(Op.InvokeDynamic made, Value result) {
      if (!made.closure()) {
        refuse(method, "calls what is linked at run time");
      }
      add(result, FRESH);
      made.args().forEach(this::store);
    }

    private void construct(Op.Construct made, Value result) {
      add(result, FRESH);
      made.args().forEach(this::store);
      if (!made.simple() && !Sinks.isExceptionOfTheLibrary(made.constructor())) {
        List<Value> all = new ArrayList<>();
        all.add(result);
        all.addAll(made.args());
        call(made.constructor(), all, null);
      }
    }

    private void invoke(Op.Invoke invoke, Value result) {
      MethodRef named = invoke.method();
      ArrayMethod known = invoke.pure() ? null : ArrayMethod.of(invoke);
      boolean rule = RuleTable.forMethod(named.owner(), named.name(), named.descriptor()) != null;
      if (known != null) {
        arrays(invoke, known, result);
      } else if (invoke.pure() || (rule && !named.name().equals("random")) || isFence(named)) {
        return;
      } else if (facts.rule(invoke) != null
          || facts.isInactive(named)
          || rule
          || invoke.kind() == InvokeKind.PLAIN) {
        refuse(named, UNKNOWN);
      } else if (facts.target(invoke) == null) {
        refuse(method, "calls " + named.name() + ", and what that runs depends on the object");
      } else {
        call(facts.target(invoke), invoke.args(), result);
      }
    }

    /** Order among the accesses of threads; nothing is written. */
    private static boolean isFence(MethodRef called) {
      return called.owner().equals("java/lang/invoke/VarHandle") && called.name().endsWith("Fence");
    }

    private void arrays(Op.Invoke invoke, ArrayMethod known, Value result) {
      List<Value> args = invoke.args();
      switch (known) {
        case ARRAYCOPY:
          write(args.get(2));
          changed |= include(stored, of(args.get(0)));
          break;
        case FILL, FILL_RANGE:
          write(args.get(0));
          store(args.get(args.size() - 1));
          break;
        default:
          add(result, FRESH);
          if (known != ArrayMethod.NEW_INSTANCE) {
            changed |= include(stored, of(args.get(0)));
          }
      }
    }

    /** What the callee writes and returns, in terms of the arguments. */
    private void call(MethodRef callee, List<Value> args, Value result) {
      Summary summary = Repeatable.this.of(callee, args.size());
      changed |= include(stored, inTerms(summary.keeps, args));
      changed |= include(writes, inTerms(summary.writes, args));
      add(result, inTerms(summary.yields, args));
    }

    private BitSet inTerms(BitSet ofCallee, List<Value> args) {
      BitSet mine = new BitSet();
      mine.set(FRESH, ofCallee.get(FRESH));
      mine.set(ELSEWHERE, ofCallee.get(ELSEWHERE));
      for (int i = 0; i < args.size(); i++) {
        if (ofCallee.get(FIRST_PARAMETER + i)) {
          mine.or(of(args.get(i)));
          mine.or(stored);
        }
      }
      return mine;
    }
  }
}

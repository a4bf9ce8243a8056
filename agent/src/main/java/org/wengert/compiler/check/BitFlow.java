package org.wengert.compiler.check;

import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.lift.CallSiteConstant;
import org.wengert.compiler.lift.ClassSource;

/**
 * Where the bits of floating-point numbers go beyond one function: into callees that are known, and
 * into private fields of integers, all of whose uses are in one class. All classes of one loader
 * share one.
 */
public final class BitFlow {
  /** Calls that are followed from one function; bits that go deeper count as lost. */
  private static final int DEEPEST = 12;

  private static final List<String> TAKING_BITS =
      List.of("doubleToRawLongBits", "doubleToLongBits", "floatToRawIntBits", "floatToIntBits");

  /** What a function does with the bits that it is given. */
  record Summary(Misuse misuse, boolean returnsBits) {}

  /**
   * Where more is made of bits than an integer.
   *
   * @param reached where the bits arrive, as text
   */
  record Misuse(Instr at, String reached) {}

  /** A function, and which of its inputs are bits. */
  private record Key(MethodRef method, BitSet inputs) {}

  /** The private fields and methods of a class that handle bits. */
  private static final class Keeper {
    private final Set<String> fields = new HashSet<>();
    private final Set<String> handles = new HashSet<>();
    private boolean scanning = true;
    private boolean grown;
    private boolean misuses;
  }

  private final BitProgram program;
  private final Map<Key, Summary> summaries = new HashMap<>();
  private final Map<String, Keeper> keepers = new HashMap<>();
  private final Map<String, ClassSource> takingBits = new HashMap<>();
  private int depth;

  public BitFlow(BitProgram program) {
    this.program = program;
  }

  /** The first misuse of bits in a function; null if there is none. */
  Misuse misused(Function function) {
    return new BitPatterns(function, new BitSet(), this).summary().misuse();
  }

  /** Whether the user has said that a call runs plain. */
  boolean isInactive(Op.Invoke call) {
    return program.isInactive(call.method());
  }

  /** What a call does with bits; null if it cannot be followed. */
  Summary called(Op.Invoke call, BitSet bits) {
    MethodRef target = program.target(call);
    Function code = target == null || depth >= DEEPEST ? null : program.code(target);
    if (code == null || code.inputs().size() != call.args().size()) {
      return null;
    }
    Key key = new Key(target, bits);
    Summary known = summaries.get(key);
    if (known == null) {
      // What calls itself is taken to return bits; its misuse is found where it is open.
      summaries.put(key, new Summary(null, true));
      depth++;
      known = new BitPatterns(code, bits, this).summary();
      depth--;
      summaries.put(key, known);
    }
    return known;
  }

  /** Whether a call without bits among its arguments can yield bits: all others are refused. */
  boolean mayYieldBits(Function caller, Op.Invoke call) {
    return call.method().owner().equals(caller.method().owner())
        && !call.type().isFloating()
        && mayReturnBits(call.method());
  }

  /** Whether all who call a method follow it: a private one, which nobody has a handle of. */
  boolean mayReturnBits(MethodRef method) {
    ClassSource source = aloneAndTakingBits(method.owner());
    ClassSource.Member member =
        source == null ? null : source.find(method.name(), method.descriptor());
    return member != null
        && member.isPrivate()
        && !member.isSynthetic()
        && !keeper(source).handles.contains(method.name());
  }

  /** Whether a field that a function reads may hold bits. */
  boolean holdsBits(Function function, FieldRef field) {
    ClassSource source = keeping(function, field);
    return source != null && keeper(source).fields.contains(field.name());
  }

  /**
   * Whether bits may be stored in a field; notes that they are while its class is looked through.
   */
  boolean mayKeepBits(Function function, FieldRef field) {
    ClassSource source = keeping(function, field);
    if (source == null) {
      return false;
    }
    Keeper keeper = keeper(source);
    if (keeper.scanning) {
      keeper.grown |= keeper.fields.add(field.name());
    }
    return !keeper.misuses && keeper.fields.contains(field.name());
  }

  /** The class of a function, if the field is its own, private and no other class can see it. */
  private ClassSource keeping(Function function, FieldRef field) {
    boolean own = field.owner().equals(function.method().owner());
    ClassSource source = own ? aloneAndTakingBits(field.owner()) : null;
    ClassSource.Member member =
        source == null ? null : source.findField(field.name(), field.descriptor());
    return member != null && member.isPrivate() ? source : null;
  }

  private ClassSource aloneAndTakingBits(String owner) {
    if (!takingBits.containsKey(owner)) {
      takingBits.put(owner, findAloneAndTakingBits(owner));
    }
    return takingBits.get(owner);
  }

  private ClassSource findAloneAndTakingBits(String owner) {
    ClassSource source = program.source(owner);
    if (source == null || !source.standsAlone()) {
      return null;
    }
    for (String name : TAKING_BITS) {
      if (source.hasConstant(name)) {
        return source;
      }
    }
    return null;
  }

  /** Looks through all methods of a class, again and again until no more fields hold bits. */
  private Keeper keeper(ClassSource source) {
    Keeper known = keepers.get(source.name());
    if (known != null) {
      return known;
    }
    Keeper keeper = new Keeper();
    keepers.put(source.name(), keeper);
    for (ClassSource.Member method : source.methods()) {
      Function code = code(source, method);
      if (code != null) {
        addHandles(code, keeper.handles);
      }
    }
    do {
      keeper.grown = false;
      summaries.clear();
      for (ClassSource.Member method : source.methods()) {
        Function code = code(source, method);
        keeper.misuses |= code == null ? method.hasCode() : misused(code) != null;
      }
    } while (keeper.grown);
    keeper.scanning = false;
    summaries.clear();
    return keeper;
  }

  private Function code(ClassSource source, ClassSource.Member method) {
    return program.code(new MethodRef(source.name(), method.name(), method.descriptor()));
  }

  /** Names of methods of its own that a function makes functional objects of. */
  private static void addHandles(Function function, Set<String> names) {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.op() instanceof Op.InvokeDynamic made
            && made.site() instanceof CallSiteConstant site) {
          names.addAll(site.methodsOf(function.method().owner()));
        }
      }
    }
  }
}

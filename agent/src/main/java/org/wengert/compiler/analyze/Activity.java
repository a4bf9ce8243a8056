package org.wengert.compiler.analyze;

import java.util.BitSet;
import java.util.List;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.rules.Partial;
import org.wengert.compiler.rules.Rule;

/**
 * Which values carry derivatives: those that are varied (depend on an independent) and useful (a
 * dependent depends on them). Static fields are taken to be both, since callers and callees may use
 * them.
 */
public final class Activity {
  private final Function function;
  private final String inputs;
  private final Memory memory;
  private final Effects effects;
  private final boolean arraysAreDependents;
  private final BitSet varied = new BitSet();
  private final BitSet useful = new BitSet();
  private boolean changed;

  /**
   * @param inputs one character an input: {@code A} carries a derivative, {@code -} does not
   * @param arraysAreDependents whether what external arrays hold on exit matters: false for the
   *     gradient of a returned scalar
   */
  public Activity(
      Function function,
      String inputs,
      Memory memory,
      Effects effects,
      boolean arraysAreDependents) {
    this.function = function;
    this.inputs = inputs;
    this.memory = memory;
    this.effects = effects;
    this.arraysAreDependents = arraysAreDependents;
    seedVaried();
    do {
      changed = false;
      spreadVaried();
    } while (changed);
    do {
      changed = false;
      spreadUseful();
    } while (changed);
  }

  /** Whether arguments of a call that runs plain have to be looked at. */
  public boolean isChecked(Op.Invoke call) {
    return effects.isChecked(call);
  }

  public Memory memory() {
    return memory;
  }

  /** Whether a floating-point value carries a derivative. */
  public boolean isActive(Value value) {
    return value.type().isFloating() && varied.get(value.id()) && useful.get(value.id());
  }

  /** Whether a reference leads to memory that carries derivatives: then it has a shadow. */
  public boolean hasShadow(Value reference) {
    return reference.type().equals(Carriers.TAPE) || holdsActive(reference);
  }

  private boolean holdsActive(Value reference) {
    return reference.type().isReference()
        && !reference.type().equals(Type.NULL)
        && Carriers.canHoldFloats(reference.type())
        && isActive(memory.classOf(reference), reference.type());
  }

  /** An array of numbers is active itself; all else if anything in it is. */
  private boolean isActive(Memory.Node node, Type type) {
    if (type.isArray() && !Type.ofDescriptor(type.elementDescriptor()).isReference()) {
      return node.isVaried() && node.isUseful();
    }
    for (Memory.Node reached : memory.reach(node)) {
      if (reached.isVaried() && reached.isUseful()) {
        return true;
      }
    }
    return false;
  }

  /** Whether the value itself, or memory reached from it, carries derivatives. */
  public boolean carries(Value value) {
    return isActive(value) || hasShadow(value);
  }

  /** Whether a call must be replaced by a variant: it can read or write what is active. */
  public boolean needsVariant(Op.Invoke invoke, Value result) {
    if (invoke.pure() || Rules.of(invoke) != null || ArrayMethod.of(invoke) != null) {
      return false;
    }
    if (effects.facts().rule(invoke) != null || effects.runsPlain(invoke)) {
      return false;
    }
    for (Value arg : invoke.args()) {
      if (carries(arg)) {
        return true;
      }
    }
    return isPlainConstructor(invoke)
        || summary(invoke).touchesStatics()
        || summary(invoke).checks()
        || (result != null && carries(result));
  }

  /** In a constructor: the call of another one for the same object has no plain form. */
  private static boolean isPlainConstructor(Op.Invoke invoke) {
    return invoke.method().name().equals("<init>");
  }

  /** Whether an object must be constructed by a variant: the constructor handles what is active. */
  public boolean needsVariant(Op.Construct made, Value result) {
    if (made.simple() || effects.runsPlain(made)) {
      return false;
    }
    for (Value arg : made.args()) {
      if (carries(arg)) {
        return true;
      }
    }
    return !Sinks.isExceptionOfTheLibrary(made.constructor())
        && (carries(result) || summary(made).touchesStatics() || summary(made).checks());
  }

  /** Whether a call may write the array that it is given. */
  public boolean mayWrite(Op.Invoke invoke, int argument) {
    return summary(invoke).writes()[argument];
  }

  private Effects.Summary summary(Op.Invoke invoke) {
    return effects.of(invoke);
  }

  private Effects.Summary summary(Op.Construct made) {
    return effects.of(made.constructor(), made.args().size() + 1);
  }

  private void seedVaried() {
    for (int i = 0; i < function.inputs().size(); i++) {
      Value input = function.inputs().get(i);
      if (i < inputs.length() && inputs.charAt(i) == 'A') {
        if (input.type().isFloating()) {
          varied.set(input.id());
        } else if (input.type().isReference()) {
          varyAll(memory.classOf(input));
        }
      }
    }
    if (arraysAreDependents) {
      for (Value input : function.inputs()) {
        if (input.type().isReference() && Carriers.canHoldFloats(input.type())) {
          useAll(memory.classOf(input));
        }
      }
    }
  }

  private void varyAll(Memory.Node start) {
    for (Memory.Node node : memory.reach(start)) {
      changed |= node.makeVaried();
    }
  }

  private void useAll(Memory.Node start) {
    for (Memory.Node node : memory.reach(start)) {
      changed |= node.makeUseful();
    }
  }

  private void vary(Value value) {
    if (value.type().isFloating() && !varied.get(value.id())) {
      varied.set(value.id());
      changed = true;
    }
  }

  private boolean isVaried(Value value) {
    return varied.get(value.id());
  }

  private void use(Value value) {
    if (value.type().isFloating() && !useful.get(value.id())) {
      useful.set(value.id());
      changed = true;
    }
  }

  private boolean isUseful(Value value) {
    return useful.get(value.id());
  }

  private void spreadVaried() {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        spreadVaried(instr.op(), instr.result());
      }
      for (Edge edge : block.edges()) {
        for (int i = 0; i < edge.args().size(); i++) {
          if (isVaried(edge.args().get(i))) {
            vary(edge.target().params().get(i));
          }
        }
      }
    }
  }

  private void spreadVaried(Op op, Value result) {
    if (op instanceof Op.ArrayLoad load) {
      if (memory.classOf(load.array()).isVaried()) {
        vary(result);
      }
    } else if (op instanceof Op.SafeLoad load) {
      if (memory.classOf(load.array()).isVaried()) {
        vary(result);
      }
    } else if (op instanceof Op.ArrayStore store) {
      if (isVaried(store.value())) {
        changed |= memory.classOf(store.array()).makeVaried();
      }
    } else if (op instanceof Op.SafeAdd add) {
      if (isVaried(add.value())) {
        changed |= memory.classOf(add.array()).makeVaried();
      }
    } else if (op instanceof Op.GetField get) {
      if (result.type().isFloating() && memory.classOf(get.object()).isVaried()) {
        vary(result);
      }
    } else if (op instanceof Op.PutField put) {
      varyField(put.object(), put.value());
    } else if (op instanceof Op.Held held) {
      varyField(held.object(), held.value());
    } else if (op instanceof Op.CallRuntime || op instanceof Op.CallVariant) {
      varyDerivativeCall(op, result);
    } else if (op instanceof Op.Construct made) {
      if (!made.simple() && !effects.facts().isInactive(made.constructor())) {
        spreadVariedThroughCall(made.args(), summary(made), 1, result);
      }
    } else if (op instanceof Op.GetStatic get) {
      vary(result);
      if (Carriers.canHoldFloats(get.type())) {
        varyAll(memory.classOf(result));
      }
    } else if (op instanceof Op.Select select) {
      if (isVaried(select.ifTrue()) || isVaried(select.ifFalse())) {
        vary(result);
      }
    } else if (op instanceof Op.Binary binary && isDerivativeProduct(binary.kind())) {
      if (isVaried(binary.left()) || isVaried(binary.right())) {
        vary(result);
      }
    } else if (Rules.of(op) != null) {
      spreadVariedByRule(op, result, Rules.of(op));
    } else if (op instanceof Op.Invoke invoke && !invoke.pure()) {
      spreadVariedThroughCall(invoke, result);
    }
  }

  private void varyField(Value object, Value value) {
    if (isVaried(value) && !object.type().equals(Type.NULL)) {
      changed |= memory.classOf(object).makeVaried();
    }
  }

  private void varyDerivativeCall(Op op, Value result) {
    for (Value arg : op.operands()) {
      if (arg.type().isReference() && Carriers.shadowOf(arg.type()) != null) {
        varyAll(memory.classOf(arg));
      }
    }
    if (result != null) {
      vary(result);
    }
  }

  private void useDerivativeCall(Op op) {
    for (Value arg : op.operands()) {
      use(arg);
      if (arg.type().isReference() && Carriers.shadowOf(arg.type()) != null) {
        useAll(memory.classOf(arg));
      }
    }
  }

  private static boolean isDerivativeProduct(BinaryKind kind) {
    return kind == BinaryKind.SMUL || kind == BinaryKind.ACC;
  }

  private void spreadVariedByRule(Op op, Value result, Rule rule) {
    List<Value> operands = op.operands();
    for (int i = 0; i < operands.size(); i++) {
      if (rule.partial(i) != Partial.ZERO && isVaried(operands.get(i))) {
        vary(result);
      }
    }
  }

  private void spreadVariedThroughCall(Op.Invoke invoke, Value result) {
    ArrayMethod known = ArrayMethod.of(invoke);
    List<Value> args = invoke.args();
    if (known == ArrayMethod.ARRAYCOPY) {
      copyVaried(memory.classOf(args.get(0)), memory.classOf(args.get(2)));
    } else if (known == ArrayMethod.FILL || known == ArrayMethod.FILL_RANGE) {
      if (isVaried(args.get(args.size() - 1))) {
        changed |= memory.classOf(args.get(0)).makeVaried();
      }
    } else if (known != null && known != ArrayMethod.NEW_INSTANCE) {
      copyVaried(memory.classOf(args.get(0)), memory.classOf(result));
    } else if (known == null && !effects.runsPlain(invoke)) {
      spreadVariedThroughCall(args, summary(invoke), 0, result);
    }
  }

  /**
   * @param offset position of the first argument among the callee's parameters
   */
  private void spreadVariedThroughCall(
      List<Value> args, Effects.Summary summary, int offset, Value result) {
    boolean any = summary.touchesStatics();
    for (Value arg : args) {
      any |= isVaried(arg) || (arg.type().isReference() && reachesVaried(arg));
    }
    if (!any) {
      return;
    }
    for (int i = 0; i < args.size(); i++) {
      Value arg = args.get(i);
      if (summary.writes()[i + offset]
          && arg.type().isReference()
          && !arg.type().equals(Type.NULL)) {
        varyAll(memory.classOf(arg));
      }
    }
    if (result != null) {
      vary(result);
      if (result.type().isReference() && Carriers.canHoldFloats(result.type())) {
        varyAll(memory.classOf(result));
      }
    }
  }

  private boolean reachesVaried(Value reference) {
    if (reference.type().equals(Type.NULL)) {
      return false;
    }
    for (Memory.Node node : memory.reach(memory.classOf(reference))) {
      if (node.isVaried()) {
        return true;
      }
    }
    return false;
  }

  private void copyVaried(Memory.Node from, Memory.Node to) {
    if (from.isVaried()) {
      changed |= to.makeVaried();
    }
  }

  private void spreadUseful() {
    List<Block> blocks = function.blocks();
    for (int b = blocks.size() - 1; b >= 0; b--) {
      Block block = blocks.get(b);
      if (block.terminator() instanceof Terminator.Return end && end.value() != null) {
        use(end.value());
        if (end.value().type().isReference() && !end.value().type().equals(Type.NULL)) {
          useAll(memory.classOf(end.value()));
        }
      }
      if (block.terminator() instanceof Terminator.Throw thrown
          && !thrown.exception().type().equals(Type.NULL)) {
        useAll(memory.classOf(thrown.exception()));
      }
      for (Edge edge : block.edges()) {
        for (int i = 0; i < edge.args().size(); i++) {
          if (isUseful(edge.target().params().get(i))) {
            use(edge.args().get(i));
          }
        }
      }
      for (int i = block.instrs().size() - 1; i >= 0; i--) {
        spreadUseful(block.instrs().get(i).op(), block.instrs().get(i).result());
      }
    }
  }

  private void spreadUseful(Op op, Value result) {
    boolean resultUseful = result != null && isUseful(result);
    if (op instanceof Op.ArrayLoad load) {
      if (resultUseful) {
        changed |= memory.classOf(load.array()).makeUseful();
      }
    } else if (op instanceof Op.SafeLoad load) {
      if (resultUseful) {
        changed |= memory.classOf(load.array()).makeUseful();
      }
    } else if (op instanceof Op.ArrayStore store) {
      if (memory.classOf(store.array()).isUseful()) {
        use(store.value());
      }
    } else if (op instanceof Op.SafeAdd add) {
      if (memory.classOf(add.array()).isUseful()) {
        use(add.value());
      }
    } else if (op instanceof Op.GetField get) {
      if (resultUseful) {
        changed |= memory.classOf(get.object()).makeUseful();
      }
    } else if (op instanceof Op.PutField put) {
      useField(put.object(), put.value());
    } else if (op instanceof Op.Held held) {
      useField(held.object(), held.value());
    } else if (op instanceof Op.Construct made) {
      if (!made.simple() && !effects.facts().isInactive(made.constructor())) {
        useArguments(made.args());
      }
    } else if (op instanceof Op.CallRuntime || op instanceof Op.CallVariant) {
      useDerivativeCall(op);
    } else if (op instanceof Op.PutStatic put) {
      use(put.value());
      if (Carriers.canHoldFloats(put.value().type())
          && put.value().type().isReference()
          && !put.value().type().equals(Type.NULL)) {
        useAll(memory.classOf(put.value()));
      }
    } else if (op instanceof Op.GetStatic get && get.type().isReference()) {
      if (Carriers.canHoldFloats(get.type())) {
        useAll(memory.classOf(result));
      }
    } else if (op instanceof Op.Select select) {
      if (resultUseful) {
        use(select.ifTrue());
        use(select.ifFalse());
      }
    } else if (op instanceof Op.Binary binary && isDerivativeProduct(binary.kind())) {
      if (resultUseful) {
        use(binary.left());
        use(binary.right());
      }
    } else if (Rules.of(op) != null) {
      if (resultUseful) {
        spreadUsefulByRule(op, Rules.of(op));
      }
    } else if (op instanceof Op.Invoke invoke && !invoke.pure()) {
      spreadUsefulThroughCall(invoke, result);
    }
  }

  private void spreadUsefulByRule(Op op, Rule rule) {
    List<Value> operands = op.operands();
    for (int i = 0; i < operands.size(); i++) {
      if (rule.partial(i) != Partial.ZERO) {
        use(operands.get(i));
      }
    }
  }

  private void spreadUsefulThroughCall(Op.Invoke invoke, Value result) {
    ArrayMethod known = ArrayMethod.of(invoke);
    List<Value> args = invoke.args();
    if (known == ArrayMethod.ARRAYCOPY) {
      copyUseful(memory.classOf(args.get(2)), memory.classOf(args.get(0)));
    } else if (known == ArrayMethod.FILL || known == ArrayMethod.FILL_RANGE) {
      if (memory.classOf(args.get(0)).isUseful()) {
        use(args.get(args.size() - 1));
      }
    } else if (known != null && known != ArrayMethod.NEW_INSTANCE) {
      copyUseful(memory.classOf(result), memory.classOf(args.get(0)));
    } else if (known == null && !effects.runsPlain(invoke)) {
      useArguments(args);
    }
  }

  private void useArguments(List<Value> args) {
    for (Value arg : args) {
      use(arg);
      if (arg.type().isReference() && !arg.type().equals(Type.NULL)) {
        useAll(memory.classOf(arg));
      }
    }
  }

  private void useField(Value object, Value value) {
    if (!object.type().equals(Type.NULL) && memory.classOf(object).isUseful()) {
      use(value);
    }
  }

  private void copyUseful(Memory.Node from, Memory.Node to) {
    if (from.isUseful()) {
      changed |= to.makeUseful();
    }
  }
}

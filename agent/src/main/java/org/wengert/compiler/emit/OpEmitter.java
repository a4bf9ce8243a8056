package org.wengert.compiler.emit;

import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Effect;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.RuntimeFunction;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.lift.CallSiteConstant;

/** Emits operations, each with the tree of what is computed at its use. */
final class OpEmitter {
  private final String self;
  private final VariantLinkage linkage;
  private final Erasure erasure;
  private final Code code;
  private final Demand demand;
  private final Schedule schedule;
  private final Slots slots;
  private final Frames frames;
  private final MemberEmitter members;
  private Label pendingLanding;

  OpEmitter(
      String self,
      VariantLinkage linkage,
      Code code,
      Demand demand,
      Schedule schedule,
      Slots slots,
      Frames frames) {
    this.self = self;
    this.linkage = linkage;
    this.code = code;
    this.demand = demand;
    this.schedule = schedule;
    this.slots = slots;
    this.frames = frames;
    this.erasure = new Erasure(linkage);
    this.members = new MemberEmitter(code, linkage);
  }

  /** Exceptions of the next root, but not of the other operations in its tree, go to a label. */
  void attempt(Label landing) {
    pendingLanding = landing;
  }

  /** Emits a root with its tree; the operand stack is empty before and after. */
  void root(Instr instr) {
    Op op = instr.op();
    if (op instanceof Op.Select select) {
      line(instr);
      select(instr, select);
    } else if (op instanceof Op.SafeLoad load) {
      line(instr);
      safeLoad(instr, load);
    } else if (op instanceof Op.SafeAdd add) {
      line(instr);
      safeAdd(instr, add);
    } else if (op instanceof Op.Reserve reserve) {
      line(instr);
      reserve(instr, reserve);
    } else if (op instanceof Op.Caught) {
      keep(instr.result());
    } else if (!increment(instr)) {
      Label landing = pendingLanding;
      pendingLanding = null;
      operands(op);
      line(instr);
      attempt(op, landing);
      keep(instr.result());
    }
  }

  private void attempt(Op op, Label landing) {
    if (landing == null) {
      operation(op);
      return;
    }
    Label start = new Label();
    Label end = new Label();
    code.tryCatch(start, end, landing);
    code.mark(start);
    operation(op);
    code.mark(end);
  }

  private void keep(Value result) {
    if (result != null) {
      if (demand.uses(result) > 0) {
        code.store(result.type(), slots.of(result));
      } else {
        code.pop(result.type());
      }
    }
  }

  private void line(Instr instr) {
    if (instr.op().effects() != Effect.NONE || instr.op() instanceof Op.Invoke) {
      code.line(instr.line());
    }
  }

  /** {@code iinc}, where the sum stays in its operand's slot. */
  private boolean increment(Instr instr) {
    if (!(instr.op() instanceof Op.Binary sum)
        || (sum.kind() != BinaryKind.IADD && sum.kind() != BinaryKind.ISUB)) {
      return false;
    }
    boolean add = sum.kind() == BinaryKind.IADD;
    Op.Const right = demand.constant(sum.right());
    Op.Const left = add ? demand.constant(sum.left()) : null;
    Value variable = right != null ? sum.left() : sum.right();
    Op.Const constant = right != null ? right : left;
    if (constant == null
        || !schedule.isLocal(variable)
        || slots.of(variable) != slots.of(instr.result())) {
      return false;
    }
    int by = (Integer) constant.constant();
    int signed = add ? by : -by;
    if (by == Integer.MIN_VALUE || signed != (short) signed) {
      return false;
    }
    code.increment(slots.of(variable), signed);
    return true;
  }

  /** Pushes a value: a constant, a tree, or a local. */
  void push(Value value) {
    Op.Const constant = demand.constant(value);
    if (constant != null) {
      code.constant(constant);
    } else if (schedule.isAtUse(value)) {
      tree(demand.definition(value));
    } else {
      code.load(value.type(), slots.of(value));
    }
  }

  private void push(List<Value> values) {
    if (Schedule.isSquare(values, values.size() - 1) && schedule.isAtUse(values.get(0))) {
      push(values.get(0));
      code.dup(values.get(0).type());
      return;
    }
    for (int i = 0; i < values.size(); i++) {
      push(values.get(i));
    }
  }

  private void operands(Op op) {
    if (op instanceof Op.Construct created) {
      code.type(Opcodes.NEW, created.constructor().owner());
      code.insn(Opcodes.DUP);
    }
    push(op.operands());
  }

  /** Leaves the result, if there is one, on the operand stack. */
  private void tree(Instr instr) {
    operands(instr.op());
    line(instr);
    operation(instr.op());
  }

  private void operation(Op op) {
    if (op instanceof Op.Binary binary) {
      binary(binary.kind());
    } else if (op instanceof Op.ArrayLoad load) {
      code.insn(Opcode.load(load.element()));
    } else if (op instanceof Op.ArrayStore store) {
      code.insn(Opcode.store(store.element()));
    } else if (op instanceof Op.Unary unary) {
      code.insn(Opcode.of(unary.kind()));
    } else if (op instanceof Op.Invoke invoke) {
      members.invoke(invoke);
    } else if (op instanceof Op.ArrayLength) {
      code.insn(Opcodes.ARRAYLENGTH);
    } else if (op instanceof Op.CallRuntime call) {
      runtime(call.function());
    } else if (op instanceof Op.CallVariant call) {
      variant(call.variant(), call.descriptor());
    } else if (op instanceof Op.CallPart call) {
      code.call(Opcodes.INVOKESTATIC, self, call.name(), call.descriptor(), false);
    } else if (op instanceof Op.CheckCast cast) {
      code.type(Opcodes.CHECKCAST, cast.type().internalName());
    } else if (op instanceof Op.NewArray array) {
      newArray(array.type(), array.lengths().size());
    } else {
      memory(op);
    }
  }

  private void memory(Op op) {
    if (op instanceof Op.GetField get) {
      members.field(Opcodes.GETFIELD, get.field());
    } else if (op instanceof Op.PutField put) {
      members.field(Opcodes.PUTFIELD, put.field());
    } else if (op instanceof Op.GetStatic get) {
      members.field(Opcodes.GETSTATIC, get.field());
    } else if (op instanceof Op.PutStatic put) {
      members.field(Opcodes.PUTSTATIC, put.field());
    } else if (op instanceof Op.Construct created) {
      members.construct(created.constructor());
    } else if (op instanceof Op.Allocate created) {
      members.allocate(created.type());
    } else if (op instanceof Op.NullCheck) {
      code.call(
          Opcodes.INVOKEVIRTUAL, "java/lang/Object", "getClass", "()Ljava/lang/Class;", false);
      code.insn(Opcodes.POP);
    } else if (op instanceof Op.InstanceOf test) {
      code.type(Opcodes.INSTANCEOF, test.tested().internalName());
    } else if (op instanceof Op.Monitor monitor) {
      code.insn(monitor.enter() ? Opcodes.MONITORENTER : Opcodes.MONITOREXIT);
    } else if (op instanceof Op.InitClass init) {
      members.initClass(init.owner());
    } else if (op instanceof Op.InvokeDynamic call
        && call.site() instanceof CallSiteConstant site) {
      members.dynamic(call, site);
    } else if (op instanceof Op.Const constant) {
      code.constant(constant);
    } else {
      throw new IllegalArgumentException("cannot be emitted: " + op);
    }
  }

  private void binary(BinaryKind kind) {
    if (kind == BinaryKind.SMUL) {
      code.call(Opcodes.INVOKESTATIC, RuntimeFunction.SHADOWS, "smul", "(DD)D", false);
    } else {
      code.insn(Opcode.of(kind));
    }
  }

  private void runtime(RuntimeFunction function) {
    code.call(
        Opcodes.INVOKESTATIC,
        function.owner(),
        function.methodName(),
        function.descriptor(),
        false);
  }

  private void variant(Variant variant, String descriptor) {
    String local = linkage.localMethod(variant, descriptor);
    if (local != null && !erasure.hidesParameter(descriptor)) {
      code.call(Opcodes.INVOKESTATIC, self, local, descriptor, false);
      return;
    }
    members.variant(variant, descriptor);
  }

  private void newArray(Type type, int lengths) {
    if (lengths > 1) {
      code.newArrays(type.descriptor(), lengths);
      return;
    }
    String element = type.elementDescriptor();
    int primitive = "ZCFDBSIJ".indexOf(element.charAt(0));
    if (primitive >= 0) {
      code.newArray(Opcodes.T_BOOLEAN + primitive);
    } else {
      code.type(Opcodes.ANEWARRAY, Type.ofDescriptor(element).internalName());
    }
  }

  /** Compares and jumps if the condition holds. */
  void compare(Condition condition, Value left, Value right, Label target) {
    if (left.type().isReference()) {
      compareReferences(condition, left, right, target);
    } else if (isZero(right)) {
      push(left);
      code.jump(Opcode.ifZero(condition), target);
    } else if (isZero(left)) {
      push(right);
      code.jump(Opcode.ifZero(Opcode.mirrored(condition)), target);
    } else {
      push(List.of(left, right));
      code.jump(Opcode.ifInts(condition), target);
    }
  }

  private void compareReferences(Condition condition, Value left, Value right, Label target) {
    if (demand.constant(right) != null && demand.constant(right).constant() == null) {
      push(left);
      code.jump(Opcode.ifNull(condition), target);
    } else if (demand.constant(left) != null && demand.constant(left).constant() == null) {
      push(right);
      code.jump(Opcode.ifNull(condition), target);
    } else {
      push(List.of(left, right));
      code.jump(Opcode.ifReferences(condition), target);
    }
  }

  private boolean isZero(Value value) {
    Op.Const constant = demand.constant(value);
    return constant != null && constant.constant().equals(0);
  }

  private void select(Instr instr, Op.Select select) {
    Value result = instr.result();
    Label end = new Label();
    if (inPlace(select.ifTrue(), result)) {
      compare(select.condition(), select.left(), select.right(), end);
      move(select.ifFalse(), result);
    } else if (inPlace(select.ifFalse(), result)) {
      compare(select.condition().negate(), select.left(), select.right(), end);
      move(select.ifTrue(), result);
    } else {
      Label otherwise = new Label();
      compare(select.condition().negate(), select.left(), select.right(), otherwise);
      move(select.ifTrue(), result);
      code.jump(Opcodes.GOTO, end);
      code.target(otherwise, frames.locals(before(instr, select.ifFalse())));
      move(select.ifFalse(), result);
    }
    code.target(end, frames.locals(slots.liveAfter(instr)));
  }

  /** What is live inside an operation: what is live after it but its result, and the operands. */
  private BitSet before(Instr instr, Value... operands) {
    BitSet live = (BitSet) slots.liveAfter(instr).clone();
    live.clear(instr.result().id());
    for (Value operand : operands) {
      if (schedule.isLocal(operand)) {
        live.set(operand.id());
      }
    }
    return live;
  }

  private boolean inPlace(Value operand, Value result) {
    return schedule.isLocal(operand) && slots.of(operand) == slots.of(result);
  }

  private void move(Value from, Value to) {
    if (!inPlace(from, to)) {
      push(from);
      code.store(to.type(), slots.of(to));
    }
  }

  private boolean overlap(Value operand, Value result) {
    if (!schedule.isLocal(operand)) {
      return false;
    }
    int a = slots.of(operand);
    int b = slots.of(result);
    return a < b + result.type().slots() && b < a + operand.type().slots();
  }

  private void safeLoad(Instr instr, Op.SafeLoad load) {
    Value result = instr.result();
    Label end = new Label();
    if (overlap(load.array(), result) || overlap(load.index(), result)) {
      Label absent = new Label();
      guard(load.array(), load.index(), absent);
      element(load);
      code.store(result.type(), slots.of(result));
      code.jump(Opcodes.GOTO, end);
      code.target(absent, frames.locals(before(instr)));
      code.zero(load.type());
      code.store(result.type(), slots.of(result));
    } else {
      code.zero(load.type());
      code.store(result.type(), slots.of(result));
      guard(load.array(), load.index(), end);
      element(load);
      code.store(result.type(), slots.of(result));
    }
    code.target(end, frames.locals(slots.liveAfter(instr)));
  }

  private void element(Op.SafeLoad load) {
    push(load.array());
    push(load.index());
    code.insn(Opcode.load(load.element()));
  }

  /** Jumps if the array is null or the index is outside. */
  private void guard(Value array, Value index, Label otherwise) {
    push(array);
    code.jump(Opcodes.IFNULL, otherwise);
    push(index);
    code.jump(Opcodes.IFLT, otherwise);
    push(index);
    push(array);
    code.insn(Opcodes.ARRAYLENGTH);
    code.jump(Opcodes.IF_ICMPGE, otherwise);
  }

  private void safeAdd(Instr instr, Op.SafeAdd add) {
    Label end = new Label();
    guard(add.array(), add.index(), end);
    push(add.array());
    push(add.index());
    code.insn(Opcodes.DUP2);
    code.insn(Opcodes.DALOAD);
    push(add.value());
    code.insn(Opcodes.DADD);
    code.insn(Opcodes.DASTORE);
    code.target(end, frames.locals(slots.liveAfter(instr)));
  }

  private void reserve(Instr instr, Op.Reserve reserve) {
    boolean kept = demand.uses(instr.result()) > 0;
    Value result = kept ? instr.result() : null;
    boolean first =
        kept
            && !overlap(reserve.tape(), result)
            && !overlap(reserve.cursor(), result)
            && !overlap(reserve.count(), result);
    Label enough = new Label();
    if (first) {
      move(reserve.array(), result);
    }
    push(reserve.array());
    code.insn(Opcodes.ARRAYLENGTH);
    push(reserve.cursor());
    code.insn(Opcodes.ISUB);
    push(reserve.count());
    code.jump(Opcodes.IF_ICMPGE, enough);
    push(reserve.tape());
    push(reserve.cursor());
    push(reserve.count());
    runtime(growth(reserve.element()));
    keep(instr.result());
    if (kept && !first) {
      Label end = new Label();
      code.jump(Opcodes.GOTO, end);
      code.target(enough, frames.locals(before(instr, reserve.array())));
      move(reserve.array(), result);
      enough = end;
    }
    code.target(enough, frames.locals(slots.liveAfter(instr)));
  }

  private static RuntimeFunction growth(Element element) {
    switch (element) {
      case DOUBLE:
        return RuntimeFunction.GROW_DOUBLES;
      case INT:
        return RuntimeFunction.GROW_INTS;
      case LONG:
        return RuntimeFunction.GROW_LONGS;
      case REF:
        return RuntimeFunction.GROW_REFS;
      default:
        throw new IllegalArgumentException("the tape has no array of " + element);
    }
  }
}

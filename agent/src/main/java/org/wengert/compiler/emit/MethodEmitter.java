package org.wengert.compiler.emit;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Layout;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/** Emits one function: its blocks in the order of the layout, with jumps, copies and frames. */
final class MethodEmitter {
  private final String self;
  private final EmittedMethod method;
  private final VariantLinkage linkage;
  private final Function function;
  private final Demand demand;
  private final Schedule schedule;
  private final Liveness liveness;
  private final Slots slots;
  private final Frames frames;
  private final Block[] forwarded;
  private final boolean[] jumpedTo;
  private final boolean[] isLanding;
  private final Label[] labels;
  private final List<Block> order = new ArrayList<>();
  private Code code;
  private OpEmitter ops;

  MethodEmitter(String self, EmittedMethod method, VariantLinkage linkage) {
    this.self = self;
    this.method = method;
    this.linkage = linkage;
    this.function = method.function();
    checkDescriptor();
    this.demand = new Demand(function);
    this.schedule = new Schedule(function, demand);
    this.liveness = new Liveness(function, demand, schedule);
    this.slots = new Slots(function, demand, schedule, liveness);
    this.frames = new Frames(slots, new Erasure(linkage));
    int n = function.blocks().size();
    this.forwarded = new Block[n];
    this.jumpedTo = new boolean[n];
    this.isLanding = new boolean[n];
    this.labels = new Label[n];
    findForwarders();
    for (Block block : Layout.of(function)) {
      if (forwarded[block.id()] == null) {
        order.add(block);
        labels[block.id()] = new Label();
      }
    }
    for (int i = 0; i < order.size(); i++) {
      findJumps(order.get(i), next(i));
    }
  }

  private void checkDescriptor() {
    org.objectweb.asm.Type[] params = org.objectweb.asm.Type.getArgumentTypes(method.descriptor());
    List<Value> inputs = function.inputs();
    boolean fits = params.length == inputs.size();
    for (int i = 0; fits && i < params.length; i++) {
      fits = sameKind(Type.ofDescriptor(params[i].getDescriptor()), inputs.get(i).type());
    }
    String result = org.objectweb.asm.Type.getReturnType(method.descriptor()).getDescriptor();
    if (!fits || !sameKind(Type.ofDescriptor(result), function.result())) {
      throw new IllegalArgumentException(
          "descriptor "
              + method.descriptor()
              + " of "
              + method.name()
              + " does not fit inputs "
              + inputs.stream().map(v -> v.type().descriptor()).toList()
              + " and result "
              + function.result());
    }
  }

  private static boolean sameKind(Type a, Type b) {
    return a.isReference() ? b.isReference() : a.descriptor().equals(b.descriptor());
  }

  MethodSize emit(ClassVisitor writer) {
    MethodVisitor visitor =
        writer.visitMethod(
            Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC,
            method.name(),
            method.descriptor(),
            null,
            null);
    visitor.visitCode();
    code = new Code(visitor);
    ops = new OpEmitter(self, linkage, code, demand, schedule, slots, frames);
    for (int i = 0; i < order.size(); i++) {
      emit(order.get(i), next(i));
    }
    Label end = new Label();
    visitor.visitLabel(end);
    visitor.visitMaxs(0, 0);
    visitor.visitEnd();
    return new MethodSize(method.name(), method.descriptor(), end.getOffset(), slots.maxLocals());
  }

  private Block next(int i) {
    return i + 1 < order.size() ? order.get(i + 1) : null;
  }

  /**
   * Blocks that do nothing but jump forward are jumped over. Those that jump back stay: a loop has
   * one back edge, if the IR gave it one.
   */
  private void findForwarders() {
    for (int b = function.blocks().size() - 1; b > 0; b--) {
      Block block = function.blocks().get(b);
      if (schedule.roots(block).length == 0
          && block.terminator() instanceof Terminator.Jump jump
          && jump.target().target().id() > b
          && isStraight(jump.target())) {
        forwarded[b] = jump.target().target();
      }
    }
  }

  private Block target(Edge edge) {
    Block block = edge.target();
    while (forwarded[block.id()] != null) {
      block = forwarded[block.id()];
    }
    return block;
  }

  private boolean isStraight(Edge edge) {
    return !EdgeCopies.areNeeded(edge, demand, slots);
  }

  /** Marks the blocks that need a frame since control comes to them by a jump. */
  private void findJumps(Block block, Block next) {
    Terminator end = block.terminator();
    if (end instanceof Terminator.Branch branch) {
      BranchShape shape = shape(branch, next);
      followed(shape.jump, shape.jumpsStraight ? null : next);
      followed(shape.fall, shape.jumpsStraight ? next : null);
    } else if (end instanceof Terminator.Jump jump) {
      followed(jump.target(), next);
    } else if (end instanceof Terminator.Try attempt) {
      followed(attempt.normal(), next);
      isLanding[attempt.landing().id()] = true;
    } else {
      for (Edge edge : block.edges()) {
        followed(edge, null);
      }
    }
  }

  private void followed(Edge edge, Block next) {
    Block target = target(edge);
    if (target != next) {
      jumpedTo[target.id()] = true;
    }
  }

  private void emit(Block block, Block next) {
    if (isLanding[block.id()]) {
      code.landing(labels[block.id()], frames.locals(liveness.atEntry(block)));
    } else if (jumpedTo[block.id()]) {
      code.target(labels[block.id()], frames.locals(liveness.atEntry(block)));
    }
    Instr attempted = block.protectedInstr();
    for (Instr root : schedule.roots(block)) {
      if (root == attempted) {
        ops.attempt(labels[((Terminator.Try) block.terminator()).landing().id()]);
      }
      ops.root(root);
    }
    terminate(block, next);
  }

  private void terminate(Block block, Block next) {
    Terminator end = block.terminator();
    if (end instanceof Terminator.Jump jump) {
      follow(jump.target(), next);
    } else if (end instanceof Terminator.Try attempt) {
      follow(attempt.normal(), next);
    } else if (end instanceof Terminator.Branch branch) {
      branch(branch, next);
    } else if (end instanceof Terminator.Switch choice) {
      choose(choice);
    } else if (end instanceof Terminator.Return result) {
      if (result.value() != null) {
        ops.push(result.value());
      }
      code.returns(function.result());
    } else if (end instanceof Terminator.Throw thrown) {
      ops.push(thrown.exception());
      code.line(block.terminatorLine());
      code.insn(Opcodes.ATHROW);
    } else {
      throw new IllegalArgumentException(block + " of " + method.name() + " has no end");
    }
  }

  /** Takes an edge: copies, then a jump unless the target comes next anyway. */
  private void follow(Edge edge, Block next) {
    new EdgeCopies(edge, demand, slots).emit(code);
    if (target(edge) != next) {
      code.jump(Opcodes.GOTO, labels[target(edge).id()]);
    }
  }

  /**
   * A branch jumps along one edge and goes on with the copies of the other. If the first has copies
   * too, it jumps to a label of its own, after the other's.
   */
  private record BranchShape(Condition condition, Edge jump, Edge fall, boolean jumpsStraight) {}

  private BranchShape shape(Terminator.Branch branch, Block next) {
    Edge yes = branch.ifTrue();
    Edge no = branch.ifFalse();
    boolean straightYes = isStraight(yes);
    boolean straightNo = isStraight(no);
    boolean jumpOnTrue =
        straightYes == straightNo ? (target(yes) == next) != straightYes : straightYes;
    Condition condition = branch.condition();
    return jumpOnTrue
        ? new BranchShape(condition, yes, no, straightYes)
        : new BranchShape(condition.negate(), no, yes, straightNo);
  }

  private void branch(Terminator.Branch branch, Block next) {
    BranchShape shape = shape(branch, next);
    if (shape.jumpsStraight) {
      ops.compare(shape.condition, branch.left(), branch.right(), labels[target(shape.jump).id()]);
      follow(shape.fall, next);
      return;
    }
    Label stub = new Label();
    ops.compare(shape.condition, branch.left(), branch.right(), stub);
    follow(shape.fall, null);
    code.target(stub, frames.locals(liveness.onEdge(shape.jump)));
    follow(shape.jump, next);
  }

  private void choose(Terminator.Switch choice) {
    ops.push(choice.selector());
    List<Edge> stubs = new ArrayList<>();
    List<Label> stubLabels = new ArrayList<>();
    int n = choice.keys().size();
    int[] keys = new int[n];
    Label[] targets = new Label[n];
    for (int i = 0; i < n; i++) {
      keys[i] = choice.keys().get(i);
      targets[i] = labelOf(choice.targets().get(i), stubs, stubLabels);
    }
    Label otherwise = labelOf(choice.otherwise(), stubs, stubLabels);
    if (isDense(keys)) {
      code.tableSwitch(keys[0], keys[n - 1], otherwise, spread(keys, targets, otherwise));
    } else {
      code.lookupSwitch(otherwise, keys, targets);
    }
    for (int i = 0; i < stubs.size(); i++) {
      code.target(stubLabels.get(i), frames.locals(liveness.onEdge(stubs.get(i))));
      follow(stubs.get(i), null);
    }
  }

  private Label labelOf(Edge edge, List<Edge> stubs, List<Label> stubLabels) {
    if (isStraight(edge)) {
      return labels[target(edge).id()];
    }
    int known = stubs.indexOf(edge);
    if (known >= 0) {
      return stubLabels.get(known);
    }
    stubs.add(edge);
    stubLabels.add(new Label());
    return stubLabels.get(stubLabels.size() - 1);
  }

  /** Compares space and time as javac does. */
  private static boolean isDense(int[] keys) {
    if (keys.length == 0) {
      return false;
    }
    long range = (long) keys[keys.length - 1] - keys[0] + 1;
    return 4 + range + 3 * 3 <= 3 + 2L * keys.length + 3L * keys.length;
  }

  private static Label[] spread(int[] keys, Label[] targets, Label otherwise) {
    Label[] table = new Label[keys[keys.length - 1] - keys[0] + 1];
    java.util.Arrays.fill(table, otherwise);
    for (int i = 0; i < keys.length; i++) {
      table[keys[i] - keys[0]] = targets[i];
    }
    return table;
  }
}

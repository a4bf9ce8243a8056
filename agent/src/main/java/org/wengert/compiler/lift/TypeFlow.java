package org.wengert.compiler.lift;

import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Types of locals and stack at the entry of each block, by abstract interpretation to a fixpoint
 * (so that class files without stack maps are as good as any). Frames hold values of which only the
 * type counts.
 */
final class TypeFlow {
  private final BytecodeFlow flow;
  private final Frame[] entries;
  private final TypeJoin join;

  TypeFlow(BytecodeFlow flow, Frame arguments, TypeJoin join) {
    this.flow = flow;
    this.join = join;
    List<BytecodeBlock> blocks = flow.blocks();
    this.entries = new Frame[blocks.size()];
    entries[0] = arguments.copy();
    boolean[] pending = new boolean[blocks.size()];
    pending[0] = true;
    boolean any = true;
    while (any) {
      any = false;
      for (BytecodeBlock block : blocks) {
        if (pending[block.order()]) {
          pending[block.order()] = false;
          any |= flowThrough(block, pending);
        }
      }
    }
  }

  /** The frame at the entry of a reachable block. */
  Frame atEntry(BytecodeBlock block) {
    return entries[block.order()];
  }

  /** Whether a block that was passed already must be visited again. */
  private boolean flowThrough(BytecodeBlock block, boolean[] pending) {
    Frame frame = entries[block.order()].copy();
    if (!block.isDispatch()) {
      execute(block, frame);
    }
    boolean again = false;
    for (BytecodeBlock successor : block.successors()) {
      Frame arriving = frame;
      if (successor.isDispatch()) {
        arriving = frame.withException(new Value(0, Type.THROWABLE));
      } else if (block.isDispatch()) {
        arriving = frame.withException(new Value(0, exceptionType(successor)));
      }
      again |= arrive(block, successor, arriving, pending);
    }
    return again;
  }

  private void execute(BytecodeBlock block, Frame frame) {
    InstructionTranslator translator =
        new InstructionTranslator(flow, frame, new Emitter.TypesOnly());
    AbstractInsnNode last = flow.last(block);
    for (int i = block.first(); i < block.end(); i++) {
      AbstractInsnNode instruction = flow.instruction(i);
      if (!BytecodeFlow.endsBlock(instruction)) {
        translator.translate(instruction);
      }
    }
    for (int i = BlockEnds.operandCount(last.getOpcode()); i > 0; i--) {
      frame.pop();
    }
  }

  /** Whether a block that was passed already must be visited again. */
  private boolean arrive(BytecodeBlock from, BytecodeBlock to, Frame frame, boolean[] pending) {
    int order = to.order();
    boolean changed = true;
    if (entries[order] == null) {
      entries[order] = frame.copy();
    } else {
      changed = entries[order].join(frame, join);
    }
    pending[order] |= changed;
    return changed && order <= from.order();
  }

  /** The type of the exceptions that come to a handler. */
  Type exceptionType(BytecodeBlock handler) {
    Type common = null;
    for (String caught : flow.caughtBy(handler)) {
      Type type = caught == null ? Type.THROWABLE : Type.ofInternalName(caught);
      common = common == null ? type : join.join(common, type);
    }
    // Of classes that cannot be found at least this is known.
    return common == null || common.equals(Type.OBJECT) ? Type.THROWABLE : common;
  }
}

package org.wengert.compiler.lift;

import java.util.List;
import org.objectweb.asm.tree.AbstractInsnNode;

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
    boolean again = false;
    for (BytecodeBlock successor : block.successors()) {
      int order = successor.order();
      boolean changed = true;
      if (entries[order] == null) {
        entries[order] = frame.copy();
      } else {
        changed = entries[order].join(frame, join);
      }
      if (changed) {
        pending[order] = true;
        again |= order <= block.order();
      }
    }
    return again;
  }
}

package org.wengert.compiler.lift;

import java.util.BitSet;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.VarInsnNode;

/** Which locals may still be read, at the entry of each block. Slots of pairs: the first. */
final class Liveness {
  private final BitSet[] liveIn;
  private final BitSet[] written;

  Liveness(BytecodeFlow flow) {
    List<BytecodeBlock> blocks = flow.blocks();
    int count = blocks.size();
    this.liveIn = new BitSet[count];
    this.written = new BitSet[count];
    for (int b = 0; b < count; b++) {
      liveIn[b] = new BitSet();
      written[b] = new BitSet();
      scan(flow, blocks.get(b), liveIn[b], written[b]);
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int b = count - 1; b >= 0; b--) {
        changed |= propagate(blocks.get(b));
      }
    }
  }

  /** Locals read before they are written in the block, and locals written. */
  private static void scan(
      BytecodeFlow flow, BytecodeBlock block, BitSet readFirst, BitSet written) {
    for (int i = block.first(); i < block.end(); i++) {
      AbstractInsnNode instruction = flow.instruction(i);
      if (instruction instanceof VarInsnNode access) {
        if (access.getOpcode() >= Opcodes.ISTORE && access.getOpcode() <= Opcodes.ASTORE) {
          written.set(access.var);
        } else if (!written.get(access.var)) {
          readFirst.set(access.var);
        }
      } else if (instruction instanceof IincInsnNode increment) {
        if (!written.get(increment.var)) {
          readFirst.set(increment.var);
        }
        written.set(increment.var);
      }
    }
  }

  private boolean propagate(BytecodeBlock block) {
    BitSet out = new BitSet();
    for (BytecodeBlock successor : block.successors()) {
      out.or(liveIn[successor.order()]);
    }
    out.andNot(written[block.order()]);
    BitSet in = liveIn[block.order()];
    int before = in.cardinality();
    in.or(out);
    return in.cardinality() != before;
  }

  /** Slots live at the entry of a reachable block. */
  BitSet atEntry(BytecodeBlock block) {
    return liveIn[block.order()];
  }

  /** Slots that a reachable block writes. */
  BitSet written(BytecodeBlock block) {
    return written[block.order()];
  }
}

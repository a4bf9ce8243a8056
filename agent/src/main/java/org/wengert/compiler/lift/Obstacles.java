package org.wengert.compiler.lift;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Finds what the IR cannot hold, in reachable code only. */
final class Obstacles {
  private Obstacles() {}

  static List<Obstacle> of(MethodNode method, BytecodeFlow flow) {
    List<Obstacle> found = new ArrayList<>();
    if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      int line = flow.line(flow.blocks().get(0).end() - 1);
      found.add(new Obstacle(Obstacle.Kind.SYNCHRONIZED_METHOD, line, ""));
    }
    for (TryCatchBlockNode handler : method.tryCatchBlocks) {
      int first = firstReachable(flow, handler);
      if (first >= 0) {
        String caught = handler.type == null ? "any" : handler.type;
        found.add(new Obstacle(Obstacle.Kind.EXCEPTION_HANDLER, flow.line(first), caught));
      }
    }
    for (BytecodeBlock block : flow.blocks()) {
      int opcode = flow.last(block).getOpcode();
      if (opcode == Opcodes.JSR || opcode == Opcodes.RET) {
        int line = flow.line(block.end() - 1);
        found.add(new Obstacle(Obstacle.Kind.SUBROUTINE, line, ""));
      }
    }
    return List.copyOf(found);
  }

  /** The first reachable instruction of a try range, -1 if there is none. */
  private static int firstReachable(BytecodeFlow flow, TryCatchBlockNode handler) {
    int start = flow.indexOf(handler.start);
    int end = flow.indexOf(handler.end);
    int first = -1;
    for (BytecodeBlock block : flow.blocks()) {
      int from = Math.max(start, block.first());
      int to = Math.min(end, block.end());
      for (int i = from; i < to && (first < 0 || i < first); i++) {
        if (flow.instruction(i).getOpcode() >= 0) {
          first = i;
        }
      }
    }
    return first;
  }
}

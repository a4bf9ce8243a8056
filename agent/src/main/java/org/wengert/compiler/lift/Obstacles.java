package org.wengert.compiler.lift;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/** Finds what the IR cannot hold, in reachable code only. */
final class Obstacles {
  private Obstacles() {}

  static List<Obstacle> of(MethodNode method, BytecodeFlow flow) {
    List<Obstacle> found = new ArrayList<>();
    for (TryCatchBlockNode handler : method.tryCatchBlocks) {
      int first = isOfMachine(handler.type) ? firstReachable(flow, handler) : -1;
      if (first >= 0) {
        int line = flow.line(first);
        found.add(new Obstacle(Obstacle.Kind.HANDLER_OF_MACHINE_ERROR, line, handler.type));
      }
    }
    return List.copyOf(found);
  }

  private static boolean isOfMachine(String type) {
    if (type == null) {
      return false;
    }
    switch (type) {
      case "java/lang/VirtualMachineError",
      "java/lang/StackOverflowError",
      "java/lang/OutOfMemoryError",
      "java/lang/InternalError",
      "java/lang/UnknownError":
        return true;
      default:
        return false;
    }
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

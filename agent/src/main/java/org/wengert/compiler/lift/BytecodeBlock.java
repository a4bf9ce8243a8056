package org.wengert.compiler.lift;

import java.util.ArrayList;
import java.util.List;

/** A basic block of bytecode: instructions {@code first} to before {@code end}. */
final class BytecodeBlock {
  private final int first;
  private int end;
  private int order = -1;
  private final List<BytecodeBlock> successors = new ArrayList<>(2);
  private final List<BytecodeBlock> predecessors = new ArrayList<>(2);

  BytecodeBlock(int first) {
    this.first = first;
  }

  int first() {
    return first;
  }

  int end() {
    return end;
  }

  void end(int index) {
    end = index;
  }

  /** Position in reverse postorder, -1 if unreachable. */
  int order() {
    return order;
  }

  void order(int position) {
    order = position;
  }

  /**
   * In the order of the instruction: the jump's target before what follows; a switch's default
   * first, then its labels. May repeat.
   */
  List<BytecodeBlock> successors() {
    return successors;
  }

  /** Reachable ones, each once. */
  List<BytecodeBlock> predecessors() {
    return predecessors;
  }
}

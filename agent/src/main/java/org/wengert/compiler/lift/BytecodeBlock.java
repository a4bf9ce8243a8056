package org.wengert.compiler.lift;

import java.util.ArrayList;
import java.util.List;

/**
 * A basic block of bytecode: instructions {@code first} to before {@code end}. A dispatch is one
 * without instructions, where an exception finds its handler.
 */
final class BytecodeBlock {
  private final int first;
  private int end;
  private int order = -1;
  private BytecodeBlock dispatch;
  private List<Handler> handlers;
  private boolean isHandler;
  private final List<BytecodeBlock> successors = new ArrayList<>(2);
  private final List<BytecodeBlock> predecessors = new ArrayList<>(2);

  BytecodeBlock(int first) {
    this.first = first;
  }

  /**
   * A handler of a try range.
   *
   * @param type internal name of the class that it catches, null for all
   */
  record Handler(String type, BytecodeBlock block) {
    /** Written out: what a record brings costs milliseconds at its first use. */
    @Override
    public boolean equals(Object other) {
      return other instanceof Handler handler
          && handler.block == block
          && java.util.Objects.equals(handler.type, type);
    }

    @Override
    public int hashCode() {
      return block.first;
    }
  }

  /** The place where an exception finds its handler among these, the first one that fits. */
  static BytecodeBlock dispatch(int at, List<Handler> handlers) {
    BytecodeBlock block = new BytecodeBlock(at);
    block.end = at;
    block.handlers = handlers;
    return block;
  }

  boolean isDispatch() {
    return handlers != null;
  }

  /** Of a dispatch. */
  List<Handler> handlers() {
    return handlers;
  }

  /** Where exceptions of the last instruction go; null if they leave the method. */
  BytecodeBlock dispatch() {
    return dispatch;
  }

  void dispatch(BytecodeBlock target) {
    dispatch = target;
  }

  /** Whether control comes here with an exception as the only entry of the stack. */
  boolean isHandler() {
    return isHandler;
  }

  void markHandler() {
    isHandler = true;
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

package org.wengert.compiler.ir;

import java.util.List;

/**
 * A function in SSA form. The first block is the entry: it has no predecessors and no parameters of
 * its own, the function's parameters are defined there. Block ids are positions in {@code blocks},
 * which are in reverse postorder of a depth-first walk (so that, loops' back edges aside,
 * predecessors come first) and all reachable. Value ids are below {@code valueCount}.
 *
 * @param method the primal method this was lifted from or derived from
 * @param inputs the parameters
 * @param result {@link Type#VOID} if there is none
 */
public record Function(
    MethodRef method, List<Value> inputs, Type result, List<Block> blocks, int valueCount) {

  public Block entry() {
    return blocks.get(0);
  }
}

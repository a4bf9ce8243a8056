package org.wengert.compiler.lift;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InsnList;
import org.objectweb.asm.tree.JumpInsnNode;
import org.objectweb.asm.tree.LabelNode;
import org.objectweb.asm.tree.LineNumberNode;
import org.objectweb.asm.tree.LookupSwitchInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.TableSwitchInsnNode;
import org.objectweb.asm.tree.TryCatchBlockNode;

/**
 * The basic blocks of a method's bytecode. What may throw within a try range ends its block, and a
 * dispatch follows, one for each sequence of handlers.
 */
final class BytecodeFlow {
  private final AbstractInsnNode[] instructions;
  private final InsnList list;
  private final int[] lines;
  private final BytecodeBlock[] blockAt;
  private final List<TryCatchBlockNode> ranges;
  private final Throwing throwing;
  private final List<BytecodeBlock> dispatches = new ArrayList<>();
  private final List<BytecodeBlock> reachable;

  BytecodeFlow(MethodNode method, Throwing throwing) {
    this.list = method.instructions;
    this.instructions = list.toArray();
    if (instructions.length == 0) {
      throw new UnreadableClassException("invalid bytecode: no instructions");
    }
    this.ranges = method.tryCatchBlocks;
    this.throwing = throwing;
    this.lines = lines(instructions);
    this.blockAt = new BytecodeBlock[instructions.length];
    split();
    this.reachable = reversePostorder(blockAt[0]);
    addPredecessors();
  }

  int size() {
    return instructions.length;
  }

  AbstractInsnNode instruction(int index) {
    return instructions[index];
  }

  /** The types that a handler is entered for, null for all, in the order of the table. */
  List<String> caughtBy(BytecodeBlock handler) {
    List<String> types = new ArrayList<>();
    for (TryCatchBlockNode range : ranges) {
      if (blockAt[list.indexOf(range.handler)] == handler && !types.contains(range.type)) {
        types.add(range.type);
      }
    }
    return types;
  }

  int indexOf(AbstractInsnNode instruction) {
    return list.indexOf(instruction);
  }

  /** Source line of an instruction, 0 if unknown. */
  int line(int index) {
    return lines[index];
  }

  /** The reachable blocks in reverse postorder, the entry first. */
  List<BytecodeBlock> blocks() {
    return reachable;
  }

  /** The block that starts at a jump target. */
  BytecodeBlock target(LabelNode label) {
    return blockAt[list.indexOf(label)];
  }

  /** The block's last instruction; of a dispatch none may be asked for. */
  AbstractInsnNode last(BytecodeBlock block) {
    return instructions[block.end() - 1];
  }

  private static int[] lines(AbstractInsnNode[] instructions) {
    int[] lines = new int[instructions.length];
    int line = 0;
    for (int i = 0; i < lines.length; i++) {
      if (instructions[i] instanceof LineNumberNode node) {
        line = node.line;
      }
      lines[i] = line;
    }
    return lines;
  }

  private void split() {
    startBlock(0);
    for (int i = 0; i < instructions.length; i++) {
      AbstractInsnNode instruction = instructions[i];
      if (instruction instanceof JumpInsnNode jump) {
        startBlock(list.indexOf(jump.label));
      } else if (instruction instanceof TableSwitchInsnNode table) {
        startBlocks(table.dflt, table.labels);
      } else if (instruction instanceof LookupSwitchInsnNode lookup) {
        startBlocks(lookup.dflt, lookup.labels);
      }
      if ((endsBlock(instruction) || isCaught(i)) && i + 1 < instructions.length) {
        startBlock(i + 1);
      }
    }
    for (TryCatchBlockNode range : ranges) {
      startBlock(list.indexOf(range.handler));
    }
    BytecodeBlock previous = null;
    for (int i = 0; i < instructions.length; i++) {
      if (blockAt[i] != null) {
        if (previous != null) {
          previous.end(i);
        }
        previous = blockAt[i];
      }
    }
    previous.end(instructions.length);
    for (BytecodeBlock block : blockAt) {
      if (block != null) {
        addSuccessors(block);
      }
    }
  }

  /** Whether an exception of the instruction has a handler. */
  private boolean isCaught(int index) {
    if (!throwing.mayThrow(instructions[index])) {
      return false;
    }
    for (TryCatchBlockNode range : ranges) {
      if (covers(range, index)) {
        return true;
      }
    }
    return false;
  }

  private boolean covers(TryCatchBlockNode range, int index) {
    return list.indexOf(range.start) <= index && index < list.indexOf(range.end);
  }

  /** The dispatch over the handlers of an instruction, in the order of the table. */
  private BytecodeBlock dispatchOf(int index) {
    List<BytecodeBlock.Handler> handlers = new ArrayList<>();
    for (TryCatchBlockNode range : ranges) {
      if (covers(range, index)) {
        BytecodeBlock block = blockAt[list.indexOf(range.handler)];
        block.markHandler();
        BytecodeBlock.Handler handler = new BytecodeBlock.Handler(range.type, block);
        if (!handlers.contains(handler)) {
          handlers.add(handler);
        }
      }
    }
    for (BytecodeBlock known : dispatches) {
      if (known.handlers().equals(handlers)) {
        return known;
      }
    }
    BytecodeBlock dispatch = BytecodeBlock.dispatch(index, handlers);
    for (BytecodeBlock.Handler handler : handlers) {
      dispatch.successors().add(handler.block());
    }
    dispatches.add(dispatch);
    return dispatch;
  }

  private void startBlocks(LabelNode otherwise, List<LabelNode> labels) {
    startBlock(list.indexOf(otherwise));
    for (LabelNode label : labels) {
      startBlock(list.indexOf(label));
    }
  }

  private void startBlock(int index) {
    if (blockAt[index] == null) {
      blockAt[index] = new BytecodeBlock(index);
    }
  }

  /** Whether an instruction is a jump, a switch, a return, a throw or a subroutine's. */
  static boolean endsBlock(AbstractInsnNode instruction) {
    int opcode = instruction.getOpcode();
    return (opcode >= Opcodes.IFEQ && opcode <= Opcodes.RETURN)
        || opcode == Opcodes.ATHROW
        || opcode == Opcodes.IFNULL
        || opcode == Opcodes.IFNONNULL;
  }

  private void addSuccessors(BytecodeBlock block) {
    addNormalSuccessors(block);
    if (isCaught(block.end() - 1)) {
      block.dispatch(dispatchOf(block.end() - 1));
      block.successors().add(block.dispatch());
    }
  }

  private void addNormalSuccessors(BytecodeBlock block) {
    List<BytecodeBlock> successors = block.successors();
    AbstractInsnNode last = last(block);
    if (last instanceof TableSwitchInsnNode table) {
      addTargets(successors, table.dflt, table.labels);
    } else if (last instanceof LookupSwitchInsnNode lookup) {
      addTargets(successors, lookup.dflt, lookup.labels);
    } else if (last instanceof JumpInsnNode jump) {
      successors.add(target(jump.label));
      if (last.getOpcode() != Opcodes.GOTO) {
        addNext(block);
      }
    } else if (!endsBlock(last)) {
      addNext(block);
    }
  }

  private void addTargets(
      List<BytecodeBlock> successors, LabelNode otherwise, List<LabelNode> labels) {
    successors.add(target(otherwise));
    for (LabelNode label : labels) {
      successors.add(target(label));
    }
  }

  /** Code that can run off the end has no next block; only unreachable code may. */
  private void addNext(BytecodeBlock block) {
    block.successors().add(block.end() < blockAt.length ? blockAt[block.end()] : null);
  }

  private static List<BytecodeBlock> reversePostorder(BytecodeBlock entry) {
    List<BytecodeBlock> postorder = new ArrayList<>();
    List<BytecodeBlock> stack = new ArrayList<>();
    List<Integer> next = new ArrayList<>();
    entry.order(0);
    stack.add(entry);
    next.add(0);
    while (!stack.isEmpty()) {
      int top = stack.size() - 1;
      BytecodeBlock block = stack.get(top);
      int edge = next.get(top);
      if (edge == block.successors().size()) {
        postorder.add(block);
        stack.remove(top);
        next.remove(top);
        continue;
      }
      next.set(top, edge + 1);
      BytecodeBlock successor = block.successors().get(edge);
      if (successor == null) {
        throw new UnreadableClassException("invalid bytecode: code runs off the end");
      }
      if (successor.order() < 0) {
        successor.order(0);
        stack.add(successor);
        next.add(0);
      }
    }
    Collections.reverse(postorder);
    for (int i = 0; i < postorder.size(); i++) {
      postorder.get(i).order(i);
    }
    return postorder;
  }

  private void addPredecessors() {
    for (BytecodeBlock block : reachable) {
      for (BytecodeBlock successor : block.successors()) {
        List<BytecodeBlock> predecessors = successor.predecessors();
        int count = predecessors.size();
        // The edges of one block come together, so that a repetition is the last one.
        if (count == 0 || predecessors.get(count - 1) != block) {
          predecessors.add(block);
        }
      }
    }
  }
}

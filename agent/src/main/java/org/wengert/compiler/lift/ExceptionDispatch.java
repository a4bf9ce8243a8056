package org.wengert.compiler.lift;

import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Finds the handler of an exception: the first one, in the order of the table, whose class fits;
 * none throws it on.
 *
 * <p>What ends a derivative call is no exception of the program: our refusals, and what the machine
 * throws when it runs out of something, of which a derivative needs more. They pass all handlers
 * but those that only give a lock back.
 */
final class ExceptionDispatch {
  private static final Type MACHINE = new Type("Ljava/lang/VirtualMachineError;");
  private static final Type ENDS_CALL = new Type("Lorg/wengert/runtime/EndsCall;");

  private final BytecodeFlow flow;
  private final TypeFlow types;
  private final FunctionBuilder builder;
  private final BytecodeBlock dispatch;
  private final Frame frame;
  private final Value exception;

  /** Leads to a block of bytecode. */
  interface Edges {
    Edge to(BytecodeBlock target, Frame frame);
  }

  ExceptionDispatch(
      BytecodeFlow flow,
      TypeFlow types,
      FunctionBuilder builder,
      BytecodeBlock dispatch,
      Frame frame) {
    this.flow = flow;
    this.types = types;
    this.builder = builder;
    this.dispatch = dispatch;
    this.frame = frame;
    this.exception = frame.stack(0);
  }

  /** Continues and ends the current block. */
  void write(Edges edges) {
    builder.line(flow.line(dispatch.first()));
    for (BytecodeBlock.Handler handler : dispatch.handlers()) {
      boolean all = handler.type() == null || handler.type().equals("java/lang/Throwable");
      if (all && isRelease(handler.block())) {
        enter(handler.block(), edges);
        return;
      }
      Block next = builder.newBlock();
      if (!all) {
        goOnIf(Condition.NE, instance(Type.ofInternalName(handler.type())), next);
      }
      if (all || handler.type().equals("java/lang/Error")) {
        Value passes =
            builder.emit(new Op.Binary(BinaryKind.IOR, instance(MACHINE), instance(ENDS_CALL)));
        goOnIf(Condition.EQ, passes, next);
      }
      enter(handler.block(), edges);
      builder.position(next);
    }
    builder.end(new Terminator.Throw(exception));
  }

  private Value instance(Type type) {
    return builder.emit(new Op.InstanceOf(type, exception));
  }

  private void goOnIf(Condition condition, Value test, Block otherwise) {
    Block goOn = builder.newBlock();
    builder.branch(condition, test, builder.constant(0), goOn, otherwise);
    builder.position(goOn);
  }

  private void enter(BytecodeBlock handler, Edges edges) {
    Type type = types.exceptionType(handler);
    Value typed =
        type.equals(Type.THROWABLE) ? exception : builder.emit(new Op.CheckCast(type, exception));
    builder.end(new Terminator.Jump(edges.to(handler, frame.withException(typed))));
  }

  /** What compilers write for synchronized blocks: give the lock back, throw on. */
  private boolean isRelease(BytecodeBlock handler) {
    boolean releases = false;
    for (int i = handler.first(); i < flow.size(); i++) {
      AbstractInsnNode instruction = flow.instruction(i);
      switch (instruction.getOpcode()) {
        case -1, Opcodes.ASTORE, Opcodes.ALOAD:
          break;
        case Opcodes.MONITOREXIT:
          releases = true;
          break;
        case Opcodes.ATHROW:
          return releases;
        default:
          return false;
      }
    }
    return false;
  }
}

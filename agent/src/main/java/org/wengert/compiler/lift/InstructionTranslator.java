package org.wengert.compiler.lift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.IincInsnNode;
import org.objectweb.asm.tree.IntInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;
import org.objectweb.asm.tree.VarInsnNode;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;
import org.wengert.compiler.ir.Value;

/**
 * Executes instructions on a frame symbolically: what the instruction computes becomes an
 * operation, and its value goes on the frame's stack or into a local. Instructions that end a block
 * are not handled here.
 */
final class InstructionTranslator {
  private static final Element[] ELEMENTS = {
    Element.INT, Element.LONG, Element.FLOAT, Element.DOUBLE,
    Element.REF, Element.BYTE, Element.CHAR, Element.SHORT
  };
  private static final String[] PRIMITIVE_ARRAYS = {"[Z", "[C", "[F", "[D", "[B", "[S", "[I", "[J"};

  private final BytecodeFlow flow;
  private final Frame frame;
  private final Emitter out;

  InstructionTranslator(BytecodeFlow flow, Frame frame, Emitter out) {
    this.flow = flow;
    this.frame = frame;
    this.out = out;
  }

  /** Translates one instruction; labels, frames and line numbers do nothing. */
  void translate(AbstractInsnNode instruction) {
    int opcode = instruction.getOpcode();
    if (opcode <= Opcodes.NOP) {
      return;
    }
    if (opcode <= Opcodes.LDC) {
      constant(instruction, opcode);
    } else if (opcode <= Opcodes.ALOAD) {
      frame.push(frame.load(((VarInsnNode) instruction).var));
    } else if (opcode <= Opcodes.SALOAD) {
      arrayLoad(ELEMENTS[opcode - Opcodes.IALOAD]);
    } else if (opcode <= Opcodes.ASTORE) {
      frame.store(((VarInsnNode) instruction).var, frame.pop());
    } else if (opcode <= Opcodes.SASTORE) {
      arrayStore(ELEMENTS[opcode - Opcodes.IASTORE]);
    } else if (opcode <= Opcodes.SWAP) {
      StackShuffle.apply(opcode, frame);
    } else if (opcode <= Opcodes.DCMPG) {
      arithmetic(instruction, opcode);
    } else {
      memory(instruction, opcode);
    }
  }

  private void push(Op op) {
    frame.push(out.emit(op));
  }

  private void constant(AbstractInsnNode instruction, int opcode) {
    if (instruction instanceof IntInsnNode small) {
      push(Op.Const.of(small.operand));
    } else if (instruction instanceof LdcInsnNode pool) {
      poolConstant(pool.cst);
    } else if (opcode == Opcodes.ACONST_NULL) {
      push(new Op.Const(null, Type.NULL));
    } else if (opcode <= Opcodes.ICONST_5) {
      push(Op.Const.of(opcode - Opcodes.ICONST_0));
    } else if (opcode <= Opcodes.LCONST_1) {
      push(new Op.Const((long) (opcode - Opcodes.LCONST_0), Type.LONG));
    } else if (opcode <= Opcodes.FCONST_2) {
      push(new Op.Const((float) (opcode - Opcodes.FCONST_0), Type.FLOAT));
    } else {
      push(Op.Const.of((double) (opcode - Opcodes.DCONST_0)));
    }
  }

  private void poolConstant(Object constant) {
    if (constant instanceof Integer) {
      push(new Op.Const(constant, Type.INT));
    } else if (constant instanceof Long) {
      push(new Op.Const(constant, Type.LONG));
    } else if (constant instanceof Float) {
      push(new Op.Const(constant, Type.FLOAT));
    } else if (constant instanceof Double) {
      push(new Op.Const(constant, Type.DOUBLE));
    } else if (constant instanceof String) {
      push(new Op.Const(constant, new Type("Ljava/lang/String;")));
    } else if (constant instanceof org.objectweb.asm.Type type
        && type.getSort() != org.objectweb.asm.Type.METHOD) {
      push(new Op.Const(new Type(type.getDescriptor()), new Type("Ljava/lang/Class;")));
    } else {
      linkedConstant(constant);
    }
  }

  /** A method handle, a method type or a dynamic constant. */
  private void linkedConstant(Object constant) {
    String name = "ldc";
    String type = "Ljava/lang/invoke/MethodHandle;";
    if (constant instanceof org.objectweb.asm.ConstantDynamic dynamic) {
      name = dynamic.getName();
      type = dynamic.getDescriptor();
    } else if (constant instanceof org.objectweb.asm.Type) {
      type = "Ljava/lang/invoke/MethodType;";
    }
    push(new Op.InvokeDynamic(name, "()" + type, new LoadedConstant(constant), List.of()));
  }

  private void arrayLoad(Element element) {
    Value index = frame.pop();
    Value array = frame.pop();
    Type type = element == Element.REF ? elementType(array.type()) : element.stackType();
    push(new Op.ArrayLoad(element, array, index, type));
  }

  /** Null has elements of type null (the load throws), as the JVM's verifier has it. */
  private static Type elementType(Type array) {
    if (array.equals(Type.NULL)) {
      return Type.NULL;
    }
    Type element = array.isArray() ? Type.ofDescriptor(array.elementDescriptor()) : Type.OBJECT;
    return element.isReference() ? element : Type.OBJECT;
  }

  private void arrayStore(Element element) {
    Value value = frame.pop();
    Value index = frame.pop();
    Value array = frame.pop();
    out.emit(new Op.ArrayStore(element, array, index, value));
  }

  private void arithmetic(AbstractInsnNode instruction, int opcode) {
    BinaryKind binary = Arithmetic.binary(opcode);
    if (binary != null) {
      Value right = frame.pop();
      Value left = frame.pop();
      push(new Op.Binary(binary, left, right));
      return;
    }
    UnaryKind unary = Arithmetic.unary(opcode);
    if (unary != null) {
      push(new Op.Unary(unary, frame.pop()));
      return;
    }
    IincInsnNode increment = (IincInsnNode) instruction;
    Value step = out.emit(Op.Const.of(increment.incr));
    Value old = frame.load(increment.var);
    frame.store(increment.var, out.emit(new Op.Binary(BinaryKind.IADD, old, step)));
  }

  private void memory(AbstractInsnNode instruction, int opcode) {
    if (instruction instanceof FieldInsnNode field) {
      field(new FieldRef(field.owner, field.name, field.desc), opcode);
    } else if (instruction instanceof MethodInsnNode call) {
      call(call, opcode);
    } else if (instruction instanceof InvokeDynamicInsnNode site) {
      dynamicCall(site);
    } else if (instruction instanceof TypeInsnNode typed) {
      typed(typed, opcode, Type.ofInternalName(typed.desc), typed.desc);
    } else if (instruction instanceof MultiANewArrayInsnNode array) {
      push(new Op.NewArray(new Type(array.desc), popMany(array.dims)));
    } else if (instruction instanceof IntInsnNode array) {
      Type type = new Type(PRIMITIVE_ARRAYS[array.operand - Opcodes.T_BOOLEAN]);
      push(new Op.NewArray(type, List.of(frame.pop())));
    } else if (opcode == Opcodes.ARRAYLENGTH) {
      push(new Op.ArrayLength(frame.pop()));
    } else {
      out.emit(new Op.Monitor(opcode == Opcodes.MONITORENTER, frame.pop()));
    }
  }

  private void field(FieldRef field, int opcode) {
    if (opcode == Opcodes.GETSTATIC) {
      push(new Op.GetStatic(field));
    } else if (opcode == Opcodes.PUTSTATIC) {
      out.emit(new Op.PutStatic(field, frame.pop()));
    } else if (opcode == Opcodes.GETFIELD) {
      push(new Op.GetField(field, frame.pop()));
    } else {
      Value value = frame.pop();
      Value object = frame.pop();
      out.emit(new Op.PutField(field, object, value));
    }
  }

  private void call(MethodInsnNode call, int opcode) {
    MethodRef method = new MethodRef(call.owner, call.name, call.desc);
    InvokeKind kind = invokeKind(opcode);
    int receiver = kind == InvokeKind.STATIC ? 0 : 1;
    int count = org.objectweb.asm.Type.getArgumentCount(call.desc) + receiver;
    boolean pure = kind == InvokeKind.STATIC && PureMethods.contains(method);
    List<Value> args = popMany(count);
    if (receiver == 1 && args.get(0).type().isUninitialized()) {
      Value made = out.emit(new Op.Construct(method, false, args.subList(1, count)));
      frame.replace(args.get(0).type(), made);
    } else if (HandleFields.isHandle(call.owner) && receiver == 1) {
      handleAccess(method, args);
    } else {
      pushResult(new Op.Invoke(kind, method, call.itf, pure, args));
    }
  }

  private void handleAccess(MethodRef method, List<Value> args) {
    Value[] results = HandleAccess.translate(out, method, args);
    if (results == null) {
      pushResult(new Op.Invoke(InvokeKind.VIRTUAL, method, false, false, args));
    } else if (results[0] != null) {
      frame.push(results[0]);
    }
  }

  private static InvokeKind invokeKind(int opcode) {
    switch (opcode) {
      case Opcodes.INVOKESTATIC:
        return InvokeKind.STATIC;
      case Opcodes.INVOKESPECIAL:
        return InvokeKind.SPECIAL;
      case Opcodes.INVOKEINTERFACE:
        return InvokeKind.INTERFACE;
      default:
        return InvokeKind.VIRTUAL;
    }
  }

  private void dynamicCall(InvokeDynamicInsnNode site) {
    CallSiteConstant constant =
        new CallSiteConstant(site.bsm, Collections.unmodifiableList(Arrays.asList(site.bsmArgs)));
    int count = org.objectweb.asm.Type.getArgumentCount(site.desc);
    boolean closure = site.bsm.getOwner().equals("java/lang/invoke/LambdaMetafactory");
    pushResult(new Op.InvokeDynamic(site.name, site.desc, closure, constant, popMany(count)));
  }

  private void pushResult(Op call) {
    Value result = out.emit(call);
    if (result != null) {
      frame.push(result);
    }
  }

  private void typed(AbstractInsnNode instruction, int opcode, Type type, String name) {
    if (opcode == Opcodes.NEW) {
      out.emit(new Op.InitClass(name));
      frame.push(new Value(-1, Type.uninitialized(flow.indexOf(instruction))));
    } else if (opcode == Opcodes.ANEWARRAY) {
      String element = name.charAt(0) == '[' ? name : "L" + name + ";";
      push(new Op.NewArray(new Type("[" + element), List.of(frame.pop())));
    } else if (opcode == Opcodes.CHECKCAST) {
      push(new Op.CheckCast(type, frame.pop()));
    } else {
      push(new Op.InstanceOf(type, frame.pop()));
    }
  }

  /** Pops some values; the deepest comes first. */
  private List<Value> popMany(int count) {
    List<Value> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(frame.pop());
    }
    Collections.reverse(values);
    return List.copyOf(values);
  }
}

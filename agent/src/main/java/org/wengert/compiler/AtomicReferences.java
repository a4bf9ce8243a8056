package org.wengert.compiler;

import java.util.List;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * The methods of atomic references that access memory by a {@code VarHandle}: they run as they are,
 * so that they stay atomic, and then the field is said to hold what it does hold.
 */
final class AtomicReferences {
  private static final String REFERENCE = "java/util/concurrent/atomic/AtomicReference";
  private static final String ARRAY = "java/util/concurrent/atomic/AtomicReferenceArray";
  private static final String TABLES = "org/wengert/runtime/Tables";
  private static final FieldRef VALUE = new FieldRef(REFERENCE, "value", "Ljava/lang/Object;");
  private static final FieldRef ELEMENTS = new FieldRef(ARRAY, "array", "[Ljava/lang/Object;");

  private final MethodRef method;
  private final FunctionBuilder builder;
  private final Value self;
  private final List<Value> inputs;

  private AtomicReferences(MethodRef method) {
    this.method = method;
    Type result = Type.ofDescriptor(MethodDescriptor.result(method.descriptor()));
    this.builder = new FunctionBuilder(method, result);
    this.self = builder.addInput(Type.ofInternalName(method.owner()));
    for (String type : MethodDescriptor.parameters(method.descriptor())) {
      builder.addInput(Type.ofDescriptor(type));
    }
    this.inputs = List.copyOf(builder.inputs());
  }

  /** The function to differentiate for a method; null for its own bytecode. */
  static Function of(MethodRef method) {
    if (method.owner().equals(REFERENCE)) {
      return new AtomicReferences(method).ofReference();
    }
    return method.owner().equals(ARRAY) ? new AtomicReferences(method).ofArray() : null;
  }

  private Function ofReference() {
    switch (method.name()) {
      case "getPlain", "getOpaque", "getAcquire":
        return returning(builder.emit(new Op.GetField(VALUE, self)));
      case "lazySet", "setPlain", "setOpaque", "setRelease":
        plain();
        builder.emit(new Op.Held(VALUE, self, inputs.get(1)));
        return returning(null);
      case "getAndSet":
        Value before = builder.emit(new Op.GetField(VALUE, self));
        Value old = plain();
        builder.emit(new Op.Held(VALUE, self, inputs.get(1)));
        return returning(sameAs(old, before));
      default:
        return method.name().startsWith("compareAnd") || method.name().startsWith("weakCompareAnd")
            ? replaced()
            : null;
    }
  }

  /** A result is the boolean whether it was replaced, or what was there before. */
  private Function replaced() {
    Value before = builder.emit(new Op.GetField(VALUE, self));
    Value result = plain();
    Block replaced = builder.newBlock();
    Block end = builder.newBlock();
    if (result.type().isReference()) {
      builder.branch(Condition.EQ, result, inputs.get(1), replaced, end);
    } else {
      builder.branch(Condition.NE, result, builder.constant(0), replaced, end);
    }
    builder.position(replaced);
    builder.emit(new Op.Held(VALUE, self, inputs.get(2)));
    builder.jump(end);
    builder.position(end);
    return returning(result.type().isReference() ? sameAs(result, before) : result);
  }

  /** What was read from the field is known to derivatives, unless another thread was faster. */
  private Value sameAs(Value result, Value read) {
    return builder.emit(new Op.Select(Condition.EQ, result, read, read, result));
  }

  private Value plain() {
    return builder.emit(new Op.Invoke(InvokeKind.PLAIN, method, false, false, inputs));
  }

  private Function ofArray() {
    switch (method.name()) {
      case "get", "getPlain", "getOpaque", "getAcquire":
        return access("get", "([Ljava/lang/Object;I)Ljava/lang/Object;");
      case "lazySet", "setPlain", "setOpaque", "setRelease":
        return access("set", "([Ljava/lang/Object;ILjava/lang/Object;)V");
      case "set":
        return access("setVolatile", "([Ljava/lang/Object;ILjava/lang/Object;)V");
      default:
        return null;
    }
  }

  private Function access(String name, String descriptor) {
    Value elements = builder.emit(new Op.GetField(ELEMENTS, self));
    List<Value> args =
        inputs.size() == 2
            ? List.of(elements, inputs.get(1))
            : List.of(elements, inputs.get(1), inputs.get(2));
    MethodRef other = new MethodRef(TABLES, name, descriptor);
    return returning(builder.emit(new Op.Invoke(InvokeKind.STATIC, other, false, false, args)));
  }

  private Function returning(Value result) {
    builder.end(new Terminator.Return(result));
    return builder.finish();
  }
}

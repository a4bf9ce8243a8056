package org.wengert.compiler.emit;

import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.Binding;
import org.wengert.compiler.ir.Closure;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.lift.CallSiteConstant;
import org.wengert.compiler.rules.NumberClasses;

/**
 * Emits accesses of fields and calls of methods: directly where the emitted class has the right,
 * else through a call site that the runtime links with full rights, once.
 */
final class MemberEmitter {
  private static final String VALUES = "org/wengert/runtime/Values";
  private static final String LINKER = "org/wengert/runtime/Linker";
  private static final String BOOTSTRAP =
      "(Ljava/lang/invoke/MethodHandles$Lookup;Ljava/lang/String;Ljava/lang/invoke/MethodType;";
  private static final String SITE = ")Ljava/lang/invoke/CallSite;";
  private static final String TEXT = "Ljava/lang/String;";
  private static final Handle LINK = handle("link", TEXT + TEXT + TEXT + TEXT);
  private static final Handle DISPATCH = handle("dispatch", TEXT + TEXT + TEXT + TEXT);
  private static final Handle INIT_CLASS = handle("initClass", TEXT);
  private static final Handle ALLOCATE = handle("allocate", TEXT);
  private static final Handle CAPTURED = handle("captured", "I");
  private static final Handle MEMBER = handle("member", TEXT + TEXT + TEXT + TEXT);

  private static final Handle RULE = handle("rule", TEXT + TEXT + TEXT);

  private final Code code;
  private final VariantLinkage linkage;
  private final Erasure erasure;

  MemberEmitter(Code code, VariantLinkage linkage) {
    this.code = code;
    this.linkage = linkage;
    this.erasure = new Erasure(linkage);
  }

  private static Handle handle(String name, String constants) {
    return new Handle(Opcodes.H_INVOKESTATIC, LINKER, name, BOOTSTRAP + constants + SITE, false);
  }

  /**
   * @param opcode one of the JVM's four for fields
   */
  void field(int opcode, FieldRef field) {
    if (NumberClasses.isNumber(field.name())) {
      code.call(Opcodes.INVOKESTATIC, VALUES, "number", "(Ljava/lang/Object;)D", false);
      return;
    }
    if (Closure.is(field.owner())) {
      code.callSite(
          "captured",
          erasure.erased("(Ljava/lang/Object;)" + field.descriptor()),
          CAPTURED,
          Closure.position(field));
      return;
    }
    boolean write = opcode == Opcodes.PUTFIELD || opcode == Opcodes.PUTSTATIC;
    boolean takesHidden = write && erasure.hides(Type.ofDescriptor(field.descriptor()));
    if (linkage.isOpen(field, write) && !takesHidden) {
      code.field(opcode, field.owner(), field.name(), field.descriptor());
      return;
    }
    boolean isStatic = opcode == Opcodes.GETSTATIC || opcode == Opcodes.PUTSTATIC;
    String object = isStatic ? "" : "L" + field.owner() + ";";
    String type =
        write ? "(" + object + field.descriptor() + ")V" : "(" + object + ")" + field.descriptor();
    String access = (write ? "put" : "get") + (isStatic ? "static" : "field");
    member(access, type, field.owner(), field.name(), field.descriptor());
  }

  private void member(String access, String type, String owner, String name, String descriptor) {
    code.callSite(access, erasure.erased(type), MEMBER, owner, name, descriptor, access);
  }

  void construct(MethodRef constructor) {
    code.call(
        Opcodes.INVOKESPECIAL, constructor.owner(), "<init>", constructor.descriptor(), false);
  }

  void allocate(Type type) {
    code.callSite("allocate", "()" + type.descriptor(), ALLOCATE, type.internalName());
  }

  void initClass(String owner) {
    code.callSite("initClass", "()V", INIT_CLASS, owner);
  }

  void invoke(Op.Invoke call) {
    MethodRef method = call.method();
    if (linkage.isForeignRule(method)) {
      code.callSite(
          method.name(),
          withoutClasses(method.descriptor()),
          RULE,
          method.owner().replace('/', '.'),
          method.name(),
          method.descriptor());
      return;
    }
    if (method.owner().equals(NumberClasses.KNOWN)) {
      code.call(Opcodes.INVOKESTATIC, VALUES, "known", method.descriptor(), false);
      return;
    }
    boolean plain = call.kind() == InvokeKind.PLAIN;
    boolean open = linkage.isOpen(call.kind(), method) || linkage.isPrivate(method);
    if (!plain && open && !erasure.hidesParameter(method.descriptor())) {
      code.call(
          opcode(call),
          method.owner(),
          method.name(),
          method.descriptor(),
          call.ownerIsInterface());
      return;
    }
    if (method.name().equals("<init>")) {
      throw new IllegalArgumentException("a constructor cannot be run on its own: " + method);
    }
    String receiver = call.hasReceiver() ? "L" + method.owner() + ";" : "";
    String type = "(" + receiver + method.descriptor().substring(1);
    boolean fixed = call.kind() == InvokeKind.SPECIAL || call.kind() == InvokeKind.PLAIN;
    String access = !call.hasReceiver() ? "static" : fixed ? "special" : "virtual";
    member(access, type, method.owner(), method.name(), method.descriptor());
  }

  /** The emitted class need not be able to name the classes of objects that it hands on. */
  private static String withoutClasses(String descriptor) {
    StringBuilder erased = new StringBuilder("(");
    for (String parameter : MethodDescriptor.parameters(descriptor)) {
      erased.append(parameter.charAt(0) == 'L' ? Type.OBJECT.descriptor() : parameter);
    }
    return erased.append(')').append(MethodDescriptor.result(descriptor)).toString();
  }

  private static int opcode(Op.Invoke call) {
    switch (call.kind()) {
      case STATIC:
        return Opcodes.INVOKESTATIC;
      case INTERFACE:
        return Opcodes.INVOKEINTERFACE;
      default:
        return call.ownerIsInterface() ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    }
  }

  /** A call site of the primal, in the emitted class. */
  void dynamic(Op.InvokeDynamic call, CallSiteConstant site) {
    Object[] arguments = site.arguments().toArray();
    for (int i = 0; i < arguments.length; i++) {
      if (arguments[i] instanceof Handle handle) {
        arguments[i] = ofNestmate(handle);
      }
    }
    code.callSite(call.name(), call.descriptor(), site.bootstrap(), arguments);
  }

  /** Only the class itself may name its private methods by {@code invokespecial}. */
  private static Handle ofNestmate(Handle handle) {
    if (handle.getTag() != Opcodes.H_INVOKESPECIAL) {
      return handle;
    }
    int tag = handle.isInterface() ? Opcodes.H_INVOKEINTERFACE : Opcodes.H_INVOKEVIRTUAL;
    return new Handle(
        tag, handle.getOwner(), handle.getName(), handle.getDesc(), handle.isInterface());
  }

  /** A call of a variant that is no method of the emitted class. */
  void variant(Variant variant, String descriptor) {
    MethodRef method = variant.method();
    code.callSite(
        method.name().replace('<', '_').replace('>', '_'),
        erasure.erased(descriptor),
        variant.binding() == Binding.VIRTUAL ? DISPATCH : LINK,
        method.owner(),
        method.name(),
        method.descriptor(),
        variant.text());
  }
}

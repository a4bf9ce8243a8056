package org.wengert.compiler.emit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.wengert.compiler.ir.MethodDescriptor;

/**
 * Writes the entry points that the API calls: they prepare the tape, bind the arguments to their
 * shadows, call the variants in the same class, and hand over what these leave on the tape. The
 * types are those of {@code org.wengert.runtime.Bridge.entry}.
 */
public final class EntryPoints {
  /** Suffix of the kinds whose arguments and shadows come in arrays. */
  public static final String WIDE = "-wide";

  private static final String TAPE = "org/wengert/runtime/Tape";
  private static final String ARGUMENTS = "org/wengert/runtime/Arguments";
  private static final String SHADOWS = "org/wengert/runtime/Shadows";

  private final ClassVisitor visitor;
  private final String owner;
  private final boolean isInstance;
  private final Type[] params;
  private final Type result;
  private final String activity;
  private final String variantActivity;
  private final List<String> shadowDescriptors;
  private final boolean[] ownShadows;
  private final boolean movesRows;
  private final boolean resultCarries;
  private String displayed = "";
  private List<String> parameterNames = List.of();

  /**
   * @param receiver internal name of the class of the receiver; null for a static method
   * @param descriptor of the primal
   * @param activity one character a parameter
   * @param variantActivity of the variants that are called: shadows of arrays that are active there
   *     but not here are made here
   * @param shadowDescriptors by parameter the descriptor of its shadow, null where it has none
   * @param ownShadows by parameter, whether it is inactive and gets a shadow at need
   * @param movesRows whether the method may store rows in arrays of arrays
   * @param resultCarries whether what is returned may carry derivatives
   */
  public EntryPoints(
      ClassVisitor visitor,
      String owner,
      String receiver,
      String descriptor,
      String activity,
      String variantActivity,
      List<String> shadowDescriptors,
      boolean[] ownShadows,
      boolean movesRows,
      boolean resultCarries) {
    this.resultCarries = resultCarries;
    this.ownShadows = ownShadows;
    this.movesRows = movesRows;
    this.visitor = visitor;
    this.owner = owner;
    this.isInstance = receiver != null;
    this.params = parameters(receiver, descriptor);
    this.result = Type.getReturnType(descriptor);
    this.activity = activity;
    this.variantActivity = variantActivity;
    this.shadowDescriptors = shadowDescriptors;
  }

  private static Type[] parameters(String receiver, String descriptor) {
    Type[] declared = Type.getArgumentTypes(descriptor);
    if (receiver == null) {
      return declared;
    }
    Type[] all = new Type[declared.length + 1];
    all[0] = Type.getObjectType(receiver);
    System.arraycopy(declared, 0, all, 1, declared.length);
    return all;
  }

  /** Says how diagnostics name the method and its parameters. */
  public void name(String displayedMethod, List<String> parameters) {
    displayed = displayedMethod;
    parameterNames = parameters;
  }

  /** Descriptor of an entry point of a kind. */
  public String descriptor(String kind) {
    if (kind.equals("reverse")) {
      return "(D[DLjava/lang/Object;)V";
    } else if (kind.equals("primal-wide")) {
      return "([Ljava/lang/Object;)Ljava/lang/Object;";
    } else if (kind.endsWith(WIDE)) {
      return "([Ljava/lang/Object;[Ljava/lang/Object;" + extras(kind) + ")Ljava/lang/Object;";
    }
    StringBuilder text = new StringBuilder("(");
    for (Type param : params) {
      text.append(param.getDescriptor());
    }
    for (int i = 0; i < params.length; i++) {
      if (isActive(i) && (isReference(i) || kind.equals("jvp"))) {
        text.append(shadowDescriptors.get(i));
      }
    }
    return text.append(extras(kind)).append(')').append(result.getDescriptor()).toString();
  }

  /** What follows the shadows. */
  private static String extras(String kind) {
    if (kind.startsWith("gradient")) {
      return "[DLjava/lang/Object;";
    }
    return (kind.startsWith("jvp") ? "[D[Ljava/lang/Object;" : "[Ljava/lang/Object;")
        + "Ljava/lang/Object;";
  }

  private boolean isActive(int param) {
    return activity.charAt(param) == 'A';
  }

  /** Whether the variant wants a shadow that no caller gives. */
  private boolean isLent(int param) {
    return !isActive(param) && variantActivity.charAt(param) == 'A';
  }

  private boolean isReference(int param) {
    return params[param].getSort() >= Type.ARRAY;
  }

  /** Whether it is an array, of any rank, of numbers. */
  private static boolean endsInNumbers(Type type) {
    return type.getSort() == Type.ARRAY && type.getElementType().getSort() < Type.ARRAY;
  }

  /** Whether the result is an object, or an array of objects, that may carry derivatives. */
  private boolean returnsObject() {
    return resultCarries && result.getSort() >= Type.ARRAY && !endsInNumbers(result);
  }

  private boolean isFloating(Type type) {
    return type.getSort() == Type.DOUBLE || type.getSort() == Type.FLOAT;
  }

  /**
   * @param variant name of the JOINT variant
   * @param variantDescriptor with all parameters of the variant
   * @param wide whether arguments and shadows come in arrays
   */
  public void gradient(String name, String variant, String variantDescriptor, boolean wide) {
    Body body = new Body(name, "gradient", wide);
    body.begin();
    body.bindArguments("bind", true);
    body.passPrimalArguments();
    body.passShadows(false);
    body.pass("[D", body.extras);
    body.invokeVariant(variant, variantDescriptor);
    body.finish();
    body.returnResult();
  }

  /**
   * @param variant name of the TANGENT variant
   * @param variantDescriptor with all parameters of the variant
   * @param wide whether arguments and shadows come in arrays
   */
  public void jvp(String name, String variant, String variantDescriptor, boolean wide) {
    Body body = new Body(name, "jvp", wide);
    body.begin();
    body.bindArguments("bindTangent", false);
    body.passPrimalArguments();
    body.passShadows(true);
    body.invokeVariant(variant, variantDescriptor);
    if (isFloating(result)) {
      body.publishTangent(body.extras);
    } else if (endsInNumbers(result)) {
      body.publishShadow(body.extras + 1);
    } else if (returnsObject()) {
      body.noteResult();
    }
    body.finish();
    body.returnResult();
  }

  /**
   * @param variant name of the FORWARD variant
   * @param variantDescriptor with all parameters of the variant
   * @param wide whether arguments and shadows come in arrays
   */
  public void forward(String name, String variant, String variantDescriptor, boolean wide) {
    Body body = new Body(name, "forward", wide);
    body.begin();
    body.keepReceiver();
    body.bindArguments("bind", false);
    body.passPrimalArguments();
    body.passShadows(false);
    body.invokeVariant(variant, variantDescriptor);
    if (endsInNumbers(result)) {
      body.publishShadow(body.extras);
    } else if (returnsObject()) {
      body.noteResult();
    }
    body.publishShadowsOnExit(body.extras);
    body.loadTape();
    body.method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, TAPE, "endForward", "()V", false);
    body.returnResult();
  }

  /**
   * @param variant name of the REVERSE variant
   */
  public void reverse(String name, String variant, String variantDescriptor) {
    MethodVisitor method = start(name, descriptor("reverse"));
    castTape(method, 3, 4);
    method.visitVarInsn(Opcodes.ALOAD, 4);
    method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, TAPE, "beginReverse", "()V", false);
    if (variantDescriptor.startsWith("(D")) {
      method.visitVarInsn(Opcodes.DLOAD, 0);
    }
    method.visitVarInsn(Opcodes.ALOAD, 4);
    method.visitMethodInsn(Opcodes.INVOKESTATIC, owner, variant, variantDescriptor, false);
    if (variantDescriptor.endsWith("D")) {
      storeScalarAdjoints(method);
    }
    method.visitVarInsn(Opcodes.ALOAD, 4);
    method.visitMethodInsn(Opcodes.INVOKESTATIC, ARGUMENTS, "settle", "(L" + TAPE + ";)V", false);
    method.visitInsn(Opcodes.RETURN);
    method.visitMaxs(0, 0);
    method.visitEnd();
  }

  /** The first one is on the stack, the others on the tape. */
  private void storeScalarAdjoints(MethodVisitor method) {
    method.visitVarInsn(Opcodes.DSTORE, 5);
    method.visitVarInsn(Opcodes.ALOAD, 2);
    method.visitInsn(Opcodes.ICONST_0);
    method.visitVarInsn(Opcodes.DLOAD, 5);
    method.visitInsn(Opcodes.DASTORE);
    int scalars = 0;
    for (int i = 0; i < params.length; i++) {
      scalars += isActive(i) && isFloating(params[i]) ? 1 : 0;
    }
    if (scalars > 1) {
      method.visitVarInsn(Opcodes.ALOAD, 4);
      method.visitFieldInsn(Opcodes.GETFIELD, TAPE, "out", "[D");
      method.visitInsn(Opcodes.ICONST_1);
      method.visitVarInsn(Opcodes.ALOAD, 2);
      method.visitInsn(Opcodes.ICONST_1);
      push(method, scalars - 1);
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          "java/lang/System",
          "arraycopy",
          "(Ljava/lang/Object;ILjava/lang/Object;II)V",
          false);
    }
  }

  private MethodVisitor start(String name, String descriptor) {
    MethodVisitor method =
        visitor.visitMethod(
            Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC, name, descriptor, null, null);
    method.visitCode();
    return method;
  }

  private static void castTape(MethodVisitor method, int from, int to) {
    method.visitVarInsn(Opcodes.ALOAD, from);
    method.visitTypeInsn(Opcodes.CHECKCAST, TAPE);
    method.visitVarInsn(Opcodes.ASTORE, to);
  }

  static void push(MethodVisitor method, int value) {
    if (value <= Short.MAX_VALUE) {
      method.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      method.visitLdcInsn(value);
    }
  }

  /** {@code (Object[] arguments) Object}: calls the method itself. */
  public void primal(String name, String host, boolean isInterface, String method) {
    MethodVisitor code = start(name, descriptor("primal-wide"));
    for (int i = 0; i < params.length; i++) {
      code.visitVarInsn(Opcodes.ALOAD, 0);
      push(code, i);
      code.visitInsn(Opcodes.AALOAD);
      unbox(code, params[i]);
    }
    Type[] declared = isInstance ? Arrays.copyOfRange(params, 1, params.length) : params;
    String descriptor = Type.getMethodDescriptor(result, declared);
    int opcode =
        !isInstance
            ? Opcodes.INVOKESTATIC
            : isInterface ? Opcodes.INVOKEINTERFACE : Opcodes.INVOKEVIRTUAL;
    code.visitMethodInsn(opcode, host, method, descriptor, isInterface);
    box(code, result);
    code.visitInsn(Opcodes.ARETURN);
    code.visitMaxs(0, 0);
    code.visitEnd();
  }

  static void unbox(MethodVisitor method, Type type) {
    if (type.getSort() >= Type.ARRAY) {
      method.visitTypeInsn(Opcodes.CHECKCAST, type.getInternalName());
      return;
    }
    String box = box(type);
    method.visitTypeInsn(Opcodes.CHECKCAST, box);
    method.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        box,
        type.getClassName() + "Value",
        "()" + type.getDescriptor(),
        false);
  }

  static void box(MethodVisitor method, Type type) {
    if (type.getSort() == Type.VOID) {
      method.visitInsn(Opcodes.ACONST_NULL);
    } else if (type.getSort() < Type.ARRAY) {
      String box = box(type);
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          box,
          "valueOf",
          "(" + type.getDescriptor() + ")L" + box + ";",
          false);
    }
  }

  private static String box(Type type) {
    switch (type.getSort()) {
      case Type.INT:
        return "java/lang/Integer";
      case Type.CHAR:
        return "java/lang/Character";
      default:
        String name = type.getClassName();
        return "java/lang/" + name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
  }

  /** One entry point with the primal's parameters first. */
  private final class Body {
    private final MethodVisitor method;
    private final int[] primalSlots = new int[params.length];
    private final int[] shadowSlots = new int[params.length];
    private final int extras;
    private final int tape;
    private final boolean wide;
    private final List<VariantCall.Passed> passed = new ArrayList<>();

    Body(String name, String kind, boolean wide) {
      this.wide = wide;
      this.method = start(name, descriptor(wide ? kind + WIDE : kind));
      int slot = wide ? 2 + MethodDescriptor.parameters("(" + extras(kind) + ")V").size() + 1 : 0;
      for (int i = 0; i < params.length; i++) {
        primalSlots[i] = slot;
        slot += params[i].getSize();
      }
      for (int i = 0; i < params.length; i++) {
        shadowSlots[i] = -1;
        if (isActive(i) && (isReference(i) || kind.equals("jvp"))) {
          shadowSlots[i] = slot;
          slot += shadowDescriptors.get(i).equals("D") ? 2 : 1;
        }
      }
      this.extras = wide ? 2 : slot;
      int given = extras + (kind.equals("jvp") ? 2 : 1);
      this.tape = given + 1;
      castTape(method, given, tape);
      if (wide) {
        unpack();
        lend(slot);
      } else {
        lend(tape + 1);
      }
    }

    private void lend(int free) {
      int slot = free;
      for (int i = 0; i < params.length; i++) {
        if (isLent(i)) {
          shadowSlots[i] = slot++;
        }
      }
    }

    /** Brings what came in arrays to where it would be as parameters. */
    private void unpack() {
      int shadow = 0;
      for (int i = 0; i < params.length; i++) {
        unpack(0, i, params[i], primalSlots[i]);
        if (shadowSlots[i] >= 0) {
          unpack(1, shadow++, Type.getType(shadowDescriptors.get(i)), shadowSlots[i]);
        }
      }
    }

    private void unpack(int array, int index, Type type, int slot) {
      method.visitVarInsn(Opcodes.ALOAD, array);
      push(method, index);
      method.visitInsn(Opcodes.AALOAD);
      unbox(method, type);
      method.visitVarInsn(type.getOpcode(Opcodes.ISTORE), slot);
    }

    void load(String descriptor, int slot) {
      method.visitVarInsn(Type.getType(descriptor).getOpcode(Opcodes.ILOAD), slot);
    }

    void loadTape() {
      method.visitVarInsn(Opcodes.ALOAD, tape);
    }

    void begin() {
      loadTape();
      push(method, params.length + 1);
      method.visitMethodInsn(Opcodes.INVOKEVIRTUAL, TAPE, "begin", "(I)V", false);
    }

    /** Active references first, so that inactive arrays can be checked against them. */
    void bindArguments(String binder, boolean clear) {
      if (isInstance) {
        method.visitVarInsn(Opcodes.ALOAD, primalSlots[0]);
        method.visitMethodInsn(
            Opcodes.INVOKESTATIC,
            "java/util/Objects",
            "requireNonNull",
            "(Ljava/lang/Object;)Ljava/lang/Object;",
            false);
        method.visitInsn(Opcodes.POP);
      }
      for (int i = 0; i < params.length; i++) {
        if (isActive(i) && isReference(i)) {
          bindActive(i, endsInNumbers(params[i]) ? binder : "bindObject", clear);
        }
      }
      for (int i = 0; i < params.length; i++) {
        if (isLent(i)) {
          bindLent(i);
        }
      }
      for (int i = 0; i < params.length; i++) {
        if (!isActive(i)
            && endsInNumbers(params[i])
            && shadowDescriptors.get(i) != null
            && !isLent(i)
            && !ownShadows[i]) {
          loadTape();
          method.visitVarInsn(Opcodes.ALOAD, primalSlots[i]);
          method.visitLdcInsn(displayed);
          method.visitLdcInsn(i < parameterNames.size() ? parameterNames.get(i) : "arg" + i);
          method.visitMethodInsn(
              Opcodes.INVOKESTATIC,
              ARGUMENTS,
              "bindInactive",
              "(L" + TAPE + ";Ljava/lang/Object;Ljava/lang/String;Ljava/lang/String;)V",
              false);
        }
      }
    }

    private void bindLent(int i) {
      loadTape();
      method.visitVarInsn(Opcodes.ALOAD, primalSlots[i]);
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          SHADOWS,
          "shadowOf",
          "(L" + TAPE + ";Ljava/lang/Object;)Ljava/lang/Object;",
          false);
      method.visitTypeInsn(
          Opcodes.CHECKCAST, Type.getType(shadowDescriptors.get(i)).getInternalName());
      method.visitVarInsn(Opcodes.ASTORE, shadowSlots[i]);
    }

    private void bindActive(int i, String binder, boolean clear) {
      String shadow = shadowDescriptors.get(i);
      if (clear) {
        String helper = binder.equals("bindObject") ? "clearFlat" : "clear";
        load(shadow, shadowSlots[i]);
        method.visitMethodInsn(
            Opcodes.INVOKESTATIC, SHADOWS, helper, "(Ljava/lang/Object;)V", false);
      }
      loadTape();
      method.visitVarInsn(Opcodes.ALOAD, primalSlots[i]);
      method.visitVarInsn(Opcodes.ALOAD, shadowSlots[i]);
      boolean copies = movesRows && params[i].getSort() == Type.ARRAY && binder.equals("bind");
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          ARGUMENTS,
          copies && params[i].getDimensions() > 1 ? "bindCopy" : binder,
          "(L" + TAPE + ";Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
          false);
      method.visitTypeInsn(Opcodes.CHECKCAST, Type.getType(shadow).getInternalName());
      method.visitVarInsn(Opcodes.ASTORE, shadowSlots[i]);
    }

    /**
     * The reverse sweep of an instance method is found by the receiver of the recorded call; those
     * of functional objects are compiled as static methods.
     */
    void keepReceiver() {
      if (params.length > 0 && isReference(0)) {
        loadTape();
        method.visitVarInsn(Opcodes.ALOAD, primalSlots[0]);
        method.visitFieldInsn(Opcodes.PUTFIELD, TAPE, "receiver", "Ljava/lang/Object;");
      }
    }

    /** The result is on the stack and stays there. */
    void noteResult() {
      method.visitInsn(Opcodes.DUP);
      loadTape();
      method.visitInsn(Opcodes.SWAP);
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          ARGUMENTS,
          "noteResult",
          "(L" + TAPE + ";Ljava/lang/Object;)V",
          false);
    }

    void pass(String descriptor, int slot) {
      passed.add(new VariantCall.Passed(Type.getType(descriptor), slot));
    }

    void passPrimalArguments() {
      for (int i = 0; i < params.length; i++) {
        pass(params[i].getDescriptor(), primalSlots[i]);
      }
    }

    void passShadows(boolean scalars) {
      for (int i = 0; i < params.length; i++) {
        if (isLent(i) || (isActive(i) && (isReference(i) || scalars))) {
          pass(shadowDescriptors.get(i), shadowSlots[i]);
        }
      }
    }

    /**
     * @param descriptor with all parameters
     */
    void invokeVariant(String variant, String descriptor) {
      pass("L" + TAPE + ";", tape);
      new VariantCall(method, owner, tape).write(passed, variant, descriptor);
    }

    /** {@code target[0] = tape.out[0]}. */
    void publishTangent(int target) {
      method.visitVarInsn(Opcodes.ALOAD, target);
      method.visitInsn(Opcodes.ICONST_0);
      loadTape();
      method.visitFieldInsn(Opcodes.GETFIELD, TAPE, "out", "[D");
      method.visitInsn(Opcodes.ICONST_0);
      method.visitInsn(Opcodes.DALOAD);
      method.visitInsn(Opcodes.DASTORE);
    }

    /** The result is on the stack and stays there: {@code target[0] = its shadow}. */
    void publishShadow(int target) {
      method.visitInsn(Opcodes.DUP);
      loadTape();
      method.visitInsn(Opcodes.SWAP);
      method.visitVarInsn(Opcodes.ALOAD, target);
      method.visitMethodInsn(
          Opcodes.INVOKESTATIC,
          ARGUMENTS,
          "publishResult",
          "(L" + TAPE + ";Ljava/lang/Object;[Ljava/lang/Object;)V",
          false);
    }

    /**
     * Where rows can have moved: {@code if (target.length > n) target[1..n] = shadows}, so that the
     * caller finds the shadow of what an array holds on exit.
     */
    void publishShadowsOnExit(int target) {
      int count = 0;
      for (int i = 0; i < params.length; i++) {
        if (isActive(i) && isReference(i)) {
          count++;
          loadTape();
          method.visitVarInsn(Opcodes.ALOAD, primalSlots[i]);
          method.visitVarInsn(Opcodes.ALOAD, shadowSlots[i]);
          method.visitVarInsn(Opcodes.ALOAD, target);
          push(method, count);
          method.visitMethodInsn(
              Opcodes.INVOKESTATIC,
              ARGUMENTS,
              "publishExit",
              "(L" + TAPE + ";Ljava/lang/Object;Ljava/lang/Object;[Ljava/lang/Object;I)V",
              false);
        }
      }
    }

    void finish() {
      loadTape();
      method.visitMethodInsn(Opcodes.INVOKESTATIC, ARGUMENTS, "finish", "(L" + TAPE + ";)V", false);
    }

    void returnResult() {
      if (wide) {
        box(method, result);
        method.visitInsn(Opcodes.ARETURN);
      } else {
        method.visitInsn(result.getOpcode(Opcodes.IRETURN));
      }
      method.visitMaxs(0, 0);
      method.visitEnd();
    }
  }
}

package org.wengert.compiler.lift;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.FunctionBuilder;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Protection;
import org.wengert.compiler.ir.Reducible;
import org.wengert.compiler.ir.Type;

/** Methods of class files to functions in SSA form. */
public final class Lifter {
  private Lifter() {}

  /** {@link #lift(ClassSource, String, String, ClassHierarchy)} with nothing known of classes. */
  public static Lifted lift(ClassSource source, String name, String descriptor) {
    return lift(source, name, descriptor, ClassHierarchy.UNKNOWN);
  }

  /**
   * Lifts one method.
   *
   * @throws IllegalArgumentException if the class declares no such method or it has no code
   * @throws UnreadableClassException if its bytecode is not valid
   */
  public static Lifted lift(
      ClassSource source, String name, String descriptor, ClassHierarchy hierarchy) {
    MethodNode method = source.parse(name, descriptor);
    MethodRef reference = new MethodRef(source.name(), name, descriptor);
    if (method == null) {
      throw new IllegalArgumentException("no method " + reference);
    }
    if ((method.access & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_NATIVE)) != 0) {
      throw new IllegalArgumentException("no code: " + reference + " is abstract or native");
    }
    try {
      return lift(source, method, reference, hierarchy);
    } catch (UnreadableClassException e) {
      throw new UnreadableClassException(e.getMessage() + " in " + reference, e);
    }
  }

  /**
   * Names of a method's parameters, null for each that the class file does not name; null if there
   * is no such method.
   *
   * @throws UnreadableClassException if its bytecode is not valid
   */
  public static List<String> parameterNames(ClassSource source, String name, String descriptor) {
    MethodNode method = source.parse(name, descriptor);
    return method == null ? null : ParameterNames.of(method);
  }

  private static Lifted lift(
      ClassSource source, MethodNode method, MethodRef reference, ClassHierarchy hierarchy) {
    Texts.makeExplicit(method);
    BytecodeFlow flow = new BytecodeFlow(method, new Throwing(source, method));
    Type result = resultType(method.desc);
    FunctionBuilder builder = new FunctionBuilder(reference, result);
    Frame arguments = arguments(source.name(), method, builder);
    TypeFlow types = new TypeFlow(flow, arguments, new TypeJoin(hierarchy));
    Function function =
        new SsaTranslation(flow, types, new Liveness(flow), builder, hierarchy).run(arguments);
    if ((method.access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      boolean isStatic = (method.access & Opcodes.ACC_STATIC) != 0;
      function = Protection.synchronizedOn(function, isStatic ? null : function.inputs().get(0));
    }
    List<Obstacle> obstacles = Obstacles.of(method, flow);
    return new Lifted(
        Reducible.of(function),
        method.access,
        source.sourceFile(),
        ParameterNames.of(method),
        obstacles);
  }

  private static Type resultType(String descriptor) {
    return Type.ofDescriptor(descriptor.substring(descriptor.indexOf(')') + 1));
  }

  private static Frame arguments(String owner, MethodNode method, FunctionBuilder builder) {
    Frame frame = new Frame(method.maxLocals, method.maxStack);
    int slot = 0;
    if ((method.access & Opcodes.ACC_STATIC) == 0) {
      frame.store(slot++, builder.addInput(Type.ofInternalName(owner)));
    }
    for (org.objectweb.asm.Type type : org.objectweb.asm.Type.getArgumentTypes(method.desc)) {
      Type input = Type.ofDescriptor(type.getDescriptor());
      frame.store(slot, builder.addInput(input));
      slot += input.slots();
    }
    return frame;
  }
}

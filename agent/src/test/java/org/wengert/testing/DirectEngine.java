package org.wengert.testing;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.CheckClassAdapter;
import org.wengert.compiler.Compiler;
import org.wengert.compiler.emit.MethodSize;
import org.wengert.runtime.Bridge;
import org.wengert.runtime.Linker;

/** Asks the compiler for entry points directly: no agent, no packaging. */
public final class DirectEngine implements Engine {

  /** The most slots of a handle that is called plainly, as in the API. */
  private static final int WIDEST = 250;

  static {
    Compiler compiler = new Compiler(lookups(), DirectEngine::verify);
    Linker.install(() -> compiler);
  }

  /** Full rights in every class. */
  public static Compiler.Lookups lookups() {
    MethodHandles.Lookup trusted = trustedLookup();
    return new Compiler.Lookups() {
      @Override
      public MethodHandles.Lookup in(Class<?> host) {
        return trusted.in(host);
      }

      @Override
      public MethodHandles.Lookup trusted() {
        return trusted;
      }
    };
  }

  /** The build opens java.lang.invoke to the tests, as the agent opens it to itself. */
  private static MethodHandles.Lookup trustedLookup() {
    try {
      Field field = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
      field.setAccessible(true);
      return (MethodHandles.Lookup) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Every generated class is verified by ASM before the JVM sees it. */
  private static void verify(String host, byte[] classFile) {
    String dump = System.getProperty("wengert.test.dump");
    if (dump != null) {
      try {
        java.nio.file.Files.write(
            java.nio.file.Path.of(
                dump, host.replace('/', '.') + "_" + System.nanoTime() + ".class"),
            classFile);
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
    new ClassReader(classFile).accept(new CheckClassAdapter(null, false), 0);
    if (Integer.getInteger("wengert.debug.methodSize") == null) {
      new ClassReader(classFile).accept(new SizeCheck(), 0);
    }
  }

  /** A method came out as one that the JIT does not compile. */
  public static final class TooLargeForTheJit extends AssertionError {
    private static final long serialVersionUID = 1;

    TooLargeForTheJit(String message) {
      super(message);
    }
  }

  /**
   * No generated method is too large for the JIT. Exempt are entry points of methods with hundreds
   * of parameters: they run once a call.
   */
  private static final class SizeCheck extends ClassVisitor {
    SizeCheck() {
      super(Opcodes.ASM9, new ClassWriter(0));
    }

    @Override
    public MethodVisitor visitMethod(
        int access, String name, String descriptor, String signature, String[] exceptions) {
      MethodVisitor writer = super.visitMethod(access, name, descriptor, signature, exceptions);
      return new MethodVisitor(Opcodes.ASM9, writer) {
        @Override
        public void visitMaxs(int maxStack, int maxLocals) {
          Label end = new Label();
          super.visitLabel(end);
          super.visitMaxs(maxStack, maxLocals);
          // Names of variants and of their parts end with a number.
          boolean isEntryPoint = name.matches("entry\\$[a-z_]+");
          if (end.getOffset() > MethodSize.JIT_LIMIT && !isEntryPoint) {
            throw new TooLargeForTheJit(name + " has " + end.getOffset() + " bytes of bytecode");
          }
        }
      };
    }
  }

  @Override
  public Jvp jvp(Method method, Object[] args, Object[] tangents) throws Throwable {
    boolean[] active = new boolean[args.length];
    for (int i = 0; i < args.length; i++) {
      active[i] = tangents[i] != null;
    }
    double[] resultTangent = new double[1];
    Object[] resultShadow = new Object[1];
    List<Object> all = new ArrayList<>(List.of());
    for (Object arg : args) {
      all.add(arg);
    }
    for (Object tangent : tangents) {
      if (tangent != null) {
        all.add(tangent);
      }
    }
    all.add(resultTangent);
    all.add(resultShadow);
    all.add(Bridge.newTape());
    Object value = call(method, "jvp", active, all, 3);
    Object tangent =
        isFloating(method.getReturnType())
            ? (Object) resultTangent[0]
            : method.getReturnType().isArray() ? resultShadow[0] : null;
    return new Jvp(value, tangent);
  }

  /** Forward mode in {@link Bridge#DIRECTIONS} directions at once. */
  public Jvp[] jvps(Method method, Object[] args, Object[][] tangents) throws Throwable {
    boolean[] active = new boolean[args.length];
    Object[] tapes = new Object[tangents.length];
    for (int i = 0; i < args.length; i++) {
      active[i] = tangents[0][i] != null;
    }
    for (int d = 0; d < tapes.length; d++) {
      tapes[d] = Bridge.newTape();
    }
    double[] numbers = new double[tangents.length];
    Object[] shadows = new Object[tangents.length];
    Object value =
        (Object) entry(method, "jvps", active).invokeExact(args, tangents, numbers, shadows, tapes);
    Jvp[] all = new Jvp[tangents.length];
    for (int d = 0; d < all.length; d++) {
      Object tangent =
          isFloating(method.getReturnType())
              ? (Object) numbers[d]
              : method.getReturnType().isArray() ? shadows[d] : null;
      all[d] = new Jvp(value, tangent);
    }
    return all;
  }

  @Override
  public Vjp vjp(Method method, Object[] args, boolean[] active, Object seed, Object[] exitAdjoints)
      throws Throwable {
    boolean[] independent = active;
    active = withOutputs(independent, exitAdjoints);
    Object[] shadows = shadows(args, active);
    Object tape = Bridge.newTape();
    Object[] resultShadow = new Object[1 + args.length];
    List<Object> all = arguments(args, shadows, method, active);
    all.add(resultShadow);
    all.add(tape);
    Object value = call(method, "forward", active, all, 2);
    Set<Object> seeded = Collections.newSetFromMap(new IdentityHashMap<>());
    int array = 0;
    for (int i = 0; i < args.length; i++) {
      if (active[i] && method.getParameterTypes()[i].isArray()) {
        Object onExit = resultShadow[++array];
        if (onExit != null && exitAdjoints != null && exitAdjoints[i] != null) {
          addSeed(onExit, exitAdjoints[i], seeded);
        }
      }
    }
    double scalarSeed = seed instanceof Double d ? d : 0;
    if (seed != null && !(seed instanceof Double) && resultShadow[0] != null) {
      addSeed(resultShadow[0], seed, Collections.newSetFromMap(new IdentityHashMap<>()));
    }
    double[] scalars = new double[args.length];
    entry(method, "reverse", active).invokeWithArguments(scalarSeed, scalars, tape);
    Object[] adjoints = adjoints(method, shadows, scalars, active);
    for (int i = 0; i < adjoints.length; i++) {
      adjoints[i] = independent[i] ? adjoints[i] : null;
    }
    return new Vjp(value, adjoints);
  }

  /** An array with an adjoint on exit is a dependent, so it has a shadow. */
  private static boolean[] withOutputs(boolean[] active, Object[] exitAdjoints) {
    boolean[] all = active.clone();
    for (int i = 0; i < all.length; i++) {
      all[i] |= exitAdjoints != null && exitAdjoints[i] != null;
    }
    return all;
  }

  /** Adds a seed, once to each array however often it occurs. */
  private static void addSeed(Object shadow, Object seed, Set<Object> seeded) {
    if (!seeded.add(shadow)) {
      return;
    }
    if (shadow instanceof double[] to && seed instanceof double[] from) {
      for (int i = 0; i < to.length; i++) {
        to[i] += from[i];
      }
    } else if (shadow instanceof Object[] to && seed instanceof Object[] from) {
      for (int i = 0; i < to.length; i++) {
        if (to[i] != null && from[i] != null) {
          addSeed(to[i], from[i], seeded);
        }
      }
    }
  }

  @Override
  public Vjp gradient(Method method, Object[] args, boolean[] active) throws Throwable {
    Object[] shadows = shadows(args, active);
    double[] scalars = new double[args.length];
    List<Object> all = arguments(args, shadows, method, active);
    all.add(scalars);
    all.add(Bridge.newTape());
    Object value = call(method, "gradient", active, all, 2);
    return new Vjp(value, adjoints(method, shadows, scalars, active));
  }

  /** Value, adjoints and the tangents of these, parallel to the arguments. */
  public record Second(Object value, Object[] adjoints, Object[] products) {}

  /** The gradient and its tangent in a direction. */
  public Second hvp(Method method, Object[] args, boolean[] active, Object[] tangents)
      throws Throwable {
    return hvps(method, args, active, new Object[][] {tangents})[0];
  }

  /** The same in one direction, or in {@link Bridge#DIRECTIONS} at once. */
  public Second[] hvps(Method method, Object[] args, boolean[] active, Object[][] tangents)
      throws Throwable {
    int width = tangents.length;
    Object[] shadows = shadows(args, active);
    Object[][] products = new Object[width][];
    Object[][] arraysOfProducts = new Object[width][];
    Object[] tapes = new Object[width];
    for (int d = 0; d < width; d++) {
      products[d] = shadows(args, active);
      arraysOfProducts[d] = arraysOf(method, products[d], active);
      tapes[d] = Bridge.newTape();
    }
    double[] scalars = new double[args.length];
    double[][] scalarProducts = new double[width][args.length];
    Object value =
        (Object)
            entry(method, width == 1 ? "hvp" : "hvps", active)
                .invokeExact(
                    args,
                    arraysOf(method, shadows, active),
                    tangents,
                    arraysOfProducts,
                    scalars,
                    scalarProducts,
                    Bridge.newTape(),
                    tapes);
    Second[] all = new Second[width];
    for (int d = 0; d < width; d++) {
      all[d] =
          new Second(
              value,
              adjoints(method, shadows, scalars, active),
              adjoints(method, products[d], scalarProducts[d], active));
    }
    return all;
  }

  /** Tangents in both directions, and the mixed second derivative. */
  public double[] secondTangent(
      Method method, Object[] args, boolean[] active, Object[] first, Object[] second)
      throws Throwable {
    double[] results = new double[3];
    Object value =
        (Object)
            entry(method, "second-jvp", active)
                .invokeExact(
                    args,
                    first,
                    second,
                    shadows(args, active),
                    results,
                    Bridge.newTape(),
                    Bridge.newTape());
    return new double[] {((Number) value).doubleValue(), results[0], results[1], results[2]};
  }

  private static Object[] arraysOf(Method method, Object[] parallel, boolean[] active) {
    List<Object> arrays = new ArrayList<>();
    for (int i = 0; i < parallel.length; i++) {
      if (active[i] && method.getParameterTypes()[i].isArray()) {
        arrays.add(parallel[i]);
      }
    }
    return arrays.toArray();
  }

  private static Object[] shadows(Object[] args, boolean[] active) {
    Object[] together = new Object[args.length];
    for (int i = 0; i < args.length; i++) {
      together[i] = active[i] && args[i] != null && args[i].getClass().isArray() ? args[i] : null;
    }
    return (Object[]) Bridge.shadowLike(together);
  }

  private static List<Object> arguments(
      Object[] args, Object[] shadows, Method method, boolean[] active) {
    List<Object> all = new ArrayList<>();
    for (Object arg : args) {
      all.add(arg);
    }
    for (int i = 0; i < args.length; i++) {
      if (active[i] && method.getParameterTypes()[i].isArray()) {
        all.add(shadows[i]);
      }
    }
    return all;
  }

  private static Object[] adjoints(
      Method method, Object[] shadows, double[] scalars, boolean[] active) {
    Object[] adjoints = new Object[shadows.length];
    int scalar = 0;
    for (int i = 0; i < shadows.length; i++) {
      if (active[i] && isFloating(method.getParameterTypes()[i])) {
        adjoints[i] = scalars[scalar++];
      } else {
        adjoints[i] = shadows[i];
      }
    }
    return adjoints;
  }

  private static boolean isFloating(Class<?> type) {
    return type == double.class || type == float.class;
  }

  private static MethodHandle entry(Method method, String kind, boolean[] active) {
    StringBuilder activity = new StringBuilder();
    for (boolean a : active) {
      activity.append(a ? 'A' : '-');
    }
    String descriptor =
        MethodType.methodType(method.getReturnType(), method.getParameterTypes())
            .toMethodDescriptorString();
    return Bridge.entry(
        method.getDeclaringClass(), method.getName(), descriptor, kind, activity.toString());
  }

  private static Object call(
      Method method, String kind, boolean[] active, List<Object> args, int extras)
      throws Throwable {
    int primal = method.getParameterCount();
    int slots = args.size() - primal;
    for (Class<?> type : method.getParameterTypes()) {
      slots += type == double.class || type == long.class ? 2 : 1;
    }
    for (Object shadow : args.subList(primal, args.size())) {
      slots += shadow instanceof Double ? 1 : 0;
    }
    if (slots <= WIDEST) {
      return entry(method, kind, active).invokeWithArguments(args);
    }
    List<Object> wide = new ArrayList<>();
    wide.add(args.subList(0, primal).toArray());
    wide.add(args.subList(primal, args.size() - extras).toArray());
    wide.addAll(args.subList(args.size() - extras, args.size()));
    return entry(method, kind + "-wide", active).invokeWithArguments(wide);
  }
}

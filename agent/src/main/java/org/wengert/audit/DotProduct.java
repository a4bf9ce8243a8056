package org.wengert.audit;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.ir.Type;
import org.wengert.runtime.Bridge;

/**
 * Calls one static method in both modes at one point: for tangents v of all that goes in, and
 * weights w of all that comes out, ⟨w, Jv⟩ and ⟨Jᵀw, v⟩ must be the same.
 */
final class DotProduct {
  private static final int MOST_SLOTS = 200;

  private final ShadowWalk walk;
  private final Method method;
  private final long seed;
  private final boolean[] active;
  private final String activity;
  private double sum;
  private double scale;

  DotProduct(ShadowWalk walk, Method method, long seed) {
    this.walk = walk;
    this.method = method;
    this.seed = seed;
    Class<?>[] types = method.getParameterTypes();
    this.active = new boolean[types.length];
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < types.length; i++) {
      active[i] = Carriers.canCarry(Type.ofDescriptor(types[i].descriptorString()));
      letters.append(active[i] ? 'A' : '-');
    }
    this.activity = letters.toString();
  }

  /** Whether the signature is small enough for plain entry points. */
  boolean isFeasible() {
    return 4 * active.length < MOST_SLOTS;
  }

  /**
   * @param value what the call yielded
   * @param bracket the scalar product
   * @param scale the sum of its absolute terms
   */
  record Side(Object value, double bracket, double scale) {}

  Side forward(Object[] args) throws Throwable {
    Random tangents = new Random(seed);
    IdentityHashMap<Object, Object> known = new IdentityHashMap<>();
    Object[] shadows = shadows(args, known);
    walk.visit(args, shadows, (shadow, index) -> set(shadow, index, tangents.nextGaussian()));
    Object[] scalars = scalars(args, tangents);
    List<Object> all = new ArrayList<>(Arrays.asList(args));
    for (int i = 0; i < args.length; i++) {
      if (active[i]) {
        all.add(isFloating(i) ? scalars[i] : shadows[i]);
      }
    }
    double[] resultTangent = new double[1];
    Object[] resultShadow = new Object[1];
    all.add(resultTangent);
    all.add(resultShadow);
    all.add(Bridge.newTape());
    Object value = entry("jvp").invokeWithArguments(all);
    Random weights = new Random(seed + 1);
    start();
    addTerm(resultTangent[0], weights.nextGaussian());
    Object[] roots = dependents(args, value);
    visitResult(roots, resultShadow[0], shadows, weights, false);
    return new Side(value, sum, scale);
  }

  Side reverse(Object[] args) throws Throwable {
    IdentityHashMap<Object, Object> known = new IdentityHashMap<>();
    Object[] shadows = shadows(args, known);
    Object[] entryArgs = args.clone();
    List<double[]> places = new ArrayList<>();
    List<Integer> indices = new ArrayList<>();
    walk.visit(
        entryArgs,
        shadows,
        (shadow, index) -> {
          places.add(shadow);
          indices.add(index);
        });
    List<Object> all = new ArrayList<>(Arrays.asList(args));
    for (int i = 0; i < args.length; i++) {
      if (active[i] && !isFloating(i)) {
        all.add(shadows[i]);
      }
    }
    Object tape = Bridge.newTape();
    Object[] resultShadow = new Object[1];
    all.add(resultShadow);
    all.add(tape);
    MethodHandle forward = entry("forward");
    MethodHandle reverse = entry("reverse");
    Object value = forward.invokeWithArguments(all);
    Random weights = new Random(seed + 1);
    double first = weights.nextGaussian();
    double scalarSeed =
        method.getReturnType() == double.class || method.getReturnType() == float.class ? first : 0;
    visitResult(dependents(args, value), resultShadow[0], shadows, weights, true);
    double[] scalarAdjoints = new double[args.length];
    reverse.invokeWithArguments(scalarSeed, scalarAdjoints, tape);
    Random tangents = new Random(seed);
    start();
    for (int i = 0; i < places.size(); i++) {
      double tangent = tangents.nextGaussian();
      addTerm(places.get(i) == null ? 0 : places.get(i)[indices.get(i)], tangent);
    }
    Object[] scalars = scalars(args, tangents);
    int scalar = 0;
    for (int i = 0; i < args.length; i++) {
      if (active[i] && isFloating(i)) {
        addTerm(scalarAdjoints[scalar++], (double) scalars[i]);
      }
    }
    return new Side(value, sum, scale);
  }

  private void start() {
    sum = 0;
    scale = 0;
  }

  private void addTerm(double a, double b) {
    sum += a * b;
    scale += Math.abs(a * b);
  }

  private static void set(double[] shadow, int index, double value) {
    if (shadow != null) {
      shadow[index] = value;
    }
  }

  private void visitResult(
      Object[] roots, Object resultShadow, Object[] shadows, Random weights, boolean seed)
      throws Throwable {
    Object[] all = new Object[roots.length];
    System.arraycopy(shadows, 0, all, 0, shadows.length);
    all[roots.length - 1] = resultShadow;
    walk.visit(
        roots,
        all,
        (shadow, index) -> {
          double weight = weights.nextGaussian();
          if (shadow != null && seed) {
            shadow[index] += weight;
          } else if (shadow != null) {
            addTerm(shadow[index], weight);
          }
        });
  }

  /** The arguments as they are on exit, scalars left out, and a result that is no number. */
  private Object[] dependents(Object[] args, Object value) {
    Object[] roots = new Object[args.length + 1];
    for (int i = 0; i < args.length; i++) {
      roots[i] = method.getParameterTypes()[i].isPrimitive() || !active[i] ? null : args[i];
    }
    roots[args.length] = method.getReturnType().isPrimitive() ? null : value;
    return roots;
  }

  private Object[] shadows(Object[] args, IdentityHashMap<Object, Object> known) throws Throwable {
    Object[] shadows = new Object[args.length];
    for (int i = 0; i < args.length; i++) {
      boolean reference = !method.getParameterTypes()[i].isPrimitive();
      shadows[i] = active[i] && reference ? walk.create(args[i], known) : null;
      if (!reference || !active[i]) {
        shadows[i] = null;
      }
    }
    return shadows;
  }

  private Object[] scalars(Object[] args, Random tangents) {
    Object[] scalars = new Object[args.length];
    for (int i = 0; i < args.length; i++) {
      scalars[i] = isFloating(i) ? (Object) tangents.nextGaussian() : null;
    }
    return scalars;
  }

  private boolean isFloating(int parameter) {
    Class<?> type = method.getParameterTypes()[parameter];
    return type == double.class || type == float.class;
  }

  private MethodHandle entry(String kind) {
    String descriptor =
        MethodType.methodType(method.getReturnType(), method.getParameterTypes())
            .toMethodDescriptorString();
    return Bridge.entry(method.getDeclaringClass(), method.getName(), descriptor, kind, activity);
  }
}

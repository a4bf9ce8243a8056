package org.wengert;

import static java.lang.invoke.MethodHandles.dropArguments;
import static java.lang.invoke.MethodHandles.foldArguments;
import static java.lang.invoke.MethodHandles.identity;
import static java.lang.invoke.MethodHandles.insertArguments;
import static java.lang.invoke.MethodHandles.permuteArguments;
import static java.lang.invoke.MethodHandles.tryFinally;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import org.wengert.internal.ArrayPairs;
import org.wengert.internal.Entries;
import org.wengert.internal.Kinds;
import org.wengert.internal.Shadows;
import org.wengert.internal.TapeSlot;

/**
 * Handles for {@link Binder}: an entry point wrapped into the checks of its arrays, a tape taken
 * and given back, and the translation of refusals, all by combinators, so that a constant handle is
 * compiled as one piece of code.
 */
final class BoundHandles {
  private static final MethodHandles.Lookup LOOKUP = MethodHandles.lookup();
  private static final MethodHandle RELEASE =
      find(
          BoundHandles.class, "release", void.class, TapeSlot.class, Throwable.class, Object.class);
  private static final MethodHandle LIKE =
      find(BoundHandles.class, "like", Object.class, String.class, Object.class);
  private static final MethodHandle SCALARS =
      find(BoundHandles.class, "scalars", double[].class, int.class);
  private static final MethodHandle FIRST =
      find(BoundHandles.class, "first", double.class, double[].class);
  private static final MethodHandle ROUND =
      find(BoundHandles.class, "round", float.class, double[].class);
  private static final MethodHandle AS_TYPE =
      find(Shadows.class, "asType", Object.class, Class.class, Object.class);
  private static final MethodHandle CHECKER = find(ArrayPairs.class, "take", ArrayPairs.class);

  private final Primal primal;
  private final Derivative derivative;

  BoundHandles(Derivative derivative) {
    this.derivative = derivative;
    this.primal = derivative.primal();
  }

  /** (P...) R. */
  MethodHandle value() {
    return derivative.handle(Kinds.PRIMAL);
  }

  /** (P..., buffers..., [double[] scalars]) R. */
  MethodHandle gradientIntoBuffers() {
    MethodHandle entry = withTape(derivative.handle(Kinds.GRADIENT));
    int scalars = Parallel.scalars(primal, primal.independent);
    int last = entry.type().parameterCount() - 1;
    MethodHandle target = scalars == 0 ? insertArguments(entry, last, Entries.NO_SCALARS) : entry;
    target = target.asType(typed(target.type(), primal.independent, false));
    return foldArguments(target, bufferChecks(target.type(), scalars));
  }

  /** (P...) to the partials of the one independent, or to those of all scalars. */
  MethodHandle partials(MethodType type) {
    MethodHandle entry = withTape(derivative.handle(Kinds.GRADIENT));
    int scalars = Parallel.scalars(primal, primal.independent);
    int n = primal.parameters.length;
    MethodHandle filling = scalars == 0 ? insertArguments(entry, n + 1, Entries.NO_SCALARS) : entry;
    Class<?> made = filling.type().parameterType(n);
    MethodHandle finish = finish(type.returnType(), made);
    MethodHandle fill = voided(permuteArguments(filling, last(filling.type()), rotation(n)));
    MethodHandle body = foldArguments(dropArguments(finish, 1, type.parameterList()), fill);
    return foldArguments(body, scalars == 0 ? maker(type, made) : scalarMaker(type, scalars));
  }

  /** From the filled shadow to what is returned. */
  private static MethodHandle finish(Class<?> result, Class<?> made) {
    if (result == double.class) {
      return FIRST;
    } else if (result == float.class) {
      return ROUND;
    } else if (result == made) {
      return identity(made);
    }
    return insertArguments(AS_TYPE, 0, result).asType(MethodType.methodType(result, made));
  }

  private MethodHandle maker(MethodType type, Class<?> made) {
    int at = 0;
    while (!primal.independent[at]) {
      at++;
    }
    MethodHandle like =
        insertArguments(LIKE, 0, primal.label(at) + " of " + primal)
            .asType(MethodType.methodType(made, primal.parameters[at]));
    return permuteArguments(like, type.changeReturnType(made), at);
  }

  private static MethodHandle scalarMaker(MethodType type, int scalars) {
    return dropArguments(insertArguments(SCALARS, 0, scalars), 0, type.parameterList());
  }

  /** (P..., tangents...) double, or the result of a method without scalar result. */
  MethodHandle tangent() {
    MethodHandle entry = jvp();
    if (!primal.hasScalarResult()) {
      int n = entry.type().parameterCount();
      return checked(insertArguments(entry, n - 1, new Object[] {null}), false);
    }
    int n = entry.type().parameterCount() - 1;
    MethodHandle fill = voided(permuteArguments(entry, last(entry.type()), rotation(n)));
    MethodHandle body =
        foldArguments(dropArguments(FIRST, 1, entry.type().parameterList().subList(0, n)), fill);
    MethodHandle make =
        dropArguments(
            insertArguments(SCALARS, 0, 1), 0, entry.type().parameterList().subList(0, n));
    return checked(foldArguments(body, make), false);
  }

  /** (P..., tangents..., double[] tangent) R. */
  MethodHandle valueAndTangent() {
    return checked(jvp(), true);
  }

  /** (P..., tangents..., double[] resultTangent) R. */
  private MethodHandle jvp() {
    MethodHandle entry = withTape(derivative.handle(Kinds.JVP));
    int last = entry.type().parameterCount() - 1;
    MethodHandle scalar = insertArguments(entry, last, new Object[] {null}); // no result shadow
    return scalar.asType(typed(scalar.type(), primal.shadowed, true));
  }

  private MethodHandle checked(MethodHandle jvp, boolean resultTangent) {
    return foldArguments(jvp, tangentChecks(jvp.type(), resultTangent));
  }

  /** The handle's type with shadows of higher rank as callers see them. */
  private MethodType typed(MethodType type, boolean[] active, boolean scalars) {
    int at = primal.parameters.length;
    MethodType typed = type;
    for (int i = 0; i < active.length; i++) {
      if (active[i] && (scalars || primal.parameters[i].isArray())) {
        typed = typed.changeParameterType(at++, Shadows.typedShadow(primal.parameters[i]));
      }
    }
    return typed;
  }

  /** (A..., Object tape) R to (A...) R. */
  private MethodHandle withTape(MethodHandle entry) {
    int n = entry.type().parameterCount() - 1;
    MethodHandle tapeFirst = permuteArguments(entry, last(entry.type()), rotation(n));
    Class<?> result = entry.type().returnType();
    MethodHandle release = RELEASE.bindTo(derivative.tapes());
    if (result != void.class) {
      MethodType cleanup = MethodType.methodType(result, Throwable.class, result, Object.class);
      release =
          foldArguments(
              permuteArguments(identity(result), cleanup, 1),
              permuteArguments(release, cleanup.changeReturnType(void.class), 0, 2));
    }
    MethodHandle take = find(TapeSlot.class, "take", Object.class).bindTo(derivative.tapes());
    return foldArguments(tryFinally(tapeFirst, release), take);
  }

  /** {@code type} with its last parameter moved to the front. */
  private static MethodType last(MethodType type) {
    int n = type.parameterCount() - 1;
    Class<?> moved = type.parameterType(n);
    return type.dropParameterTypes(n, n + 1).insertParameterTypes(0, moved);
  }

  /** For permuteArguments: takes the last of n + 1 arguments from the front. */
  private static int[] rotation(int n) {
    int[] order = new int[n + 1];
    for (int i = 0; i < n; i++) {
      order[i] = i + 1;
    }
    return order;
  }

  private static MethodHandle voided(MethodHandle handle) {
    return handle.asType(handle.type().changeReturnType(void.class));
  }

  private MethodHandle bufferChecks(MethodType type, int scalars) {
    List<MethodHandle> steps = new ArrayList<>();
    int at = primal.parameters.length;
    for (int i = 0; i < primal.parameters.length; i++) {
      if (primal.independent[i] && primal.parameters[i].isArray()) {
        steps.add(pairStep("buffer", type, i, at++));
      }
    }
    addPlainArguments(steps, type, primal.independent);
    if (scalars > 0) {
      steps.add(looseStep("the scalars' buffer", scalars, type, at));
    }
    return chain(steps, type);
  }

  private MethodHandle tangentChecks(MethodType type, boolean resultTangent) {
    List<MethodHandle> steps = new ArrayList<>();
    int at = primal.parameters.length;
    for (int i = 0; i < primal.parameters.length; i++) {
      if (primal.shadowed[i]) {
        if (primal.parameters[i].isArray()) {
          steps.add(pairStep("tangent", type, i, at));
        }
        at++;
      }
    }
    addPlainArguments(steps, type, primal.shadowed);
    if (resultTangent) {
      steps.add(looseStep("the tangent's buffer", 1, type, at));
    }
    return chain(steps, type);
  }

  private static MethodHandle looseStep(String name, int length, MethodType type, int buffer) {
    MethodHandle loose =
        find(ArrayPairs.class, "loose", ArrayPairs.class, String.class, double[].class, int.class);
    return step(insertArguments(insertArguments(loose, 3, length), 1, name), type, buffer);
  }

  private void addPlainArguments(List<MethodHandle> steps, MethodType type, boolean[] active) {
    for (int i = 0; i < active.length; i++) {
      if (!active[i] && Shadows.isFloatingArray(primal.parameters[i])) {
        MethodHandle argument =
            find(ArrayPairs.class, "argument", ArrayPairs.class, String.class, Object.class);
        steps.add(step(insertArguments(argument, 1, primal.names[i]), type, i));
      }
    }
  }

  private MethodHandle pairStep(String role, MethodType type, int argument, int shadow) {
    MethodHandle pair =
        find(ArrayPairs.class, role, ArrayPairs.class, String.class, Object.class, Object.class);
    return step(insertArguments(pair, 1, primal.names[argument]), type, argument, shadow);
  }

  /** (ArrayPairs, chosen arguments) to (ArrayPairs, A...) void. */
  private static MethodHandle step(MethodHandle check, MethodType type, int... arguments) {
    MethodType all = type.changeReturnType(void.class).insertParameterTypes(0, ArrayPairs.class);
    int[] order = new int[arguments.length + 1];
    MethodType chosen = MethodType.methodType(void.class, ArrayPairs.class);
    for (int k = 0; k < arguments.length; k++) {
      order[k + 1] = arguments[k] + 1;
      chosen = chosen.appendParameterTypes(type.parameterType(arguments[k]));
    }
    return permuteArguments(check.asType(chosen), all, order);
  }

  /** All steps on one checker: (A...) void. */
  private static MethodHandle chain(List<MethodHandle> steps, MethodType type) {
    MethodHandle done = find(ArrayPairs.class, "done", void.class);
    MethodHandle all = dropArguments(done, 1, type.parameterList());
    for (int i = steps.size() - 1; i >= 0; i--) {
      all = foldArguments(all, steps.get(i));
    }
    return foldArguments(all, CHECKER);
  }

  private static MethodHandle find(
      Class<?> owner, String name, Class<?> result, Class<?>... parameters) {
    MethodType type = MethodType.methodType(result, parameters);
    try {
      for (java.lang.reflect.Method method : owner.getDeclaredMethods()) {
        if (method.getName().equals(name)
            && List.of(method.getParameterTypes()).equals(List.of(parameters))) {
          return LOOKUP.unreflect(method);
        }
      }
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
    throw new AssertionError(owner + "." + name + type);
  }

  private static void release(TapeSlot tapes, Throwable thrown, Object tape) throws Throwable {
    tapes.give(tape);
    if (thrown != null) {
      throw Entries.translate(thrown);
    }
  }

  private static Object like(String name, Object array) {
    Shadows.requireArray(name, array);
    return Shadows.like(array);
  }

  private static double[] scalars(int count) {
    return new double[count];
  }

  private static double first(double[] scalars) {
    return scalars[0];
  }

  private static float round(double[] scalars) {
    return (float) scalars[0];
  }
}

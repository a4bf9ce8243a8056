package org.wengert;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.wengert.internal.RuntimeLink;
import org.wengert.internal.Shadows;

/** {@link Derivative#bind}: which interface methods are understood, and which handle each gets. */
final class Binder {
  private final Primal primal;
  private final BoundHandles handles;
  private final List<Class<?>> parameters;
  private final Class<?> result;

  Binder(Derivative derivative) {
    this.primal = derivative.primal();
    this.handles = new BoundHandles(derivative);
    this.parameters = List.of(primal.parameters);
    this.result = primal.type.returnType();
  }

  <I> I bind(Class<I> type) {
    if (type == null || !type.isInterface()) {
      throw new IllegalArgumentException(
          (type == null ? "null" : type.getName())
              + " is no interface: derivatives of "
              + primal
              + " can be bound to an interface only");
    }
    Map<String, MethodHandle> methods = new LinkedHashMap<>();
    for (Method method : type.getMethods()) {
      if (Modifier.isAbstract(method.getModifiers()) && !isOfObject(method)) {
        methods.put(method.getName() + type(method).descriptorString(), handle(method));
      }
    }
    return type.cast(RuntimeLink.implement(type, methods));
  }

  /** {@code equals}, {@code hashCode}, {@code toString}, redeclared. */
  private static boolean isOfObject(Method method) {
    try {
      Object.class.getMethod(method.getName(), method.getParameterTypes());
      return true;
    } catch (NoSuchMethodException e) {
      return false;
    }
  }

  private static MethodType type(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes());
  }

  private MethodHandle handle(Method method) {
    MethodType type = type(method);
    String name = method.getName().toLowerCase(Locale.ROOT);
    MethodHandle handle = null;
    if (name.endsWith("gradient") || name.endsWith("derivative")) {
      handle = gradient(type);
    } else if (name.endsWith("jvp")) {
      handle = jvp(type);
    } else if (name.endsWith("value") || method.getName().equals(primal.name)) {
      handle = type.equals(valueType()) ? handles.value() : null;
    }
    if (handle == null) {
      if (primal.reachesObjects()) {
        throw objects(method);
      }
      throw notUnderstood(method);
    }
    return handle;
  }

  private MethodHandle gradient(MethodType type) {
    if (!primal.hasScalarResult() || primal.reachesObjects()) {
      return null;
    }
    if (type.parameterList().equals(bufferType().parameterList())
        && (type.returnType() == result || type.returnType() == void.class)) {
      return handles.gradientIntoBuffers().asType(type);
    }
    return partialTypes().contains(type.returnType()) && type.parameterList().equals(parameters)
        ? handles.partials(type)
        : null;
  }

  /** What a gradient without buffers may return. */
  private List<Class<?>> partialTypes() {
    List<Class<?>> independents = independents();
    List<Class<?>> types = new ArrayList<>();
    if (independents.size() == 1) {
      types.add(independents.get(0));
    }
    if (independents.stream().noneMatch(Class::isArray)) {
      types.add(double[].class);
    }
    return types;
  }

  private List<Class<?>> independents() {
    List<Class<?>> independents = new ArrayList<>();
    for (int i = 0; i < primal.parameters.length; i++) {
      if (primal.independent[i]) {
        independents.add(primal.parameters[i]);
      }
    }
    return independents;
  }

  private MethodHandle jvp(MethodType type) {
    if (primal.reachesObjects()) {
      return null;
    }
    if (type.equals(tangentType())) {
      return handles.tangent();
    }
    return type.equals(valueAndTangentType()) ? handles.valueAndTangent() : null;
  }

  private MethodType valueType() {
    return MethodType.methodType(result, parameters);
  }

  private MethodType bufferType() {
    MethodType type = valueType();
    for (Class<?> independent : independents()) {
      if (independent.isArray()) {
        type = type.appendParameterTypes(Shadows.typedShadow(independent));
      }
    }
    boolean scalars = independents().stream().anyMatch(t -> !t.isArray());
    return scalars ? type.appendParameterTypes(double[].class) : type;
  }

  /** Null where the result is an array: a JVP then has no plain form. */
  private MethodType tangentType() {
    if (primal.hasArrayResult()) {
      return null;
    }
    MethodType type =
        MethodType.methodType(primal.hasScalarResult() ? double.class : result, parameters);
    for (int i = 0; i < primal.parameters.length; i++) {
      if (primal.shadowed[i]) {
        type = type.appendParameterTypes(Shadows.typedShadow(primal.parameters[i]));
      }
    }
    return type;
  }

  private MethodType valueAndTangentType() {
    return primal.hasScalarResult()
        ? tangentType().changeReturnType(result).appendParameterTypes(double[].class)
        : null;
  }

  private IllegalArgumentException objects(Method method) {
    return new IllegalArgumentException(
        method.getDeclaringClass().getName()
            + " declares "
            + text(type(method), method.getName())
            + ", but derivatives of "
            + primal
            + " with respect to objects, or of objects, have no plain form: declare "
            + text(valueType(), "value")
            + " only, use gradient, jvp or vjp of the derivative itself, or choose other"
            + " independents by withRespectTo(...)");
  }

  private IllegalArgumentException notUnderstood(Method method) {
    List<String> shapes = new ArrayList<>();
    shapes.add(text(valueType(), "value"));
    if (primal.hasScalarResult()) {
      for (Class<?> partials : partialTypes()) {
        shapes.add(text(valueType().changeReturnType(partials), "gradient"));
      }
      shapes.add(text(bufferType(), "gradient"));
      shapes.add(text(tangentType(), "jvp"));
      shapes.add(text(valueAndTangentType(), "jvp"));
    } else if (!primal.hasArrayResult()) {
      shapes.add(text(tangentType(), "jvp"));
    }
    return new IllegalArgumentException(
        method.getDeclaringClass().getName()
            + " declares "
            + text(type(method), method.getName())
            + ", which is not understood for "
            + primal
            + ": declare some of "
            + String.join("; ", shapes));
  }

  private static String text(MethodType type, String name) {
    List<String> types = type.parameterList().stream().map(Class::getSimpleName).toList();
    return type.returnType().getSimpleName() + " " + name + "(" + String.join(", ", types) + ")";
  }
}

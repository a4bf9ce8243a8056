package org.wengert.compiler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.wengert.compiler.diag.Reason;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.runtime.Refusal;

/**
 * Which method a lambda or method reference runs. The JVM spins a hidden class for it, and that
 * class calls the method: its constant pool, which the JVM shows to its own reflection, names it.
 * So nothing has to watch while lambdas are made, and it does not matter when they were.
 */
final class Functions {
  private static final Set<String> BOXES =
      Set.of(
          "java/lang/Number",
          "java/lang/Double",
          "java/lang/Float",
          "java/lang/Long",
          "java/lang/Integer",
          "java/lang/Short",
          "java/lang/Byte",
          "java/lang/Character",
          "java/lang/Boolean");
  private static final Set<String> CONSTRUCTED_BY_THE_JVM =
      Set.of(
          "java/lang/Object",
          "java/lang/invoke/SerializedLambda",
          "java/io/NotSerializableException");

  /** A method named in a constant pool. */
  private record Call(Class<?> owner, String ownerName, String name, String descriptor) {}

  /** What the functions of a class run, and readers of what they captured. */
  private record Spun(Class<?> host, String name, String descriptor, MethodHandle[] getters) {
    Object[] captured(Object function) {
      Object[] values = new Object[getters.length];
      for (int i = 0; i < values.length; i++) {
        try {
          values[i] = getters[i].invokeExact(function);
        } catch (Error | RuntimeException e) {
          throw e;
        } catch (Throwable e) {
          throw new IllegalStateException(e);
        }
      }
      return values;
    }
  }

  private final ClassValue<Spun> spun =
      new ClassValue<>() {
        @Override
        protected Spun computeValue(Class<?> of) {
          return found(of);
        }
      };

  private final Compiler.Lookups lookups;
  private final MethodHandle pool;
  private final MethodHandle size;
  private final MethodHandle tag;
  private final MethodHandle classIndex;
  private final MethodHandle type;
  private final MethodHandle names;

  Functions(Compiler.Lookups lookups) {
    this.lookups = lookups;
    try {
      Class<?> pools = Class.forName("jdk.internal.reflect.ConstantPool");
      Class<?> tags = Class.forName("jdk.internal.reflect.ConstantPool$Tag");
      this.pool = find(Class.class, "getConstantPool", pools).asType(toObject(Class.class));
      this.size = find(pools, "getSize", int.class);
      this.tag = find(pools, "getTagAt", tags, int.class);
      this.classIndex = find(pools, "getClassRefIndexAt", int.class, int.class);
      this.type = find(pools, "getClassAt", Class.class, int.class);
      this.names = find(pools, "getMemberRefInfoAt", String[].class, int.class);
    } catch (ReflectiveOperationException e) {
      throw refusal(Reason.UNKNOWN_FUNCTION, "a function on this JVM (" + e + ")");
    }
  }

  private static MethodType toObject(Class<?> parameter) {
    return MethodType.methodType(Object.class, parameter);
  }

  private MethodHandle find(Class<?> owner, String name, Class<?> result, Class<?>... parameters)
      throws ReflectiveOperationException {
    return lookups
        .in(owner)
        .findVirtual(owner, name, MethodType.methodType(result, parameters))
        .asFixedArity();
  }

  /**
   * See {@link org.wengert.runtime.Bridge#implementation}.
   *
   * @throws Refusal if it is no lambda or method reference, or what it runs cannot be told
   */
  Object[] implementation(Object function) {
    Spun known = spun.get(function.getClass());
    return new Object[] {known.host, known.name, known.descriptor, known.captured(function)};
  }

  private Spun found(Class<?> spun) {
    if (!spun.isHidden() || !spun.isSynthetic() || !spun.getName().contains("$$Lambda")) {
      throw refusal(Reason.UNKNOWN_FUNCTION, "an object of " + spun.getName());
    }
    Call call = only(calls(spun), spun);
    Method method = method(call.owner(), call);
    if (method == null) {
      throw refusal(Reason.UNKNOWN_FUNCTION, spun.getName());
    }
    return new Spun(method.getDeclaringClass(), call.name(), call.descriptor(), getters(spun));
  }

  /**
   * The method that the objects of a class call.
   *
   * @param method of a constructor: named {@code <init>}
   */
  record Implementation(MethodRef method, boolean isStatic, boolean ofInterface) {}

  /**
   * What the objects of a class that the JVM made for a lambda or method reference call.
   *
   * @throws Refusal if it cannot be found out
   */
  Implementation implementation(Class<?> spun) {
    Call call = only(calls(spun), spun);
    Method method = call.name().equals("<init>") ? null : method(call.owner(), call);
    MethodRef called =
        new MethodRef(Compiler.internalName(call.owner()), call.name(), call.descriptor());
    return new Implementation(
        called,
        method != null && Modifier.isStatic(method.getModifiers()),
        call.owner().isInterface());
  }

  Refusal unknown(Class<?> spun) {
    return refusal(Reason.UNKNOWN_FUNCTION, spun.getName());
  }

  /** The call that is left without those that any lambda's class can contain. */
  private static Call only(List<Call> calls, Class<?> spun) {
    List<Call> own = calls.stream().filter(c -> !isConversion(c)).toList();
    List<Call> candidates = own.isEmpty() ? calls : own;
    if (candidates.size() != 1) {
      throw refusal(Reason.UNKNOWN_FUNCTION, spun.getName());
    }
    return candidates.get(0);
  }

  private static boolean isConversion(Call call) {
    boolean boxes = call.name().equals("valueOf") && call.descriptor().indexOf(')') == 2;
    boolean unboxes = call.name().endsWith("Value") && call.descriptor().startsWith("()");
    return BOXES.contains(call.ownerName()) && (boxes || unboxes);
  }

  private List<Call> calls(Class<?> spun) {
    List<Call> calls = new ArrayList<>();
    try {
      Object constants = pool.invoke(spun);
      int count = (int) size.invoke(constants);
      for (int i = 1; i < count; i++) {
        String kind = tag.invoke(constants, i).toString();
        if (kind.equals("METHODREF") || kind.equals("INTERFACEMETHODREF")) {
          String[] name = (String[]) names.invoke(constants, i);
          if (!isOfTheJvm(name)) {
            Class<?> owner =
                (Class<?>) type.invoke(constants, (int) classIndex.invoke(constants, i));
            calls.add(new Call(owner, name[0], name[1], name[2]));
          }
        }
      }
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
    return calls;
  }

  private static boolean isOfTheJvm(String[] name) {
    return name[1].equals("<init>") && CONSTRUCTED_BY_THE_JVM.contains(name[0])
        || name[0].startsWith("java/lang/invoke/MethodHandle");
  }

  /** As {@code Class.getMethod}, but of any access: classes first, then their interfaces. */
  private static Method method(Class<?> owner, Call call) {
    for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
      for (Method method : type.getDeclaredMethods()) {
        if (method.getName().equals(call.name()) && descriptor(method).equals(call.descriptor())) {
          return method;
        }
      }
    }
    for (Class<?> type = owner; type != null; type = type.getSuperclass()) {
      for (Class<?> above : type.getInterfaces()) {
        Method found = method(above, call);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  static String descriptor(Method method) {
    return MethodType.methodType(method.getReturnType(), method.getParameterTypes())
        .descriptorString();
  }

  /** Readers of what a lambda captured, in the order of its method's leading parameters. */
  private MethodHandle[] getters(Class<?> spun) {
    List<MethodHandle> getters = new ArrayList<>();
    try {
      MethodHandles.Lookup lookup = lookups.in(spun);
      for (Field field : spun.getDeclaredFields()) {
        if (!Modifier.isStatic(field.getModifiers())) {
          getters.add(lookup.unreflectGetter(field).asType(toObject(Object.class)));
        }
      }
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    return getters.toArray(new MethodHandle[0]);
  }

  private static Refusal refusal(Reason reason, String detail) {
    return new Refusal(reason.name(), reason.text(detail));
  }
}

package org.wengert.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * An entry point of a companion that was called in a forward sweep: of which method, and what its
 * arguments are. These are the method's own; then, of a gradient, the adjoints of active arrays and
 * an array for those of scalars; of a tangent, the tangents of what is active, an array for the
 * result's and one for a shadow.
 */
final class ReplayedEntry {
  private static final ClassValue<Map<String, ReplayedEntry>> KNOWN =
      new ClassValue<>() {
        @Override
        protected Map<String, ReplayedEntry> computeValue(Class<?> host) {
          return new ConcurrentHashMap<>();
        }
      };

  private final Class<?> host;
  private final String name;
  private final String descriptor;
  private final boolean gradient;

  /** What the entry point takes for independents: a letter a parameter of the method. */
  private final String activity;

  /** What carries derivatives at all. */
  private final String carried;

  /** What carries those of the derivative around: a letter an argument of the entry point. */
  private final String outer;

  private final String forward;
  private final String reverse;
  private final boolean[] scalar;
  private final boolean isStatic;

  /** By the class of the receiver, or the host, then by the variant's name. */
  private final ClassValue<Map<String, MethodHandle>> handles =
      new ClassValue<>() {
        @Override
        protected Map<String, MethodHandle> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  /** By the same class, why the method cannot run again; empty if it can. */
  private final ClassValue<String> troubles =
      new ClassValue<>() {
        @Override
        protected String computeValue(Class<?> type) {
          String found = Linker.compiler().notReplayable(type, name, descriptor);
          return found == null ? "" : found;
        }
      };

  private ReplayedEntry(Class<?> host, String text) {
    String[] parts = text.split(" ");
    this.host = host;
    this.name = parts[0];
    this.descriptor = parts[1];
    this.gradient = parts[2].equals("gradient");
    this.activity = parts[3];
    this.carried = parts[4];
    this.outer = parts[5];
    this.forward = parts[6];
    this.reverse = parts[7];
    MethodType type = MethodType.fromMethodDescriptorString(descriptor, host.getClassLoader());
    this.isStatic = type.parameterCount() == activity.length();
    this.scalar = new boolean[activity.length()];
    for (int i = isStatic ? 0 : 1; i < scalar.length; i++) {
      Class<?> parameter = type.parameterType(isStatic ? i : i - 1);
      scalar[i] = parameter == double.class || parameter == float.class;
    }
  }

  /**
   * @param text name, descriptor, kind, the three activities, and the variants of both sweeps that
   *     carry tangents, separated by spaces
   */
  static ReplayedEntry of(Class<?> host, String text) {
    Map<String, ReplayedEntry> known = KNOWN.get(host);
    ReplayedEntry found = known.get(text);
    if (found == null) {
      found = new ReplayedEntry(host, text);
      known.put(text, found);
    }
    return found;
  }

  boolean isGradient() {
    return gradient;
  }

  /** Parameters of the method, the receiver included. */
  int parameters() {
    return activity.length();
  }

  boolean isIndependent(int parameter) {
    return activity.charAt(parameter) == 'A';
  }

  boolean isCarried(int parameter) {
    return carried.charAt(parameter) == 'A';
  }

  boolean isScalar(int parameter) {
    return scalar[parameter];
  }

  /** Whether an argument of the entry point carries a derivative of what is around. */
  boolean isActiveOutside(int argument) {
    return outer.charAt(argument) == 'A';
  }

  /** The argument beside an independent: its adjoints or its tangent; -1 if there is none. */
  int beside(int parameter) {
    if (!isIndependent(parameter) || (gradient && scalar[parameter])) {
      return -1;
    }
    int at = parameters();
    for (int i = 0; i < parameter; i++) {
      at += isIndependent(i) && !(gradient && scalar[i]) ? 1 : 0;
    }
    return at;
  }

  /** The argument that gets the adjoints of scalars, or the tangent of the result. */
  int numbers() {
    int at = parameters();
    for (int i = 0; i < parameters(); i++) {
      at += beside(i) < 0 ? 0 : 1;
    }
    return at;
  }

  /**
   * Refuses a method that cannot run again.
   *
   * @throws Refusal if it would be noticed
   */
  void requireReplayable(Object[] arguments) {
    String trouble = troubles.get(selecting(arguments));
    if (!trouble.isEmpty()) {
      throw NestedReplay.refusal(trouble);
    }
  }

  private Class<?> selecting(Object[] arguments) {
    return isStatic ? host : arguments[0].getClass();
  }

  /** Calls the variant of the forward sweep that carries tangents. */
  Object callForward(Object[] arguments, Object[] all) {
    return call(forward, arguments, all);
  }

  /** Calls that of the reverse sweep. */
  Object callReverse(Object[] arguments, Object... all) {
    return call(reverse, arguments, all);
  }

  private Object call(String variant, Object[] arguments, Object[] all) {
    Class<?> type = selecting(arguments);
    Map<String, MethodHandle> known = handles.get(type);
    MethodHandle target = known.get(variant);
    if (target == null) {
      target = NestedReplay.spread(found(variant, type));
      known.put(variant, target);
    }
    return NestedReplay.call(target, all);
  }

  private MethodHandle found(String variant, Class<?> type) {
    return isStatic
        ? Linker.compiler().variant(host, host, name, descriptor, variant)
        : Linker.compiler().select(host, host, name, descriptor, variant, type);
  }
}

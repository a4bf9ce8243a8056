package org.wengert.runtime;

import java.lang.invoke.MethodHandle;
import java.util.Map;

/**
 * What the public API calls, through method handles and with types of the JDK only: the API's jar
 * lies on the application's class path, this class on the boot class path.
 */
public final class Bridge {
  /** Grows when the contract changes. */
  public static final int ABI_VERSION = 1;

  private Bridge() {}

  /** Whether an agent has installed the compiler. */
  public static boolean isActive() {
    return Linker.isInstalled();
  }

  /**
   * Links one entry point. With P for the method's parameters, R for its result, S for the shadows
   * of active array parameters ({@code double[]}, or {@code Object[]} beyond rank 1):
   *
   * <ul>
   *   <li>{@code gradient}: {@code (P, S, double[] scalarAdjoints, Object tape) R}
   *   <li>{@code jvp}: {@code (P, tangents of active parameters, double[] resultTangent, Object[]
   *       resultShadow, Object tape) R}
   *   <li>{@code forward}: {@code (P, S, Object[] resultShadow, Object tape) R}; where there is
   *       room, {@code resultShadow[k]} gets the shadow of what the k-th active array parameter,
   *       counted from 1, holds on exit: its rows may have moved
   *   <li>{@code reverse}: {@code (double seed, double[] scalarAdjoints, Object tape) void}
   * </ul>
   *
   * @param activity one character a parameter: {@code A} for an independent, else {@code -}
   * @throws Refusal if the method cannot be differentiated
   */
  public static MethodHandle entry(
      Class<?> host, String name, String descriptor, String kind, String activity) {
    return Linker.compiler().entry(host, name, descriptor, kind, activity);
  }

  /** A tape for the entry points. It serves one call at a time. */
  public static Object newTape() {
    return new Tape();
  }

  /** Bytes recorded by the last call that used the tape. */
  public static long tapeBytes(Object tape) {
    return ((Tape) tape).usedBytes();
  }

  /** Bytes that a tape occupies, used or not. */
  public static long tapeCapacity(Object tape) {
    return ((Tape) tape).capacityBytes();
  }

  /** A zero shadow of the shape of an array; one shadow a row, however often it occurs. */
  public static Object shadowLike(Object array) {
    return Shadows.shadowLike(array);
  }

  /**
   * A zero shadow of one object or array, without those of what it refers to; null if it has none.
   */
  public static Object shadow(Object object) {
    return Shadows.emptyShadow(object);
  }

  /** Fills a shadow with zeros, all ranks. */
  public static void clear(Object shadow) {
    Shadows.clear(shadow);
  }

  /**
   * The static method behind a lambda or method reference: its class, name, descriptor, and the
   * captured values as {@code Object[]}, which are its leading arguments.
   *
   * @throws Refusal if the object is none, or what it calls is no static method
   */
  public static Object[] implementation(Object functionalObject) {
    return Linker.compiler().implementation(functionalObject);
  }

  /**
   * An object that implements an interface: each method, named by name and descriptor, calls a
   * handle of exactly its type. Default methods stay as they are. The interface may be private: the
   * object's class is its nestmate.
   */
  public static Object implement(Class<?> type, Map<String, MethodHandle> methods) {
    return Linker.compiler().implement(type, methods);
  }

  /**
   * Names of a method's parameters from its class file, null for those that it does not name; null
   * if the class file cannot be read.
   */
  public static String[] parameterNames(Class<?> host, String name, String descriptor) {
    return Linker.compiler().parameterNames(host, name, descriptor);
  }
}

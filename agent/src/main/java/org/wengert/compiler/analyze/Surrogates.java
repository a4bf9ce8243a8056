package org.wengert.compiler.analyze;

import org.wengert.compiler.ir.MethodRef;

/**
 * Methods of the class library in whose place a method of the runtime is differentiated, which does
 * the same to the last bit by means that can be: no threads, no native code.
 */
public final class Surrogates {
  private static final String SORTING = "org/wengert/runtime/Sorting";

  private static final String COPYING = "org/wengert/runtime/Copying";

  private static final String TABLES = "org/wengert/runtime/Tables";

  private Surrogates() {}

  /** The method to differentiate in place of a static one; null for that itself. */
  public static MethodRef of(MethodRef method) {
    if (method.owner().equals("java/util/Arrays")
        && (method.name().equals("sort") || method.name().equals("parallelSort"))) {
      switch (method.descriptor()) {
        case "([D)V", "([DII)V", "([F)V", "([FII)V":
          return new MethodRef(SORTING, "sort", method.descriptor());
        default:
          return null;
      }
    }
    if (method.owner().equals("java/util/concurrent/ConcurrentHashMap")) {
      return ofConcurrentMaps(method.name());
    }
    return method.owner().equals("java/lang/System") && method.name().equals("arraycopy")
        ? new MethodRef(COPYING, "arraycopy", method.descriptor())
        : null;
  }

  /** The three methods through which concurrent maps access their tables. */
  private static MethodRef ofConcurrentMaps(String name) {
    switch (name) {
      case "tabAt":
        return new MethodRef(TABLES, "get", "([Ljava/lang/Object;I)Ljava/lang/Object;");
      case "setTabAt":
        return new MethodRef(TABLES, "set", "([Ljava/lang/Object;ILjava/lang/Object;)V");
      case "casTabAt":
        return new MethodRef(
            TABLES, "replace", "([Ljava/lang/Object;ILjava/lang/Object;Ljava/lang/Object;)Z");
      default:
        return null;
    }
  }
}

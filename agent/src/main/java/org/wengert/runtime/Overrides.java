package org.wengert.runtime;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Objects of application classes where the library's own are expected to run plain. Whether the
 * methods that such a class overrides are harmless is found out once a class and call.
 */
final class Overrides {
  private static final String HARMLESS = "";

  private static final ClassLoader PLATFORM = ClassLoader.getPlatformClassLoader();

  /** By class, what was found for the library's types and methods. */
  private static final ClassValue<Map<String, Map<String, String>>> FOUND =
      new ClassValue<>() {
        @Override
        protected Map<String, Map<String, String>> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  private Overrides() {}

  /**
   * Throws a refusal if a method of the object, or of one in an array, must not run plain.
   *
   * @param type internal name of the library's class or interface by which it is called
   * @param method name and descriptor of the library's method that runs plain
   */
  static void check(Object object, String type, String method) {
    if (object instanceof Object[] array) {
      for (Object element : array) {
        if (element != null) {
          check(element, type, method);
        }
      }
      return;
    }
    Class<?> actual = object.getClass();
    ClassLoader loader = actual.getClassLoader();
    if (loader != null && loader != PLATFORM && !actual.isArray()) {
      String found = find(actual, type, method);
      if (!found.equals(HARMLESS)) {
        String reason = "OVERRIDDEN_IN_PLAIN_CALL";
        throw new Refusal(reason, Refusal.text(Places.chain(), reason, found));
      }
    }
  }

  private static String find(Class<?> actual, String type, String method) {
    Map<String, String> known = FOUND.get(actual).get(type);
    if (known == null) {
      known = new ConcurrentHashMap<>();
      FOUND.get(actual).put(type, known);
    }
    String found = known.get(method);
    if (found == null) {
      String harmful = Linker.compiler().harmfulOverride(actual, type, method);
      found = harmful == null ? HARMLESS : harmful;
      known.put(method, found);
    }
    return found;
  }
}

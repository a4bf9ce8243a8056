package org.wengert.compiler.lift;

/** What lifting asks about classes. */
public interface ClassHierarchy {
  /** Knows nothing: every two classes have only {@code java/lang/Object} in common. */
  ClassHierarchy UNKNOWN = new Unknown();

  /**
   * The most specific class that both are assignable to, as a verifier sees it: {@code
   * java/lang/Object} where one is an interface. Internal names of classes, never of arrays.
   */
  String commonSuper(String a, String b);

  /** The class that declares a field, looked for from {@code owner} as the JVM does; or null. */
  default ClassSource declaringField(String owner, String name, String descriptor) {
    return null;
  }

  /** See {@link #UNKNOWN}. */
  final class Unknown implements ClassHierarchy {
    private Unknown() {}

    @Override
    public String commonSuper(String a, String b) {
      return "java/lang/Object";
    }
  }
}

package org.wengert.compiler.ir;

/**
 * Names a derivative variant of a method: what is called where the primal called the method.
 *
 * @param activity one character a parameter (receiver included): {@code A} carries a derivative,
 *     {@code -} does not
 */
public record Variant(MethodRef method, VariantKind kind, String activity) {
  /** Written out, as is the hash: those of a record cost milliseconds at their first use. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Variant variant
        && variant.kind == kind
        && variant.method.equals(method)
        && variant.activity.equals(activity);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * method.hashCode() + kind.ordinal()) + activity.hashCode();
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + "[" + activity + "] " + method;
  }
}

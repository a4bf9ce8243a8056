package org.wengert.compiler.ir;

/**
 * Names a derivative variant of a method: what is called where the primal called the method.
 *
 * @param activity one character a parameter (receiver included): {@code A} carries a derivative,
 *     {@code -} does not
 */
public record Variant(MethodRef method, VariantKind kind, String activity, Binding binding) {
  /** Of a static method. */
  public Variant(MethodRef method, VariantKind kind, String activity) {
    this(method, kind, activity, Binding.STATIC);
  }

  /** The same of another kind. */
  public Variant of(VariantKind other) {
    return new Variant(method, other, activity, binding);
  }

  /** Written out, as is the hash: those of a record cost milliseconds at their first use. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Variant variant
        && variant.kind == kind
        && variant.binding == binding
        && variant.method.equals(method)
        && variant.activity.equals(activity);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * method.hashCode() + 8 * binding.ordinal() + kind.ordinal())
        + activity.hashCode();
  }

  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + "[" + activity + "] " + method;
  }
}

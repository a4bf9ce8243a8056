package org.wengert.compiler.ir;

/**
 * Names a derivative variant of a method: what is called where the primal called the method.
 *
 * @param activity one character a parameter (receiver included): {@code A} carries a derivative,
 *     {@code -} does not
 * @param catching whether a sweep of split code can be reversed, too, after it has ended by an
 *     exception: what calls in try regions need
 */
public record Variant(
    MethodRef method, VariantKind kind, String activity, Binding binding, boolean catching) {
  private static final String CATCHING = "CATCHING-";

  /** Of a static method, whose exceptions nobody catches. */
  public Variant(MethodRef method, VariantKind kind, String activity) {
    this(method, kind, activity, Binding.STATIC, false);
  }

  /** The same with another kind. */
  public Variant as(VariantKind other) {
    return new Variant(method, other, activity, binding, catching);
  }

  /** Kind, activity and binding, as call sites that are linked at run time name them. */
  public String text() {
    return (catching ? CATCHING : "") + kind + ":" + activity + ":" + binding;
  }

  /** The variant of a {@link #text}, of which the parts between the colons are given. */
  public static Variant ofText(MethodRef method, String[] parts) {
    boolean catching = parts[0].startsWith(CATCHING);
    String kind = catching ? parts[0].substring(CATCHING.length()) : parts[0];
    return new Variant(
        method, VariantKind.valueOf(kind), parts[1], Binding.valueOf(parts[2]), catching);
  }

  /** Written out, as is the hash: those of a record cost milliseconds at their first use. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Variant variant
        && variant.kind == kind
        && variant.binding == binding
        && variant.catching == catching
        && variant.method.equals(method)
        && variant.activity.equals(activity);
  }

  @Override
  public int hashCode() {
    int hash =
        31 * (31 * method.hashCode() + 8 * binding.ordinal() + kind.ordinal())
            + activity.hashCode();
    return catching ? ~hash : hash;
  }

  @Override
  public String toString() {
    return text().toLowerCase(java.util.Locale.ROOT) + " " + method;
  }
}

package org.wengert.compiler.ir;

/**
 * Names a derivative variant of a method: what is called where the primal called the method.
 *
 * @param activity one character a parameter (receiver included): {@code A} carries a derivative,
 *     {@code -} does not
 * @param catching whether a sweep of split code can be reversed, too, after it has ended by an
 *     exception: what calls in try regions need
 */
public record Variant(MethodRef method, VariantKind kind, String activity, boolean catching) {
  private static final String CATCHING = "CATCHING-";

  /** One whose exceptions nobody catches. */
  public Variant(MethodRef method, VariantKind kind, String activity) {
    this(method, kind, activity, false);
  }

  /** The same with another kind. */
  public Variant as(VariantKind other) {
    return new Variant(method, other, activity, catching);
  }

  /** The kind as call sites that are linked at run time name it. */
  public String kindText() {
    return catching ? CATCHING + kind.name() : kind.name();
  }

  /** The variant of a {@link #kindText}. */
  public static Variant ofKindText(MethodRef method, String kindText, String activity) {
    boolean catching = kindText.startsWith(CATCHING);
    String kind = catching ? kindText.substring(CATCHING.length()) : kindText;
    return new Variant(method, VariantKind.valueOf(kind), activity, catching);
  }

  /** Written out, as is the hash: those of a record cost milliseconds at their first use. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Variant variant
        && variant.kind == kind
        && variant.catching == catching
        && variant.method.equals(method)
        && variant.activity.equals(activity);
  }

  @Override
  public int hashCode() {
    int hash = 31 * (31 * method.hashCode() + kind.ordinal()) + activity.hashCode();
    return catching ? ~hash : hash;
  }

  @Override
  public String toString() {
    return kindText().toLowerCase(java.util.Locale.ROOT) + "[" + activity + "] " + method;
  }
}

package org.wengert.compiler.ir;

/**
 * Names a derivative variant: what is called where the primal called the method. What is varied is
 * a method or, in second order, another variant of it, whose parameters are then the ones that
 * activity speaks of.
 *
 * @param method that is varied in the end
 * @param activity one character a parameter (receiver included): {@code A} carries a derivative,
 *     {@code -} does not
 * @param binding how the method is found
 * @param catching whether a sweep of split code can be reversed, too, after it has ended by an
 *     exception: what calls in try regions need
 * @param of the variant that is varied; null for the method itself
 * @param nested whether it is called in code that is differentiated itself: what this variant finds
 *     inactive may be active there
 */
public record Variant(
    MethodRef method,
    VariantKind kind,
    String activity,
    Binding binding,
    boolean catching,
    Variant of,
    boolean nested) {
  private static final String CATCHING = "CATCHING-";
  private static final String NESTED = "NESTED-";
  private static final char OF = '>';

  /** Of a static method, whose exceptions nobody catches. */
  public Variant(MethodRef method, VariantKind kind, String activity) {
    this(method, kind, activity, Binding.STATIC, false);
  }

  /** Of a method. */
  public Variant(
      MethodRef method, VariantKind kind, String activity, Binding binding, boolean catching) {
    this(method, kind, activity, binding, catching, null, false);
  }

  /** A variant of this one. */
  public Variant varied(VariantKind by, String letters, boolean caught) {
    return new Variant(method, by, letters, binding, caught, this, false);
  }

  /** The same, called in code that is differentiated itself, or not. */
  public Variant nested(boolean inside) {
    return new Variant(method, kind, activity, binding, catching, of, inside);
  }

  /** The same with another kind; what has no sweep of its own to reverse need not be catching. */
  public Variant as(VariantKind other) {
    boolean split = other == VariantKind.FORWARD || other == VariantKind.REVERSE;
    return new Variant(method, other, activity, binding, catching && split, of, nested);
  }

  /**
   * The same of a method that has been selected.
   *
   * @param selected a receiver that only says which reverse sweep runs is no parameter any more
   */
  public Variant bound(MethodRef selected, Binding how) {
    if (of == null) {
      return new Variant(selected, kind, activity, how, catching, null, nested);
    }
    boolean drops =
        of.kind == VariantKind.REVERSE && binding == Binding.VIRTUAL && how != Binding.VIRTUAL;
    String letters = drops ? activity.substring(1) : activity;
    return new Variant(selected, kind, letters, how, catching, of.bound(selected, how), nested);
  }

  /** Kind, activity and binding, as call sites that are linked at run time name them. */
  public String text() {
    String own =
        (nested ? NESTED : "") + (catching ? CATCHING : "") + kind + ":" + activity + ":" + binding;
    return of == null ? own : own + OF + of.text();
  }

  /** The variant of a {@link #text}. */
  public static Variant ofText(MethodRef method, String text) {
    int end = text.indexOf(OF);
    Variant inner = end < 0 ? null : ofText(method, text.substring(end + 1));
    String[] parts = (end < 0 ? text : text.substring(0, end)).split(":");
    boolean nested = parts[0].startsWith(NESTED);
    String plain = nested ? parts[0].substring(NESTED.length()) : parts[0];
    boolean catching = plain.startsWith(CATCHING);
    String kind = catching ? plain.substring(CATCHING.length()) : plain;
    return new Variant(
        method,
        VariantKind.valueOf(kind),
        parts[1],
        Binding.valueOf(parts[2]),
        catching,
        inner,
        nested);
  }

  /** Written out, as is the hash: those of a record cost milliseconds at their first use. */
  @Override
  public boolean equals(Object other) {
    return other instanceof Variant variant
        && variant.kind == kind
        && variant.binding == binding
        && variant.catching == catching
        && variant.nested == nested
        && variant.method.equals(method)
        && variant.activity.equals(activity)
        && (of == null ? variant.of == null : of.equals(variant.of));
  }

  @Override
  public int hashCode() {
    int hash =
        31 * (31 * method.hashCode() + 8 * binding.ordinal() + kind.ordinal())
            + activity.hashCode();
    if (of != null) {
      hash = 31 * hash + of.hashCode();
    }
    return (catching ? ~hash : hash) + (nested ? 1 : 0);
  }

  @Override
  public String toString() {
    return text().toLowerCase(java.util.Locale.ROOT) + " " + method;
  }
}

package org.wengert.compiler.ir;

/**
 * Names a derivative variant of a method: what is called where the primal called the method.
 *
 * @param activity one character a parameter (receiver included): {@code A} carries a derivative,
 *     {@code -} does not
 */
public record Variant(MethodRef method, VariantKind kind, String activity) {
  @Override
  public String toString() {
    return kind.name().toLowerCase(java.util.Locale.ROOT) + "[" + activity + "] " + method;
  }
}

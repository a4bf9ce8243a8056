package org.wengert.compiler;

/**
 * Names methods, as agent options do: {@code CLASS} for all methods and constructors of a class, or
 * {@code CLASS#METHOD}. The class is a binary name ({@code com.acme.Outer$Inner}). {@code *} stands
 * for any characters but a dot, {@code **} for any characters.
 */
public final class MethodPattern {
  private final String text;
  private final String type;
  private final String method;

  private MethodPattern(String text, String type, String method) {
    this.text = text;
    this.type = type;
    this.method = method;
  }

  /**
   * @param text class and method as above; what is malformed matches nothing
   */
  public static MethodPattern of(String text) {
    int hash = text.indexOf('#');
    return hash < 0
        ? new MethodPattern(text, text, "**")
        : new MethodPattern(text, text.substring(0, hash), text.substring(hash + 1));
  }

  /**
   * @param owner internal name of a class
   * @param name of a method, {@code <init>} for constructors
   */
  public boolean matches(String owner, String name) {
    return matches(method, 0, name, 0) && matchesClass(owner);
  }

  /** Whether methods of a class may match. */
  public boolean matchesClass(String owner) {
    return matches(type, 0, owner.replace('/', '.'), 0);
  }

  private static boolean matches(String pattern, int p, String text, int t) {
    if (p == pattern.length()) {
      return t == text.length();
    }
    if (pattern.charAt(p) != '*') {
      return t < text.length()
          && text.charAt(t) == pattern.charAt(p)
          && matches(pattern, p + 1, text, t + 1);
    }
    boolean dots = pattern.startsWith("**", p);
    int rest = p + (dots ? 2 : 1);
    for (int end = t; ; end++) {
      if (matches(pattern, rest, text, end)) {
        return true;
      } else if (end == text.length() || (text.charAt(end) == '.' && !dots)) {
        return false;
      }
    }
  }

  @Override
  public String toString() {
    return text;
  }
}

package org.wengert.compiler.ir;

import java.util.Locale;

/**
 * How names are written in textual IR: bare if they consist of characters that need no care, else
 * between quotes.
 */
final class Names {
  private Names() {}

  static String method(MethodRef method) {
    return name(method.owner()) + "." + name(method.name()) + method.descriptor();
  }

  static String field(FieldRef field) {
    return name(field.owner())
        + "."
        + name(field.name())
        + ":"
        + field.descriptor()
        + (field.mutability() == FieldRef.Mutability.PLAIN ? "" : " " + lower(field.mutability()));
  }

  /** A class, method or field name. */
  static String name(String name) {
    for (int i = 0; i < name.length(); i++) {
      if (!isBare(name.charAt(i))) {
        return quoted(name);
      }
    }
    return name.isEmpty() ? quoted(name) : name;
  }

  /** Whether a character may stand in a name without quotes. */
  static boolean isBare(char c) {
    return Character.isJavaIdentifierPart(c) && !Character.isIdentifierIgnorable(c)
        || "/<>[;-".indexOf(c) >= 0;
  }

  /** Between double quotes; what is not printable ASCII is written as four hexadecimal digits. */
  static String quoted(String text) {
    StringBuilder out = new StringBuilder("\"");
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c >= ' ' && c < 127) {
        out.append(c);
      } else {
        out.append(String.format("\\u%04x", (int) c));
      }
    }
    return out.append('"').toString();
  }

  static String lower(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  /** The letter that the JVM's array instructions begin with. */
  static char letter(Element element) {
    return element == Element.REF ? 'a' : lower(element).charAt(0);
  }
}

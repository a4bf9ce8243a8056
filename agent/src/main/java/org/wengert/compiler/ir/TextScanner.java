package org.wengert.compiler.ir;

/**
 * Reads the words of textual IR one after another. White space and comments ({@code #} to the end
 * of the line) may stand between any two of them.
 */
final class TextScanner {
  private final String text;
  private int position;

  TextScanner(String text) {
    this.text = text;
    skipBlanks();
  }

  boolean atEnd() {
    return position == text.length();
  }

  IrSyntaxException error(String message) {
    int line = 1;
    int column = 1;
    for (int i = 0; i < position; i++) {
      column = text.charAt(i) == '\n' ? 1 : column + 1;
      line += text.charAt(i) == '\n' ? 1 : 0;
    }
    return new IrSyntaxException(line, column, message);
  }

  IrSyntaxException expected(String what) {
    int end = position;
    while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
      end++;
    }
    String found = atEnd() ? "the end of the text" : "\"" + text.substring(position, end) + "\"";
    return error("expected " + what + ", found " + found);
  }

  /** Consumes the symbol if it comes next. */
  boolean accept(String symbol) {
    if (!text.startsWith(symbol, position)) {
      return false;
    }
    position += symbol.length();
    skipBlanks();
    return true;
  }

  void expect(String symbol) {
    if (!accept(symbol)) {
      throw expected("\"" + symbol + "\"");
    }
  }

  boolean comesNext(char c) {
    return position < text.length() && text.charAt(position) == c;
  }

  /** Letters, digits, underscores and dots, such as {@code dadd.safe}. */
  String word(String what) {
    int start = position;
    while (position < text.length() && isWordPart(text.charAt(position))) {
      position++;
    }
    return taken(start, what);
  }

  /** Consumes the word if it comes next. */
  boolean acceptWord(String word) {
    int end = position + word.length();
    boolean whole = end >= text.length() || !isWordPart(text.charAt(end));
    return whole && accept(word);
  }

  void expectWord(String word) {
    if (!acceptWord(word)) {
      throw expected("\"" + word + "\"");
    }
  }

  private static boolean isWordPart(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || c == '_'
        || c == '.';
  }

  /** A number after a one-letter mark, such as {@code %12} or {@code b3}. */
  int numbered(char mark, String what) {
    if (!comesNext(mark)) {
      throw expected(what);
    }
    int start = position;
    position++;
    int digits = position;
    while (position < text.length() && Character.isDigit(text.charAt(position))) {
      position++;
    }
    String number = text.substring(digits, position);
    try {
      int value = Integer.parseInt(number);
      skipBlanks();
      return value;
    } catch (NumberFormatException e) {
      position = start;
      throw expected(what);
    }
  }

  /** What looks like a number of any kind, such as {@code -1.5E-3}, {@code -Infinity}. */
  String number(String what) {
    int start = position;
    while (position < text.length()
        && (isWordPart(text.charAt(position)) || text.charAt(position) == '-')) {
      position++;
    }
    return taken(start, what);
  }

  int integer(String what) {
    int start = position;
    String digits = number(what);
    try {
      return Integer.parseInt(digits);
    } catch (NumberFormatException e) {
      position = start;
      throw expected(what);
    }
  }

  /** Goes back, for an error message about what was read there. */
  void backTo(int earlier) {
    position = earlier;
  }

  int position() {
    return position;
  }

  /** A class, method or field name, bare or between quotes. */
  String name(String what) {
    if (comesNext('"')) {
      return quoted(what);
    }
    int start = position;
    while (position < text.length() && Names.isBare(text.charAt(position))) {
      position++;
    }
    return taken(start, what);
  }

  String quoted(String what) {
    if (!comesNext('"')) {
      throw expected(what);
    }
    int start = position;
    position++;
    StringBuilder out = new StringBuilder();
    while (position < text.length() && !comesNext('"')) {
      out.append(quotedCharacter());
    }
    if (atEnd()) {
      position = start;
      throw error("this quote is not closed");
    }
    position++;
    skipBlanks();
    return out.toString();
  }

  private char quotedCharacter() {
    char c = text.charAt(position++);
    if (c != '\\' || atEnd()) {
      return c;
    }
    char escaped = text.charAt(position++);
    if (escaped != 'u') {
      return escaped;
    }
    try {
      char decoded = (char) Integer.parseInt(text, position, position + 4, 16);
      position += 4;
      return decoded;
    } catch (NumberFormatException | IndexOutOfBoundsException e) {
      throw expected("four hexadecimal digits");
    }
  }

  /** The descriptor of a type, {@code V} and {@code N} included. */
  Type type() {
    int start = position;
    int end = endOfDescriptor(position);
    position = end;
    return new Type(taken(start, "the descriptor of a type"));
  }

  /** {@code (parameters)result}. */
  String methodDescriptor() {
    int start = position;
    if (!comesNext('(')) {
      throw expected("a method descriptor");
    }
    position++;
    while (position < text.length() && !comesNext(')')) {
      position = endOfDescriptor(position);
    }
    if (atEnd()) {
      throw expected("\")\"");
    }
    position = endOfDescriptor(position + 1);
    return taken(start, "a method descriptor");
  }

  private int endOfDescriptor(int start) {
    int at = start;
    while (at < text.length() && text.charAt(at) == '[') {
      at++;
    }
    char c = at < text.length() ? text.charAt(at) : ' ';
    int end = c == 'L' ? text.indexOf(';', at) + 1 : "ZBCSIJFDVN".indexOf(c) >= 0 ? at + 1 : 0;
    if (end == 0) {
      position = start;
      throw expected("the descriptor of a type");
    }
    return end;
  }

  private String taken(int start, String what) {
    if (position == start) {
      throw expected(what);
    }
    String word = text.substring(start, position);
    skipBlanks();
    return word;
  }

  private void skipBlanks() {
    while (position < text.length()) {
      char c = text.charAt(position);
      if (c == '#') {
        int end = text.indexOf('\n', position);
        position = end < 0 ? text.length() : end;
      } else if (Character.isWhitespace(c)) {
        position++;
      } else {
        return;
      }
    }
  }
}

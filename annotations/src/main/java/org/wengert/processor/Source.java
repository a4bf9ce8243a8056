package org.wengert.processor;

import java.util.List;

/** Java source text, indented while it is written. */
final class Source {
  private static final int WIDTH = 100;

  private final StringBuilder text = new StringBuilder();
  private int depth;

  Source line(String line) {
    text.append("  ".repeat(line.isEmpty() ? 0 : depth)).append(line).append('\n');
    return this;
  }

  /** A line that opens a block. */
  Source open(String line) {
    line(line + " {");
    depth++;
    return this;
  }

  Source close() {
    depth--;
    return line("}");
  }

  /** {@code } catch (...) {} and the like. */
  Source reopen(String line) {
    depth--;
    line("} " + line + " {");
    depth++;
    return this;
  }

  /** {@code head(a, b, c)tail}, over several lines if it is long. */
  Source call(String head, List<String> arguments, String tail) {
    return sequence(head + "(", arguments, ")" + tail);
  }

  /** {@code head = {a, b, c};}, likewise. */
  Source array(String head, List<String> elements) {
    return sequence(head + " = {", elements, "};");
  }

  private Source sequence(String head, List<String> arguments, String tail) {
    String one = head + String.join(", ", arguments) + tail;
    if (one.length() + 2 * depth <= WIDTH) {
      return line(one);
    }
    line(head);
    depth += 2;
    StringBuilder filled = new StringBuilder();
    for (int i = 0; i < arguments.size(); i++) {
      String next = arguments.get(i) + (i + 1 < arguments.size() ? "," : tail);
      if (filled.length() > 0 && filled.length() + 1 + next.length() + 2 * depth > WIDTH) {
        line(filled.toString());
        filled.setLength(0);
      }
      filled.append(filled.length() == 0 ? "" : " ").append(next);
    }
    line(filled.toString());
    depth -= 2;
    return this;
  }

  /** A declaration whose body follows. */
  Source openCall(String head, List<String> parameters, String tail) {
    call(head, parameters, tail + " {");
    depth++;
    return this;
  }

  /** A documentation comment. */
  Source doc(String... lines) {
    line("/**");
    for (String line : lines) {
      docLine(line, line.startsWith("@") ? "    " : "");
    }
    return line(" */");
  }

  private void docLine(String line, String continuation) {
    int room = WIDTH - 2 * depth - 3;
    int blank = line.length() <= room ? -1 : line.lastIndexOf(' ', room);
    if (blank <= continuation.length()) {
      line(line.isEmpty() ? " *" : " * " + line);
    } else {
      line(" * " + line.substring(0, blank));
      docLine(continuation + line.substring(blank + 1), continuation);
    }
  }

  @Override
  public String toString() {
    return text.toString();
  }
}

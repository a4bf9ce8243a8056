package org.wengert.agent;

import java.util.ArrayList;
import java.util.List;

/**
 * The options of the agent: {@code -javaagent:wengert-agent.jar=tape-limit=512m,dump=DIRECTORY}.
 *
 * <ul>
 *   <li>{@code tape-limit=BYTES}: the most memory that one tape may take, a positive whole number
 *       with an optional suffix {@code k}, {@code m} or {@code g} (powers of 1024). Default: no
 *       limit.
 *   <li>{@code dump=DIRECTORY}: every generated class, and the intermediate representation of every
 *       stage as text, are written there. The directory is made at need. Its name holds no comma,
 *       which separates options.
 *   <li>{@code inactive=PATTERNS}: methods whose calls run plain; what they yield is constant.
 *   <li>{@code differentiable=PATTERNS}: methods that are to be checked when their classes load.
 *   <li>{@code rules=CLASSES}: classes with {@code @DerivativeOf} methods that no index names.
 * </ul>
 *
 * Patterns, {@code CLASS} or {@code CLASS#METHOD}, are separated by colons; {@code *} stands for
 * any characters but a dot, {@code **} for any. These three options may be given several times.
 *
 * <p>An option that is not understood is reported and left out: a typing error in it must not keep
 * the application from starting.
 *
 * @param tapeLimit bytes; {@link Long#MAX_VALUE} for no limit
 * @param dump a directory, null for none
 * @param inactive patterns of methods
 * @param differentiable patterns of methods
 * @param rules binary names of classes
 */
record AgentOptions(
    long tapeLimit,
    String dump,
    List<String> inactive,
    List<String> differentiable,
    List<String> rules) {
  static final AgentOptions DEFAULT =
      new AgentOptions(Long.MAX_VALUE, null, List.of(), List.of(), List.of());

  private static final String EXPECTED =
      "expected tape-limit=BYTES (with k, m or g for powers of 1024), dump=DIRECTORY,"
          + " inactive=PATTERNS, differentiable=PATTERNS and rules=CLASSES, separated by commas";

  private static final String PATTERNS =
      " needs methods, such as %=com.acme.Log:com.acme.**#get* (CLASS or CLASS#METHOD; * for any"
          + " characters but a dot, ** for any; separated by colons)";

  private static final String CLASSES =
      "rules needs names of classes, such as rules=com.acme.Rules:com.acme.Outer$Inner";

  /**
   * @param text null or empty for none
   * @param problems gets a message for each option that is left out
   */
  static AgentOptions parse(String text, List<String> problems) {
    AgentOptions options = DEFAULT;
    if (text == null || text.isBlank()) {
      return options;
    }
    for (String option : text.split(",", -1)) {
      options = options.with(option.strip(), problems);
    }
    return options;
  }

  private AgentOptions with(String option, List<String> problems) {
    int equals = option.indexOf('=');
    String name = equals < 0 ? option : option.substring(0, equals);
    String value = equals < 0 ? "" : option.substring(equals + 1).strip();
    switch (name) {
      case "tape-limit":
        return withTapeLimit(value, option, problems);
      case "dump":
        if (value.isEmpty()) {
          problems.add(leftOut(option, "dump needs a directory, such as dump=target/wengert"));
          return this;
        }
        return new AgentOptions(tapeLimit, value, inactive, differentiable, rules);
      case "inactive":
        List<String> plain = patterns(inactive, value, option, name, problems);
        return new AgentOptions(tapeLimit, dump, plain, differentiable, rules);
      case "differentiable":
        List<String> checked = patterns(differentiable, value, option, name, problems);
        return new AgentOptions(tapeLimit, dump, inactive, checked, rules);
      case "rules":
        if (!areNames(value, "")) {
          problems.add(leftOut(option, CLASSES));
          return this;
        }
        return new AgentOptions(tapeLimit, dump, inactive, differentiable, joined(rules, value));
      default:
        problems.add(leftOut(option, EXPECTED));
        return this;
    }
  }

  private static List<String> patterns(
      List<String> before, String value, String option, String name, List<String> problems) {
    if (!areNames(value, "#*")) {
      problems.add(leftOut(option, name + PATTERNS.replace("%", name)));
      return before;
    }
    return joined(before, value);
  }

  private static List<String> joined(List<String> before, String value) {
    List<String> all = new ArrayList<>(before);
    for (String part : value.split(":", -1)) {
      all.add(part.strip());
    }
    return all;
  }

  /**
   * Whether colons separate names of classes, in which some more characters may occur; after a
   * {@code #} comes the name of a method.
   */
  private static boolean areNames(String value, String more) {
    for (String part : value.split(":", -1)) {
      String name = part.strip();
      int hash = name.indexOf('#');
      if (name.isEmpty()
          || hash == 0
          || hash == name.length() - 1
          || hash != name.lastIndexOf('#')) {
        return false;
      }
      for (int i = 0; i < name.length(); i++) {
        char c = name.charAt(i);
        boolean dot = c == '.' && (hash < 0 || i < hash);
        boolean constructor = (c == '<' || c == '>') && hash >= 0 && i > hash;
        if (!Character.isJavaIdentifierPart(c) && !dot && !constructor && more.indexOf(c) < 0) {
          return false;
        }
      }
    }
    return true;
  }

  private AgentOptions withTapeLimit(String value, String option, List<String> problems) {
    long bytes = bytes(value);
    if (bytes <= 0) {
      problems.add(
          leftOut(
              option,
              "tape-limit needs a positive whole number of bytes, such as tape-limit=536870912 or"
                  + " tape-limit=512m (suffixes k, m, g)"));
      return this;
    }
    return new AgentOptions(bytes, dump, inactive, differentiable, rules);
  }

  private static String leftOut(String option, String expected) {
    return "the agent option \"" + option + "\" is ignored: " + expected;
  }

  /** The number of bytes, 0 if there is none to be read. */
  private static long bytes(String value) {
    if (value.isEmpty()) {
      return 0;
    }
    long unit = unit(value.charAt(value.length() - 1));
    String digits = unit == 1 ? value : value.substring(0, value.length() - 1);
    try {
      return Math.multiplyExact(Long.parseLong(digits), unit);
    } catch (NumberFormatException | ArithmeticException e) {
      return 0;
    }
  }

  private static long unit(char suffix) {
    switch (suffix) {
      case 'k', 'K':
        return 1L << 10;
      case 'm', 'M':
        return 1L << 20;
      case 'g', 'G':
        return 1L << 30;
      default:
        return 1;
    }
  }
}

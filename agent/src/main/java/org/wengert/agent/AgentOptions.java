package org.wengert.agent;

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
 * </ul>
 *
 * An option that is not understood is reported and left out: a typing error in it must not keep the
 * application from starting.
 *
 * @param tapeLimit bytes; {@link Long#MAX_VALUE} for no limit
 * @param dump a directory, null for none
 */
record AgentOptions(long tapeLimit, String dump) {
  static final AgentOptions DEFAULT = new AgentOptions(Long.MAX_VALUE, null);

  private static final String EXPECTED =
      "expected tape-limit=BYTES (with k, m or g for powers of 1024) and dump=DIRECTORY, separated"
          + " by commas";

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
        return new AgentOptions(tapeLimit, value);
      default:
        problems.add(leftOut(option, EXPECTED));
        return this;
    }
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
    return new AgentOptions(bytes, dump);
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

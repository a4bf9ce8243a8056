package org.wengert.compiler.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Looks up derivative rules. A row of {@link RuleRows} is parsed when it is first asked for, alone:
 * an agent pays at start-up only for the operations that it meets. For the same reason this class
 * uses no lambdas, regular expressions or string concatenation by invokedynamic.
 */
public final class RuleTable {

  private static final ConcurrentHashMap<String, Rule> PARSED = new ConcurrentHashMap<>();

  private RuleTable() {}

  /** The rule of the instruction called {@code mnemonic}, as "DMUL", or null if it has none. */
  public static Rule forOpcode(String mnemonic) {
    return mnemonic.indexOf('(') < 0 ? rule(mnemonic, mnemonic) : null;
  }

  /**
   * The rule of a static method, or null if it has none. Methods of {@link StrictMath} and of
   * {@code FastMath} share the rows, and in their partials the functions, of {@link Math}.
   *
   * @param owner internal name of the class
   */
  public static Rule forMethod(String owner, String name, String descriptor) {
    if (owner.equals(NumberClasses.KNOWN)) {
      return known(name);
    }
    if (!hasRules(owner) || !descriptor.startsWith("(")) {
      return null;
    }
    String rowName = name.concat(descriptor);
    String key = owner.concat(".").concat(rowName);
    if (owner.startsWith("java/")) {
      return rule(key, rowName);
    }
    Rule own = rule(key, owner.substring(owner.lastIndexOf('/') + 1).concat(".").concat(rowName));
    return own != null || owner.endsWith("/Values") ? own : rule(key, rowName);
  }

  /** The rule of a row of {@link NumberClasses}; null if there is none of that name. */
  static Rule forNumbers(String rowName) {
    return rule(rowName, rowName);
  }

  /** The rule of a row with one more operand, which is the value. */
  private static Rule known(String rowName) {
    Rule rule = forNumbers(rowName);
    List<String> names = new ArrayList<>(rule.operandNames());
    names.add("value");
    List<Partial> partials = new ArrayList<>(rule.partials());
    partials.add(Partial.ZERO);
    return new Rule(rowName, names, partials, rule.cost(), rule.purity());
  }

  /** Whether the rows speak of static methods of a class. */
  private static boolean hasRules(String owner) {
    switch (owner) {
      case "java/lang/Math",
      "java/lang/StrictMath",
      "org/apache/commons/math3/util/FastMath",
      "org/hipparchus/util/FastMath",
      "org/wengert/runtime/Values":
        return true;
      default:
        return false;
    }
  }

  /** The rule of a function of formulas; null for {@link Fn#SMUL}, which has none. */
  public static Rule forFn(Fn fn) {
    return fn.isMethod()
        ? forMethod(fn.owner(), fn.methodName(), fn.descriptor())
        : forOpcode(fn.opcode());
  }

  private static Rule rule(String key, String rowName) {
    Rule known = PARSED.get(key);
    if (known != null) {
      return known;
    }
    String row = row(rowName);
    if (row == null) {
      return null;
    }
    Rule parsed = RowParser.parse(key, row);
    Rule earlier = PARSED.putIfAbsent(key, parsed);
    return earlier != null ? earlier : parsed;
  }

  /** The text of a row from its name to its end, aliases followed; null if there is none. */
  private static String row(String name) {
    Integer start = Index.STARTS.get(name);
    if (start == null) {
      return null;
    }
    String row = RuleRows.TEXT.substring(start, rowEnd(RuleRows.TEXT, start));
    boolean isAlias = row.startsWith("= ", name.length() + 1);
    return isAlias ? row(row.substring(name.length() + 3).strip()) : row;
  }

  /** Where the row at {@code start} ends: indented lines continue it. */
  private static int rowEnd(String rows, int start) {
    int end = rows.indexOf('\n', start);
    while (end + 1 < rows.length() && rows.charAt(end + 1) == ' ') {
      end = rows.indexOf('\n', end + 1);
    }
    return end;
  }

  /** Names of all rows, aliases included: mnemonics, and methods as "sin(D)D". */
  static Set<String> rowNames() {
    return Collections.unmodifiableSet(Index.STARTS.keySet());
  }

  /** Finds where rows start, in one pass: searching the text for each name costs more. */
  private static final class Index {
    static final Map<String, Integer> STARTS = new LinkedHashMap<>(512);

    static {
      String rows = RuleRows.TEXT;
      for (int start = 0; start < rows.length(); start = rows.indexOf('\n', start) + 1) {
        char first = rows.charAt(start);
        if (first != ' ' && first != '#' && first != '\n') {
          String name = rows.substring(start, rows.indexOf(' ', start));
          if (STARTS.put(name, start) != null) {
            throw new IllegalStateException("Two rows for ".concat(name));
          }
        }
      }
    }
  }
}

package org.wengert.compiler.rules;

import java.util.ArrayList;
import java.util.List;

/**
 * Parses one row: {@code name operands : cost [purity] : definitions}, where the definitions,
 * separated by semicolons, give {@code d<operand>} for every operand, in order, and may name
 * subexpressions in between; the word {@code constant} stands for all partials zero.
 */
final class RowParser {

  private final String key;
  private final List<String> operands;
  private final List<String> names = new ArrayList<>();
  private final List<Expr> values = new ArrayList<>();
  private final List<Partial> partials = new ArrayList<>();

  private RowParser(String key, List<String> operands) {
    this.key = key;
    this.operands = operands;
    for (int i = 0; i < operands.size(); i++) {
      names.add(operands.get(i));
      values.add(new Expr.Operand(i));
    }
    names.add("r");
    values.add(new Expr.Result());
  }

  /** The rule that {@code row} describes; {@link IllegalStateException} if the row is malformed. */
  static Rule parse(String key, String row) {
    int first = row.indexOf(':');
    int second = row.indexOf(':', first + 1);
    List<String> head = split(row.substring(0, first), ' ');
    List<String> operands = head.subList(1, head.size());
    List<String> properties = split(row.substring(first + 1, second), ' ');
    RowParser parser = new RowParser(key, operands);
    parser.body(row.substring(second + 1).strip());
    return new Rule(key, operands, parser.partials, cost(properties), purity(properties));
  }

  private void body(String body) {
    if (body.equals("constant")) {
      for (int i = 0; i < operands.size(); i++) {
        partials.add(Partial.ZERO);
      }
      return;
    }
    for (String definition : split(body, ';')) {
      define(definition);
    }
    if (partials.size() != operands.size()) {
      throw malformed("needs one partial for each operand");
    }
  }

  private void define(String definition) {
    int equals = definition.indexOf('=');
    String name = definition.substring(0, equals).strip();
    String formula = definition.substring(equals + 1).strip();
    if (isNextPartial(name)) {
      partials.add(partial(formula));
    } else {
      values.add(new FormulaParser(formula, names, values).parse());
      names.add(name);
    }
  }

  private boolean isNextPartial(String name) {
    int next = partials.size();
    return next < operands.size() && name.equals("d".concat(operands.get(next)));
  }

  private Partial partial(String formula) {
    boolean strong = formula.startsWith("strong ");
    String rest = strong ? formula.substring("strong ".length()) : formula;
    Expr expr = new FormulaParser(rest, names, values).parse();
    Partial trivial = trivial(expr);
    return trivial != null ? trivial : new Partial.General(expr, strong);
  }

  private static Partial trivial(Expr expr) {
    if (!(expr instanceof Expr.Constant constant)) {
      return null;
    }
    double value = constant.value();
    if (value == 0) {
      return Partial.ZERO;
    }
    return value == 1 ? Partial.ONE : value == -1 ? Partial.MINUS_ONE : null;
  }

  private static Rule.Cost cost(List<String> properties) {
    switch (properties.get(0)) {
      case "cheap":
        return Rule.Cost.CHEAP;
      case "medium":
        return Rule.Cost.MEDIUM;
      case "expensive":
        return Rule.Cost.EXPENSIVE;
      default:
        throw new IllegalStateException("Unknown cost ".concat(properties.get(0)));
    }
  }

  private static Rule.Purity purity(List<String> properties) {
    if (properties.size() == 1) {
      return Rule.Purity.PURE;
    }
    switch (properties.get(1)) {
      case "throws":
        return Rule.Purity.MAY_THROW;
      case "random":
        return Rule.Purity.NONDETERMINISTIC;
      default:
        throw new IllegalStateException("Unknown purity ".concat(properties.get(1)));
    }
  }

  private IllegalStateException malformed(String why) {
    return new IllegalStateException("Rule ".concat(key).concat(" ").concat(why));
  }

  /** The non-blank parts of {@code text} between separators, stripped. */
  private static List<String> split(String text, char separator) {
    List<String> parts = new ArrayList<>();
    int start = 0;
    while (start <= text.length()) {
      int end = text.indexOf(separator, start);
      end = end < 0 ? text.length() : end;
      String part = text.substring(start, end).strip();
      if (!part.isEmpty()) {
        parts.add(part);
      }
      start = end + 1;
    }
    return parts;
  }
}

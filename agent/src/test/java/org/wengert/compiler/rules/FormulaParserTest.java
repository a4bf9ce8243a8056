package org.wengert.compiler.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The notation of formulas and rows. */
class FormulaParserTest {

  private static Expr parse(String formula) {
    return new FormulaParser(
            formula,
            List.of("x", "y", "r"),
            List.of(new Expr.Operand(0), new Expr.Operand(1), new Expr.Result()))
        .parse();
  }

  /** Values at x = 3, y = 4, r = 5. */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x - y - r ; -6",
        "x - (y - r) ; 4",
        "x + y * r ; 23",
        "(x + y) * r ; 35",
        "y / 2 / 2 ; 1",
        "-x * y ; -12",
        "x - -y ; 7",
        "- - x ; 3",
        "1.5e2 ; 150",
        "nan ; NaN",
        "pow(x, y - 2) ; 9",
        "sqrt(abs(-y)) ; 2",
        "copySign(r, -x) ; -5",
        "smul(x - 3, nan) ; 0",
        "x < y ? 1 : 2 ; 1",
        "x >= y ? 1 : 2 ; 2",
        "x <= 3 ? 1 : 2 ; 1",
        "x > 3 ? 1 : 2 ; 2",
        "x == 3 ? 1 : 2 ; 1",
        "x != 3 ? 1 : 2 ; 2",
        "nan != nan ? 1 : 2 ; 1",
        "!(x == 3) ? 1 : 2 ; 2",
        "x == 0 && y == 0 || r == 5 ? 1 : 2 ; 1",
        "x == 0 && (y == 0 || r == 5) ? 1 : 2 ; 2",
        "x == 0 ? 1 : y == 4 ? 2 : 3 ; 2",
        "x == 3 ? y == 0 ? 1 : 2 : 3 ; 2",
      })
  void formulaHasTheValueOfTheJavaExpression(String formula, double expected) {
    double[] operands = {3, 4};
    assertEquals(expected, new ExprEvaluator(operands, 5).value(parse(formula)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "x + ; expected a known name instead of '' at 3",
        "x y ; expected end at 2",
        "z ; expected a known name instead of 'z' at 1",
        "foo(x) ; expected a function instead of foo at 4",
        "add(x, y) ; expected a function instead of add at 4",
        "(x ; expected ')' at 2",
        "x < y ; expected a number before at 5",
        "x ? 1 : 2 ; expected a condition before at 8",
        "x < y ? 1 ; expected ':' at 9",
      })
  void malformedFormulaIsRefused(String formula, String message) {
    Exception e = assertThrows(IllegalStateException.class, () -> parse(formula));
    assertEquals("Formula " + formula + ": " + message, e.getMessage());
  }

  @Test
  void wrongNumberOfArgumentsIsRefused() {
    Exception e = assertThrows(IllegalArgumentException.class, () -> parse("sin(x, y)"));
    assertEquals("SIN: wrong number of arguments", e.getMessage());
  }

  @Test
  void rowGivesPartialsCostAndPurity() {
    Rule rule = RowParser.parse("K", "K a b : medium throws : t = a + b; da = strong t; db = -1");
    assertEquals(List.of("a", "b"), rule.operandNames());
    assertEquals(Rule.Cost.MEDIUM, rule.cost());
    assertEquals(Rule.Purity.MAY_THROW, rule.purity());
    Expr sum = new Expr.Apply(Fn.ADD, List.of(new Expr.Operand(0), new Expr.Operand(1)));
    assertEquals(List.of(new Partial.General(sum, true), Partial.MINUS_ONE), rule.partials());
  }

  @Test
  void namedSubexpressionIsOneObject() {
    Rule rule = RowParser.parse("K", "K a b : cheap : t = a * b; da = t; db = t");
    Partial.General first = (Partial.General) rule.partial(0);
    assertSame(first.expr(), ((Partial.General) rule.partial(1)).expr());
  }

  @Test
  void rowWithoutAPartialForEachOperandIsRefused() {
    Exception e =
        assertThrows(
            IllegalStateException.class, () -> RowParser.parse("K", "K a b : cheap : da = 1"));
    assertEquals("Rule K needs one partial for each operand", e.getMessage());
  }
}

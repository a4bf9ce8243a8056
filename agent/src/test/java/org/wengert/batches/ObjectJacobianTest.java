package org.wengert.batches;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Jacobian;
import org.wengert.Jacobian.Mode;
import org.wengert.Jacobians;
import org.wengert.testing.DirectEngine;

/** Jacobians where objects go in or come out: rows and columns are all numbers that they reach. */
class ObjectJacobianTest {
  private static final double TOLERANCE = 1e-13;
  static int runs;

  @BeforeAll
  static void install() {
    new DirectEngine();
  }

  static class Base {
    double mass;
    float charge;
  }

  /** With a field that hides another, references, and a cycle. */
  static final class Body extends Base {
    double[] place;
    double mass;
    Body other;
    String name = "body";

    Body(double hidden, double mass, double charge, double... place) {
      super.mass = hidden;
      this.mass = mass;
      this.charge = (float) charge;
      this.place = place;
    }

    double hidden() {
      return super.mass;
    }

    double[] momentum(double speed) {
      return new double[] {mass * speed, super.mass * place[0], charge * other.mass};
    }

    void grow(double[] by) {
      mass *= by[0];
      place[0] += by[1] * super.mass;
    }
  }

  record Pair(double first, double second) {}

  record Report(Pair pair, double[] numbers, List<Double> list, Report inner, int count) {}

  /** Two bodies that know each other. */
  private static Body bodies() {
    Body one = new Body(0.5, 2, -1, 1, 3);
    Body two = new Body(-2, 0.25, 4, 5);
    one.other = two;
    two.other = one;
    return one;
  }

  private static final List<String> OF_BODIES =
      List.of(
          "body.Base.mass",
          "body.charge",
          "body.place[0]",
          "body.place[1]",
          "body.mass",
          "body.other.Base.mass",
          "body.other.charge",
          "body.other.place[0]",
          "body.other.mass",
          "scale");

  static Report report(Body body, double scale) {
    Body two = body.other;
    Pair pair = new Pair(body.hidden() * two.hidden(), body.charge * scale);
    double[] numbers = {body.place[1] * two.place[0], body.mass * two.mass * scale};
    List<Double> list = List.of(scale * scale, body.place[0] * two.charge);
    return new Report(pair, numbers, list, new Report(pair, numbers, null, null, 2), 1);
  }

  private static final List<String> OF_REPORT =
      List.of(
          "result.pair.first",
          "result.pair.second",
          "result.numbers[0]",
          "result.numbers[1]",
          "result.list[0]",
          "result.list[1]");

  private static double[][] ofReport(double scale) {
    double[][] all = new double[6][10];
    all[0][0] = -2;
    all[0][5] = 0.5;
    all[1][1] = scale;
    all[1][9] = -1;
    all[2][3] = 5;
    all[2][7] = 3;
    all[3][4] = 0.25 * scale;
    all[3][8] = 2 * scale;
    all[3][9] = 0.5;
    all[4][9] = 2 * scale;
    all[5][2] = 4;
    all[5][6] = 1;
    return all;
  }

  static void exchange(Body body, double share) {
    Body two = body.other;
    double moved = share * body.mass;
    body.mass -= moved;
    two.mass += moved;
    two.place[0] *= body.place[0];
    body.place = new double[] {two.place[0] * two.place[0]};
  }

  static double[] weighted(List<Double> numbers, Map<String, Double> weights, Double bias) {
    double[] all = new double[numbers.size()];
    for (int i = 0; i < all.length; i++) {
      all[i] = numbers.get(i) * weights.get("w" + i) + bias;
    }
    return all;
  }

  static Double box(double x, Double y) {
    return y == null ? null : x * x * y;
  }

  static double chain(Body body) {
    Body at = body;
    while (at.other != body) {
      at = at.other;
    }
    return body.mass - 2 * at.mass;
  }

  static double[] both(Body one, Body two, double[] place) {
    return new double[] {one.mass * two.mass, place[0] * one.place[0], two.place[1]};
  }

  static List<Double> twice(double x) {
    List<Double> all = new ArrayList<>();
    Double y = x * x;
    all.add(y);
    all.add(3 * x);
    all.add(y);
    return all;
  }

  static double counting(Body body) {
    runs++;
    body.mass *= body.hidden();
    return body.mass * body.mass;
  }

  static double failing(Body body) {
    body.mass *= 2;
    if (body.mass > 1) {
      throw new IllegalStateException("too heavy");
    }
    return body.mass;
  }

  static double keys(Map<Double, Pair> map) {
    double sum = 0;
    for (Map.Entry<Double, Pair> entry : map.entrySet()) {
      sum += entry.getKey() * entry.getValue().first();
    }
    return sum;
  }

  static double decimal(BigDecimal[] prices, double x) {
    return prices[0].multiply(prices[1]).doubleValue() * x;
  }

  private static Derivative of(String name, String... independents) {
    return Derivatives.of(ObjectJacobianTest.class, name).withRespectTo(independents);
  }

  private static void assertMatrix(double[][] expected, double[][] found) {
    assertEquals(expected.length, found.length);
    for (int i = 0; i < expected.length; i++) {
      assertArrayEquals(expected[i], found[i], TOLERANCE, "row " + i);
    }
  }

  private static Jacobians in(Mode mode, Jacobians jacobians) {
    return mode == Mode.FORWARD ? jacobians.forward() : jacobians.reverse();
  }

  @Test
  void allThatIsReachedHasRowsAndColumns() {
    Derivative report = of("report", "body", "scale");
    for (Mode mode : Mode.values()) {
      Body body = bodies();
      Jacobian found = in(mode, report.jacobians()).at(body, 1.5);
      assertEquals(OF_BODIES, found.columns());
      assertEquals(OF_REPORT, found.rows());
      assertMatrix(ofReport(1.5), found.matrix());
      assertEquals(mode == Mode.FORWARD ? 10 : 6, found.sweeps());
      assertEquals(mode == Mode.FORWARD ? 3 : 1, found.runs());
      assertEquals(0.75, ((Report) found.value()).numbers()[1]);
    }
    assertEquals(Mode.REVERSE, report.jacobian(bodies(), 1.5).mode());
  }

  @Test
  void receiversAreIndependents() {
    for (Mode mode : Mode.values()) {
      Derivative momentum = Derivatives.of(Body.class, "momentum").withRespectTo("this", "speed");
      Jacobian found = in(mode, momentum.jacobians()).at(bodies(), 3.0);
      assertEquals("this.other.mass", found.columns().get(8));
      double[][] expected = new double[3][10];
      expected[0][4] = 3;
      expected[0][9] = 2;
      expected[1][0] = 1;
      expected[1][2] = 0.5;
      expected[2][1] = 0.25;
      expected[2][8] = -1;
      assertMatrix(expected, found.matrix());
      Derivative grow = Derivatives.of(Body.class, "grow").withRespectTo("this");
      Body body = bodies();
      Jacobian grown = in(mode, grow.jacobians().columns(0, 2, 4)).at(body, new double[] {10, 100});
      assertEquals(51.0, body.place[0]);
      assertEquals("[by[0], by[1]]", grown.rows().subList(9, 11).toString());
      assertArrayEquals(new double[] {100, 1, 0}, grown.matrix()[2]);
      assertArrayEquals(new double[] {0, 0, 10}, grown.matrix()[4]);
      assertArrayEquals(new double[3], grown.matrix()[9]);
    }
  }

  @Test
  void longChainsHaveTheirOrder() {
    Body first = new Body(0, 1, 0, 1);
    Body last = first;
    for (int i = 0; i < 3000; i++) {
      last.other = new Body(0, i, 0, 1);
      last = last.other;
    }
    last.other = first;
    Jacobian found = of("chain", "body").jacobian(first);
    assertEquals(3001 * 4, found.columns().size());
    assertEquals(1.0, found.matrix()[0][3]);
    assertEquals(-2.0, found.matrix()[0][3000 * 4 + 3]);
    assertTrue(found.columns().get(3000 * 4 + 3).endsWith(".other.other.mass"));
  }

  @Test
  void rowsAndColumnsOfObjectsCanBeChosen() {
    double[][] all = ofReport(1.5);
    Jacobians some = of("report", "body", "scale").jacobians().rows(3, 0).columns(8, 4, 5, 9, 0);
    double[][] expected = {
      {all[3][8], all[3][4], all[3][5], all[3][9], all[3][0]},
      {all[0][8], all[0][4], all[0][5], all[0][9], all[0][0]}
    };
    for (Mode mode : Mode.values()) {
      Jacobian found = in(mode, some).at(bodies(), 1.5);
      assertMatrix(expected, found.matrix());
      assertEquals("[result.numbers[1], result.pair.first]", found.rows().toString());
      assertEquals("body.other.mass", found.columns().get(0));
    }
    Jacobian column = of("report", "body", "scale").jacobians().columns(9).at(bodies(), 1.5);
    assertEquals(Mode.FORWARD, column.mode());
    double[][] matrix = new double[6][1];
    of("report", "body", "scale").jacobians().columns(9).into(matrix, bodies(), 1.5);
    assertMatrix(column.matrix(), matrix);
    assertEquals(1.0 + 1.0, matrix[4][0] - 1, TOLERANCE);
    assertRefused(
        "there is no column 10: the Jacobian of",
        () -> of("report", "body", "scale").jacobians().columns(10).at(bodies(), 1.5));
  }

  @Test
  void objectsOnExitAreDependents() {
    Derivative exchange = of("exchange", "body", "share");
    for (Mode mode : Mode.values()) {
      Body body = bodies();
      Body two = body.other;
      double[] place = body.place;
      Jacobians jacobians =
          mode == Mode.FORWARD
              ? exchange.jacobians().forward().columns(2, 4, 7, 9)
              : exchange.jacobians().reverse().columns(2, 4, 7, 9);
      Jacobian found = jacobians.at(body, 0.25);
      assertNull(found.value());
      assertEquals(1.5, body.mass);
      assertEquals(0.75, two.mass);
      assertArrayEquals(new double[] {5}, two.place);
      assertArrayEquals(new double[] {25}, body.place);
      assertArrayEquals(new double[] {1, 3}, place);
      assertEquals(
          List.of(
              "body.Base.mass",
              "body.charge",
              "body.place[0]",
              "body.mass",
              "body.other.Base.mass",
              "body.other.charge",
              "body.other.place[0]",
              "body.other.mass"),
          List.copyOf(found.rows()));
      double[][] expected = new double[8][];
      for (int i = 0; i < 8; i++) {
        expected[i] = new double[4];
      }
      expected[2][0] = 2 * 25;
      expected[2][2] = 2 * 5;
      expected[3][1] = 0.75;
      expected[3][3] = -2;
      expected[6][0] = 5;
      expected[6][2] = 1;
      expected[7][1] = 0.25;
      expected[7][3] = 2;
      assertMatrix(expected, found.matrix());
      assertEquals(1, found.runs());
    }
    assertRefused(
        "several times, which could be noticed: it writes what parameter 0 leads to",
        () -> exchange.jacobians().forward().at(bodies(), 0.25));
    Body body = bodies();
    Jacobian all = exchange.jacobian(body, 0.25);
    assertEquals(Mode.REVERSE, all.mode());
    assertEquals(1.5, body.mass);
  }

  @Test
  void listsMapsAndBoxes() {
    Derivative weighted = of("weighted", "numbers", "weights", "bias");
    Map<String, Double> weights = new TreeMap<>(Map.of("w0", 2.0, "w1", -3.0));
    Double shared = 7.0;
    List<Double> numbers = new ArrayList<>(List.of(shared, shared));
    for (Mode mode : Mode.values()) {
      Jacobians some = in(mode, weighted.jacobians()).columns(mode == Mode.FORWARD ? FEW : EVERY);
      Jacobian found = some.at(numbers, weights, shared);
      double[][] expected = {{2, 0, 7, 0, 1}, {0, -3, 0, 7, 1}};
      if (mode == Mode.REVERSE) {
        assertMatrix(expected, found.matrix());
        assertEquals(
            List.of("numbers[0]", "numbers[1]", "weights[w0]", "weights[w1]", "bias"),
            List.copyOf(found.columns()));
      } else {
        assertMatrix(new double[][] {{2, 0, 7, 1}, {0, -3, 0, 1}}, found.matrix());
      }
      assertEquals(List.of("result[0]", "result[1]"), found.rows());
    }
    Jacobian view =
        weighted
            .withRespectTo("numbers", "weights")
            .jacobian(Collections.unmodifiableList(numbers), new HashMap<>(weights), 1.0);
    assertMatrix(new double[][] {{2, 0, 7, 0}, {0, -3, 0, 7}}, view.matrix());
  }

  private static final int[] FEW = {0, 1, 2, 4};
  private static final int[] EVERY = {0, 1, 2, 3, 4};

  @Test
  void aBoxIsOneRow() {
    for (Mode mode : Mode.values()) {
      Jacobian found = in(mode, of("box", "x", "y").jacobians()).at(3.0, 5.0);
      assertEquals(45.0, found.value());
      assertEquals(List.of("result"), List.copyOf(found.rows()));
      assertEquals(List.of("x", "y"), List.copyOf(found.columns()));
      assertMatrix(new double[][] {{30, 9}}, found.matrix());
      Jacobian none = in(mode, of("box", "x", "y").jacobians()).at(3.0, null);
      assertNull(none.value());
      assertEquals(0, none.matrix().length);
      assertEquals(List.of("x"), List.copyOf(none.columns()));
    }
  }

  @Test
  void whatIsReachedTwiceCountsOnce() {
    Body one = new Body(0, 3, 0, 2, 5);
    Derivative both = of("both", "one", "two", "place");
    for (Mode mode : Mode.values()) {
      Jacobian found = in(mode, both.jacobians().columns(4, 2, 3)).at(one, one, one.place);
      assertEquals(
          List.of("one.mass", "one.place[0]", "one.place[1]"), List.copyOf(found.columns()));
      assertMatrix(new double[][] {{6, 0, 0}, {0, 4, 0}, {0, 0, 1}}, found.matrix());
      assertSame(5, both.jacobian(one, one, one.place).columns().size());
    }
    double[][] rows = {{6}, {3}, {6}};
    assertMatrix(rows, of("twice", "x").jacobians().forward().at(3.0).matrix());
    assertMatrix(rows, of("twice", "x").jacobians().reverse().at(3.0).matrix());
  }

  @Test
  void effectsHappenOnce() {
    int before = runs;
    Body body = bodies();
    Jacobian found = of("counting", "body").jacobian(body);
    assertEquals(before + 1, runs);
    assertEquals(1.0, body.mass);
    assertEquals(2 * 1 * 0.5, found.matrix()[0][4]);
    assertEquals(2 * 1 * 2.0, found.matrix()[0][0]);
    body = bodies();
    Jacobian few = of("counting", "body").jacobians().forward().columns(4, 0).at(body);
    assertEquals(before + 2, runs);
    assertArrayEquals(new double[] {1, 4}, few.matrix()[0]);
  }

  @Test
  void exceptionsOfTheMethodPass() {
    Body body = bodies();
    for (Mode mode : Mode.values()) {
      body.mass = 2;
      Exception thrown =
          assertThrows(
              IllegalStateException.class,
              () -> in(mode, of("failing", "body").jacobians().columns(0, 4)).at(body));
      assertEquals("too heavy", thrown.getMessage());
      assertEquals(4.0, body.mass);
      body.mass = 0.25;
      assertEquals(
          2.0, in(mode, of("failing", "body").jacobians().columns(4)).at(body).matrix()[0][0]);
    }
  }

  /** Keys that are numbers have columns too. */
  @Test
  void keysAreReached() {
    Map<Double, Pair> map = new HashMap<>();
    map.put(2.0, new Pair(3, 4));
    Jacobian found = of("keys", "map").jacobian(map);
    assertEquals(3, found.columns().size(), found.columns().toString());
    double sum = 0;
    for (double partial : found.matrix()[0]) {
      sum += partial;
    }
    assertEquals(3 + 2, sum);
  }

  @Test
  void numbersThatAreObjects() {
    BigDecimal[] prices = {new BigDecimal("1.5"), new BigDecimal("4")};
    for (Mode mode : Mode.values()) {
      Jacobian found = in(mode, of("decimal", "prices", "x").jacobians()).at(prices, 2.0);
      assertEquals(List.of("prices[0]", "prices[1]", "x"), List.copyOf(found.columns()));
      assertMatrix(new double[][] {{8, 3, 6}}, found.matrix());
    }
  }

  @Test
  void nullArraysAreRefused() {
    assertRefused("place", () -> of("both", "one", "place").jacobian(bodies(), bodies(), null));
  }

  private static void assertRefused(
      String message, org.junit.jupiter.api.function.Executable call) {
    Exception refused = assertThrows(IllegalArgumentException.class, call);
    assertTrue(refused.getMessage().contains(message), refused.getMessage());
  }
}

package org.wengert.second;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wengert.Adjoints;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Hessian;
import org.wengert.Hvp;
import org.wengert.ObjectSeed;
import org.wengert.SecondJvp;
import org.wengert.testing.DirectEngine;

/** Whole Hessians, and second derivatives along two directions, by what objects reach. */
class HessianByObjectsTest {
  @BeforeAll
  static void install() {
    new DirectEngine();
  }

  static class Base {
    float charge;
  }

  static final class Body extends Base {
    double mass;
    double[] place;
    Body other;

    Body(double charge, double mass, double... place) {
      this.charge = (float) charge;
      this.mass = mass;
      this.place = place;
    }
  }

  record Point(double x, double y) {}

  /** Two bodies that know each other: charge, mass, place of one; then of the other. */
  private static Body bodies(double... v) {
    Body one = new Body(v[0], v[1], v[2], v[3]);
    one.other = new Body(v[4], v[5], v[6]);
    one.other.other = one;
    return one;
  }

  private static final double[] AT = {0.5, 2, 1, 3, -0.75, 1.5, 4, 0.25};

  static double energy(Body body, double scale) {
    Body two = body.other;
    double d = body.place[0] - two.place[0];
    double e = body.place[1] * body.charge;
    return scale * body.mass * two.mass / (d * d) + Math.sin(e) * two.charge * two.other.mass;
  }

  static double growing(Body body, double scale) {
    body.mass *= scale;
    return body.mass * body.mass * body.place[0];
  }

  static double product(List<Double> numbers, Double factor) {
    double product = factor;
    for (double number : numbers) {
      product *= number;
    }
    return product * factor;
  }

  static double ofPoints(Point a, Point b) {
    return a.x() * a.x() * b.y() + b.x() * a.y() * a.y();
  }

  private static Derivative of(String name, String... independents) {
    return Derivatives.of(HessianByObjectsTest.class, name).withRespectTo(independents);
  }

  private static double[] gradient(double[] v) {
    Body body = bodies(v);
    return of("energy", "body", "scale").jacobians().reverse().at(body, v[7]).matrix()[0];
  }

  @Test
  void matrixIsThatOfDifferencesOfGradients() {
    Hessian hessian = of("energy", "body", "scale").hessian(bodies(AT), AT[7]);
    assertEquals(energy(bodies(AT), AT[7]), hessian.value());
    assertEquals(
        List.of(
            "body.charge",
            "body.mass",
            "body.place[0]",
            "body.place[1]",
            "body.other.charge",
            "body.other.mass",
            "body.other.place[0]",
            "scale"),
        List.copyOf(hessian.names()));
    double step = 1.0 / 1024;
    for (int j = 0; j < AT.length; j++) {
      double[] above = AT.clone();
      double[] below = AT.clone();
      above[j] += step;
      below[j] -= step;
      double[] up = gradient(above);
      double[] down = gradient(below);
      for (int i = 0; i < AT.length; i++) {
        assertEquals((up[i] - down[i]) / (2 * step), hessian.matrix()[i][j], 1e-4);
        assertEquals(hessian.matrix()[j][i], hessian.matrix()[i][j], 1e-14);
      }
    }
    assertEquals(-Math.sin(1.5) * 9 * -0.75 * 2, hessian.matrix()[0][0], 1e-14);
  }

  @Test
  void columnsAreProductsWithDirections() {
    Body body = bodies(AT);
    double[][] matrix = of("energy", "body", "scale").hessian(body, AT[7]).matrix();
    ObjectSeed mass = ObjectSeed.of(body).set("mass", 1.0);
    Hvp hvp =
        of("energy", "body", "scale").hvp(new Object[] {body, AT[7]}, new Object[] {mass, 0.0});
    assertEquals(matrix[1][1], (double) hvp.at(body).get("mass"));
    assertEquals(matrix[5][1], (double) hvp.at(body.other).get("mass"), 1e-15);
    assertEquals(matrix[7][1], (double) hvp.of("scale"), 1e-15);
  }

  @Test
  void diagonalHasTheShapeOfTheArguments() {
    Body body = bodies(AT);
    double[][] matrix = of("energy", "body", "scale").hessian(body, AT[7]).matrix();
    Adjoints diagonal = of("energy", "body", "scale").hessianDiagonal(body, AT[7]);
    assertEquals((float) matrix[0][0], diagonal.at(body).get("charge"));
    assertArrayEquals(
        new double[] {matrix[2][2], matrix[3][3]}, (double[]) diagonal.at(body).get("place"));
    assertEquals(matrix[6][6], ((double[]) diagonal.at(body.other).get("place"))[0]);
    assertEquals(0.0, diagonal.of("scale"));
  }

  @Test
  void alongTwoDirections() {
    Body body = bodies(AT);
    Derivative energy = of("energy", "body", "scale");
    double[][] matrix = energy.hessian(body, AT[7]).matrix();
    double[] g = gradient(AT);
    ObjectSeed u = ObjectSeed.of(body).set("charge", 2.0).set("place", new double[] {1, -1});
    ObjectSeed v =
        ObjectSeed.of(body)
            .set("place", new double[] {0.5, 0})
            .set("other", ObjectSeed.of(body.other).set("mass", 3.0));
    SecondJvp found =
        energy.jvp(new Object[] {body, AT[7]}, new Object[] {u, 0.5}, new Object[] {v, -1.0});
    double[] first = {2, 0, 1, -1, 0, 0, 0, 0.5};
    double[] second = {0, 0, 0.5, 0, 0, 3, 0, -1};
    double mixed = 0;
    double one = 0;
    double other = 0;
    for (int i = 0; i < AT.length; i++) {
      one += first[i] * g[i];
      other += second[i] * g[i];
      for (int j = 0; j < AT.length; j++) {
        mixed += first[i] * matrix[i][j] * second[j];
      }
    }
    assertEquals(energy(bodies(AT), AT[7]), found.value());
    assertEquals(one, found.first(), 1e-13);
    assertEquals(other, found.second(), 1e-13);
    assertEquals(mixed, found.mixed(), 1e-13);
  }

  @Test
  void listsAndBoxes() {
    List<Double> numbers = new ArrayList<>(List.of(2.0, 3.0));
    Derivative product = of("product", "numbers", "factor");
    double[][] expected = {{0, 25, 30}, {25, 0, 20}, {30, 20, 12}};
    Hessian hessian = product.hessian(numbers, 5.0);
    assertEquals(List.of("numbers[0]", "numbers[1]", "factor"), List.copyOf(hessian.names()));
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(expected[i], hessian.matrix()[i], 1e-13);
    }
    SecondJvp found =
        product.jvp(
            new Object[] {numbers, 5.0},
            new Object[] {List.of(1.0, 0.0), 2.0},
            new Object[] {List.of(0.0, 1.0), 1.0});
    assertEquals(25 + 30 + 2 * 20 + 2 * 12, found.mixed(), 1e-13);
    assertEquals(List.of(0.0, 0.0), product.hessianDiagonal(numbers, 5.0).of("numbers"));
    assertEquals(12.0, product.hessianDiagonal(numbers, 5.0).of("factor"));
  }

  @Test
  void recordsThatAreOneAreOneIndependent() {
    Point p = new Point(2, 3);
    Derivative ofPoints = of("ofPoints", "a", "b");
    Hessian same = ofPoints.hessian(p, p);
    assertEquals(List.of("a.x", "a.y"), List.copyOf(same.names()));
    double[][] expected = {{2 * 3, 2 * 2 + 2 * 3}, {2 * 2 + 2 * 3, 2 * 2}};
    assertArrayEquals(expected[0], same.matrix()[0], 1e-13);
    assertArrayEquals(expected[1], same.matrix()[1], 1e-13);
    assertEquals(4, ofPoints.hessian(p, new Point(2, 3)).names().size());
  }

  /** In one run, effects are those of one plain call; derivatives are by what was held on entry. */
  @Test
  void fewNumbersTakeOneRunWhateverTheEffects() {
    Body body = new Body(0, 2, 3);
    Hessian hessian = of("growing", "body", "scale").hessian(body, 0.5);
    assertEquals(1.0, body.mass);
    assertEquals(
        List.of("body.charge", "body.mass", "body.place[0]", "scale"),
        List.copyOf(hessian.names()));
    double[][] expected = {{0, 0, 0, 0}, {0, 1.5, 1, 12}, {0, 1, 0, 4}, {0, 12, 4, 24}};
    for (int i = 0; i < 4; i++) {
      assertArrayEquals(expected[i], hessian.matrix()[i], 1e-13);
    }
    body.mass = 2;
    Adjoints diagonal = of("growing", "body", "scale").hessianDiagonal(body, 0.5);
    assertEquals(1.5, diagonal.at(body).get("mass"));
    body.mass = 2;
    body.place = new double[] {3, 4};
    Exception refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> of("growing", "body", "scale").hessian(body, 0.5));
    assertTrue(
        refused.getMessage().contains("could be noticed: it writes what parameter 0 leads to"),
        refused.getMessage());
    assertEquals(2.0, body.mass);
  }
}

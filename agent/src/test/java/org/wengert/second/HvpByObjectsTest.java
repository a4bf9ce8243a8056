package org.wengert.second;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Hvp;
import org.wengert.ObjectSeed;
import org.wengert.testing.DirectEngine;

/** Hessians times vectors where objects, lists and boxes are independents. */
class HvpByObjectsTest {

  @BeforeAll
  static void install() {
    new DirectEngine();
  }

  /** Numbers and references, more than a shadow of numbers alone. */
  static final class Body {
    double mass;
    double[] position;
    Body next;

    Body(double mass, double[] position, Body next) {
      this.mass = mass;
      this.position = position;
      this.next = next;
    }

    double energy(double scale) {
      double sum = 0;
      for (double x : position) {
        sum += x * x;
      }
      double own = mass * mass * sum * scale;
      return next == null ? own : own * next.energy(scale);
    }
  }

  static double energies(Body body, double scale) {
    return body.energy(scale);
  }

  static double moved(Body body, double scale) {
    body.mass *= scale;
    body.position = new double[] {body.position[0] * body.mass};
    return body.energy(1);
  }

  static double list(List<Double> numbers) {
    double product = 1;
    for (double number : numbers) {
      product *= number;
    }
    return product * numbers.get(0);
  }

  static double box(Double x, double[] y) {
    return x * x * x * y[0];
  }

  @Test
  void fieldsAndWhatTheyReferTo() {
    Body last = new Body(2, new double[] {3}, null);
    Body first = new Body(0.5, new double[] {1, -2}, last);
    Derivative derivative =
        Derivatives.of(HvpByObjectsTest.class, "energies").withRespectTo("body", "scale");
    ObjectSeed direction =
        ObjectSeed.of(first).set("mass", 1.0).set("next", ObjectSeed.of(last).set("mass", 0.5));
    double scale = 1.5;
    Hvp hvp = derivative.hvp(new Object[] {first, scale}, new Object[] {direction, 0.0});
    double value = energies(first, scale);
    assertEquals(value, hvp.value());
    // value = m² p² s · M² P² s, moved along (m, M) by (1, 0.5).
    double along = 2 / 0.5 + 0.5 * 2 / 2;
    assertEquals(2 * value / 0.5, (double) hvp.gradient().at(first).get("mass"), 1e-12);
    assertEquals(
        2 * value / 0.5 * along - 2 * value / 0.25, (double) hvp.at(first).get("mass"), 1e-11);
    assertEquals(
        2 * value / 2 * along - 0.5 * 2 * value / 4, (double) hvp.at(last).get("mass"), 1e-11);
    double[] ofPosition = (double[]) hvp.at(first).get("position");
    assertEquals(2 * 1 / 5.0 * value * along, ofPosition[0], 1e-11);
    assertEquals(2 * -2 / 5.0 * value * along, ofPosition[1], 1e-11);
    assertEquals(2 / scale * value * along, (double) hvp.of("scale"), 1e-11);
  }

  @Test
  void whatIsOverwrittenCountsAsItWasOnEntry() {
    Body body = new Body(0.5, new double[] {3}, null);
    Derivative derivative =
        Derivatives.of(HvpByObjectsTest.class, "moved").withRespectTo("body", "scale");
    ObjectSeed direction = ObjectSeed.of(body).set("mass", 1.0);
    Hvp hvp = derivative.hvp(new Object[] {body, 2.0}, new Object[] {direction, 0.0});
    // (m s)^4 x²
    assertEquals(12 * 0.25 * 16 * 9, (double) hvp.at(body).get("mass"), 1e-11);
    assertEquals(4 * 0.125 * 4 * 8 * 9, (double) hvp.of("scale"), 1e-11);
    assertEquals(1.0, body.mass);
  }

  @Test
  void boxesInLists() {
    List<Double> numbers = new ArrayList<>(List.of(2.0, 3.0, -1.5));
    Derivative derivative = Derivatives.of(HvpByObjectsTest.class, "list").withRespectTo("numbers");
    Hvp hvp = derivative.hvp(new Object[] {numbers}, new Object[] {List.of(1.0, 0.0, 0.0)});
    // x²·y·z
    assertEquals(List.of(2 * 3 * -1.5, 2 * 2 * -1.5, 2 * 2 * 3.0), hvp.of("numbers"));
  }

  @Test
  void boxesAndArrays() {
    Derivative derivative = Derivatives.of(HvpByObjectsTest.class, "box");
    double[] y = {0.5};
    Hvp hvp = derivative.hvp(new Object[] {2.0, y}, new Object[] {1.0, new double[] {3}});
    assertEquals(6 * 2 * 0.5 + 3 * 4 * 3, (double) hvp.of("x"), 1e-14);
    assertEquals(3 * 4.0, ((double[]) hvp.of("y"))[0], 1e-14);
    assertEquals(3 * 4 * 0.5, (double) hvp.gradient().of("x"), 1e-14);
  }
}

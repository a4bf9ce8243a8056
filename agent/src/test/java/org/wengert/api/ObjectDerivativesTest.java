package org.wengert.api;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.wengert.CheckReport;
import org.wengert.Derivative;
import org.wengert.Derivatives;
import org.wengert.Gradient;
import org.wengert.Inactive;
import org.wengert.Jvp;
import org.wengert.NotDifferentiableException;
import org.wengert.ObjectDerivative;
import org.wengert.ObjectSeed;
import org.wengert.Vjp;
import org.wengert.testing.DirectEngine;

/** Objects, boxes and collections at the API: as independents, as results, and inactive. */
class ObjectDerivativesTest {
  static {
    new DirectEngine();
  }

  static class Base {
    private double x;
    double own;

    Base(double x) {
      this.x = x;
    }

    double squared() {
      return x * x;
    }
  }

  static class Body extends Base {
    double x;
    float mass;
    double[] position;
    Body next;
    List<Double> list = new ArrayList<>();
    int count = 3;
    String name = "body";

    Body(double hidden, double x) {
      super(hidden);
      this.x = x;
      this.mass = 2;
      this.position = new double[] {x, 2 * x};
    }
  }

  static double energy(Body b, double t) {
    double sum = b.squared() * t + b.x * b.mass * t * t;
    for (double p : b.position) {
      sum += p * p * b.mass;
    }
    for (double d : b.list) {
      sum += d * d;
    }
    return b.next == null || b.next == b ? sum : sum + 10 * b.next.x * b.x;
  }

  private static Derivative of(String method, String... independents) {
    Derivative all = Derivatives.of(ObjectDerivativesTest.class, method);
    return independents.length == 0 ? all : all.withRespectTo(independents);
  }

  @Test
  void objectThatIsNoIndependentIsPassedThrough() {
    Body body = new Body(3, 5);
    body.list.add(7.0);
    Gradient g = of("energy").gradient(body, 2.0);
    assertEquals(energy(body, 2), g.value());
    assertEquals(9 + 2 * 5 * 2 * 2.0, g.of("t"));
    assertEquals(
        "parameter 0 (b) of org.wengert.api.ObjectDerivativesTest.energy(Body, double) is no"
            + " independent: it is Body; withRespectTo(...) makes it one",
        assertThrows(IllegalArgumentException.class, () -> g.of("b")).getMessage());
    Jvp jvp = of("energy").jvp(new Object[] {body, 2.0}, new Object[] {null, 1.0});
    assertEquals(49.0, jvp.tangent());
    try (Vjp vjp = of("energy").vjp(body, 2.0)) {
      assertEquals(98.0, vjp.pullback().apply(2.0).of("t"));
      assertEquals(49.0, vjp.pullback().apply(1.0).of("t"));
    }
  }

  private static void assertBody(ObjectDerivative d, Body body) {
    assertEquals(2 * 3 * 2.0, d.get("Base.x"));
    assertEquals(2 * 4.0 + 10 * body.next.x, d.get("x"));
    assertEquals(5 * 4 + 25 + 100f, d.get("mass"));
    assertArrayEquals(new double[] {2 * 5 * 2, 2 * 10 * 2}, (double[]) d.get("position"));
    assertEquals(List.of(14.0, 14.0), d.get("list"));
    assertEquals(0.0, d.get("own"));
    assertEquals(10 * 5.0, ((ObjectDerivative) d.get("next")).get("x"));
    assertNull(((ObjectDerivative) d.get("next")).get("next"));
  }

  private static Body body() {
    Body body = new Body(3, 5);
    Double shared = 7.0;
    body.list.add(shared);
    body.list.add(shared);
    body.next = new Body(1, 4);
    return body;
  }

  @Test
  void fieldsOfAnIndependentObject() {
    Body body = body();
    Derivative energy = of("energy", "b");
    Gradient g = energy.gradient(body, 2.0);
    assertEquals(energy(body, 2), g.value());
    assertBody(g.at(body), body);
    assertBody((ObjectDerivative) g.of("b"), body);
    assertEquals(50.0, g.at(body.next).number("x"));
    assertEquals(
        "Body[Base.x=12.0, own=0.0, x=48.0, mass=145.0, position=[20.0, 40.0]]",
        g.at(body).toString());
    try (Vjp vjp = energy.vjp(body, 2.0)) {
      var twice = vjp.pullback().apply(2.0);
      assertBody(vjp.pullback().apply(1.0).at(body), body);
      assertBody(vjp.pullback().apply(1.0).at(body), body);
      assertEquals(24.0, twice.at(body).get("Base.x"));
    }
  }

  @Test
  void tangentsOfAnObject() {
    Body body = body();
    ObjectSeed seed =
        ObjectSeed.of(body)
            .set("Base.x", 1)
            .set("mass", 0.5)
            .set("position", new double[] {1, 0})
            .set("list", Arrays.asList(1.0, null))
            .set("next", ObjectSeed.of(body.next).set("x", 2));
    Jvp jvp = of("energy", "b", "t").jvp(new Object[] {body, 2.0}, new Object[] {seed, 3.0});
    assertEquals(12 + 0.5 * 145 + 20 + 14 + 100 + 3 * 49.0, (double) jvp.tangent(), 1e-12);
    assertEquals(1.0, jvp.at(body).get("Base.x"));
    assertEquals(0.5f, jvp.at(body).get("mass"));
    assertEquals(List.of(1.0, 0.0), jvp.at(body).get("list"));
  }

  @Test
  void fieldThatDoesNotExist() {
    Body body = body();
    Gradient g = of("energy", "b").gradient(body, 2.0);
    String message =
        " that may hold floating-point numbers; it has Base.x, own, x, mass, position, next, list";
    assertEquals(
        "org.wengert.api.ObjectDerivativesTest$Body has no field count" + message,
        assertThrows(IllegalArgumentException.class, () -> g.at(body).get("count")).getMessage());
    assertThrows(IllegalArgumentException.class, () -> ObjectSeed.of(body).set("y", 1));
    Body other = body();
    String unreached = assertThrows(IllegalArgumentException.class, () -> g.at(other)).getMessage();
    assertEquals(
        "the object of org.wengert.api.ObjectDerivativesTest$Body is not reached by the"
            + " independents of org.wengert.api.ObjectDerivativesTest.energy(Body, double), or"
            + " holds no floating-point number: pass an object that an independent leads to"
            + " (withRespectTo(...) makes objects independents)",
        unreached);
  }

  static double ring(Body first, int rounds) {
    Body at = first;
    double sum = 0;
    for (int i = 0; i < rounds; i++) {
      sum += at.x * (i + 1);
      at.x = at.x * at.next.x;
      at = at.next;
    }
    return sum;
  }

  @Test
  void cyclicGraphThatIsOverwritten() {
    Body a = new Body(0, 2);
    Body b = new Body(0, 3);
    a.next = b;
    b.next = a;
    Derivative ring = of("ring", "first");
    Gradient g = ring.gradient(a, 3);
    // a + 2 b + 3 a b; the fields are overwritten on the way.
    assertEquals(2 + 6 + 18.0, g.value());
    assertEquals(1 + 9.0, g.at(a).get("x"));
    assertEquals(2 + 6.0, g.at(b).get("x"));
    a.x = 2;
    b.x = 3;
    try (Vjp vjp = ring.vjp(a, 3)) {
      for (int i = 0; i < 2; i++) {
        var adjoints = vjp.pullback().apply(1);
        assertEquals(10.0, adjoints.at(a).get("x"));
        assertEquals(8.0, ((ObjectDerivative) adjoints.at(a).get("next")).get("x"));
      }
    }
    a.x = 2;
    b.x = 3;
    Jvp jvp = ring.jvp(new Object[] {a, 3}, new Object[] {ObjectSeed.of(a).set("x", 1), null});
    assertEquals(10.0, jvp.tangent());
  }

  static Body global;

  static double twoWays(Body b) {
    return b.x * global.x + (b == global ? 1 : 0) * b.position[0];
  }

  @Test
  void oneObjectFromArgumentAndStatic() {
    Body body = new Body(0, 3);
    global = body;
    assertEquals(6.0, of("twoWays", "b").gradient(body).at(body).get("x"));
    Jvp jvp =
        of("twoWays", "b").jvp(new Object[] {body}, new Object[] {ObjectSeed.of(body).set("x", 1)});
    assertEquals(6.0, jvp.tangent());
  }

  static double twoArguments(Body a, Body b, double[] p) {
    return a.x * b.x * a.position[1] * p[0];
  }

  @Test
  void oneObjectTwiceAndItsArray() {
    Body body = new Body(0, 3);
    Derivative d = of("twoArguments", "a", "b", "p");
    Gradient g = d.gradient(body, body, body.position);
    assertEquals(2 * 3 * 6 * 3.0, g.at(body).get("x"));
    assertArrayEquals(new double[] {54, 27}, (double[]) g.of("p"));
    assertArrayEquals(new double[] {54, 27}, (double[]) g.at(body).get("position"));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    d.jvp(
                        new Object[] {body, body, body.position},
                        new Object[] {
                          ObjectSeed.of(body).set("x", 1),
                          ObjectSeed.of(body).set("x", 2),
                          new double[2]
                        }))
            .getMessage();
    assertEquals(
        "one piece of memory is reached twice by the arguments (the second time in b.x) with two"
            + " different tangents: it moves in one direction, pass equal tangents",
        message);
  }

  static double boxed(Double x, Float y, @Inactive Double z) {
    return x * x * y + z;
  }

  @Test
  void boxesAreIndependents() {
    Gradient g = of("boxed").gradient(3.0, 2f, 1.0);
    assertEquals(19.0, g.value());
    assertEquals(12.0, g.of("x"));
    assertEquals(9f, g.of("y"));
    assertThrows(IllegalArgumentException.class, () -> g.of("z"));
    assertEquals(
        12.0 + 18,
        of("boxed").jvp(new Object[] {3.0, 2f, 1.0}, new Object[] {1.0, 2.0, null}).tangent());
    try (Vjp vjp = of("boxed").vjp(3.0, 2f, 1.0)) {
      assertEquals(24.0, vjp.pullback().apply(2).of("x"));
      assertEquals(12.0, vjp.pullback().apply(1).of("x"));
    }
  }

  static Double boxResult(Double x, double y) {
    return x == null ? null : Double.valueOf(x * y);
  }

  @Test
  void boxAsResult() {
    Gradient g = of("boxResult").gradient(3.0, 4.0);
    assertEquals(12.0, g.value());
    assertEquals(4.0, g.of("x"));
    assertEquals(3.0, g.of("y"));
    assertEquals(
        4.0 + 6, of("boxResult").jvp(new Object[] {3.0, 4.0}, new Object[] {1.0, 2.0}).tangent());
  }

  static double sumOfSquares(List<Double> list) {
    double sum = 0;
    for (int i = 0; i < list.size(); i++) {
      sum += list.get(i) * list.get(i) * (i + 1);
    }
    return sum;
  }

  private static void assertList(List<Double> list) {
    Derivative d = of("sumOfSquares", "list");
    assertEquals(List.of(2 * 7.0, 4 * 7.0, 6 * 2.0), d.gradient(list).of("list"));
    Jvp jvp = d.jvp(new Object[] {list}, new Object[] {List.of(1.0, 0.0, 1.0)});
    assertEquals(14 + 12.0, jvp.tangent());
    try (Vjp vjp = d.vjp(list)) {
      vjp.pullback().apply(3.0);
      assertEquals(List.of(14.0, 28.0, 12.0), vjp.pullback().apply(1.0).of(0));
    }
  }

  @Test
  void oneBoxInTwoPlacesOfAListIsTwoIndependents() {
    Double shared = 7.0;
    List<Double> list = new ArrayList<>(50);
    list.add(shared);
    list.add(shared);
    list.add(2.0);
    assertList(list);
    assertList(Arrays.asList(shared, shared, 2.0));
    assertList(List.of(shared, shared, 2.0));
    assertList(new LinkedList<>(list));
    assertList(Collections.unmodifiableList(list));
    assertList(new ArrayList<>(list) {});
  }

  @Test
  void shortLists() {
    Derivative d = of("sumOfSquares", "list");
    assertEquals(List.of(), d.gradient(List.of()).of(0));
    assertEquals(List.of(), d.gradient(new ArrayList<>()).of(0));
    assertEquals(List.of(14.0), d.gradient(List.of(7.0)).of(0));
    assertEquals(List.of(14.0, 8.0), d.gradient(List.of(7.0, 2.0)).of(0));
    assertEquals(List.of(14.0), d.gradient(Collections.singletonList(7.0)).of(0));
  }

  static double overwritten(List<Double> list) {
    list.set(0, list.get(0) * list.get(1));
    list.add(list.get(0));
    list.set(1, list.get(2));
    return list.get(0) * list.get(1) + list.get(3);
  }

  @Test
  void derivativesAreOfTheElementsOnEntry() {
    Derivative d = of("overwritten", "list");
    Gradient g = d.gradient(new ArrayList<>(List.of(2.0, 3.0, 5.0)));
    // a b c + a b
    assertEquals(36.0, g.value());
    assertEquals(List.of(18.0, 12.0, 6.0), g.of("list"));
    List<Double> list = new ArrayList<>(List.of(2.0, 3.0, 5.0));
    Jvp jvp = d.jvp(new Object[] {list}, new Object[] {List.of(1.0, 0.0, 0.0)});
    assertEquals(18.0, jvp.tangent());
    assertEquals(List.of(3.0, 0.0, 0.0, 3.0), jvp.exitTangent("list"));
  }

  static double rows(List<double[]> rows) {
    rows.get(0)[0] *= 2;
    return rows.get(0)[0] * rows.get(1)[1];
  }

  @Test
  void listsOfArrays() {
    List<double[]> rows = List.of(new double[] {3, 1}, new double[] {1, 5});
    List<?> found = (List<?>) of("rows", "rows").gradient(rows).of("rows");
    assertArrayEquals(new double[] {10, 0}, (double[]) found.get(0));
    assertArrayEquals(new double[] {0, 6}, (double[]) found.get(1));
  }

  static double weighted(Map<String, Double> map) {
    return map.get("a") * map.get("b") * map.get("b");
  }

  private static void assertMap(Map<String, Double> map) {
    Derivative d = of("weighted", "map");
    assertEquals(Map.of("a", 9.0, "b", 12.0, "c", 0.0), d.gradient(map).of("map"));
    assertEquals(9.0, d.jvp(new Object[] {map}, new Object[] {Map.of("a", 1)}).tangent());
  }

  @Test
  void maps() {
    Map<String, Double> map = Map.of("a", 2.0, "b", 3.0, "c", 4.0);
    assertMap(new HashMap<>(map));
    assertMap(new LinkedHashMap<>(map));
    assertMap(new TreeMap<>(map));
    assertMap(map);
    assertMap(Collections.unmodifiableMap(new HashMap<>(map)));
  }

  record Point(double x, double y) {
    Point {
      y = y * 2;
    }
  }

  static Point point(double r, double phi) {
    return new Point(r * Math.cos(phi), r * r);
  }

  @Test
  void objectsAsResults() {
    Derivative d = of("point");
    Jvp jvp = d.jvp(new Object[] {2.0, 0.0}, new Object[] {1.0, 0.0});
    assertEquals(1.0, jvp.at(jvp.value()).get("x"));
    assertEquals(8.0, ((ObjectDerivative) jvp.tangent()).get("y"));
    try (Vjp vjp = d.vjp(2.0, 0.0)) {
      ObjectSeed seed = ObjectSeed.of(vjp.value()).set("y", 1);
      assertEquals(8.0, vjp.pullback().apply(seed).of("r"));
      assertEquals(8.0, vjp.pullback().apply(seed).of("r"));
      seed = ObjectSeed.of(vjp.value()).set("x", 3);
      assertEquals(3.0, vjp.pullback().apply(seed).of("r"));
    }
  }

  static List<Double> powers(double x, Body kept) {
    List<Double> list = new ArrayList<>();
    list.add(x * x);
    list.add(kept.x);
    list.add(5.0);
    list.add(x * x * x);
    return list;
  }

  @Test
  void listsAsResults() {
    Body body = new Body(0, 3);
    Derivative d = of("powers", "x", "kept");
    Jvp jvp = d.jvp(new Object[] {2.0, body}, new Object[] {1.0, ObjectSeed.of(body).set("x", 1)});
    assertEquals(List.of(4.0, 1.0, 0.0, 12.0), jvp.tangent());
    try (Vjp vjp = d.vjp(2.0, body)) {
      var adjoints = vjp.pullback().apply(List.of(1.0, 2.0, 3.0, 4.0));
      assertEquals(4 + 48.0, adjoints.of("x"));
      assertEquals(2.0, adjoints.at(body).get("x"));
    }
  }

  static void step(Body b, double dt) {
    b.x += dt * b.position[0];
    b.position[0] *= dt;
  }

  @Test
  void methodThatWritesIntoObjects() {
    Derivative d = of("step", "b", "dt");
    Body body = new Body(0, 3);
    Jvp jvp = d.jvp(new Object[] {body, 0.5}, new Object[] {null, 1.0});
    assertEquals(3.0, jvp.at(body).get("x"));
    assertArrayEquals(new double[] {3, 0}, (double[]) jvp.at(body).get("position"));
    body = new Body(0, 3);
    try (Vjp vjp = d.vjp(body, 0.5)) {
      ObjectSeed seed = ObjectSeed.of(body).set("x", 1).set("position", new double[] {10, 0});
      for (int i = 0; i < 2; i++) {
        var adjoints = vjp.pullback().applyAtExit(null, seed, null);
        assertEquals(3 + 30.0, adjoints.of("dt"));
        assertEquals(1.0, adjoints.at(body).get("x"));
        assertArrayEquals(new double[] {5.5, 0}, (double[]) adjoints.at(body).get("position"));
      }
    }
  }

  static double bodies(Body[] all, Double[] boxes) {
    return all[0].x * all[1].x * boxes[0] * boxes[1];
  }

  @Test
  void arraysOfObjectsAndBoxes() {
    Body a = new Body(0, 2);
    Body b = new Body(0, 3);
    Double shared = 5.0;
    Gradient g =
        of("bodies", "all", "boxes").gradient(new Body[] {a, b}, new Double[] {shared, shared});
    assertEquals(75.0, g.at(a).get("x"));
    assertEquals(50.0, ((ObjectDerivative) ((Object[]) g.of("all"))[1]).get("x"));
    assertArrayEquals(new Double[] {30.0, 30.0}, (Double[]) g.of("boxes"));
  }

  private static void assertPasses(Derivative derivative, Object... arguments) {
    CheckReport report = derivative.check(List.of(new Object[][] {arguments}), null);
    assertTrue(report.passed(), report::toString);
    assertTrue(report.components().size() >= 2, report::toString);
  }

  @Test
  void checkOfObjects() {
    Body body = body();
    assertPasses(of("energy", "b", "t"), body, 2.0);
    assertEquals(List.of(7.0, 7.0), body.list);
    assertPasses(of("overwritten", "list"), new ArrayList<>(List.of(2.0, 3.0, 5.0)));
    assertPasses(of("weighted", "map"), Map.of("a", 2.0, "b", 3.0, "c", 4.0));
    assertPasses(of("boxed"), 3.0, 2f, 1.0);
    assertPasses(of("powers", "x", "kept"), 2.0, body);
    assertPasses(of("step", "b", "dt"), body, 0.5);
    assertEquals(5.0, body.x);
    Body a = new Body(0, 2);
    a.next = new Body(0, 3);
    a.next.next = a;
    assertPasses(of("ring", "first"), a, 5);
    CheckReport report = of("energy", "b").check(new Object[][] {{body, 2.0}});
    assertEquals(
        "b.x, b.x, b.own, b.mass, b.position[0], b.position[1]",
        report.components().stream()
            .map(CheckReport.Component::name)
            .filter(n -> n.matches("b\\.(x|own|mass|position.*)"))
            .sorted(java.util.Comparator.comparingInt(n -> "xomp".indexOf(n.charAt(2))))
            .collect(java.util.stream.Collectors.joining(", ")));
  }

  /** With state that a call changes. */
  static final class Model {
    private final Map<Object, Double> weights = new HashMap<>();
    private final Object key = new Object();
    private final java.util.logging.Logger log = java.util.logging.Logger.getLogger("model");
    private final double[] scratch = new double[2];
    private int calls;
    private Model previous;

    Model() {
      weights.put(key, 3.0);
    }

    double loss(double[] x) {
      calls++;
      scratch[0] = x[0] * weights.get(key);
      scratch[1] += scratch[0] * x[1] * calls;
      weights.put(key, scratch[1]);
      return scratch[1] + weights.get(key) + (previous == null ? 0 : previous.scratch[0]);
    }
  }

  @Test
  void receiverWhoseStateChanges() {
    Model model = new Model();
    model.scratch[1] = 7;
    Derivative loss = Derivatives.of(Model.class, "loss");
    assertPasses(loss, model, new double[] {2, 5});
    assertPasses(loss.withRespectTo("this", "x"), model, new double[] {2, 5});
    assertEquals(0, model.calls);
    assertEquals(3.0, model.weights.get(model.key));
    Gradient g = loss.withRespectTo("this").gradient(model, new double[] {2, 5});
    assertEquals(2.0 * 7 + 60, g.value());
    assertArrayEquals(new double[] {0, 2}, (double[]) g.at(model).get("scratch"));
    assertEquals(Map.of(model.key, 20.0), g.at(model).get("weights"));
    assertEquals(1, model.calls);
    model.previous = model;
    assertPasses(loss.withRespectTo("this", "x"), model, new double[] {2, 5});
  }

  @Test
  void handDerivedPartialsBesideObjects() {
    Model model = new Model();
    model.scratch[1] = 7;
    CheckReport report =
        Derivatives.of(Model.class, "loss")
            .check(
                List.<Object[]>of(new Object[] {model, new double[] {2, 5}}),
                at -> new Object[] {null, new double[] {30, 13}});
    assertEquals(
        List.of("ok", "hand-derived differs"),
        report.components().stream().map(CheckReport.Component::verdict).toList());
  }

  static double shares(Body inactive, double[] p, double x) {
    inactive.position[0] *= x;
    return inactive.position[0] * p[1] + p[0];
  }

  @Test
  void inactiveObjectThatHoldsAnActiveArray() {
    Body body = new Body(0, 3);
    // (p0 x) p1 + p0 x
    Gradient g = of("shares").gradient(body, body.position, 2.0);
    assertEquals(6 * 6 + 6.0, g.value());
    assertArrayEquals(new double[] {14, 6}, (double[]) g.of("p"));
    assertEquals(3 * 6 + 3.0, g.of("x"));
  }

  static double inactiveArray(Body body, @Inactive double[] p, double x) {
    body.position[0] = x;
    return p[0] * x;
  }

  @Test
  void inactiveArrayThatIsReachedAnotherWayIsRefused() {
    Body body = new Body(0, 3);
    double[] other = {1};
    assertEquals(1.0, of("inactiveArray").gradient(body, other, 2.0).of("x"));
    Body shared = new Body(0, 3);
    assertRefusedOrRight(() -> of("inactiveArray").gradient(shared, shared.position, 2.0).of("x"));
    assertThrows(
        NotDifferentiableException.class,
        () -> of("inactiveArray", "body", "x").gradient(shared, shared.position, 2.0));
  }

  /** The right answer is 2 x. */
  private static void assertRefusedOrRight(java.util.function.Supplier<Object> derivative) {
    try {
      assertEquals(4.0, derivative.get());
    } catch (NotDifferentiableException refused) {
      assertTrue(refused.getMessage().contains("inactive"), refused::getMessage);
    }
  }

  static double sameElements(List<Double> list, Double[] array) {
    return list.get(0) * array[0] + list.get(1);
  }

  @Test
  void listThatIsAnArraysView() {
    Double[] array = {2.0, 3.0};
    Gradient g = of("sameElements", "list", "array").gradient(Arrays.asList(array), array);
    assertEquals(List.of(4.0, 1.0), g.of("list"));
    assertArrayEquals(new Double[] {4.0, 1.0}, (Double[]) g.of("array"));
    assertPasses(of("sameElements", "list", "array"), Arrays.asList(array), array);
  }

  static double chain(Body first) {
    double sum = 0;
    for (Body b = first; b != null; b = b.next) {
      sum += b.x * b.x;
    }
    return sum;
  }

  @Test
  void longChain() {
    Body first = null;
    for (int i = 0; i < 50_000; i++) {
      Body made = new Body(0, i % 7);
      made.next = first;
      first = made;
    }
    Derivative chain = of("chain", "first");
    assertEquals(2.0 * (49_999 % 7), chain.gradient(first).at(first).get("x"));
    try (Vjp vjp = chain.vjp(first)) {
      assertEquals(2.0 * (49_998 % 7), vjp.pullback().apply(1).at(first.next).get("x"));
    }
  }

  static double fails(Body body, double x) {
    body.x *= x;
    if (x > 1) {
      throw new IllegalStateException("too large");
    }
    return body.x;
  }

  @Test
  void exceptionLeavesTheDerivativeUsable() {
    Body body = new Body(0, 3);
    Derivative fails = of("fails", "body", "x");
    assertThrows(IllegalStateException.class, () -> fails.gradient(body, 2.0));
    assertEquals(0.5, fails.gradient(body, 0.5).at(body).get("x"));
    assertThrows(IllegalStateException.class, () -> fails.vjp(body, 2.0));
    assertThrows(
        IllegalStateException.class,
        () -> fails.jvp(new Object[] {body, 2.0}, new Object[] {null, 1.0}));
    assertEquals(0.5, fails.gradient(body, 0.5).at(body).get("x"));
  }

  enum Mode {
    SMALL(2),
    LARGE(30) {
      @Override
      double apply(double x) {
        return factor * x * x;
      }
    };

    double factor;

    Mode(double factor) {
      this.factor = factor;
    }

    double apply(double x) {
      return factor * x;
    }
  }

  static double modes(Mode mode, Point point, Body none) {
    return mode.apply(point.x()) + point.y() + (none == null ? 1 : none.x);
  }

  @Test
  void enumsRecordsAndNull() {
    Point point = new Point(3, 4);
    Gradient g = of("modes", "mode", "point", "none").gradient(Mode.LARGE, point, null);
    assertEquals(9.0, g.at(Mode.LARGE).get("factor"));
    assertEquals(180.0, g.at(point).get("x"));
    assertNull(g.of("none"));
    assertPasses(of("modes", "mode", "point", "none"), Mode.SMALL, point, new Body(0, 2));
    assertEquals(3.0, point.x());
    assertEquals(2, Mode.SMALL.factor);
  }

  @Test
  void seedThatDoesNotFit() {
    Body body = body();
    Derivative energy = of("energy", "b");
    String number =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    energy.jvp(
                        new Object[] {body, 2.0},
                        new Object[] {ObjectSeed.of(body).set("x", "one"), null}))
            .getMessage();
    assertEquals("tangent of b.x is String, but b.x is Double: pass a number", number);
    String size =
        assertThrows(
                IllegalArgumentException.class,
                () ->
                    energy.jvp(
                        new Object[] {body, 2.0},
                        new Object[] {ObjectSeed.of(body).set("list", List.of(1.0)), null}))
            .getMessage();
    assertEquals(
        "tangent of b.list has 1 elements, but b.list has 2: pass a tangent of the same size",
        size);
    String other =
        assertThrows(
                IllegalArgumentException.class,
                () -> energy.jvp(new Object[] {body, 2.0}, new Object[] {1.0, null}))
            .getMessage();
    assertEquals("tangent of b is Double, but b is Body: pass ObjectSeed.of(the object)", other);
  }

  @Test
  void collectionOfAnUnknownKind() {
    List<Double> own =
        new java.util.AbstractList<>() {
          private final Double first = 2.0;

          @Override
          public Double get(int i) {
            return first;
          }

          @Override
          public int size() {
            return 1;
          }
        };
    Gradient g = of("sumOfSquares", "list").gradient(own);
    assertEquals(4.0, g.at(own).get("first"));
    String message = assertThrows(IllegalArgumentException.class, () -> g.of("list")).getMessage();
    assertTrue(
        message.endsWith(
            "keeps its elements is not known: ask for its fields, at(object).get(field), or pass an"
                + " ArrayList or a HashMap"),
        message);
  }

  interface OnlyValue {
    double value(Body b, double t);
  }

  interface WithGradient {
    double gradient(Body b, double t);
  }

  @Test
  void binding() {
    Body body = body();
    assertEquals(49.0, of("energy").bind(WithGradient.class).gradient(body, 2));
    assertEquals(energy(body, 2), of("energy", "b").bind(OnlyValue.class).value(body, 2));
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> of("energy", "b").bind(WithGradient.class))
            .getMessage();
    assertTrue(message.contains("with respect to objects"), message);
  }

  @Test
  void manyThreads() throws Exception {
    Derivative energy = of("energy", "b");
    java.util.concurrent.ExecutorService pool =
        java.util.concurrent.Executors.newFixedThreadPool(2);
    try {
      List<java.util.concurrent.Future<?>> all = new ArrayList<>();
      for (int i = 0; i < 20; i++) {
        all.add(
            pool.submit(
                () -> {
                  Body body = body();
                  for (int k = 0; k < 20; k++) {
                    assertBody(energy.gradient(body, 2.0).at(body), body);
                  }
                }));
      }
      for (java.util.concurrent.Future<?> one : all) {
        one.get();
      }
    } finally {
      pool.shutdown();
    }
  }
}

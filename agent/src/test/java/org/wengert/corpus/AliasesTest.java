package org.wengert.corpus;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.wengert.runtime.Refusal;
import org.wengert.testing.Case;
import org.wengert.testing.DirectEngine;
import org.wengert.testing.Engine;

/** Arguments that are each other, or what a static field holds. */
class AliasesTest {
  private static final boolean[] BOTH = {true, true};
  private static final boolean[] FIRST = {true, false};

  private final DirectEngine engine = new DirectEngine();
  private double[] saved;

  @BeforeEach
  void save() {
    saved = Aliases.shared;
  }

  @AfterEach
  void restore() {
    Aliases.shared = saved;
  }

  private static Method method(String name) {
    return Case.methodNamed(Aliases.class, name);
  }

  /** With one array (a, b), the result is (ab + b)²: both components report the total. */
  @Test
  void oneArrayAsBothArguments() throws Throwable {
    Supplier<Object[]> twice =
        () -> {
          double[] array = {1.5, 0.7};
          return new Object[] {array, array};
        };
    double root = 1.5 * 0.7 + 0.7;
    double[] total = {2 * root * 0.7, 2 * root * 2.5};
    Engine.Vjp joint = engine.gradient(method("product"), twice.get(), BOTH);
    assertEquals(root * root, joint.value());
    assertArrayEquals(total, (double[]) joint.argAdjoints()[0], 1e-14);
    assertArrayEquals(total, (double[]) joint.argAdjoints()[1], 1e-14);
    Engine.Vjp split = engine.vjp(method("product"), twice.get(), BOTH, 1.0, null);
    assertArrayEquals(total, (double[]) split.argAdjoints()[0], 1e-14);
    assertArrayEquals(total, (double[]) split.argAdjoints()[1], 1e-14);
    double[] direction = {0.3, -2};
    Object[] tangents = {direction.clone(), direction.clone()};
    Engine.Jvp forward = engine.jvp(method("product"), twice.get(), tangents);
    assertEquals(0.3 * total[0] - 2 * total[1], (double) forward.tangent(), 1e-14);
    assertThrows(
        IllegalArgumentException.class,
        () ->
            engine.jvp(
                method("product"), twice.get(), new Object[] {direction, new double[] {1, 1}}));
  }

  /** With (a, b) in the static too, the result is (ab + b)². */
  @Test
  void staticArrayAsArgument() throws Throwable {
    double root = 1.5 * 0.7 + 0.7;
    double[] total = {2 * root * 0.7, 2 * root * 2.5};
    boolean[] active = {true};
    Engine.Vjp joint = engine.gradient(method("argumentAndStatic"), sharedArray(), active);
    assertEquals(root * root, joint.value());
    assertArrayEquals(total, (double[]) joint.argAdjoints()[0], 1e-14);
    Engine.Vjp split = engine.vjp(method("argumentAndStatic"), sharedArray(), active, 1.0, null);
    assertArrayEquals(total, (double[]) split.argAdjoints()[0], 1e-14);
    Object[] tangents = {new double[] {0.3, -2}};
    Engine.Jvp forward = engine.jvp(method("argumentAndStatic"), sharedArray(), tangents);
    assertEquals(0.3 * total[0] - 2 * total[1], (double) forward.tangent(), 1e-14);
  }

  private static Object[] sharedArray() {
    Aliases.shared = new double[] {1.5, 0.7};
    return new Object[] {Aliases.shared};
  }

  /** Then it shares the shadow of the active one: what moves is the array. */
  @Test
  void writtenInactiveArrayThatIsTheActiveOne() throws Throwable {
    for (String name : new String[] {"product", "overwritten"}) {
      double[] x = {1.5, 0.7};
      double[] expected = (double[]) engine.gradient(method(name), args(x), BOTH).argAdjoints()[0];
      Engine.Vjp joint = engine.gradient(method(name), args(x), FIRST);
      assertArrayEquals(expected, (double[]) joint.argAdjoints()[0], 1e-14, name);
      Engine.Vjp split = engine.vjp(method(name), args(x), FIRST, 1.0, null);
      assertArrayEquals(expected, (double[]) split.argAdjoints()[0], 1e-14, name);
      Object[] tangents = {new double[] {0.3, -2}, null};
      Engine.Jvp forward = engine.jvp(method(name), args(x), tangents);
      assertEquals(0.3 * expected[0] - 2 * expected[1], (double) forward.tangent(), 1e-14, name);
    }
  }

  private static Object[] args(double[] both) {
    double[] copy = both.clone();
    return new Object[] {copy, copy};
  }

  @Test
  void inactiveArrayThatIsTheActiveOneIsRefused() {
    for (Form form : Form.values()) {
      double[] array = {1.5, 0.7};
      Refusal refusal =
          assertThrows(
              Refusal.class,
              () -> form.run(engine, "weighted", new Object[] {array, array}),
              form.name());
      assertEquals("INACTIVE_ARGUMENT_IS_ACTIVE", refusal.reason(), form.name());
    }
  }

  @Test
  void inactiveArrayThatIsTheWrittenStaticIsRefused() {
    for (Form form : Form.values()) {
      Object[] args = {1.5, Aliases.shared};
      Refusal refusal =
          assertThrows(Refusal.class, () -> form.run(engine, "writesStatic", args), form.name());
      assertEquals("INACTIVE_ARGUMENT_IS_REACHED", refusal.reason(), form.name());
    }
  }

  private enum Form {
    GRADIENT,
    JVP,
    VJP;

    void run(Engine engine, String name, Object[] args) throws Throwable {
      switch (this) {
        case GRADIENT -> engine.gradient(method(name), args, FIRST);
        case VJP -> engine.vjp(method(name), args, FIRST, 1.0, null);
        default -> {
          Object tangent = args[0] instanceof double[] x ? new double[x.length] : (Object) 1.0;
          engine.jvp(method(name), args, new Object[] {tangent, null});
        }
      }
    }
  }
}

package org.wengert.compiler.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.MethodRef;

class PureMethodsTest {
  private static final Set<String> THROWING_OR_CHANGING =
      Set.of("random", "clamp", "floorDiv", "floorMod", "ceilDiv", "ceilMod");

  /** A method of a later JDK shows up here, to be put on one side or the other. */
  @Test
  void everyMethodOfMathIsClassified() {
    for (Class<?> owner : new Class<?>[] {Math.class, StrictMath.class}) {
      for (Method method : owner.getDeclaredMethods()) {
        if (Modifier.isPublic(method.getModifiers())) {
          String name = method.getName();
          boolean pure = !name.endsWith("Exact") && !THROWING_OR_CHANGING.contains(name);
          String internal = owner.getName().replace('.', '/');
          assertEquals(pure, PureMethods.contains(new MethodRef(internal, name, "")), name);
        }
      }
    }
  }

  @Test
  void methodsOfOtherClassesAreNotPure() {
    assertFalse(PureMethods.contains(new MethodRef("java/lang/Double", "max", "(DD)D")));
  }
}

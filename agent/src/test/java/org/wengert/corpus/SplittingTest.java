package org.wengert.corpus;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wengert.testing.Case;
import org.wengert.testing.Engine;
import org.wengert.testing.EngineUnderTest;

/** Rounding has the derivative 1, exactly, though no difference quotient shows it. */
@Tag("engine")
class SplittingTest {
  @ParameterizedTest
  @CsvSource({"high, 1", "highByDekker, 1", "low, 0"})
  void derivativeIsExact(String name, double expected) throws Throwable {
    Engine engine = EngineUnderTest.engine();
    var method = Case.methodNamed(Splitting.class, name);
    double direction = 0.7071593417652693;
    Engine.Jvp forward = engine.jvp(method, new Object[] {0.3}, new Object[] {direction});
    assertEquals(expected * direction, forward.tangent());
    assertEquals(method.invoke(null, 0.3), forward.value());
    Engine.Vjp reverse =
        engine.vjp(method, new Object[] {0.3}, new boolean[] {true}, direction, null);
    assertEquals(expected * direction, reverse.argAdjoints()[0]);
    assertEquals(method.invoke(null, 0.3), reverse.value());
  }
}

package org.wengert.compiler.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Terminator;

/** How many instructions of a try range end in a landing. */
class ThrowingTest {
  /** Fields of a class that has to be initialized first. */
  static final class Other {
    static double scale = 2;

    private Other() {}
  }

  /** What javac makes of these: a field of the class is its own only in a static method. */
  static final class Samples {
    static double own = 1;

    static double ownFields(double x) {
      try {
        own = own * x;
        return own;
      } catch (RuntimeException e) {
        return 0;
      }
    }

    static double fieldsOfOthers(double x) {
      try {
        return Other.scale * x;
      } catch (RuntimeException e) {
        return 0;
      }
    }

    double ofAnObject(double x) {
      try {
        return own * x;
      } catch (RuntimeException e) {
        return 0;
      }
    }

    static int byConstants(int n) {
      try {
        return n / 3 + n % -1 + Math.floorMod(n, 1000) + Math.floorDiv(n, 100_000);
      } catch (RuntimeException e) {
        return 0;
      }
    }

    static long byLongConstants(long n) {
      try {
        return n / 1L + n % 77L + Math.floorMod(n, 5L) + Math.floorMod(n, 6);
      } catch (RuntimeException e) {
        return 0;
      }
    }

    static int byWhatMayBeZero(int n, int d) {
      try {
        return n / d + Math.floorMod(n, d) + n / (d > 0 ? d : 3);
      } catch (RuntimeException e) {
        return 0;
      }
    }
  }

  @Test
  void staticFieldsOfTheOwnClassDoNotThrow() throws IOException {
    assertEquals(0, protectedIn("ownFields", "(D)D"));
  }

  @Test
  void theFirstAccessToAnotherClassMayThrow() throws IOException {
    assertEquals(1, protectedIn("fieldsOfOthers", "(D)D"));
  }

  /** Its object may have escaped from an initializer that failed. */
  @Test
  void anInstanceMethodProvesNoInitialization() throws IOException {
    assertEquals(1, protectedIn("ofAnObject", "(D)D"));
  }

  @Test
  void divisionsByConstantsDoNotThrow() throws IOException {
    assertEquals(0, protectedIn("byConstants", "(I)I"));
    assertEquals(0, protectedIn("byLongConstants", "(J)J"));
  }

  /** The constant before the last division is only one of two ways to it. */
  @Test
  void otherDivisionsMayThrow() throws IOException {
    assertEquals(3, protectedIn("byWhatMayBeZero", "(II)I"));
  }

  private static int protectedIn(String method, String descriptor) throws IOException {
    List<Block> found = new ArrayList<>();
    for (Block block : function(method, descriptor).blocks()) {
      if (block.terminator() instanceof Terminator.Try) {
        found.add(block);
      }
    }
    return found.size();
  }

  private static Function function(String method, String descriptor) throws IOException {
    String file = Samples.class.getName().replace('.', '/') + ".class";
    try (InputStream in = Samples.class.getClassLoader().getResourceAsStream(file)) {
      return Lifter.lift(ClassSource.of(in.readAllBytes()), method, descriptor).function();
    }
  }
}

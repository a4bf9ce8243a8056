package org.wengert.compiler.optimize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.wengert.compiler.optimize.PassAssertions.assertBecomes;
import static org.wengert.compiler.optimize.PassAssertions.assertStays;

import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wengert.compiler.ir.BinaryKind;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.UnaryKind;

class ConstantFoldingTest {
  /** Dead code is removed too, for the sake of short expectations. */
  private static final UnaryOperator<Function> FOLD = f -> DeadCode.run(ConstantFolding.run(f));

  @ParameterizedTest
  @CsvSource({
    "iconst 2147483647, iconst 1, iadd, iconst -2147483648",
    "iconst -2147483648, iconst -1, idiv, iconst -2147483648",
    "iconst -7, iconst 3, irem, iconst -1",
    "iconst 1, iconst 33, ishl, iconst 2",
    "iconst -1, iconst 28, iushr, iconst 15",
    "lconst -1, iconst 65, lshr, lconst -1",
    "lconst 3, lconst 4, lcmp, iconst -1",
    "dconst 0.0, dconst -0.0, dadd, dconst 0.0",
    "dconst -0.0, dconst 0.0, dmul, dconst -0.0",
    "dconst 1.0, dconst 0.0, ddiv, dconst Infinity",
    "dconst 0.1, dconst 0.2, dadd, dconst 0.30000000000000004",
    "dconst NaN, dconst 1.0, dcmpg, iconst 1",
    "dconst NaN, dconst 1.0, dcmpl, iconst -1",
    "dconst 0.0, dconst -0.0, dcmpg, iconst 0",
    "dconst -5.5, dconst 2.0, drem, dconst -1.5",
    "fconst 0.1, fconst 0.2, fadd, fconst 0.3",
    "dconst 0.0, dconst Infinity, smul, dconst 0.0",
  })
  void operationsOnConstantsAreComputedAsTheJvmDoes(
      String left, String right, String kind, String result) {
    Type type = BinaryKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)).result();
    assertBecomes(
        FOLD,
        "(): T { b0: %0 = L %1 = R %2 = K %0, %1 return %2 }"
            .replace("T", type.descriptor())
            .replace("L", left)
            .replace("R", right)
            .replace("K", kind),
        "(): T { b0: %0 = C return %0 }".replace("T", type.descriptor()).replace("C", result));
  }

  @ParameterizedTest
  @CsvSource({
    "dconst NaN, d2i, iconst 0",
    "dconst 1e300, d2i, iconst 2147483647",
    "dconst 1e300, d2l, lconst 9223372036854775807",
    "dconst 1e300, d2f, fconst Infinity",
    "dconst 0.0, dneg, dconst -0.0",
    "iconst 200, i2b, iconst -56",
    "iconst -1, i2c, iconst 65535",
    "iconst 40000, i2s, iconst -25536",
    "lconst 4294967297, l2i, iconst 1",
    "lconst 9007199254740993, l2d, dconst 9007199254740992",
  })
  void conversionsOfConstantsAreComputedAsTheJvmDoes(String operand, String kind, String result) {
    Type type = UnaryKind.valueOf(kind.toUpperCase(java.util.Locale.ROOT)).result();
    assertBecomes(
        FOLD,
        "(): T { b0: %0 = X %1 = K %0 return %1 }"
            .replace("T", type.descriptor())
            .replace("X", operand)
            .replace("K", kind),
        "(): T { b0: %0 = C return %0 }".replace("T", type.descriptor()).replace("C", result));
  }

  @ParameterizedTest
  @CsvSource({
    "iadd, I, iconst 0",
    "isub, I, iconst 0",
    "imul, I, iconst 1",
    "idiv, I, iconst 1",
    "iand, I, iconst -1",
    "ior, I, iconst 0",
    "ixor, I, iconst 0",
    "ishl, I, iconst 0",
    "ladd, J, lconst 0",
    "lmul, J, lconst 1",
    "lushr, J, iconst 0",
    "dmul, D, dconst 1.0",
    "ddiv, D, dconst 1.0",
    "dsub, D, dconst 0.0",
    "dadd, D, dconst -0.0",
    "fmul, F, fconst 1.0",
    "fdiv, F, fconst 1.0",
    "fsub, F, fconst 0.0",
    "fadd, F, fconst -0.0",
    "acc, D, dconst 0.0",
    "acc, D, dconst -0.0",
    "smul, D, dconst 1.0",
  })
  void neutralOperandsVanish(String kind, String type, String neutral) {
    assertBecomes(
        FOLD,
        "(%0: T): T { b0: %1 = N %2 = K %0, %1 return %2 }"
            .replace("T", type)
            .replace("N", neutral)
            .replace("K", kind),
        "(%0: T): T { b0: return %0 }".replace("T", type));
  }

  /** The same claims, bit by bit: what the JVM computes is the operand itself. */
  @Test
  void neutralOperandsKeepAllBitsOfReals() {
    double[] all = {
      0.0,
      -0.0,
      1,
      -1,
      Double.MIN_VALUE,
      -Double.MIN_VALUE,
      Double.MAX_VALUE,
      1e-310,
      Double.NaN,
      Double.POSITIVE_INFINITY,
      Double.NEGATIVE_INFINITY,
      Math.PI
    };
    for (double x : all) {
      double[] same = {x * 1.0, 1.0 * x, x / 1.0, x - 0.0, x + -0.0, -0.0 + x, -(-x)};
      for (double y : same) {
        assertEquals(Double.doubleToLongBits(x), Double.doubleToLongBits(y));
      }
      float f = (float) x;
      float[] sameFloats = {f * 1f, f / 1f, f - 0f, f + -0f, -(-f), (float) (double) f};
      for (float y : sameFloats) {
        assertEquals(Float.floatToIntBits(f), Float.floatToIntBits(y));
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "dadd, dconst 0.0",
    "dsub, dconst -0.0",
    "dmul, dconst 0.0",
    "dmul, dconst -1.0",
    "ddiv, dconst 2.0",
    "smul, dconst Infinity",
    "acc, dconst 1.0"
  })
  void whatChangesZerosOrNaNStays(String kind, String constant) {
    assertStays(
        FOLD,
        "(%0: D): D { b0: %1 = C %2 = K %0, %1 return %2 }"
            .replace("C", constant)
            .replace("K", kind));
  }

  @Test
  void productsOfDerivativesUseWhatIsKnownOfTheirFactors() {
    assertBecomes(
        FOLD,
        "(%0: D): D { b0: %1 = dconst -0.0 %2 = smul %1, %0 return %2 }",
        "(%0: D): D { b0: %1 = dconst 0.0 return %1 }");
    assertBecomes(
        FOLD,
        "(%0: D): D { b0: %1 = dconst 2.0 %2 = smul %1, %0 return %2 }",
        "(%0: D): D { b0: %1 = dconst 2.0 %2 = dmul %1, %0 return %2 }");
    assertBecomes(
        FOLD,
        "(%0: D): D { b0: %1 = dconst 0.5 %2 = smul %0, %1 return %2 }",
        "(%0: D): D { b0: %1 = dconst 0.5 %2 = dmul %0, %1 return %2 }");
    assertBecomes(
        FOLD,
        "(%0: D): D { b0: %1 = dconst 1.0 %2 = smul %1, %0 return %2 }",
        "(%0: D): D { b0: return %0 }");
  }

  @Test
  void divisionByZeroStillThrows() {
    String text = "(): I { b0: %0 = iconst 1 %1 = iconst 0 %2 = idiv %0, %1 return %2 }";
    assertStays(FOLD, text);
    assertStays(FOLD, text.replace("idiv", "irem"));
    assertStays(FOLD, "(%0: I): V { b0: %1 = iconst 0 %2 = idiv %1, %0 return }");
  }

  @Test
  void opposedOffsetsCancel() {
    assertBecomes(
        FOLD,
        "(%0: I): I { b0: %1 = iconst 1 %2 = iadd %0, %1 %3 = isub %2, %1 return %3 }",
        "(%0: I): I { b0: return %0 }");
    assertStays(
        FOLD, "(%0: D): D { b0: %1 = dconst 1.0 %2 = dadd %0, %1 %3 = dsub %2, %1 return %3 }");
  }

  @Test
  void certainBranchesSwitchesAndSelectionsAreDecided() {
    assertBecomes(
        FOLD,
        "(%0: I): I { b0: %1 = iconst 1 branch lt %1, %1 -> b1(), b2() b1: return %1 b2: return %0 }",
        "(%0: I): I { b0: jump b1() b1: return %0 }");
    assertBecomes(
        FOLD,
        "(%0: I): I { b0: branch ge %0, %0 -> b1(), b2() b1: return %0 b2: %1 = iconst 5 return %1 }",
        "(%0: I): I { b0: jump b1() b1: return %0 }");
    assertBecomes(
        FOLD,
        "(%0: I): I { b0: %1 = iconst 4 switch %1 -> 3: b1(%0), 4: b1(%1), default: b1(%0)"
            + " b1(%2: I): return %2 }",
        "(%0: I): I { b0: %1 = iconst 4 jump b1() b1: return %1 }");
    assertBecomes(
        FOLD,
        "(%0: D, %1: D): D { b0: %2 = iconst 1 %3 = iconst 2 %4 = select le %2, %3, %0, %1 return %4 }",
        "(%0: D, %1: D): D { b0: return %0 }");
    assertBecomes(
        FOLD,
        "(%0: I): I { b0: %1 = newarray [D (%0) %2 = null branch eq %1, %2 -> b1(), b2()"
            + " b1: %3 = iconst 1 return %3 b2: return %0 }",
        "(%0: I): I { b0: %1 = newarray [D (%0) jump b1() b1: return %0 }");
  }

  @Test
  void comparisonsOfParametersStay() {
    assertStays(
        FOLD,
        "(%0: [D, %1: [D, %2: I): I { b0: branch eq %0, %1 -> b1(), b2()"
            + " b1: return %2 b2: %3 = iconst 3 return %3 }");
    assertStays(FOLD, "(%0: D): I { b0: %1 = dcmpl %0, %0 return %1 }");
    assertStays(FOLD, "(%0: D): D { b0: %1 = dsub %0, %0 return %1 }");
  }
}

package org.wengert.compiler.rules;

/**
 * The derivative rules, one row an operation.
 *
 * <p>A row is {@code name operands : cost [purity] : definitions}; indented lines continue it;
 * lines with {@code #} are comments and stand between rows. A name is the mnemonic of an
 * instruction, or name and descriptor of a method of both {@link Math} and {@link StrictMath}; the
 * {@code FastMath} of commons-math and Hipparchus shares the rows, and rows that begin with its
 * name are its alone. Rows of {@link NumberClasses} begin with the class's name; in their
 * descriptors N is such an object, and classes have no packages. The definitions, separated by
 * semicolons, give the partial {@code d<operand>} for each operand in order. Other names are
 * subexpressions shared by what follows. {@code r} is the result. {@code constant} says that all
 * partials are zero; {@code a = b} that {@code a} has the row of {@code b}.
 *
 * <p>{@code strong} marks partials that can be infinite or NaN at finite operands: their product
 * with an adjoint or tangent is the strong product. {@code smul} is the strong product inside a
 * formula ({@link Fn#SMUL}). The conventions are those of docs/conventions.md.
 *
 * <p>A formula is also differentiated, in both modes. So its arms not taken must not turn a zero
 * adjoint into NaN, and a branch must not replace a value whose derivative differs.
 */
final class RuleRows {

  /** All rows; ends with a line break. */
  static final String TEXT =
      """
      # --- Instructions ---

      DADD x y : cheap : dx = 1; dy = 1
      DSUB x y : cheap : dx = 1; dy = -1
      DMUL x y : cheap : dx = y; dy = x
      DDIV x y : medium : dx = strong 1 / y; dy = strong -r / y
      # x - r is a whole multiple of y: rint removes the rounding of the quotient.
      DREM x y : expensive : dx = 1; dy = strong -rint((x - r) / y)
      DNEG x : cheap : dx = -1

      # Partials of float instructions are computed in double; the rounded r would spoil them.
      FADD = DADD
      FSUB = DSUB
      FMUL = DMUL
      FDIV x y : medium : dx = strong 1 / y; dy = strong -(x / y) / y
      FREM = DREM
      FNEG = DNEG

      D2F x : cheap : dx = 1
      F2D x : cheap : dx = 1
      D2I x : cheap : constant
      D2L = D2I
      F2I = D2I
      F2L = D2I
      I2D x : cheap : constant
      I2F = I2D
      L2D = I2D
      L2F = I2D
      DCMPL x y : cheap : constant
      DCMPG = DCMPL
      FCMPL = DCMPL
      FCMPG = DCMPL

      # --- Roots and powers ---

      sqrt(D)D x : medium : dx = strong 0.5 / r
      cbrt(D)D x : expensive : dx = strong 1 / (3 * r * r)
      hypot(DD)D x y : expensive :
        dx = r == 0 ? 0 : x / r;
        dy = r == 0 ? 0 : y / r
      # The strong products give 0 at y = 0 and at x = 0 < y; a branch there would be wrong in the
      # mixed second derivative. Where y > 1 it is right, and spares transposed code -inf * 0.
      # The first test of dx is there for pow(NaN, 1), since pow(NaN, 0) is 1.
      pow(DD)D x y : expensive :
        dx = strong y == 1 && x != x ? nan : smul(y, pow(x, y - 1));
        dy = strong x < 0 && r == r || x == 0 && y > 1 ? 0 : smul(r, log(x < 0 ? 1 : x))

      # --- Exponentials and logarithms; r overflows at finite operands, therefore strong ---

      exp(D)D x : expensive : dx = strong r
      # Not r + 1, which cancels for x < -1.
      expm1(D)D x : expensive : dx = strong exp(x)
      log(D)D x : expensive : dx = strong 1 / x
      log10(D)D x : expensive : dx = strong 0.4342944819032518 / x
      log1p(D)D x : expensive : dx = strong 1 / (1 + x)

      # --- Trigonometric and hyperbolic functions ---

      sin(D)D x : expensive : dx = cos(x)
      cos(D)D x : expensive : dx = -sin(x)
      tan(D)D x : expensive : dx = 1 + r * r
      asin(D)D x : expensive : dx = strong 1 / sqrt((1 - x) * (1 + x))
      acos(D)D x : expensive : dx = strong -1 / sqrt((1 - x) * (1 + x))
      atan(D)D x : expensive : dx = 1 / (1 + x * x)
      # x/(x*x + y*y) and -y/(x*x + y*y), scaled so that no square overflows or underflows; whole is
      # (x*x + y*y)/big.
      atan2(DD)D y x : expensive :
        big = abs(x) < abs(y) ? y : x;
        small = abs(x) < abs(y) ? x : y;
        ratio = small / (big == 0 ? 1 : big);
        whole = big + small * ratio;
        dy = strong x == 0 && y == 0 ? 0 : (abs(x) < abs(y) ? ratio : 1) / whole;
        dx = strong x == 0 && y == 0 ? 0 : -(abs(x) < abs(y) ? 1 : ratio) / whole
      sinh(D)D x : expensive : dx = strong cosh(x)
      cosh(D)D x : expensive : dx = strong sinh(x)
      tanh(D)D x : expensive : dx = 1 - r * r
      toRadians(D)D x : cheap : dx = 0.017453292519943295
      toDegrees(D)D x : cheap : dx = 57.29577951308232

      # --- Kinks ---

      abs(D)D x : cheap : dx = signum(x)
      abs(F)F = abs(D)D
      max(DD)D x y : cheap :
        dx = x > y ? 1 : x < y ? 0 : x == y ? 0.5 : nan;
        dy = x < y ? 1 : x > y ? 0 : x == y ? 0.5 : nan
      max(FF)F = max(DD)D
      min(DD)D x y : cheap :
        dx = x < y ? 1 : x > y ? 0 : x == y ? 0.5 : nan;
        dy = x > y ? 1 : x < y ? 0 : x == y ? 0.5 : nan
      min(FF)F = min(DD)D
      # As the JDK computes it, min(high, max(x, low)); it throws unless low <= high. Where they
      # are equal, two ties can meet: max gives half to x and low each, then min halves once more.
      clamp(DDD)D x low high : cheap throws :
        share = low == high ? 0.5 : 1;
        dx = x > low ? (x < high ? 1 : x == high ? 0.5 : 0)
          : x == low ? 0.5 * share : x < low ? 0 : nan;
        dlow = x > low ? 0 : x == low ? 0.5 * share : x < low ? share : nan;
        dhigh = x > high ? 1 : x == high ? 0.5 : x < high ? 1 - share : nan
      clamp(FFF)F = clamp(DDD)D
      # The sign of the NaN that copySign takes its sign from is unspecified: so is the derivative.
      copySign(DD)D x s : cheap : dx = s == s ? signum(x) * copySign(1, s) : nan; ds = 0
      copySign(FF)F = copySign(DD)D

      # --- Products, remainders, neighbours, scaling ---

      fma(DDD)D x y z : medium : dx = y; dy = x; dz = 1
      fma(FFF)F = fma(DDD)D
      # x - r may overflow where its quotient by y does not, r being of either sign.
      IEEEremainder(DD)D x y : expensive : dx = 1; dy = strong -rint(x / y - r / y)
      nextUp(D)D x : cheap : dx = 1
      nextUp(F)F = nextUp(D)D
      nextDown(D)D = nextUp(D)D
      nextDown(F)F = nextUp(D)D
      nextAfter(DD)D x y : cheap : dx = 1; dy = 0
      nextAfter(FD)F = nextAfter(DD)D
      # pow is exact where the power of two is a double.
      scalb(DI)D x n : medium : dx = strong pow(2, n); dn = 0
      scalb(FI)F = scalb(DI)D

      # --- Zero by convention: piecewise constant, or no operands ---

      floor(D)D x : cheap : constant
      ceil(D)D = floor(D)D
      rint(D)D = floor(D)D
      round(D)J = floor(D)D
      round(F)I = floor(D)D
      signum(D)D = floor(D)D
      signum(F)F = floor(D)D
      ulp(D)D = floor(D)D
      ulp(F)F = floor(D)D
      getExponent(D)I = floor(D)D
      getExponent(F)I = floor(D)D
      random()D : medium random : constant

      # --- FastMath only, and values that it has computed in pairs ---

      FastMath.acosh(D)D x : expensive : dx = strong 1 / sqrt((x - 1) * (x + 1))
      # 1 / sqrt(1 + x * x), scaled so that no square overflows.
      FastMath.asinh(D)D x : expensive :
        scale = abs(x) < 1 ? 1 : abs(x);
        part = x / scale;
        dx = 1 / (scale * sqrt(1 / scale / scale + part * part))
      FastMath.atanh(D)D x : expensive : dx = strong 1 / ((1 - x) * (1 + x))
      FastMath.log(DD)D base x : expensive :
        dbase = strong -r / (base * log(base));
        dx = strong 1 / (x * log(base))
      FastMath.pow(DI)D x n : expensive : dx = strong smul(n, pow(x, n - 1)); dn = 0
      FastMath.pow(DJ)D = FastMath.pow(DI)D
      FastMath.sinCos(D)Lorg/hipparchus/util/SinCos; x : expensive : constant
      FastMath.sinhCosh(D)Lorg/hipparchus/util/SinhCosh; x : expensive : constant
      # Masks out the lowest bits: rounding, like D2F.
      Values.truncated(DJ)D x mask : cheap : dx = 1; dmask = 0
      FastMath.clamp(III)I x y z : cheap throws : constant
      Values.itself(DD)D x value : cheap : dx = 1; dvalue = 0
      Values.sin(DD)D x value : cheap : dx = cos(x); dvalue = 0
      Values.cos(DD)D x value : cheap : dx = -sin(x); dvalue = 0
      Values.sinh(DD)D x value : cheap : dx = strong cosh(x); dvalue = 0
      Values.cosh(DD)D x value : cheap : dx = strong sinh(x); dvalue = 0

      # --- Numbers kept in integers (NumberClasses): the receiver first, then what are numbers ---

      Number.itself x : cheap : dx = 1
      Number.constant x : cheap : constant
      Number.constant2 x y : cheap : constant
      Number.second x y : cheap : dx = 0; dy = 1
      # Numbers, or a scale, beside: no derivative.
      Number.itself1 x n : cheap : dx = 1; dn = 0
      Number.itself2 x n m : cheap : dx = 1; dn = 0; dm = 0
      Number.quotient1 x y n : medium : dx = strong 1 / y; dy = strong -r / y; dn = 0
      Number.quotient2 x y n m : medium : dx = strong 1 / y; dy = strong -r / y; dn = 0; dm = 0
      Number.reciprocal x : medium : dx = strong -r / x
      Number.square x : cheap : dx = x + x
      Number.power10 x n : expensive : dx = strong pow(10, n); dn = 0
      Number.root x n : expensive : dx = strong r / (n * x); dn = 0

      # Which arithmetic an object belongs to, beside its number.
      Dfp.field = Number.constant
      Dfp.<init>(LDfpField;D)V = Number.itself
      Dfp.<init>(N)V = Number.itself
      Dfp.newInstance()N = Number.constant
      Dfp.newInstance(B)N = Number.constant2
      Dfp.newInstance(I)N = Number.constant2
      Dfp.newInstance(J)N = Number.constant2
      Dfp.newInstance(D)N = Number.second
      Dfp.newInstance(N)N = Number.second
      Dfp.newInstance(LString;)N = Number.constant
      Dfp.newInstance(BB)N x y z : cheap : constant
      Dfp.newInstance(LDfpField;LDfpField$RoundingMode;)N = Number.itself
      Dfp.getField()LDfpField; = Number.constant
      Dfp.getZero()N = Number.constant
      Dfp.getOne()N = Number.constant
      Dfp.getTwo()N = Number.constant
      Dfp.getPi()N = Number.constant
      Dfp.rint()N = Number.constant
      Dfp.floor()N = Number.constant
      Dfp.ceil()N = Number.constant
      Dfp.signum()N = Number.constant
      Dfp.sign()N = Number.constant
      Dfp.ulp()N = Number.constant
      Dfp.trunc(LDfpField$RoundingMode;)N = Number.constant
      Dfp.power10K(I)N = Number.constant2
      Dfp.power10(I)N = Number.constant2
      Dfp.add(N)N = DADD
      Dfp.subtract(N)N = DSUB
      Dfp.multiply(N)N = DMUL
      Dfp.divide(N)N = DDIV
      Dfp.multiply(I)N = DMUL
      Dfp.divide(I)N = DDIV
      Dfp.negate()N = DNEG
      Dfp.reciprocal()N = Number.reciprocal
      Dfp.square()N = Number.square
      Dfp.remainder(N)N = IEEEremainder(DD)D
      Dfp.abs()N = abs(D)D
      Dfp.copySign(N)N = copySign(DD)D
      Dfp.copySign(D)N = copySign(DD)D
      Dfp.copysign(NN)N = copySign(DD)D
      Dfp.nextAfter(N)N = nextAfter(DD)D
      Dfp.scalb(I)N = scalb(DI)D
      Dfp.hypot(N)N = hypot(DD)D
      Dfp.rootN(I)N = Number.root
      Dfp.pow(D)N = pow(DD)D
      Dfp.pow(N)N = pow(DD)D
      Dfp.pow(I)N = FastMath.pow(DI)D
      Dfp.atan2(N)N = atan2(DD)D
      Dfp.sqrt()N = sqrt(D)D
      Dfp.cbrt()N = cbrt(D)D
      Dfp.exp()N = exp(D)D
      Dfp.expm1()N = expm1(D)D
      Dfp.log()N = log(D)D
      Dfp.log1p()N = log1p(D)D
      Dfp.log10()N = log10(D)D
      Dfp.sin()N = sin(D)D
      Dfp.cos()N = cos(D)D
      Dfp.tan()N = tan(D)D
      Dfp.asin()N = asin(D)D
      Dfp.acos()N = acos(D)D
      Dfp.atan()N = atan(D)D
      Dfp.sinh()N = sinh(D)D
      Dfp.cosh()N = cosh(D)D
      Dfp.tanh()N = tanh(D)D
      Dfp.toDegrees()N = toDegrees(D)D
      Dfp.toRadians()N = toRadians(D)D
      Dfp.acosh()N = FastMath.acosh(D)D
      Dfp.asinh()N = FastMath.asinh(D)D
      Dfp.atanh()N = FastMath.atanh(D)D
      Dfp.dotrap(ILString;NN)N x type y result : cheap : dx = 0; dtype = 0; dy = 0; dresult = 1
      Dfp.toDouble()D = Number.itself
      DfpMath.exp(N)N = exp(D)D
      DfpMath.log(N)N = log(D)D
      DfpMath.sin(N)N = sin(D)D
      DfpMath.cos(N)N = cos(D)D
      DfpMath.tan(N)N = tan(D)D
      DfpMath.asin(N)N = asin(D)D
      DfpMath.acos(N)N = acos(D)D
      DfpMath.atan(N)N = atan(D)D
      DfpMath.pow(NI)N = FastMath.pow(DI)D
      DfpMath.pow(NN)N = pow(DD)D
      BigDecimal.<init>(D)V = Number.itself
      BigDecimal.<init>(DLMathContext;)V = Number.itself
      BigDecimal.valueOf(D)N = Number.itself
      BigDecimal.add(N)N = DADD
      BigDecimal.add(NLMathContext;)N = DADD
      BigDecimal.subtract(N)N = DSUB
      BigDecimal.subtract(NLMathContext;)N = DSUB
      BigDecimal.multiply(N)N = DMUL
      BigDecimal.multiply(NLMathContext;)N = DMUL
      BigDecimal.divide(N)N = DDIV
      BigDecimal.divide(NLMathContext;)N = DDIV
      BigDecimal.remainder(N)N = DREM
      BigDecimal.remainder(NLMathContext;)N = DREM
      BigDecimal.divideToIntegralValue(N)N = Number.constant2
      BigDecimal.divideToIntegralValue(NLMathContext;)N = Number.constant2
      BigDecimal.divide(NLRoundingMode;)N = DDIV
      BigDecimal.divide(NI)N = Number.quotient1
      BigDecimal.divide(NILRoundingMode;)N = Number.quotient1
      BigDecimal.divide(NII)N = Number.quotient2
      BigDecimal.sqrt(LMathContext;)N = sqrt(D)D
      BigDecimal.pow(I)N = FastMath.pow(DI)D
      BigDecimal.pow(ILMathContext;)N = FastMath.pow(DI)D
      BigDecimal.abs()N = abs(D)D
      BigDecimal.abs(LMathContext;)N = abs(D)D
      BigDecimal.negate()N = DNEG
      BigDecimal.negate(LMathContext;)N = DNEG
      BigDecimal.plus()N = Number.itself
      BigDecimal.plus(LMathContext;)N = Number.itself
      BigDecimal.round(LMathContext;)N = Number.itself
      BigDecimal.stripTrailingZeros()N = Number.itself
      BigDecimal.setScale(I)N = Number.itself1
      BigDecimal.setScale(ILRoundingMode;)N = Number.itself1
      BigDecimal.setScale(II)N = Number.itself2
      BigDecimal.scaleByPowerOfTen(I)N = Number.power10
      BigDecimal.movePointRight(I)N = Number.power10
      BigDecimal.movePointLeft(I)N x n : expensive : dx = strong pow(10, -n); dn = 0
      BigDecimal.ulp()N = Number.constant
      BigDecimal.toBigInteger()LBigInteger; = Number.constant
      BigDecimal.toBigIntegerExact()LBigInteger; = Number.constant
      BigDecimal.unscaledValue()LBigInteger; = Number.constant
      BigDecimal.doubleValue()D = Number.itself
      BigDecimal.floatValue()F = Number.itself
      BigFraction.<init>(D)V = Number.itself
      BigFraction.<init>(DDI)V = Number.itself2
      BigFraction.<init>(DDII)V x epsilon most steps : cheap :
        dx = 1; depsilon = 0; dmost = 0; dsteps = 0
      BigFraction.<init>(DI)V = Number.itself1
      BigFraction.add(N)N = DADD
      BigFraction.add(I)N = DADD
      BigFraction.add(J)N = DADD
      BigFraction.subtract(N)N = DSUB
      BigFraction.subtract(I)N = DSUB
      BigFraction.subtract(J)N = DSUB
      BigFraction.multiply(N)N = DMUL
      BigFraction.multiply(I)N = DMUL
      BigFraction.multiply(J)N = DMUL
      BigFraction.divide(N)N = DDIV
      BigFraction.divide(I)N = DDIV
      BigFraction.divide(J)N = DDIV
      BigFraction.add(LBigInteger;)N = Number.itself
      BigFraction.subtract(LBigInteger;)N = Number.itself
      BigFraction.abs()N = abs(D)D
      BigFraction.negate()N = DNEG
      BigFraction.reciprocal()N = Number.reciprocal
      BigFraction.reduce()N = Number.itself
      BigFraction.pow(I)N = FastMath.pow(DI)D
      BigFraction.pow(J)N = FastMath.pow(DI)D
      BigFraction.pow(D)D = pow(DD)D
      BigFraction.doubleValue()D = Number.itself
      BigFraction.floatValue()F = Number.itself
      BigFraction.percentageValue()D x : cheap : dx = 100
      BigFraction.getNumerator()LBigInteger; = Number.constant
      BigFraction.getDenominator()LBigInteger; = Number.constant
      BigFraction.getField()LBigFractionField; = Number.constant
      BigFraction.bigDecimalValue()N = Number.itself
      BigFraction.bigDecimalValue(I)N = Number.itself1
      BigFraction.bigDecimalValue(II)N = Number.itself2
      BigFraction.bigDecimalValue(LRoundingMode;)N = Number.itself
      BigFraction.bigDecimalValue(ILRoundingMode;)N = Number.itself1

      # --- Integers ---

      abs(I)I x : cheap : constant
      abs(J)J x : cheap : constant
      negateExact(I)I x : cheap throws : constant
      negateExact(J)J x : cheap throws : constant
      incrementExact(I)I x : cheap throws : constant
      incrementExact(J)J x : cheap throws : constant
      decrementExact(I)I x : cheap throws : constant
      decrementExact(J)J x : cheap throws : constant
      absExact(I)I x : cheap throws : constant
      absExact(J)J x : cheap throws : constant
      toIntExact(J)I x : cheap throws : constant
      max(II)I x y : cheap : constant
      max(JJ)J x y : cheap : constant
      min(II)I x y : cheap : constant
      min(JJ)J x y : cheap : constant
      addExact(II)I x y : cheap throws : constant
      addExact(JJ)J x y : cheap throws : constant
      subtractExact(II)I x y : cheap throws : constant
      subtractExact(JJ)J x y : cheap throws : constant
      multiplyExact(II)I x y : cheap throws : constant
      multiplyExact(JI)J x y : cheap throws : constant
      multiplyExact(JJ)J x y : cheap throws : constant
      multiplyFull(II)J x y : cheap : constant
      multiplyHigh(JJ)J x y : cheap : constant
      unsignedMultiplyExact(II)I x y : cheap throws : constant
      unsignedMultiplyExact(JI)J x y : cheap throws : constant
      unsignedMultiplyExact(JJ)J x y : cheap throws : constant
      unsignedMultiplyHigh(JJ)J x y : cheap : constant
      divideExact(II)I x y : medium throws : constant
      divideExact(JJ)J x y : medium throws : constant
      floorDiv(II)I x y : medium throws : constant
      floorDiv(JI)J x y : medium throws : constant
      floorDiv(JJ)J x y : medium throws : constant
      floorDivExact(II)I x y : medium throws : constant
      floorDivExact(JJ)J x y : medium throws : constant
      floorMod(II)I x y : medium throws : constant
      floorMod(JI)I x y : medium throws : constant
      floorMod(JJ)J x y : medium throws : constant
      ceilDiv(II)I x y : medium throws : constant
      ceilDiv(JI)J x y : medium throws : constant
      ceilDiv(JJ)J x y : medium throws : constant
      ceilDivExact(II)I x y : medium throws : constant
      ceilDivExact(JJ)J x y : medium throws : constant
      ceilMod(II)I x y : medium throws : constant
      ceilMod(JI)I x y : medium throws : constant
      ceilMod(JJ)J x y : medium throws : constant
      powExact(II)I x y : medium throws : constant
      powExact(JI)J x y : medium throws : constant
      unsignedPowExact(II)I x y : medium throws : constant
      unsignedPowExact(JI)J x y : medium throws : constant
      clamp(JII)I x y z : cheap throws : constant
      clamp(JJJ)J x y z : cheap throws : constant
      """;

  private RuleRows() {}
}

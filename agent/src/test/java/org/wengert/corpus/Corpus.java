package org.wengert.corpus;

import static org.wengert.corpus.Data.*;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.wengert.testing.Case;

/**
 * All cases: each method of the corpus, its points, and its hand-derived gradient if it has one.
 */
public final class Corpus {

  private static final double NAN = Double.NaN;
  private static final double INFINITY = Double.POSITIVE_INFINITY;

  /** How closely differences of single-precision code come. */
  private static final double FLOAT = 1e-2;

  private static final List<Case> CASES = new ArrayList<>();

  static {
    textbook();
    arithmetic();
    floats();
    loops();
    branches();
    arrays();
    matrices();
    calls();
    recursion();
    statics();
    aliases();
    exceptions();
    objects();
    moreObjects();
    collections();
    jdkCalls();
    varHandles();
    nested();
    lambdas();
    caughtExceptions();
    dynamicTypes();
    networks();
    numerics();
    linearAlgebra();
    generated();
    for (Class<?> math : List.of(MathCalls.class, StrictMathCalls.class)) {
      smoothMath(math);
      twoOperandMath(math);
      roundingMath(math);
      floatMath(math);
    }
  }

  private Corpus() {}

  /** All cases, in a fixed order. */
  public static List<Case> cases() {
    return List.copyOf(CASES);
  }

  /** All classes whose static fields cases touch. */
  public static List<Class<?>> classesWithState() {
    return List.of(Statics.class, Aliases.class, Throws.class, Exceptions.class);
  }

  private static Case add(Class<?> owner, String method) {
    Case added = Case.of(owner, method);
    CASES.add(added);
    return added;
  }

  private static double d(Object[] args, int i) {
    return ((Number) args[i]).doubleValue();
  }

  private static double[] v(Object[] args, int i) {
    return (double[]) args[i];
  }

  /** Partials parallel to the arguments. */
  private static Object[] g(Object... partials) {
    return partials;
  }

  /** One argument that is an array of arrays, not a list of arguments. */
  private static Object one(Object array) {
    return array;
  }

  private static double[] map(double[] x, DoubleUnaryOperator f) {
    return Arrays.stream(x).map(f).toArray();
  }

  private static double[] v(double... components) {
    return components;
  }

  private static Case shared(Case subject, double... components) {
    return subject.at(components, components);
  }

  private static void textbook() {
    Class<?> c = Textbook.class;
    add(c, "trace")
        .at(2.0, 5.0)
        .at(0.3, -4.0)
        .gradient(a -> g(1 / d(a, 0) + d(a, 1), d(a, 0) - Math.cos(d(a, 1))));
    add(c, "networkCourse")
        .at(1.2, -0.7)
        .at(2.0, 0.5)
        .gradient(
            a ->
                g(
                    d(a, 1) * (1 + Math.exp(d(a, 0) * d(a, 1))),
                    d(a, 0) * (1 + Math.exp(d(a, 0) * d(a, 1))) - Math.cos(d(a, 1))));
    add(c, "pair").at(1.0, 0.0).at(-2.0, 1.5);
    add(c, "fanOut")
        .at(1.0, 2.0)
        .gradient(
            a ->
                g(
                    2 * (d(a, 0) * d(a, 1) + Math.sin(d(a, 0))) * (d(a, 1) + Math.cos(d(a, 0))),
                    2 * (d(a, 0) * d(a, 1) + Math.sin(d(a, 0))) * d(a, 0)));
    add(c, "expSin")
        .at(0.0)
        .at(1.3)
        .gradient(a -> g(Math.exp(d(a, 0)) * (Math.sin(d(a, 0)) + Math.cos(d(a, 0)))));
    add(c, "threeInputs")
        .at(1.0, 2.0, 3.0)
        .gradient(
            a ->
                g(
                    d(a, 1) * Math.sin(d(a, 1)),
                    (d(a, 0) * d(a, 1) + d(a, 2)) * Math.cos(d(a, 1)) + d(a, 0) * Math.sin(d(a, 1)),
                    Math.sin(d(a, 1))));
    add(c, "reluBranch").at(1.5).at(-1.5).gradient(a -> g(d(a, 0) > 0 ? 1.0 : 0.0));
    add(c, "reluMax").at(1.5).at(-1.5).gradient(a -> g(d(a, 0) > 0 ? 1.0 : 0.0));
    add(c, "rosenbrock").at(vector(6, 1)).at(vector(1, 2)).at(v());
    add(c, "speelpenning")
        .at(vector(7, 3))
        .at(v(2, 0, 3))
        .at(v())
        .gradient(a -> g(productOfOthers(v(a, 0))));
  }

  private static double[] productOfOthers(double[] x) {
    double[] result = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      double product = 1;
      for (int j = 0; j < x.length; j++) {
        product *= j == i ? 1 : x[j];
      }
      result[i] = product;
    }
    return result;
  }

  private static void arithmetic() {
    Class<?> c = Arithmetic.class;
    add(c, "fourOperations").at(1.5, 2.5).at(-0.5, 3.0).valueAt(NAN, 1.0).valueAt(INFINITY, -0.0);
    add(c, "remainder").at(7.5, 2.2).at(-7.5, 2.2).at(7.5, -3.1).valueAt(1.0, 0.0);
    add(c, "negations").at(1.5).valueAt(0.0).valueAt(-0.0).gradient(a -> g(1 - 2 * d(a, 0)));
    add(c, "constantResult").at(3.0).gradient(a -> g(0.0));
    add(c, "identity").at(3.0).valueAt(-0.0).valueAt(NAN).gradient(a -> g(1.0));
    add(c, "unusedParameter").at(3.0, 4.0, 5, 6.0).gradient(a -> g(d(a, 3), 0.0, null, d(a, 0)));
    add(c, "allPrimitiveTypes")
        .at(1.5, 7, 3L, (short) -2, (byte) 5, 'a', true, 0.5f)
        .at(-1.5, -7, 1L << 40, (short) 9, (byte) -5, '\uffff', false, 2f)
        .inactive(7);
    // Beside a term of 10^19 differences see nothing of x.
    add(c, "integerConversions").at(1.5, 77, 12345678901L).at(0.5, -12345, -99L).notSmooth();
    add(c, "integerArithmetic").at(1.5, 77, 12345678901L).at(0.5, -12345, -99L);
    add(c, "comparisons")
        .at(1.5, 2.5)
        .at(2.5, 1.5)
        .valueAt(2.0, 2.0)
        .valueAt(NAN, 1.0)
        .valueAt(1.0, NAN)
        .valueAt(-0.0, 0.0);
    add(c, "integerComparisons").at(1.5, 2, 2L).at(1.5, -3, 4L).at(0.5, 1, 0L);
    add(c, "castsCut")
        .at(1.234)
        .at(-7.891)
        .valueAt(NAN)
        .valueAt(1e300)
        .notSmooth()
        .gradient(a -> g(2.0));
    add(c, "stackShapes").at(1.5, vector(3, 4));
    add(c, "deepExpression").at(1.5, 3, 0.7).at(-0.5, -2, 3.1);
    add(c, "reassigned").at(1.5).at(-0.4);
    add(c, "integerResult").at(1.51).notSmooth();
    add(c, "cubic").at(1.5).at(0.0).gradient(a -> g((6 * d(a, 0) - 6) * d(a, 0) + 5));
    add(c, "horner").at(signed(6, 5), 0.8).at(v(3), 2.0).at(v(), 2.0);
  }

  private static void floats() {
    Class<?> c = Floats.class;
    add(c, "product")
        .at(1.5f, 2.5f)
        .at(-0.3f, 1f)
        .loosely(FLOAT)
        .gradient(1e-6, a -> g(d(a, 1) - 1 / d(a, 1) + 2, d(a, 0) + d(a, 0) / d(a, 1) / d(a, 1)));
    add(c, "widened")
        .at(1.5f, 2.5)
        .loosely(FLOAT)
        .gradient(1e-6, a -> g(d(a, 1) + 2 * d(a, 0), d(a, 0)));
    add(c, "narrowed").at(1.3).loosely(FLOAT).gradient(1e-6, a -> g(6 * d(a, 0)));
    add(c, "throughFloat").at(1.3).at(-0.7).loosely(FLOAT).gradient(1e-6, a -> g(2 * d(a, 0)));
    add(c, "dotProduct")
        .at(Data.floats(6, 1), Data.floats(6, 2))
        .at(new float[0], new float[0])
        .loosely(FLOAT);
    add(c, "scaleInPlace").at(Data.floats(5, 3), 1.5f).loosely(FLOAT);
    add(c, "outer").at(Data.floats(4, 4), 0.5f).loosely(FLOAT);
    add(c, "comparisons")
        .at(1.5f, 2.5f)
        .at(2.5f, 1.5f)
        .valueAt(2f, 2f)
        .valueAt(Float.NaN, 1f)
        .loosely(FLOAT);
    add(c, "remainderAndNegation").at(7.3f, 2.2f).at(-7.3f, 2.2f).loosely(FLOAT);
    add(c, "mathMethods").at(1.5f, -0.5f).at(-1.5f, 2f).loosely(FLOAT);
    add(c, "mixture")
        .at(1.5, 0.5f, 4, Data.floats(3, 5))
        .at(1.5, 0.5f, 0, Data.floats(3, 5))
        .loosely(0.1);
    add(c, "conversions")
        .at(1.3f, 3, 4L)
        .notSmooth()
        .gradient(1e-6, a -> g(4 + (double) (float) Math.exp(d(a, 0)), null, null));
    add(c, "matrix").at(one(floatMatrix(3, 3, 6))).loosely(FLOAT);
    add(c, "newtonRoot")
        .at(2.25f)
        .at(0.7f)
        .loosely(FLOAT)
        .gradient(1e-5, a -> g(0.5 / Math.sqrt(d(a, 0))));
  }

  private static void loops() {
    Class<?> c = Loops.class;
    add(c, "power")
        .at(1.5, 5)
        .at(1.5, 1)
        .at(1.5, 0)
        .gradient(a -> g(d(a, 1) == 0 ? 0.0 : d(a, 1) * Math.pow(d(a, 0), d(a, 1) - 1), null));
    add(c, "power")
        .at(1.001, 2000)
        .notSmooth()
        .gradient(a -> g(2000 * Math.pow(d(a, 0), 1999), null));
    add(c, "downwards").at(0.9, 9).at(0.9, 0).at(0.9, 2);
    add(c, "longCounter").at(0.7, 12L).at(0.7, 0L);
    add(c, "realCounter").at(1.3, 0.07).inactive(1);
    add(c, "untilSmall").at(1.7).at(-0.8).loosely(1e-5).gradient(a -> g(Math.exp(d(a, 0))));
    add(c, "doWhile").at(1.3).at(9.0).at(0.1);
    add(c, "exitInTheMiddle").at(1.3).at(25.0);
    add(c, "severalExits")
        .at(vector(5, 6), 3.0)
        .at(v(0.5, -0.5, 1), 30.0)
        .at(v(1, 7, 3), 900.0)
        .at(v(1, 2, 0.5), 90.0)
        .at(v(), 2.0)
        .notSmooth();
    add(c, "skipping").at(signed(7, 7)).at(v(-1, -2)).at(v());
    add(c, "labelled").at(0.6, 4).at(0.6, 7).at(0.6, 0);
    add(c, "nestedBreaks").at(0.6);
    add(c, "triangular").at(vector(5, 8)).at(vector(1, 8)).at(v());
    add(c, "innerTripDependsOnData").at(1.7, 5).at(0.4, 3);
    add(c, "rotating").at(0.5, 0.7, 7).at(0.5, 0.7, 0).at(0.5, 0.7, 1);
    add(c, "collatz").at(0.6, 7).at(0.6, 1);
    add(c, "twoLoopsInARow")
        .at(vector(6, 9))
        .at(vector(1, 9))
        .gradient(a -> g(varianceGradient(v(a, 0))));
    add(c, "logisticMap")
        .at(3.1, 0.3, 6)
        .at(2.5, 0.8, 0)
        .at(3.9, 0.3, 20)
        // Chaotic: after twenty steps differences are far from any limit.
        .notSmooth()
        .cancelling(10);
    add(c, "deadLoop").at(1.5, 4).gradient(a -> g(3.0, null));
    add(c, "lastValueWins").at(v(1, 3, 2, 5, 4)).at(v(-1, -2)).at(v());
    add(c, "conditionWithEffects").at(v(1, 0.5, 2), 0.9).at(v(1, -4, 2), 0.9).at(v(), 0.9);
    add(c, "switchedLoop").at(0.7, new int[] {0, 1, 2, 9, 1, 3, 0}).at(0.7, new int[0]);
    add(c, "fourDeep").at(0.3, 4).at(0.3, 0);
  }

  private static double[] varianceGradient(double[] x) {
    double mean = Arrays.stream(x).sum() / x.length;
    return map(x, xi -> 2 * (xi - mean) / x.length);
  }

  private static void branches() {
    Class<?> c = Branches.class;
    add(c, "ifElse").at(1.5, 2.5).at(2.5, 1.5);
    add(c, "nestedTernary").at(-2.0).at(-0.5).at(0.5).at(4.0).valueAt(NAN);
    add(c, "shortCircuits").at(1.5, 2.5).at(3.0, 2.5).at(-3.0, -2.5).at(-1.0, 0.5).at(3.0, 0.4);
    add(c, "denseSwitch")
        .at(1.5, 0)
        .at(1.5, 1)
        .at(1.5, 2)
        .at(1.5, 3)
        .at(1.5, 4)
        .at(1.5, -1)
        .at(1.5, 5);
    add(c, "sparseSwitch")
        .at(1.5, -1000)
        .at(1.5, 7)
        .at(1.5, 123_456)
        .at(1.5, Integer.MAX_VALUE)
        .at(1.5, 8);
    add(c, "fallThrough").at(1.5, 0).at(1.5, 1).at(1.5, 2).at(1.5, 3).at(1.5, 4);
    add(c, "booleanLocals").at(1.5, true).at(1.5, false).at(2.5, true).at(2.5, false);
    add(c, "clamp").at(1.5, 1.0, 2.0).at(0.5, 1.0, 2.0).at(2.5, 1.0, 2.0);
    add(c, "nanBranch").at(1.5).at(-1.5).valueAt(NAN);
    add(c, "manyReturns").at(101.5).at(11.0).at(5.0).at(2.0);
    add(c, "emptyBranches").at(2.0).at(-2.0).at(12.0).at(-12.0);
    add(c, "smoothStep").at(1.3, 1.0, 2.0).at(0.5, 1.0, 2.0).at(2.5, 1.0, 2.0);
    add(c, "joinOfThree").at(0.7, 0).at(0.7, 1).at(0.7, 2);
  }

  private static void arrays() {
    Class<?> c = Arrays1D.class;
    add(c, "sumOfSquares")
        .at(vector(9, 10))
        .at(vector(1, 10))
        .at(v())
        .gradient(a -> g(map(v(a, 0), x -> 2 * x)));
    add(c, "overwrittenAfterUse").at(signed(5, 11)).at(v());
    add(c, "compoundAssignments").at(vector(4, 12), 1.3);
    add(c, "twoArrays").at(vector(4, 13), vector(4, 14));
    shared(add(c, "twoArrays"), 0.7, 1.2, -0.4);
    add(c, "swappedInLoop").at(signed(4, 15), 5).at(signed(4, 15), 0).at(signed(4, 15), 1);
    add(c, "swappedParameters")
        .at(vector(2, 16), vector(2, 17), 5)
        .at(vector(2, 16), vector(2, 17), 2);
    add(c, "chosenArray")
        .at(vector(2, 18), vector(2, 19), true)
        .at(vector(2, 18), vector(2, 19), false);
    add(c, "cloned").at(vector(2, 20));
    add(c, "overlappingCopies").at(vector(5, 21)).at(vector(3, 21));
    add(c, "copyBetween")
        .at(vector(5, 22), vector(6, 23), 1, 2, 3)
        .at(vector(5, 22), vector(6, 23), 0, 0, 0);
    Case within = add(c, "copyBetween");
    double[] both = vector(6, 24);
    within.at(both, both, 0, 2, 4).at(both, both, 2, 0, 4).at(both, both, 1, 1, 3);
    add(c, "filled").at(vector(4, 25), 1.3);
    add(c, "copiesOf").at(vector(4, 26));
    add(c, "prefixSums").at(vector(5, 27)).at(v());
    add(c, "reversed").at(vector(5, 28)).at(vector(4, 28)).at(v());
    add(c, "sorted").at(signed(8, 29)).at(vector(1, 29)).at(v());
    add(c, "bubbleSort").at(signed(6, 30)).at(v(1));
    add(c, "argMax").at(signed(6, 31)).at(v(2));
    add(c, "gather").at(vector(4, 32), new int[] {3, 0, 0, 2, 3}).at(vector(4, 32), new int[0]);
    add(c, "scatter")
        .at(vector(4, 33), vector(3, 34), new int[] {2, 0, 2, 1})
        .at(vector(4, 33), vector(3, 34), new int[0]);
    add(c, "elementTypes")
        .at(
            1.3,
            new byte[] {1, -2},
            new short[] {3, 4},
            new char[] {'a', 5},
            new int[] {6, -7},
            new long[] {8, 9},
            new boolean[] {true, false},
            new float[] {0.5f, 2f})
        .inactive(7);
    add(c, "literals").at(1.3);
    add(c, "returnsItsArgument").at(vector(3, 35));
    add(c, "convolved").at(vector(7, 36), signed(3, 37)).at(vector(3, 36), signed(3, 37));
    add(c, "rotated").at(vector(4, 38), 3).at(vector(4, 38), 0);
    add(c, "conditionalWrites").at(signed(6, 39));
    add(c, "scratchBuffer")
        .at(vector(4, 40), new double[4])
        .at(vector(4, 40), vector(6, 41))
        .inactive(1);
    add(c, "intoBuffer")
        .at(vector(4, 42), new double[3])
        .at(vector(4, 42), vector(4, 43))
        .output(1);
    add(c, "lengthOnly").at(vector(4, 44), 1.5).gradient(a -> g(new double[4], 8 * d(a, 1)));
    add(c, "allocatedInLoop").at(vector(5, 45)).at(vector(1, 45));
    add(c, "linearRecurrence").at(vector(7, 46), 0.8).at(vector(2, 46), 0.8);
    add(c, "sameReference").at(vector(2, 47), vector(2, 48));
    shared(add(c, "sameReference"), 0.6, 1.7);
  }

  private static void matrices() {
    Class<?> c = Arrays2D.class;
    add(c, "matrixVector").at(matrix(3, 4, 1), vector(4, 50)).at(new double[0][], v());
    add(c, "product").at(matrix(2, 3, 2), matrix(3, 2, 3));
    double[][] square = matrix(3, 3, 4);
    add(c, "product").at(square, square);
    add(c, "ragged").at(one(new double[][] {{1.5, 2}, {}, {3, -1, 2}})).at(one(new double[0][]));
    add(c, "transposed").at(one(matrix(4, 4, 5)));
    add(c, "rowsSwapped").at(one(matrix(2, 2, 6)));
    add(c, "rowsFilled").at(one(signed(5, 71))).at(one(signed(0, 71)));
    add(c, "doubleBuffered")
        .at(matrix(3, 3, 72), signed(3, 73), 4)
        .at(matrix(3, 3, 72), signed(3, 73), 0);
    add(c, "bufferWrittenLate").at(signed(3, 74), 6).at(signed(3, 74), 1);
    add(c, "sharedRow").at(one(matrix(3, 2, 7)));
    add(c, "shallowClone").at(one(matrix(2, 2, 8)));
    double[] row = vector(2, 51);
    add(c, "ragged").at(one(new double[][] {row, row, {2, 3}}));
    add(c, "rankThree").at(one(cube(3, 2, 2, 9)));
    add(c, "partlyAllocated").at(1.3, 3).at(1.3, 0);
    add(c, "triangle").at(vector(4, 52)).at(v());
    add(c, "missingRows").at(one(new double[][] {{1.5}, null, {2.5, 3}}));
    add(c, "copiedRows").at(matrix(3, 5, 10), vector(2, 53));
    add(c, "pingPong").at(matrix(3, 3, 11), 3).at(matrix(3, 3, 11), 0);
    add(c, "mixedMatrices")
        .at(floatMatrix(2, 2, 12), matrix(2, 2, 13), new int[][] {{0, 1, 1}, {1}})
        .loosely(FLOAT);
    add(c, "replacedRows").at(matrix(2, 2, 14), 1.7);
  }

  private static void calls() {
    Class<?> c = Calls.class;
    add(c, "nested").at(1.2);
    add(c, "crossing").at(0.8, 5).at(0.8, 0);
    add(c, "inLoop").at(vector(5, 60)).at(v());
    add(c, "arraysInAndOut").at(vector(3, 61), 1.4);
    add(c, "activitySignatures").at(1.2, 0.7, -0.4);
    add(c, "unusedResults").at(1.2).gradient(a -> g(8.0));
    add(c, "otherResultTypes").at(2.53).at(1.27).notSmooth();
    add(c, "inCondition").at(2.5).at(1.5).at(11.0);
    add(c, "throughStores").at(vector(3, 62));
    add(c, "aliasThroughCall").at(v(2, 3), v(1, 4)).at(v(1, 3), v(2, 4));
    add(c, "mixedParameters").at(1.2, 0.7f, vector(2, 63)).loosely(FLOAT);
    // Thirty nested sines: the slope changes too fast for differences.
    add(c, "deepChain").at(0.3).notSmooth();
    add(c, "manyParameters").at(manyArguments());
    add(c, "callsManyParameters").at(map(vector(5, 65), x -> 0.1 * x));
  }

  private static Object[] wideArguments(int first) {
    Object[] args = new Object[245];
    double[] values = signed(245, 66);
    for (int n = 0; n < args.length; n++) {
      if (n == 0) {
        args[n] = first;
      } else if (n % 25 == 1) {
        args[n] = values[n];
      } else {
        args[n] = n % 3 == 1 ? v(0.1 * values[n], 2) : (Object) n;
      }
    }
    return args;
  }

  private static Object[] manyArguments() {
    Object[] args = new Object[127];
    double[] values = signed(125, 64);
    for (int i = 0; i < values.length; i++) {
      args[i] = 0.1 * values[i];
    }
    args[125] = 3;
    args[126] = 0.5f;
    return args;
  }

  private static void recursion() {
    Class<?> c = Recursion.class;
    add(c, "power")
        .at(1.3, 7)
        .at(1.3, 0)
        .gradient(a -> g(d(a, 1) == 0 ? 0.0 : d(a, 1) * Math.pow(d(a, 0), d(a, 1) - 1), null));
    add(c, "power").at(1.001, 300).notSmooth().gradient(a -> g(300 * Math.pow(d(a, 0), 299), null));
    add(c, "fastPower").at(1.3, 13).at(1.3, 1);
    add(c, "fibonacci").at(0.4, 0.7, 7).at(0.4, 0.7, 0).at(0.4, 0.7, 1);
    add(c, "even").at(0.8, 6).at(0.8, 7).at(0.8, 0);
    add(c, "halves").at(vector(7, 70), 0, 7).at(vector(1, 70), 0, 1);
    add(c, "continuedFraction").at(1.3, 8).at(1.3, 0);
    add(c, "adaptiveIntegral").at(0.1, 1.4, 0.7);
    add(c, "determinant").at(one(matrix(4, 4, 15))).at(one(matrix(1, 1, 15)));
    add(c, "quicksort").at(signed(9, 71), 0, 9).at(v(), 0, 0);
    add(c, "sumOfTree").at(vector(7, 72), 0).at(v(), 0);
    add(c, "newtonUntilClose")
        .at(2.0, 1.0)
        .at(7.0, 3.0)
        .notSmooth()
        .gradient(1e-6, a -> g(0.5 / Math.sqrt(d(a, 0)), 0.0));
  }

  private static void statics() {
    Class<?> c = Statics.class;
    add(c, "counted").at(1.5).statics(c).gradient(a -> g(26 * d(a, 0)));
    add(c, "throughField").at(1.5).statics(c).gradient(a -> g(9 * d(a, 0) * d(a, 0)));
    add(c, "throughFloatField")
        .at(1.5)
        .statics(c)
        .loosely(FLOAT)
        .gradient(1e-6, a -> g(1 + 2 * d(a, 0)));
    add(c, "throughScratch").at(vector(4, 80)).statics(c);
    add(c, "readOnly").at(0.7).statics(c);
    add(c, "swappedReferences").at(0.7).statics(c).gradient(a -> g(6 * d(a, 0) * d(a, 0)));
    add(c, "rowsOfRows").at(0.7).statics(c);
    add(c, "newArrayInField")
        .at(0.7)
        .statics(c)
        .gradient(a -> g(2 * d(a, 0) + 3 * d(a, 0) * d(a, 0)));
    add(c, "overHelpers").at(0.7).statics(c).gradient(a -> g(4.5 * d(a, 0)));
    add(c, "onceOnly").at(0.7).statics(c).gradient(a -> g(5.0));
    add(c, "storeArgument").at(vector(4, 81)).statics(c);
  }

  private static void aliases() {
    Class<?> c = Aliases.class;
    add(c, "freshArrayEscapes").at(0.7).statics(c).gradient(a -> g(9 * d(a, 0) * d(a, 0)));
    add(c, "freshArrayIsWrittenElsewhere").at(0.7, 3).at(0.7, 0).statics(c);
    add(c, "calleeWrites").at(v(0.7, 1.2), 3).at(v(0.7, 1.2), 0);
    add(c, "resultIsAnArgument")
        .at(vector(2, 110), vector(3, 111), 0)
        .at(vector(2, 110), vector(3, 111), 1)
        .at(vector(2, 110), vector(3, 111), 4);
    add(c, "product").at(v(0.7, 1.2), v(0.4, 1.1));
    add(c, "overwritten").at(v(0.7, 1.2), v(0.4)).at(v(0.7, 1.2), v(0.4)).inactive(1);
    add(c, "weighted").at(v(0.7, 1.2), v(0.4, 1.1)).inactive(1);
    add(c, "rowsThroughObjects").at(v(0.7, 1.2), v(0.4, 1.1), 0).at(v(0.7, 1.2), v(0.4, 1.1), 1);
    add(c, "argumentAndStatic").at(v(0.7, 1.2)).statics(c);
    add(c, "rowsOfTheResult").at(v(0.7, 1.2)).statics(c);
    add(c, "writesStatic").at(0.7, v(1.2)).statics(c);
  }

  private static void exceptions() {
    Class<?> c = Throws.class;
    add(c, "illegalArgument").at(-1.0).at(2.0).gradient(a -> g(1 / d(a, 0)));
    add(c, "outOfBounds").at(v(1.5, 2), 2).at(v(1.5, 2), 1).at(v(1.5, 2), -1).statics(c);
    add(c, "divisionByZero").at(1.5, 0).at(1.5, 3);
    add(c, "negativeSize").at(1.5, -1).at(1.5, 1).at(1.5, 0);
    add(c, "nullArray").at(1.5, null).at(1.5, v(2));
    add(c, "fromCallee").at(1.5, 3).at(5.5, 3);
    add(c, "inLoop").at(vector(4, 90), vector(2, 91)).at(vector(2, 90), vector(4, 91));
    add(c, "withoutMessage").at(4.0).at(2.0);
  }

  private static void objects() {
    Class<?> c = Objects.class;
    add(c, "pair").at(1.2, 0.7);
    add(c, "polar").at(1.2, 0.7).at(2.2, 0.7);
    add(c, "matrices").at(vector(4, 200));
    add(c, "shapes").at(vector(6, 201));
    add(c, "expressionTree").at(vector(5, 202));
    add(c, "ring").at(vector(4, 203));
    add(c, "boxes").at(1.2, 0.7);
    add(c, "lists").at(vector(5, 204)).at(v());
    add(c, "listsOfArrays").at(vector(3, 205));
  }

  /** Numbers in no order, none near another. */
  private static double[] spread(int n) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = 0.1 + 0.05 * ((i * 37) % 101);
    }
    return x;
  }

  private static void moreObjects() {
    Class<?> c = MoreObjects.class;
    add(c, "cloned").at(1.2, 0.7);
    add(c, "shadowedField").at(1.2, 0.7);
    add(c, "enums").at(1.2).statics(c);
    add(c, "innerClasses").at(1.2, 0.7);
    add(c, "statics").at(1.2).statics(c);
    add(c, "identity").at(1.2, 0.7).at(0.7, 1.2);
    add(c, "arraysOfObjects").at(vector(2, 220));
    add(c, "finalFieldsReadEarly").at(1.2).readsFinalFieldsEarly();
    add(c, "escapingThis").at(1.2).statics(c);
    add(c, "finalFieldReadEarly")
        .at(1.2)
        .readsFinalFieldsEarly()
        .gradient(a -> g(9 * d(a, 0) * d(a, 0)));
    add(c, "readBeforeWritten").at(1.2, 0.7);
    add(c, "writtenThroughConstants").at(1.2, 0.7).statics(c);
    add(c, "manyImplementations").at(1.2, 0.7);
    add(c, "constantsMadeHere").at(1.2, 0.7).statics(c);
  }

  private static void collections() {
    Class<?> c = Collections.class;
    add(c, "linkedList").at(vector(4, 230));
    add(c, "deque").at(vector(5, 231));
    add(c, "hashMap").at(1.2, 0.7);
    add(c, "treeMap").at(vector(5, 232));
    add(c, "priorityQueue").at(vector(5, 233));
    add(c, "sorted").at(vector(5, 234)).at(one(spread(60)));
    add(c, "sortedList").at(vector(5, 236)).at(one(spread(40)));
    add(c, "sortedObjects").at(vector(5, 238));
    add(c, "optional").at(1.2);
    add(c, "doubleStream").at(vector(5, 239));
    add(c, "intStream").at(vector(5, 240));
    add(c, "stream").at(vector(5, 241));
    add(c, "immutable").at(1.2, 0.7);
  }

  private static void jdkCalls() {
    Class<?> c = JdkCalls.class;
    add(c, "arraysByReflection").at(vector(3, 250));
    add(c, "filledByReflection").at(1.2, 0.7);
    add(c, "copiedAsObjects").at(vector(3, 254));
    add(c, "counters").at(vector(5, 251));
    add(c, "comparedArrays").at(v(1.2, 0.7), v(0.4, 1.9)).at(v(0.3, 0.7), v(0.4, 1.9));
    add(c, "sortedRange")
        .at(vector(9, 252), 0, 9)
        .at(vector(9, 253), 2, 7)
        .at(v(1.2, 0.7, 0.3), 1, 1);
    add(c, "sortedRange").valueAt(v(0.0, -0.0, Double.NaN, 1, -0.0, 0.0, Double.NaN, -1), 0, 8);
    add(c, "sortedRange").valueAt(v(1.0, 2), 1, 3).valueAt(v(1.0, 2), 2, 1);
    add(c, "sortedInPlace").at(one(spread(50)));
    add(c, "sortedFloats").at((Object) new float[] {0.4f, 1.7f, -0.9f, 0.2f, 1.1f}).loosely(1e-4);
    add(c, "atomicReferences").at(1.2, 0.7);
    add(c, "atomicArrays").at(1.2, 0.7);
    add(c, "concurrentMaps").at(1.2, 0.7);
    add(c, "orderedByBits").at(v(0.3, 1.9, -1.4, 0.8, 2.2));
  }

  private static void varHandles() {
    Class<?> c = VarHandles.class;
    add(c, "fields").at(1.2, 0.7).loosely(1e-4);
    add(c, "updates").at(1.2, 0.7).loosely(1e-4);
    add(c, "untilItSucceeds").at(1.2, 0.7);
    add(c, "stack").at(vector(4, 260));
    add(c, "counters").at(1.2);
    add(c, "elements").at(v(1.2, 0.7, 1.9)).loosely(1e-4);
    add(c, "passedOn").at(vector(3, 261));
    add(c, "statics").at(1.2, 0.7).statics(c);
    add(c, "caught").at(v(1.2, 0.7, 1.9));
    add(c, "updatesElsewhere").at(1.2, 0.7).statics(c);
    add(c, "readBefore").at(1.2);
    add(c, "beforeTheRange").at(v(1.2, 0.7, 1.9)).at(v(1.2, 0.7, 3.9));
    add(c, "atomicArrays").at(1.2, 0.7);
    add(c, "skipLists").at(1.2, 0.7);
    Class<?> u = Updaters.class;
    add(u, "references").at(1.2, 0.7);
    add(u, "counters").at(1.2);
    add(u, "failures").at(1.2);
    add(u, "updatesElsewhere").at(1.2, 0.7);
  }

  private static void nested() {
    Class<?> c = Nested.class;
    add(c, "derivativeInside").at(1.2, 0.7).firstOrderOnly();
    add(c, "gradientNorm").at(v(1.2, 0.7, 1.9)).firstOrderOnly();
    add(c, "descent").at(v(1.2, 0.7), 0.15).firstOrderOnly();
    add(c, "inactiveInside").at(1.2, 0.7).firstOrderOnly();
    add(c, "objectsInside").at(1.2, 0.7).firstOrderOnly();
    add(c, "movedInside").at(1.2, 0.7).firstOrderOnly();
    add(c, "inPlace").at(v(1.2, 0.7), v(0.0, 0)).firstOrderOnly();
    Class<?> d = NestedCompanions.class;
    add(d, "gradientInside").at(1.2, 0.7).firstOrderOnly().loosely(1e-4);
    add(d, "tangentInside").at(v(0.3, 0.7), 0.4).firstOrderOnly();
    add(d, "descentInside").at(v(0.3, 0.7), 0.2).firstOrderOnly();
  }

  private static void lambdas() {
    Class<?> c = Lambdas.class;
    add(c, "plain").at(1.2);
    add(c, "capturing").at(1.2, 0.7);
    add(c, "capturingArrays").at(vector(2, 210));
    add(c, "composed").at(0.7);
    add(c, "boundReferences").at(1.2, 0.7);
    add(c, "stored").at(vector(3, 211));
    add(c, "passedOn").at(0.8, 1.3);
  }

  private static void dynamicTypes() {
    Class<?> c = DynamicTypes.class;
    add(c, "copyThatFails").at(v(1.2, 0.7, 1.9));
    add(c, "boxesThatDoNotFit").at(1.2, 0.7);
    add(c, "movedByText").at(1.2);
    add(c, "movedByHash").at(1.2);
    add(c, "movedByMessage").at(1.2);
    add(c, "ownRandomNumbers").at(1.2);
  }

  private static void caughtExceptions() {
    Class<?> c = Exceptions.class;
    add(c, "caughtAfterPartialStore")
        .at(v(1.5, 0.7), 1.2, 5)
        .gradient(
            a -> {
              double first = v(a, 0)[0] * d(a, 1);
              double second = 3 * v(a, 0)[1] + first;
              return g(
                  v(d(a, 1) * d(a, 1) * (second + first), 3 * first * d(a, 1)),
                  first * (second + first) + first * second,
                  null);
            });
    add(c, "caughtAfterPartialStore").at(v(1.5, 0.7), 1.2, 1).at(v(1.5, 0.7), 1.2, 0);
    add(c, "throwingCallee").at(v(1.5, 0.7), 1.2, 5).at(v(1.5, 0.7), 1.2, 1).at(v(), 1.2, 0);
    add(c, "recursiveCallee")
        .at(v(1.5, 0.7, 1.1, 0.8), 1.2, 7, 3)
        .at(v(1.5, 0.7, 1.1, 0.8), 1.2, 9, 2)
        .at(v(1.5, 0.7, 1.1, 0.8), 1.2, 1, 3)
        .at(v(1.5, 0.7, 1.1, 0.8), 1.2, 7, 0);
    add(c, "recursiveCatch")
        .at(v(1.5, 0.7, 1.1, 0.8, 0.9), 1.2, 1)
        .at(v(1.5, 0.7, 1.1, 0.8, 0.9), 1.2, 3)
        .at(v(1.5, 0.7, 1.1, 0.8, 0.9), 1.2, 4);
    add(c, "calleeElsewhere")
        .at(v(1.5, 0.7, 1.1), 1.2, 0)
        .at(v(1.5, 0.7, 1.1), 1.2, 1)
        .at(v(1.5, 0.7), 1.2, 3)
        .at(v(1.5, 0.7), 1.2, -2);
    add(c, "calleeElsewhereFails").at(v(1.5, 0.7), 1.2, 2).at(v(1.5, 0.7), 1.2, 7);
    add(c, "asLoopExit").at(v(1.5, 0.7, 1.1), 1.2).at(v(), 1.2);
    add(c, "asExitOfTwoLoops")
        .at(matrix(4, 4, 31), 0.8, 2)
        .at(matrix(4, 4, 31), 0.8, 100)
        .at(matrix(4, 2, 31), 0.8, 100)
        .at(matrix(10, 10, 31), 0.8, 100);
    add(c, "inLoopByData").at(v(0.5, -0.7, 1.1, -0.2, 0.3), 1.2).at(v(), 1.2).at(v(-1.0), 1.2);
    add(c, "continueAndBreak")
        .at(v(1.5, 6, 0.7, 1.1), v(0.5, 0.6), 1.2)
        .at(v(1.5, 6, 0.7, 1.1), v(0.5, 0.6, 50, 2), 1.2)
        .at(v(6.0, 7), v(), 1.2);
    add(c, "handlerChangesLocals")
        .at(v(0.5, 0.7, 0.9), 1.2, 5)
        .at(v(0.5, 0.7, 0.9), 1.2, 2)
        .at(v(0.5), 1.2, 1);
    add(c, "finallyOverwrites").at(v(1.5, 0.7), 1.2, 1).at(v(1.5, 0.7), 1.2, 2).at(v(), 1.2, 0);
    add(c, "finallyWithoutCatch").at(v(1.5, 0.7), 1.2, 1).at(v(1.5, 0.7), 1.2, 2);
    add(c, "finallyReturns").at(v(1.5, 0.7), 1.2, 1).at(v(1.5, 0.7), 1.2, 2);
    add(c, "nested")
        .at(v(1.5, 0.7), 1.2, 1, 2)
        .at(v(1.5, 0.7), 1.2, 0, 0)
        .at(v(1.5, 0.7), 1.2, 1, 0)
        .at(v(1.5, 0.7), 1.2, 3, 2)
        .at(v(1.5), 1.2, 0, 2);
    add(c, "rethrown").at(v(1.5, 0.7), 1.2, 1).at(v(1.5, 0.7), 1.2, 2);
    add(c, "wrapped").at(v(1.5, 0.7), 1.2, 1).at(v(1.5, 0.7), 1.2, 2);
    add(c, "multiCatch")
        .at(v(1.5, 0.7), 1.2, 1, 5)
        .at(v(1.5, 0.7), 1.2, 2, 5)
        .at(v(1.5, 0.7), 1.2, 1, 0);
    add(c, "severalCatches")
        .at(v(1.5, 0.7, 0.9, 2), 1.2, 0)
        .at(v(1.5, 0.7, 0.9, 2), 1.2, 1)
        .at(v(1.5, 0.7, 0.9, 2), 1.2, 3)
        .at(v(1.5, 0.7, 0.9, 2), 1.2, 4)
        .at(null, 1.2, 1);
    add(c, "divisionByZero").at(1.5, new int[] {3, 0, 7, 0, 0, 20}).at(1.5, new int[] {0});
    add(c, "nullPointer").at(new double[][] {{1.5}, null, {0.7, 2}, null}, 0.8);
    add(c, "negativeSize").at(1.5, 3).at(1.5, -3);
    add(c, "failedCast").at(1.5, 1).at(1.5, 0);
    add(c, "failedStore").at(1.5, 1).at(1.5, 0);
    add(c, "copyOutOfBounds")
        .at(v(1.5, 0.7, 0.9), v(1, 2, 3), 1.2, 2)
        .at(v(1.5, 0.7, 0.9), v(1, 2, 3), 1.2, 3);
    add(c, "synchronizedBlock").at(v(1.5, 0.7), 1.2, 1).at(v(1.5, 0.7), 1.2, 2);
    add(c, "synchronizedInLoop")
        .at(v(1.5, 0.7), 1.2)
        .at(v(0.5, 0.7, 0.1), 0.2)
        .at(v(0.5, 0.7, 0.1, 2, 3, 4), 0.2);
    add(c, "synchronizedMethod").at(v(1.5, 0.7), 1.2, 1).at(v(1.5, 0.7), 1.2, 2).statics(c);
    add(c, "statics").at(v(1.5, 0.7), 1.2, 1).at(v(1.5, 0.7), 1.2, 2).statics(c);
    add(c, "whereItWasThrown")
        .at(v(1.5, 0.7), 1.2, 0, 1, 0)
        .at(v(1.5, 0.7), 1.2, 2, 1, 0)
        .at(v(1.5, 0.7), 1.2, 0, 2, 0)
        .at(v(1.5, 0.7), 1.2, 0, 1, 2);
    add(c, "explicitFromCallee").at(1.5, 0.7).at(7.0, 0.7).at(-1.0, 0.7);
    add(c, "floats")
        .at(new float[] {1.5f, 0.7f}, 1.2f, 1)
        .at(new float[] {1.5f, 0.7f}, 1.2f, 2)
        .loosely(FLOAT);
    add(c, "voidMethod").at(vector(4, 90), vector(2, 91)).at(vector(2, 90), vector(4, 91));
    add(c, "arrayResult").at(v(1.5, 0.7), 1.2, 1).at(v(1.5, 0.7), 1.2, 2);
    add(c, "escapes").at(v(1.5, 0.7), 1.2, 2).at(v(1.5, 0.7), 1.2, 1);
    add(c, "throwsNull").at(v(1.5, 0.7), 1.2, 0).at(v(1.5, 0.7), 1.2, 1);
    add(c, "retries").at(v(1.5, 0.7), 1.2, 5).at(v(1.5, 0.7), 1.2, 1);
  }

  private static void networks() {
    Class<?> c = Networks.class;
    double[][][] weights = {matrix(3, 2, 16), matrix(4, 3, 17), matrix(2, 4, 18)};
    double[][] biases = {signed(3, 100), signed(4, 101), signed(2, 102)};
    add(c, "dense")
        .at(weights, biases, vector(2, 103), signed(2, 104))
        .gradient(
            a ->
                Networks.denseBackpropagation(
                    (double[][][]) a[0], (double[][]) a[1], v(a, 2), v(a, 3)));
    add(c, "convolutional")
        .at(matrix(6, 7, 19), cube(2, 3, 3, 20), signed(2, 105))
        .gradient(
            a ->
                Networks.convolutionalBackpropagation(
                    (double[][]) a[0], (double[][][]) a[1], v(a, 2)));
    add(c, "crossEntropy")
        .at(signed(5, 106), 2)
        .at(v(1.5), 0)
        .gradient(a -> Networks.crossEntropyGradient(v(a, 0), (int) a[1]));
    add(c, "recurrentCell").at(matrix(8, 3, 21), signed(3, 107), signed(3, 108), matrix(3, 3, 22));
    add(c, "attention")
        .at(floatMatrix(2, 2, 23), floatMatrix(3, 2, 24), floatMatrix(3, 1, 25))
        .loosely(FLOAT);
  }

  private static void numerics() {
    Class<?> c = Numerics.class;
    // The path that was executed is a step function with one step of Newton's method.
    add(c, "bisectionAndNewton")
        .notSmoothTwice()
        .at(2.0, 5.0)
        .at(0.5, 1.5)
        .loosely(1e-4)
        .cancelling(100)
        .gradient(1e-9, a -> rootGradient(d(a, 0), d(a, 1)));
    add(c, "newton")
        .at(2.0, 5.0)
        .at(0.5, 1.5)
        .loosely(1e-5)
        .cancelling(100)
        .gradient(1e-9, a -> rootGradient(d(a, 0), d(a, 1)));
    add(c, "secant").at(1.5).at(0.6).loosely(1e-4).cancelling(1e4);
    add(c, "simpson").at(0.2, 1.4, 12).at(0.2, 1.4, 2);
    add(c, "blackScholes")
        .at(100.0, 95.0, 0.03, 0.25, 1.5)
        .at(80.0, 95.0, 0.03, 0.25, 0.5)
        .loosely(1e-4);
    add(c, "binomialTree").at(100.0, 105.0, 0.03, 0.25, 8).loosely(1e-3).notSmooth();
    add(c, "tangentFraction")
        .at(0.7, 12)
        .gradient(a -> g(1 / Math.pow(Math.cos(d(a, 0)), 2), null));
    add(c, "logSumExp")
        .at(signed(6, 110))
        .at(v(0.3))
        .at(v(700, 710, 705))
        .loosely(1e-4)
        .gradient(a -> g(softmax(v(a, 0))));
    add(c, "clenshaw").at(signed(6, 111), 0.4).at(v(2), 0.4);
    add(c, "barycentric").at(v(0, 1, 2.5, 4), signed(4, 112), 1.7).loosely(1e-5);
    add(c, "rungeKuttaStep").at(signed(3, 113), 0.05, 10.0, 28.0, 2.7);
    add(c, "bodies").at(v(0, 1, 3), signed(3, 114), vector(3, 115), 4, 0.1);
    add(c, "heat").at(signed(6, 116), 0.2, 5).at(signed(6, 116), 0.2, 0);
    add(c, "predatorAndPrey").at(1.1, 0.4, 0.2, 0.4, 40);
    add(c, "gaussianMixture")
        .at(signed(3, 117), matrix(3, 2, 26), matrix(3, 2, 27), matrix(4, 2, 28));
    add(c, "clusters").at(matrix(3, 2, 29), matrix(7, 2, 30));
    add(c, "timeWarp").at(signed(4, 118), signed(5, 119));
    add(c, "bilinear").at(matrix(3, 4, 31), 1.3, 2.6);
    add(c, "kalman").at(signed(6, 120), 0.2, 0.5);
  }

  /** The root x(p, q) of x³ + p·x = q has ∂x/∂p = −x/(3x² + p) and ∂x/∂q = 1/(3x² + p). */
  private static Object[] rootGradient(double p, double q) {
    double x = Numerics.newton(p, q);
    return g(-x / (3 * x * x + p), 1 / (3 * x * x + p));
  }

  private static double[] softmax(double[] x) {
    double max = Arrays.stream(x).max().orElse(0);
    double sum = Arrays.stream(x).map(xi -> Math.exp(xi - max)).sum();
    return map(x, xi -> Math.exp(xi - max) / sum);
  }

  private static void linearAlgebra() {
    Class<?> c = LinearAlgebra.class;
    add(c, "choleskyLogDeterminant").at(one(dominant(4, 32))).at(one(dominant(1, 33)));
    add(c, "solved")
        .at(dominant(4, 34), signed(4, 121))
        .at(rowsReversed(dominant(4, 36)), signed(4, 122))
        .at(dominant(1, 35), v(2))
        .loosely(1e-5)
        .cancelling(100);
    add(c, "inverse").at(one(dominant(3, 36)));
    add(c, "orthonormalized").at(one(matrix(3, 4, 37))).cancelling(10);
    add(c, "powerIteration").at(dominant(3, 38), 5);
    add(c, "conjugateGradients").at(dominant(4, 39), signed(4, 122)).notSmooth().cancelling(10);
    add(c, "tridiagonal").at(signed(3, 123), v(5, 6, 7, 8), signed(3, 124), signed(4, 125));
    add(c, "fourier").at(signed(8, 126), signed(8, 127)).at(v(1.5), v(2.5));
  }

  private static void generated() {
    Class<?> irreducible = GeneratedCode.irreducible();
    add(irreducible, "twoEntries")
        .at(0.7, 0.9, 5)
        .at(0.7, -0.9, 5)
        .at(0.7, 0.9, 0)
        .at(0.7, -0.9, 1);
    add(irreducible, "threeEntries")
        .at(vector(3, 130), 1.2, 9)
        .at(vector(3, 130), 0.8, 10)
        .at(vector(3, 130), 0.8, 11)
        .at(vector(3, 130), 0.8, 0);
    Class<?> huge = GeneratedCode.huge();
    Class<?> wide = GeneratedCode.wide();
    add(wide, "mixed").at(wideArguments(2));
    add(wide, "recursive").at(wideArguments(3)).at(wideArguments(0));
    add(huge, "nearLimit").at(0.3, 0.7);
    add(huge, "longLoopBody")
        .at(map(vector(4, 131), x -> 0.1 * x), 2)
        .at(vector(4, 131), 0)
        .cancelling(10);
  }

  private static void smoothMath(Class<?> c) {
    add(c, "sin").at(0.7).at(-30.0).valueAt(INFINITY).gradient(a -> g(Math.cos(d(a, 0))));
    add(c, "cos").at(0.7).at(-30.0).gradient(a -> g(-Math.sin(d(a, 0))));
    add(c, "tan").at(0.7).at(-2.0).gradient(a -> g(1 + Math.pow(Math.tan(d(a, 0)), 2)));
    add(c, "asin")
        .at(0.7)
        .at(-0.2)
        .valueAt(2.0)
        .gradient(a -> g(1 / Math.sqrt(1 - d(a, 0) * d(a, 0))));
    add(c, "acos").at(0.7).at(-0.2).gradient(a -> g(-1 / Math.sqrt(1 - d(a, 0) * d(a, 0))));
    add(c, "atan").at(0.7).at(-5.0).gradient(a -> g(1 / (1 + d(a, 0) * d(a, 0))));
    add(c, "sinh").at(0.7).at(-2.0).gradient(a -> g(Math.cosh(d(a, 0))));
    add(c, "cosh").at(0.7).at(-2.0).gradient(a -> g(Math.sinh(d(a, 0))));
    add(c, "tanh").at(0.7).at(-2.0).at(0.0).gradient(a -> g(1 / Math.pow(Math.cosh(d(a, 0)), 2)));
    add(c, "exp").at(0.7).at(-20.0).valueAt(1000.0).gradient(a -> g(Math.exp(d(a, 0))));
    add(c, "expm1").at(0.7).at(1e-9).gradient(a -> g(Math.exp(d(a, 0))));
    add(c, "log").at(0.7).at(20.0).valueAt(-1.0).valueAt(0.0).gradient(a -> g(1 / d(a, 0)));
    add(c, "log10").at(0.7).at(20.0).gradient(a -> g(1 / (d(a, 0) * Math.log(10))));
    add(c, "log1p").at(0.7).at(1e-9).gradient(a -> g(1 / (1 + d(a, 0))));
    add(c, "sqrt").at(0.7).at(9.0).valueAt(-1.0).gradient(a -> g(0.5 / Math.sqrt(d(a, 0))));
    add(c, "cbrt").at(0.7).at(-8.0).gradient(a -> g(1 / (3 * Math.pow(Math.cbrt(d(a, 0)), 2))));
    add(c, "abs").at(0.7).at(-8.0).valueAt(-0.0).gradient(a -> g(Math.signum(d(a, 0))));
    add(c, "toRadians").at(30.0).gradient(a -> g(Math.PI / 180));
    add(c, "toDegrees").at(0.7).gradient(a -> g(180 / Math.PI));
    add(c, "nextUp").at(0.7).gradient(a -> g(1.0));
    add(c, "nextDown").at(0.7).gradient(a -> g(1.0));
    add(c, "shared").at(0.8, 1.3).at(-1.2, 0.4);
    add(c, "integerMethods").at(0.8, -7, 11L).at(0.8, 7, -123_456L);
  }

  private static void twoOperandMath(Class<?> c) {
    add(c, "pow")
        .at(1.7, 2.3)
        .at(0.4, -1.5)
        .gradient(
            a ->
                g(
                    d(a, 1) * Math.pow(d(a, 0), d(a, 1) - 1),
                    Math.log(d(a, 0)) * Math.pow(d(a, 0), d(a, 1))));
    add(c, "atan2")
        .at(1.7, 2.3)
        .at(-0.4, -1.5)
        .gradient(a -> g(d(a, 1) / norm2(a), -d(a, 0) / norm2(a)));
    add(c, "hypot")
        .at(1.7, 2.3)
        .at(-0.4, -1.5)
        .gradient(a -> g(d(a, 0) / Math.sqrt(norm2(a)), d(a, 1) / Math.sqrt(norm2(a))));
    add(c, "IEEEremainder")
        .at(7.3, 2.2)
        .at(-6.0, 2.2)
        .gradient(a -> g(1.0, -Math.rint(d(a, 0) / d(a, 1))));
    add(c, "max")
        .at(1.7, 2.3)
        .at(2.3, 1.7)
        .valueAt(-0.0, 0.0)
        .valueAt(NAN, 1.0)
        .gradient(a -> g(d(a, 0) > d(a, 1) ? 1.0 : 0.0, d(a, 0) > d(a, 1) ? 0.0 : 1.0));
    add(c, "min")
        .at(1.7, 2.3)
        .at(2.3, 1.7)
        .valueAt(-0.0, 0.0)
        .gradient(a -> g(d(a, 0) < d(a, 1) ? 1.0 : 0.0, d(a, 0) < d(a, 1) ? 0.0 : 1.0));
    add(c, "copySign")
        .at(1.7, 2.3)
        .at(1.7, -2.3)
        .at(-1.7, -2.3)
        .gradient(a -> g(Math.signum(d(a, 0)) * Math.signum(d(a, 1)), 0.0));
    add(c, "nextAfter").at(1.7, 2.3).at(1.7, -2.3).gradient(a -> g(1.0, 0.0));
    add(c, "fma").at(1.7, 2.3, -0.4).gradient(a -> g(d(a, 1), d(a, 0), 1.0));
    add(c, "scalb").at(1.7, 5).at(1.7, -5).gradient(a -> g(Math.scalb(1.0, (int) a[1]), null));
  }

  private static double norm2(Object[] a) {
    return d(a, 0) * d(a, 0) + d(a, 1) * d(a, 1);
  }

  private static void roundingMath(Class<?> c) {
    for (String name : List.of("signum", "ceil", "floor", "rint")) {
      add(c, name).at(1.7).at(-2.3).gradient(a -> g(0.0));
    }
    add(c, "ulp").at(1.7).notSmooth().gradient(a -> g(0.0));
    add(c, "round").at(1.7).at(-2.3).gradient(a -> g((double) Math.round(d(a, 0))));
    add(c, "getExponent").at(1.7).at(-9.3).gradient(a -> g((double) Math.getExponent(d(a, 0))));
  }

  private static void floatMath(Class<?> c) {
    add(c, "absFloat").at(1.7f).at(-1.7f).loosely(FLOAT).gradient(a -> g(Math.signum(d(a, 0))));
    add(c, "signumFloat").at(1.7f).loosely(FLOAT).gradient(a -> g(0.0));
    add(c, "ulpFloat").at(1.7f).notSmooth().gradient(a -> g(0.0));
    add(c, "nextUpFloat").at(1.7f).loosely(FLOAT).gradient(a -> g(1.0));
    add(c, "nextDownFloat").at(1.7f).loosely(FLOAT).gradient(a -> g(1.0));
    add(c, "maxFloat").at(1.7f, 2.3f).at(2.3f, 1.7f).loosely(FLOAT);
    add(c, "minFloat").at(1.7f, 2.3f).at(2.3f, 1.7f).loosely(FLOAT);
    add(c, "copySignFloat").at(1.7f, -2.3f).loosely(FLOAT).gradient(a -> g(-1.0, 0.0));
    add(c, "nextAfterFloat").at(1.7f, 2.3).loosely(FLOAT).gradient(a -> g(1.0, 0.0));
    add(c, "fmaFloat")
        .at(1.7f, 2.3f, -0.4f)
        .loosely(FLOAT)
        .gradient(1e-6, a -> g(d(a, 1), d(a, 0), 1.0));
    add(c, "scalbFloat").at(1.7f, 3).loosely(FLOAT).gradient(a -> g(8.0, null));
    add(c, "roundFloat").at(1.7f).loosely(FLOAT).gradient(a -> g(2.0));
    add(c, "getExponentFloat").at(9.7f).loosely(FLOAT).gradient(a -> g(3.0));
  }
}

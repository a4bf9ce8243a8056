package org.wengert.corpus;

/** Static calls within and across classes, chains of them, and signatures of many parameters. */
public final class Calls {

  private Calls() {}

  private static double cube(double x) {
    return x * CallsElsewhere.square(x);
  }

  public static double nested(double x) {
    return cube(CallsElsewhere.square(x) + cube(x) * 0.1);
  }

  public static double crossing(double x, int depth) {
    return depth == 0 ? x * x : x + CallsElsewhere.viaCaller(x * 1.1, depth - 1);
  }

  public static double inLoop(double[] x) {
    double sum = 0;
    for (double xi : x) {
      sum += cube(xi) * CallsElsewhere.square(sum + 1);
      sum *= 0.1;
    }
    return sum;
  }

  public static double arraysInAndOut(double[] x, double y) {
    CallsElsewhere.scale(x, y);
    double[] row = CallsElsewhere.outerProductRow(x, 1);
    CallsElsewhere.scale(row, row[0]);
    return row[0] + row[x.length - 1] * x[0];
  }

  /** One callee under more activity signatures than are kept apart. */
  public static double activitySignatures(double x, double y, double z) {
    double r = CallsElsewhere.weighted(x, 2, 3);
    r += CallsElsewhere.weighted(2, y, 3);
    r += CallsElsewhere.weighted(2, 3, z);
    r += CallsElsewhere.weighted(x, y, 3);
    r += CallsElsewhere.weighted(x, 2, z);
    r += CallsElsewhere.weighted(4, y, z);
    r += CallsElsewhere.weighted(x, y, z);
    return r * CallsElsewhere.weighted(1, 2, 3);
  }

  public static double unusedResults(double x) {
    cube(x);
    CallsElsewhere.square(x);
    return x * cube(2);
  }

  public static double otherResultTypes(double x) {
    double y = CallsElsewhere.isLarge(x) ? x * x : x;
    y *= CallsElsewhere.rounded(x * 10);
    return y + CallsElsewhere.halved((float) y);
  }

  public static double inCondition(double x) {
    if (cube(x) > 8 && CallsElsewhere.square(x) < 100) {
      return cube(x) - x;
    }
    return -cube(x);
  }

  private static void store(double[] target, int i, double value) {
    target[i] = value * value;
  }

  public static void throughStores(double[] x) {
    store(x, 0, x[1]);
    store(x, 1, x[0]);
    store(x, 2, x[2] + x[0]);
  }

  private static double[] choose(double[] x, double[] y, boolean first) {
    return first ? x : y;
  }

  public static double aliasThroughCall(double[] x, double[] y) {
    double[] a = choose(x, y, x[0] > y[0]);
    a[0] *= 3;
    return x[0] * y[0] + x[1] * y[1];
  }

  private static double mixed(float f, int i, double d, long l, boolean z, double[] a, byte b) {
    return z ? f * d * i + a[i] * l : d * d + b * a[0];
  }

  public static double mixedParameters(double x, float f, double[] a) {
    return mixed(f, 1, x, 3L, true, a, (byte) 2) * mixed(f * 2, 0, x * x, 5L, false, a, (byte) -7);
  }

  public static double deepChain(double x) {
    return chain0(x, 1);
  }

  private static double chain0(double x, double y) {
    return chain1(x * 1.01, y + x);
  }

  private static double chain1(double x, double y) {
    return Math.sin(chain2(x, y * 0.9)) + x;
  }

  private static double chain2(double x, double y) {
    return chain3(y, x) - 0.5 * y;
  }

  private static double chain3(double x, double y) {
    return chain4(x * 1.01, y + x);
  }

  private static double chain4(double x, double y) {
    return Math.sin(chain5(x, y * 0.9)) + x;
  }

  private static double chain5(double x, double y) {
    return chain6(y, x) - 0.5 * y;
  }

  private static double chain6(double x, double y) {
    return chain7(x * 1.01, y + x);
  }

  private static double chain7(double x, double y) {
    return Math.sin(chain8(x, y * 0.9)) + x;
  }

  private static double chain8(double x, double y) {
    return chain9(y, x) - 0.5 * y;
  }

  private static double chain9(double x, double y) {
    return chain10(x * 1.01, y + x);
  }

  private static double chain10(double x, double y) {
    return Math.sin(chain11(x, y * 0.9)) + x;
  }

  private static double chain11(double x, double y) {
    return chain12(y, x) - 0.5 * y;
  }

  private static double chain12(double x, double y) {
    return chain13(x * 1.01, y + x);
  }

  private static double chain13(double x, double y) {
    return Math.sin(chain14(x, y * 0.9)) + x;
  }

  private static double chain14(double x, double y) {
    return chain15(y, x) - 0.5 * y;
  }

  private static double chain15(double x, double y) {
    return chain16(x * 1.01, y + x);
  }

  private static double chain16(double x, double y) {
    return Math.sin(chain17(x, y * 0.9)) + x;
  }

  private static double chain17(double x, double y) {
    return chain18(y, x) - 0.5 * y;
  }

  private static double chain18(double x, double y) {
    return chain19(x * 1.01, y + x);
  }

  private static double chain19(double x, double y) {
    return Math.sin(chain20(x, y * 0.9)) + x;
  }

  private static double chain20(double x, double y) {
    return chain21(y, x) - 0.5 * y;
  }

  private static double chain21(double x, double y) {
    return chain22(x * 1.01, y + x);
  }

  private static double chain22(double x, double y) {
    return Math.sin(chain23(x, y * 0.9)) + x;
  }

  private static double chain23(double x, double y) {
    return chain24(y, x) - 0.5 * y;
  }

  private static double chain24(double x, double y) {
    return chain25(x * 1.01, y + x);
  }

  private static double chain25(double x, double y) {
    return Math.sin(chain26(x, y * 0.9)) + x;
  }

  private static double chain26(double x, double y) {
    return chain27(y, x) - 0.5 * y;
  }

  private static double chain27(double x, double y) {
    return chain28(x * 1.01, y + x);
  }

  private static double chain28(double x, double y) {
    return Math.sin(chain29(x, y * 0.9)) + x;
  }

  private static double chain29(double x, double y) {
    return chain30(y, x) - 0.5 * y;
  }

  private static double chain30(double x, double y) {
    return chain31(x * 1.01, y + x);
  }

  private static double chain31(double x, double y) {
    return Math.sin(chain32(x, y * 0.9)) + x;
  }

  private static double chain32(double x, double y) {
    return chain33(y, x) - 0.5 * y;
  }

  private static double chain33(double x, double y) {
    return chain34(x * 1.01, y + x);
  }

  private static double chain34(double x, double y) {
    return Math.sin(chain35(x, y * 0.9)) + x;
  }

  private static double chain35(double x, double y) {
    return chain36(y, x) - 0.5 * y;
  }

  private static double chain36(double x, double y) {
    return chain37(x * 1.01, y + x);
  }

  private static double chain37(double x, double y) {
    return Math.sin(chain38(x, y * 0.9)) + x;
  }

  private static double chain38(double x, double y) {
    return chain39(y, x) - 0.5 * y;
  }

  private static double chain39(double x, double y) {
    return chain40(x * 1.01, y + x);
  }

  private static double chain40(double x, double y) {
    return x * y;
  }

  /** 127 parameters, 252 slots: beyond what a derivative's signature can hold beside shadows. */
  public static double manyParameters(
      double p0,
      double p1,
      double p2,
      double p3,
      double p4,
      double p5,
      double p6,
      double p7,
      double p8,
      double p9,
      double p10,
      double p11,
      double p12,
      double p13,
      double p14,
      double p15,
      double p16,
      double p17,
      double p18,
      double p19,
      double p20,
      double p21,
      double p22,
      double p23,
      double p24,
      double p25,
      double p26,
      double p27,
      double p28,
      double p29,
      double p30,
      double p31,
      double p32,
      double p33,
      double p34,
      double p35,
      double p36,
      double p37,
      double p38,
      double p39,
      double p40,
      double p41,
      double p42,
      double p43,
      double p44,
      double p45,
      double p46,
      double p47,
      double p48,
      double p49,
      double p50,
      double p51,
      double p52,
      double p53,
      double p54,
      double p55,
      double p56,
      double p57,
      double p58,
      double p59,
      double p60,
      double p61,
      double p62,
      double p63,
      double p64,
      double p65,
      double p66,
      double p67,
      double p68,
      double p69,
      double p70,
      double p71,
      double p72,
      double p73,
      double p74,
      double p75,
      double p76,
      double p77,
      double p78,
      double p79,
      double p80,
      double p81,
      double p82,
      double p83,
      double p84,
      double p85,
      double p86,
      double p87,
      double p88,
      double p89,
      double p90,
      double p91,
      double p92,
      double p93,
      double p94,
      double p95,
      double p96,
      double p97,
      double p98,
      double p99,
      double p100,
      double p101,
      double p102,
      double p103,
      double p104,
      double p105,
      double p106,
      double p107,
      double p108,
      double p109,
      double p110,
      double p111,
      double p112,
      double p113,
      double p114,
      double p115,
      double p116,
      double p117,
      double p118,
      double p119,
      double p120,
      double p121,
      double p122,
      double p123,
      double p124,
      int n,
      float f) {
    double even =
        p0
            + 2 * p2 * p4
            + 12 * p12 * p14
            + 22 * p22 * p24
            + 32 * p32 * p34
            + 42 * p42 * p44
            + 52 * p52 * p54
            + 62 * p62 * p64
            + 72 * p72 * p74
            + 82 * p82 * p84
            + 92 * p92 * p94
            + 102 * p102 * p104
            + 112 * p112 * p114;
    double odd =
        p1 + p3 + p5 + p7 + p9 + p11 + p13 + p15 + p17 + p19 + p21 + p23 + p25 + p27 + p29 + p31
            + p33 + p35 + p37 + p39 + p41 + p43 + p45 + p47 + p49 + p51 + p53 + p55 + p57 + p59
            + p61 + p63 + p65 + p67 + p69 + p71 + p73 + p75 + p77 + p79 + p81 + p83 + p85 + p87
            + p89 + p91 + p93 + p95 + p97 + p99 + p101 + p103 + p105 + p107 + p109 + p111 + p113
            + p115 + p117 + p119 + p121 + p123;
    return Math.sin(even) * n + odd * p0 * f;
  }

  /** Calls the method of 127 parameters, with some of them passed twice. */
  public static double callsManyParameters(double[] x) {
    return manyParameters(
        x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4],
        x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4],
        x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4],
        x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4],
        x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4],
        x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4],
        x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4],
        x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4], x[0], x[1], x[2], x[3], x[4],
        x[0], x[1], x[2], x[3], x[4], 3, 0.5f);
  }
}

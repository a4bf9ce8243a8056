package org.wengert.corpus;

/** Keeps the bits of a number in private fields, for comparisons only. */
final class OrderedByBits implements Comparable<OrderedByBits> {
  private final double number;
  private final int exponent;
  private long[] mantissa;

  OrderedByBits(double number) {
    this.number = number;
    long bits = Double.doubleToLongBits(number);
    this.exponent = sign(bits) * exponent(bits);
    encode(bits);
  }

  private static int sign(long bits) {
    return bits < 0 ? -1 : 1;
  }

  private static int exponent(long bits) {
    return (int) ((bits & 0x7ff0000000000000L) >> 52);
  }

  private void encode(long bits) {
    mantissa = new long[2];
    for (int i = 0; i < mantissa.length; i++) {
      mantissa[i] = sign(bits) * part(i);
    }
  }

  private long part(int i) {
    long bits = Double.doubleToRawLongBits(number) & 0xfffffffffffffL;
    return i == 0 ? bits >> 26 : bits & 0x3ffffff;
  }

  double number() {
    return number;
  }

  @Override
  public int compareTo(OrderedByBits other) {
    int order = Integer.compare(exponent, other.exponent);
    for (int i = 0; order == 0 && i < mantissa.length; i++) {
      order = Long.compare(mantissa[i], other.mantissa[i]);
    }
    return order;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof OrderedByBits key && compareTo(key) == 0;
  }

  @Override
  public int hashCode() {
    return exponent + 31 * java.util.Arrays.hashCode(mantissa);
  }
}

package org.wengert;

import java.util.Arrays;

/** Text for values and arrays of any rank. */
final class Values {
  private Values() {}

  static String text(Object value) {
    String inBrackets = Arrays.deepToString(new Object[] {value});
    return inBrackets.substring(1, inBrackets.length() - 1);
  }
}

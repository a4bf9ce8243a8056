package org.wengert.compiler.optimize;

import org.wengert.compiler.ir.Value;

/**
 * An element of an array, by the values that name them. Equality is written out here and in {@link
 * Expression}: the one that a record brings costs milliseconds at its first use.
 */
final class Place {
  private final Value array;
  private final Value index;

  Place(Value array, Value index) {
    this.array = array;
    this.index = index;
  }

  Value array() {
    return array;
  }

  Value index() {
    return index;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Place place && place.array == array && place.index == index;
  }

  @Override
  public int hashCode() {
    return 31 * array.id() + index.id();
  }
}

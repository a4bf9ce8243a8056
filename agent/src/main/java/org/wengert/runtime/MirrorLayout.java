package org.wengert.runtime;

/**
 * What a shadow of an object of one class holds: an element for each field of the class, and of its
 * super classes, that is floating-point or may lead to such memory.
 *
 * @param doubles number of floating-point fields
 * @param references number of fields that may lead to floating-point memory
 * @param flat whether the shadow is a {@code double[]}, since there will never be references;
 *     otherwise it is an {@code Object[]}: first a {@code double[]} (null if there are no doubles),
 *     then the shadows of the references
 * @param number whether objects of the class stand for a number each, and are shared like boxes
 * @param light whether all these fields are final, and none refers to an array or to what changes:
 *     an object of the class that comes from outside, and is no independent, needs no shadow
 */
public record MirrorLayout(
    int doubles, int references, boolean flat, boolean number, boolean light) {
  /** The most fields of either kind that an object can have for its class to be light. */
  public static final int MOST_LIGHT = 16;

  /** Whether objects of the class have no shadow. */
  boolean isEmpty() {
    return doubles == 0 && references == 0;
  }

  /** A shadow of zeros, with no references known; null if objects of the class have none. */
  Object newShadow() {
    if (isEmpty()) {
      return null;
    } else if (flat) {
      return new double[doubles];
    }
    Object[] mirror = new Object[1 + references];
    mirror[0] = doubles == 0 ? null : new double[doubles];
    return mirror;
  }
}

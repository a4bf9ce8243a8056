package org.wengert.compiler.ir;

/**
 * What a shadow of an object holds.
 *
 * @param doubles number of floating-point fields, those of super classes included
 * @param references number of fields that may lead to floating-point memory
 * @param flat whether the shadow is a {@code double[]}, since there are no references and will
 *     never be any; otherwise it is an {@code Object[]} that starts with one
 */
public record MirrorShape(int doubles, int references, boolean flat) {
  /** Whether such objects have no shadow. */
  public boolean isEmpty() {
    return doubles == 0 && references == 0;
  }
}

package org.wengert.compiler.ir;

/**
 * Where the shadow of an object has what belongs to one field.
 *
 * @param flat whether the shadow is just the array of doubles; else that is its first element
 * @param index of a floating-point field: in the array of doubles; of a reference: in the shadow
 */
public record MirrorSlot(boolean flat, int index) {}

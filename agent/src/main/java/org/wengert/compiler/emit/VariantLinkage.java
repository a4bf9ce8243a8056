package org.wengert.compiler.emit;

import org.wengert.compiler.ir.Variant;

/**
 * Says which variants live in the class that is emitted; all others are linked when first called.
 */
@FunctionalInterface
public interface VariantLinkage {
  /** No variant lives in the class itself. */
  VariantLinkage NONE_LOCAL = (variant, descriptor) -> null;

  /** Name of the method of the same class that is this variant, or null if it is elsewhere. */
  String localMethod(Variant variant, String descriptor);
}

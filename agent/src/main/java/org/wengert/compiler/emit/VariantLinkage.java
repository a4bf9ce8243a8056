package org.wengert.compiler.emit;

import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Variant;

/**
 * Says which variants live in the class that is emitted; all others are linked when first called.
 */
@FunctionalInterface
public interface VariantLinkage {
  /** No variant lives in the class itself. */
  VariantLinkage NONE_LOCAL = (variant, descriptor) -> null;

  /**
   * Whether the class that is emitted may name a field. It is a nestmate of its host, but neither a
   * subclass of anything nor a place where final fields are assigned.
   */
  default boolean isOpen(FieldRef field, boolean write) {
    return true;
  }

  /**
   * Whether a method is a rule of the user of another package than the emitted class: its class may
   * be one that only the user's code can name.
   */
  default boolean isForeignRule(MethodRef method) {
    return false;
  }

  /**
   * Whether the class that is emitted may name a class or interface (internal name). Instructions
   * that call or access a member name the types in its descriptor by their names alone; what call
   * sites say of types is resolved, and checked.
   */
  default boolean mayName(String type) {
    return true;
  }

  /** Whether the class that is emitted may call a method as the primal does. */
  default boolean isOpen(InvokeKind kind, MethodRef method) {
    return kind != InvokeKind.SPECIAL;
  }

  /** Whether a method is private: the emitted class, as a nestmate, calls it like any other. */
  default boolean isPrivate(MethodRef method) {
    return false;
  }

  /** Name of the method of the same class that is this variant, or null if it is elsewhere. */
  String localMethod(Variant variant, String descriptor);
}

package org.wengert.compiler;

import java.lang.invoke.MethodHandle;
import java.util.function.Function;
import org.wengert.compiler.differentiate.Differentiation;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;
import org.wengert.runtime.EntryPlan;
import org.wengert.runtime.SecondOrder;
import org.wengert.runtime.SecondTangent;
import org.wengert.runtime.TangentBatch;

/** Entry points whose arguments come in arrays, and before which the runtime binds them. */
enum SpreadKind {
  /** A gradient that carries tangents. */
  HVP("hvp", VariantKind.JOINT, VariantKind.TANGENT),
  /** A gradient that carries tangents in several directions. */
  HVPS("hvps", VariantKind.JOINT, VariantKind.TANGENTS),
  /** A tangent that carries tangents. */
  SECOND_JVP("second-jvp", VariantKind.TANGENT, VariantKind.TANGENT),
  /** Tangents in several directions. */
  JVPS("jvps", VariantKind.TANGENTS, null);

  private final String kind;
  private final VariantKind first;
  private final VariantKind second;

  SpreadKind(String kind, VariantKind first, VariantKind second) {
    this.kind = kind;
    this.first = first;
    this.second = second;
  }

  /** That of a name that {@code org.wengert.runtime.Bridge.entry} takes; null for others. */
  static SpreadKind of(String kind) {
    for (SpreadKind one : values()) {
      if (one.kind.equals(kind)) {
        return one;
      }
    }
    return null;
  }

  /** The variant of the method itself. */
  VariantKind first() {
    return first;
  }

  /** What is called, given the variant of the method itself. */
  Variant called(Variant variant) {
    return second == null ? variant : Differentiation.again(variant, second);
  }

  boolean isSecondOrder() {
    return second != null;
  }

  /**
   * @param spread {@code (Object[]) Object}, which takes all arguments of what is called
   */
  MethodHandle handle(MethodHandle spread, EntryPlan plan) {
    switch (this) {
      case HVP, HVPS:
        return SecondOrder.handle(spread, plan);
      case SECOND_JVP:
        return SecondTangent.handle(spread, plan);
      default:
        return TangentBatch.handle(spread, plan);
    }
  }

  /** Of whichever method the receiver selects. */
  MethodHandle selected(Function<Class<?>, MethodHandle> methods) {
    switch (this) {
      case HVP, HVPS:
        return SecondOrder.selected(methods);
      case SECOND_JVP:
        return SecondTangent.selected(methods);
      default:
        return TangentBatch.selected(methods);
    }
  }
}

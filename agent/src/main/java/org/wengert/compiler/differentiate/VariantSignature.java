package org.wengert.compiler.differentiate;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.ir.Binding;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;

/**
 * Parameters and results of variants, in one place.
 *
 * <ul>
 *   <li>TANGENT: the primal's parameters, then for each active one its tangent or shadow, the tape;
 *       returns the primal's result; its tangent is in {@code tape.out[0]} or {@code
 *       tape.shadowOut}.
 *   <li>FORWARD: the primal's parameters, the shadows of active references, the tape; returns the
 *       primal's result, its shadow in {@code tape.shadowOut}.
 *   <li>REVERSE: the receiver if that decides what runs, the adjoint of the result if that is
 *       floating-point, the tape; returns the adjoint of the first active floating-point parameter,
 *       the others' are in {@code tape.out[1..]}.
 *   <li>JOINT: as FORWARD, with an array for the adjoints of active floating-point parameters
 *       before the tape; the adjoint of the result is 1.
 * </ul>
 */
final class VariantSignature {
  private VariantSignature() {}

  static String descriptor(Variant variant) {
    List<Type> params = parameters(variant);
    String result = resultDescriptor(variant.method());
    if (variant.kind() == VariantKind.REVERSE) {
      String receiver = variant.binding() == Binding.VIRTUAL ? receiver(variant) : "";
      String seed = Type.ofDescriptor(result).isFloating() ? "D" : "";
      boolean returnsAdjoint = activeScalars(params, variant.activity()) > 0;
      return "(" + receiver + seed + Carriers.TAPE + ")" + (returnsAdjoint ? "D" : "V");
    }
    StringBuilder descriptor = new StringBuilder("(");
    descriptor.append(variant.binding() == Binding.STATIC ? "" : receiver(variant));
    descriptor.append(variant.method().descriptor(), 1, variant.method().descriptor().indexOf(')'));
    for (Type shadow : shadowParameters(params, variant.activity(), variant.kind())) {
      descriptor.append(shadow.descriptor());
    }
    if (variant.kind() == VariantKind.JOINT) {
      descriptor.append(Type.DOUBLES.descriptor());
    }
    return descriptor.append(Carriers.TAPE).append(')').append(result).toString();
  }

  /** Types of the tangents and shadows that follow the primal's parameters. */
  static List<Type> shadowParameters(List<Type> params, String activity, VariantKind kind) {
    List<Type> shadows = new ArrayList<>();
    for (int i = 0; i < params.size(); i++) {
      boolean scalar = params.get(i).isFloating();
      if (activity.charAt(i) == 'A' && (kind == VariantKind.TANGENT || !scalar)) {
        shadows.add(Carriers.shadowParameter(params.get(i)));
      }
    }
    return shadows;
  }

  static int activeScalars(List<Type> params, String activity) {
    int count = 0;
    for (int i = 0; i < params.size(); i++) {
      if (activity.charAt(i) == 'A' && params.get(i).isFloating()) {
        count++;
      }
    }
    return count;
  }

  private static String receiver(Variant variant) {
    return Type.ofInternalName(variant.method().owner()).descriptor();
  }

  /** Types of the parameters of the method that is varied, the receiver first. */
  static List<Type> parameters(Variant variant) {
    List<Type> params = parameters(variant.method());
    if (variant.binding() != Binding.STATIC) {
      params.add(0, Type.ofInternalName(variant.method().owner()));
    }
    return params;
  }

  static String resultDescriptor(MethodRef method) {
    return method.descriptor().substring(method.descriptor().indexOf(')') + 1);
  }

  /** Types of a static method's parameters. */
  static List<Type> parameters(MethodRef method) {
    List<Type> params = new ArrayList<>();
    String d = method.descriptor();
    int i = 1;
    while (d.charAt(i) != ')') {
      int start = i;
      while (d.charAt(i) == '[') {
        i++;
      }
      i = d.charAt(i) == 'L' ? d.indexOf(';', i) + 1 : i + 1;
      params.add(Type.ofDescriptor(d.substring(start, i)));
    }
    return params;
  }
}

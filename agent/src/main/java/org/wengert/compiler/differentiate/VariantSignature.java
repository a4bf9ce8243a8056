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
 *   <li>TANGENTS: the same, with tangents and shadows once a direction, then a tape a direction.
 *   <li>FORWARD: the primal's parameters, the shadows of active references, the tape; returns the
 *       primal's result, its shadow in {@code tape.shadowOut}.
 *   <li>REVERSE: the receiver if that decides what runs, the adjoint of the result if that is
 *       floating-point, the tape; returns the adjoint of the first active floating-point parameter,
 *       the others' are in {@code tape.out[1..]}.
 *   <li>JOINT: as FORWARD, with an array for the adjoints of active floating-point parameters
 *       before the tape; the adjoint of the result is 1.
 *   <li>TANGENT of a variant: the same of that variant's parameters. Its tape has no parameter for
 *       its shadow: that is the tape which comes last.
 * </ul>
 */
final class VariantSignature {
  private VariantSignature() {}

  static String descriptor(Variant variant) {
    List<Type> params = parameters(variant);
    String result = resultDescriptor(variant);
    if (variant.kind() == VariantKind.REVERSE) {
      String receiver = variant.binding() == Binding.VIRTUAL ? receiver(variant) : "";
      String seed = Type.ofDescriptor(result).isFloating() ? "D" : "";
      boolean returnsAdjoint = activeScalars(params, variant.activity()) > 0;
      return "(" + receiver + seed + Carriers.TAPE + ")" + (returnsAdjoint ? "D" : "V");
    }
    StringBuilder descriptor = new StringBuilder("(");
    if (variant.of() == null && variant.binding() != Binding.STATIC) {
      descriptor.append(receiver(variant));
    }
    String varied = variedDescriptor(variant);
    descriptor.append(varied, 1, varied.indexOf(')'));
    int directions = variant.kind().directions();
    for (int i = 0; i < Math.max(1, directions); i++) {
      for (Type shadow : shadowParameters(params, variant.activity(), variant.kind())) {
        descriptor.append(shadow.descriptor());
      }
    }
    for (int i = 1; i < directions; i++) {
      descriptor.append(Carriers.TAPE);
    }
    if (variant.kind() == VariantKind.JOINT) {
      descriptor.append(Type.DOUBLES.descriptor());
    }
    return descriptor.append(Carriers.TAPE).append(')').append(result).toString();
  }

  /** Of what is varied; without the receiver if that is a method. */
  private static String variedDescriptor(Variant variant) {
    return variant.of() == null ? variant.method().descriptor() : descriptor(variant.of());
  }

  /**
   * The activity with which a variant is varied again: its own, and all that it was given for the
   * sake of derivatives. It follows from the variant alone, so that both sweeps of split code agree
   * on what they keep. Objects may lead to anything, so they come with shadows always. What the
   * first order found inactive has no tangent that matters: it is zero, or of no use; unless the
   * variant is nested in what is differentiated.
   */
  static String activityOfNext(Variant variant) {
    List<Type> params = parameters(descriptor(variant));
    int primals = variant.kind() == VariantKind.REVERSE ? 0 : variant.activity().length();
    boolean receiver =
        variant.kind() == VariantKind.REVERSE && variant.binding() == Binding.VIRTUAL;
    StringBuilder letters = new StringBuilder();
    for (int i = 0; i < params.size(); i++) {
      Type type = params.get(i);
      boolean numbers = type.isFloating() || endsInNumbers(type);
      boolean active =
          Carriers.canCarry(type)
              && !(receiver && i == 0)
              && (i >= primals
                  || !numbers
                  || variant.nested()
                  || variant.activity().charAt(i) == 'A');
      letters.append(active ? 'A' : '-');
    }
    return letters.toString();
  }

  private static boolean endsInNumbers(Type type) {
    String d = type.descriptor();
    return d.charAt(0) == '[' && d.charAt(d.length() - 1) != ';';
  }

  /** Where in {@code tape.out} a tangent variant leaves the tangent of its result. */
  static int resultTangent(Variant of) {
    // A tangent variant that is varied again leaves one there itself, whose tangent comes first.
    return of != null && of.kind() == VariantKind.TANGENT ? 1 + resultTangent(of.of()) : 0;
  }

  /** Types of the tangents and shadows that follow the primal's parameters. */
  static List<Type> shadowParameters(List<Type> params, String activity, VariantKind kind) {
    List<Type> shadows = new ArrayList<>();
    for (int i = 0; i < params.size(); i++) {
      boolean scalar = params.get(i).isFloating();
      if (activity.charAt(i) == 'A'
          && !params.get(i).equals(Carriers.TAPE)
          && (kind.isTangent() || !scalar)) {
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

  /** Types of the parameters of what is varied, the receiver first. */
  static List<Type> parameters(Variant variant) {
    List<Type> params = parameters(variedDescriptor(variant));
    if (variant.of() == null && variant.binding() != Binding.STATIC) {
      params.add(0, Type.ofInternalName(variant.method().owner()));
    }
    return params;
  }

  static String resultDescriptor(Variant variant) {
    String varied = variedDescriptor(variant);
    return varied.substring(varied.indexOf(')') + 1);
  }

  static List<Type> parameters(MethodRef method) {
    return parameters(method.descriptor());
  }

  private static List<Type> parameters(String d) {
    List<Type> params = new ArrayList<>();
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

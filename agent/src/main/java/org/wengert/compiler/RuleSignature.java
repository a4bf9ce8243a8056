package org.wengert.compiler;

import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.Type;

/**
 * Which parameters and result a rule of the user must have: the convention that {@code
 * org.wengert.DerivativeOf} documents, and that the annotation processor checks as well.
 */
final class RuleSignature {
  /** Parameters of the other method, the receiver first. */
  private final List<String> parameters;

  private final String result;
  private final boolean[] inactive;

  /**
   * @param owner internal name of the class that declares the other method
   * @param descriptor of the other method
   * @param inactive by parameter of the rule, whether it is marked so
   */
  RuleSignature(String owner, String descriptor, boolean isStatic, boolean[] inactive) {
    this.parameters = new ArrayList<>(MethodDescriptor.parameters(descriptor));
    if (!isStatic) {
      parameters.add(0, Type.ofInternalName(owner).descriptor());
    }
    this.result = MethodDescriptor.result(descriptor);
    this.inactive = inactive;
  }

  /** Whether a rule of this descriptor can be meant for the other method at all. */
  boolean begins(String rule) {
    List<String> given = MethodDescriptor.parameters(rule);
    for (int i = 0; i < parameters.size(); i++) {
      if (i >= given.size() || !fits(parameters.get(i), given.get(i))) {
        return false;
      }
    }
    return true;
  }

  /** By parameter, whether the rule is for it. */
  boolean[] active() {
    boolean[] active = new boolean[parameters.size()];
    for (int i = 0; i < active.length; i++) {
      active[i] = isNumeric(parameters.get(i)) && !isMarked(i);
    }
    return active;
  }

  private boolean isMarked(int parameter) {
    return parameter < inactive.length && inactive[parameter];
  }

  /** Why no rule can have the derivative of the other method; null if one can. */
  String obstacle() {
    if (!isNumeric(result) && Carriers.canHoldFloats(Type.ofDescriptor(result))) {
      return "it returns "
          + text(result)
          + ", of which a rule cannot give the derivative: only of numbers and arrays of numbers";
    }
    boolean any = false;
    for (int i = 0; i < parameters.size(); i++) {
      String type = parameters.get(i);
      any |= active()[i];
      if (!isNumeric(type) && Carriers.canHoldFloats(Type.ofDescriptor(type)) && !isMarked(i)) {
        return "parameter "
            + (i + 1)
            + ", "
            + text(type)
            + ", can lead to numbers: mark it @Inactive, which makes them constant";
      }
    }
    if (!any) {
      return "no parameter of it is a number, or an array of numbers, to derive by";
    } else if (!isNumeric(result) && !activeArray()) {
      return "it returns no number, and takes no array of numbers that it could write into";
    }
    return null;
  }

  private boolean activeArray() {
    for (int i = 0; i < parameters.size(); i++) {
      if (active()[i] && parameters.get(i).length() > 1) {
        return true;
      }
    }
    return false;
  }

  /** Why the rule's descriptor does not fit; null if it does. */
  String mismatch(String name, String rule, boolean forward) {
    List<String> expected = forward ? forward() : reverse();
    List<String> given = MethodDescriptor.parameters(rule);
    String expectedResult = forward ? forwardResult() : reverseResult();
    boolean fits =
        expected.size() == given.size() && MethodDescriptor.result(rule).equals(expectedResult);
    for (int i = 0; fits && i < given.size(); i++) {
      fits = fits(expected.get(i), given.get(i));
    }
    if (fits) {
      return null;
    }
    StringBuilder text = new StringBuilder("for ");
    text.append(forward ? "forward" : "reverse").append(" mode it must be static ");
    text.append(text(expectedResult)).append(' ').append(name).append('(');
    List<String> roles = roles(forward);
    for (int i = 0; i < expected.size(); i++) {
      text.append(i == 0 ? "" : ", ").append(text(expected.get(i)));
      text.append(roles.get(i).isEmpty() ? "" : " ").append(roles.get(i));
    }
    return text.append(')').toString();
  }

  private List<String> forward() {
    List<String> expected = withResult();
    for (int i = 0; i < parameters.size(); i++) {
      if (active()[i]) {
        expected.add(doubles(parameters.get(i)));
      }
    }
    return expected;
  }

  private String forwardResult() {
    return isNumeric(result) ? doubles(result) : "V";
  }

  private List<String> reverse() {
    List<String> expected = withResult();
    if (isNumeric(result)) {
      expected.add(doubles(result));
    }
    for (int i = 0; i < parameters.size(); i++) {
      if (active()[i] && parameters.get(i).length() > 1) {
        expected.add(doubles(parameters.get(i)));
      }
    }
    if (numbers() > 1) {
      expected.add("[D");
    }
    return expected;
  }

  private String reverseResult() {
    return numbers() == 1 ? "D" : "V";
  }

  private int numbers() {
    int count = 0;
    for (int i = 0; i < parameters.size(); i++) {
      count += active()[i] && parameters.get(i).length() == 1 ? 1 : 0;
    }
    return count;
  }

  private List<String> withResult() {
    List<String> expected = new ArrayList<>(parameters);
    if (!result.equals("V")) {
      expected.add(result);
    }
    return expected;
  }

  /** What the parameters are for, for people. */
  private List<String> roles(boolean forward) {
    List<String> roles = new ArrayList<>();
    for (String parameter : parameters) {
      roles.add("");
    }
    if (!result.equals("V")) {
      roles.add("result");
    }
    if (!forward && isNumeric(result)) {
      roles.add("resultAdjoint");
    }
    for (int i = 0; i < parameters.size(); i++) {
      if (active()[i] && (forward || parameters.get(i).length() > 1)) {
        roles.add((forward ? "tangent" : "adjoint") + (i + 1));
      }
    }
    if (!forward && numbers() > 1) {
      roles.add("adjointsOfNumbers");
    }
    return roles;
  }

  /** A number or an array of numbers. */
  private static boolean isNumeric(String descriptor) {
    char leaf = descriptor.charAt(descriptor.lastIndexOf('[') + 1);
    return leaf == 'D' || leaf == 'F';
  }

  private static String doubles(String descriptor) {
    return descriptor.replace('F', 'D');
  }

  /** A rule may not be able to name a class. */
  private static boolean fits(String expected, String given) {
    return expected.equals(given)
        || (expected.charAt(0) == 'L' && given.equals(Type.OBJECT.descriptor()));
  }

  private static String text(String descriptor) {
    int rank = descriptor.lastIndexOf('[') + 1;
    String leaf = descriptor.substring(rank);
    return name(leaf) + "[]".repeat(rank);
  }

  private static String name(String leaf) {
    switch (leaf.charAt(0)) {
      case 'V':
        return "void";
      case 'Z':
        return "boolean";
      case 'B':
        return "byte";
      case 'C':
        return "char";
      case 'S':
        return "short";
      case 'I':
        return "int";
      case 'J':
        return "long";
      case 'F':
        return "float";
      case 'D':
        return "double";
      default:
        return leaf.substring(1, leaf.length() - 1).replace('/', '.');
    }
  }
}

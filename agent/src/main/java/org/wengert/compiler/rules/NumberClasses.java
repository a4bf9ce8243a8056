package org.wengert.compiler.rules;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Classes whose objects stand for one number each, but keep it in integers: decimal digits, a
 * fraction. Their arithmetic is no floating-point arithmetic, so its derivative is not to be found
 * in their code. The rows whose names start with such a class's say which function of numbers a
 * method computes; its derivative is taken in double precision.
 *
 * <p>Such objects never change. So they are treated like boxes: an object has no shadow of its own,
 * each reference to it has one, which is the derivative of the number.
 */
public final class NumberClasses {
  /** The field that holds the number, as far as derivatives are concerned: no class has it. */
  public static final String FIELD = "<number>";

  /**
   * Owner of functions that yield their last operand and have the derivative of the row that they
   * are named after.
   */
  public static final String KNOWN = "<known>";

  private NumberClasses() {}

  /** The name that rows use for a class; null if it has none. */
  private static String rowName(String owner) {
    switch (owner) {
      case "java/math/BigDecimal":
        return "BigDecimal";
      case "org/apache/commons/math3/dfp/Dfp",
      "org/apache/commons/math3/dfp/DfpDec",
      "org/hipparchus/dfp/Dfp",
      "org/hipparchus/dfp/DfpDec":
        return "Dfp";
      case "org/apache/commons/math3/dfp/DfpMath", "org/hipparchus/dfp/DfpMath":
        return "DfpMath";
      case "org/apache/commons/math3/fraction/BigFraction", "org/hipparchus/fraction/BigFraction":
        return "BigFraction";
      default:
        return null;
    }
  }

  /** Whether a row is one of these, or what several of them have in common. */
  static boolean isRow(String name) {
    return name.startsWith("Number.")
        || name.startsWith("Dfp.")
        || name.startsWith("DfpMath.")
        || name.startsWith("BigDecimal.")
        || name.startsWith("BigFraction.");
  }

  /** Whether objects of exactly this class stand for a number each. */
  public static boolean contains(String owner) {
    return rowName(owner) != null && !owner.endsWith("DfpMath");
  }

  /** Whether a field of such a class is not one that its number is made of. */
  public static boolean isBeside(String owner, String field) {
    String prefix = rowName(owner);
    return prefix != null && RuleTable.forNumbers(prefix.concat(".").concat(field)) != null;
  }

  /** Whether a field is the one that stands for an object's number. */
  public static boolean isNumber(String field) {
    return field.equals(FIELD);
  }

  /**
   * The rule of a method or constructor; null for a method whose code is differentiated, like any
   * other.
   *
   * @param isStatic also of constructors, which have no receiver that is a number
   */
  public static NumberRule rule(String owner, String name, String descriptor, boolean isStatic) {
    String prefix = rowName(owner);
    if (prefix == null) {
      return null;
    }
    String row = prefix.concat(".").concat(name).concat(normalizedMethod(descriptor));
    Rule rule = RuleTable.forNumbers(row);
    if (rule != null) {
      return new NumberRule(row, rule);
    }
    return yieldsNoNumber(owner, descriptor, isStatic) ? new NumberRule(row, null) : null;
  }

  /**
   * Whether no row is needed: the result is text or an integer (which is what a conversion to an
   * integer yields), or nothing that goes in has a derivative.
   */
  private static boolean yieldsNoNumber(String owner, String descriptor, boolean isStatic) {
    if (!contains(owner)) {
      return false;
    }
    String result = descriptor.substring(descriptor.indexOf(')') + 1);
    if ("ZBSCIJ".contains(result) || result.equals("Ljava/lang/String;")) {
      return true;
    }
    if (!isStatic) {
      return false;
    }
    for (String parameter : parameters(descriptor)) {
      if ("DFN[".indexOf(normalized(parameter)) >= 0 && !parameter.equals("[C")) {
        return false;
      }
    }
    return true;
  }

  /** Descriptors as rows have them: N for what stands for a number, other classes by bare names. */
  private static String normalizedMethod(String descriptor) {
    StringBuilder text = new StringBuilder("(");
    for (String parameter : parameters(descriptor)) {
      append(text, parameter);
    }
    text.append(')');
    append(text, descriptor.substring(descriptor.indexOf(')') + 1));
    return text.toString();
  }

  private static void append(StringBuilder text, String type) {
    char first = normalized(type);
    if (first == 'L') {
      text.append('L').append(type, type.lastIndexOf('/') + 1, type.length());
    } else if (first == '[') {
      text.append(type);
    } else {
      text.append(first);
    }
  }

  /** The first letter of a type; N if its objects stand for numbers. */
  static char normalized(String type) {
    boolean number = type.charAt(0) == 'L' && contains(type.substring(1, type.length() - 1));
    return number ? 'N' : type.charAt(0);
  }

  private static List<String> parameters(String descriptor) {
    List<String> parameters = new ArrayList<>();
    int at = 1;
    while (descriptor.charAt(at) != ')') {
      int end = at;
      while (descriptor.charAt(end) == '[') {
        end++;
      }
      end = descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
      parameters.add(descriptor.substring(at, end));
      at = end;
    }
    return Collections.unmodifiableList(parameters);
  }
}

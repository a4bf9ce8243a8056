package org.wengert.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;
import org.wengert.Inactive;

/**
 * What a rule for a method must look like: the convention that {@link org.wengert.DerivativeOf}
 * documents. The agent checks the same of class files.
 */
final class RuleForm {
  /** Final classes of the library that lead to no numbers. */
  private static final Set<String> WITHOUT_NUMBERS =
      Set.of(
          "java.lang.String",
          "java.lang.Integer",
          "java.lang.Long",
          "java.lang.Short",
          "java.lang.Byte",
          "java.lang.Character",
          "java.lang.Boolean",
          "java.lang.Class",
          "java.lang.StringBuilder",
          "java.lang.StringBuffer",
          "java.lang.Void");

  /** A parameter of the other method, the receiver included. */
  private record Parameter(String name, TypeMirror type, boolean active, boolean marked) {}

  /** A parameter that a rule must have. */
  private record Expected(String type, String name, boolean isClass) {}

  private final ExecutableElement target;
  private final ExecutableElement rule;
  private final Types types;
  private final List<Parameter> parameters = new ArrayList<>();

  RuleForm(ExecutableElement target, ExecutableElement rule, Types types) {
    this.target = target;
    this.rule = rule;
    this.types = types;
    if (!target.getModifiers().contains(Modifier.STATIC)) {
      add("self", target.getEnclosingElement().asType());
    }
    for (VariableElement parameter : target.getParameters()) {
      add(parameter.getSimpleName().toString(), parameter.asType());
    }
  }

  private void add(String name, TypeMirror type) {
    int i = parameters.size();
    boolean marked =
        i < rule.getParameters().size()
            && rule.getParameters().get(i).getAnnotation(Inactive.class) != null;
    TypeMirror erased = types.erasure(type);
    parameters.add(
        new Parameter(name, erased, ParameterModel.isFloating(erased) && !marked, marked));
  }

  /** Whether the rule takes, at first, what the method takes. */
  boolean begins() {
    if (rule.getParameters().size() < parameters.size()) {
      return false;
    }
    for (int i = 0; i < parameters.size(); i++) {
      if (!fits(expected(parameters.get(i).type(), ""), rule.getParameters().get(i))) {
        return false;
      }
    }
    return true;
  }

  /** By parameter, whether the rule is for it. */
  List<Boolean> active() {
    return parameters.stream().map(Parameter::active).toList();
  }

  /** Why no rule can have the derivative of the method; null if one can. */
  String obstacle() {
    TypeMirror result = types.erasure(target.getReturnType());
    if (target.getModifiers().contains(Modifier.ABSTRACT)) {
      return name() + " is abstract: name the method that implements it";
    } else if (!ParameterModel.isFloating(result) && canLeadToNumbers(result)) {
      return name()
          + " returns "
          + TypeText.of(result)
          + ", of which a rule cannot give the derivative: only of numbers and arrays of numbers";
    }
    for (Parameter parameter : parameters) {
      if (!ParameterModel.isFloating(parameter.type())
          && canLeadToNumbers(parameter.type())
          && !parameter.marked()) {
        return "parameter "
            + parameter.name()
            + " of "
            + name()
            + ", "
            + TypeText.of(parameter.type())
            + ", can lead to numbers: mark it @Inactive in the rule, which makes them constant";
      }
    }
    if (parameters.stream().noneMatch(Parameter::active)) {
      return name() + " has no parameter that is a number, or an array of numbers, to derive by";
    }
    if (!ParameterModel.isFloating(result)
        && parameters.stream().noneMatch(p -> p.active() && p.type().getKind() == TypeKind.ARRAY)) {
      return name() + " returns no number, and takes no array of numbers that it could write into";
    }
    return null;
  }

  private static boolean canLeadToNumbers(TypeMirror type) {
    TypeMirror base = ParameterModel.base(type);
    return base.getKind() == TypeKind.DECLARED && !WITHOUT_NUMBERS.contains(TypeText.of(base));
  }

  /** Why the rule does not fit in a mode; null if it does. */
  String mismatch(boolean forward) {
    List<Expected> expected = forward ? forward() : reverse();
    String result = forward ? forwardResult() : reverseResult();
    boolean fits =
        expected.size() == rule.getParameters().size()
            && TypeText.of(types.erasure(rule.getReturnType())).equals(result);
    for (int i = 0; fits && i < expected.size(); i++) {
      fits = fits(expected.get(i), rule.getParameters().get(i));
    }
    if (fits) {
      return null;
    }
    List<String> texts = expected.stream().map(e -> e.type() + " " + e.name()).toList();
    return rule.getSimpleName()
        + " is no rule for "
        + name()
        + ": for "
        + (forward ? "forward" : "reverse")
        + " mode it must be static "
        + result
        + " "
        + rule.getSimpleName()
        + "("
        + String.join(", ", texts)
        + ")";
  }

  private boolean fits(Expected expected, VariableElement given) {
    String type = TypeText.of(types.erasure(given.asType()));
    return type.equals(expected.type()) || (expected.isClass() && type.equals("java.lang.Object"));
  }

  private List<Expected> forward() {
    List<Expected> expected = withResult();
    for (Parameter parameter : parameters) {
      if (parameter.active()) {
        expected.add(doubles(parameter.type(), parameter.name() + "Tangent"));
      }
    }
    return expected;
  }

  private String forwardResult() {
    TypeMirror result = target.getReturnType();
    return ParameterModel.isFloating(result) ? ParameterModel.shadowText(result) : "void";
  }

  private List<Expected> reverse() {
    List<Expected> expected = withResult();
    if (ParameterModel.isFloating(target.getReturnType())) {
      expected.add(doubles(target.getReturnType(), "resultAdjoint"));
    }
    for (Parameter parameter : parameters) {
      if (parameter.active() && parameter.type().getKind() == TypeKind.ARRAY) {
        expected.add(doubles(parameter.type(), parameter.name() + "Adjoint"));
      }
    }
    if (numbers() > 1) {
      expected.add(new Expected("double[]", "adjointsOfNumbers", false));
    }
    return expected;
  }

  private String reverseResult() {
    return numbers() == 1 ? "double" : "void";
  }

  private long numbers() {
    return parameters.stream().filter(p -> p.active() && p.type().getKind().isPrimitive()).count();
  }

  private List<Expected> withResult() {
    List<Expected> expected = new ArrayList<>();
    for (Parameter parameter : parameters) {
      expected.add(expected(parameter.type(), parameter.name()));
    }
    TypeMirror result = types.erasure(target.getReturnType());
    if (result.getKind() != TypeKind.VOID) {
      expected.add(expected(result, "result"));
    }
    return expected;
  }

  private static Expected expected(TypeMirror erased, String name) {
    return new Expected(TypeText.of(erased), name, erased.getKind() == TypeKind.DECLARED);
  }

  private static Expected doubles(TypeMirror type, String name) {
    return new Expected(ParameterModel.shadowText(type), name, false);
  }

  /** The other method, for people. */
  private String name() {
    return ((TypeElement) target.getEnclosingElement()).getQualifiedName()
        + "."
        + target.getSimpleName();
  }
}

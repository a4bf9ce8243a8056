package org.wengert.processor;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;
import org.wengert.Differentiable;

/**
 * A method that has passed {@link Refusals}, with all that its companion's source needs.
 *
 * @param host its class
 * @param element the method
 * @param names of its companion's members
 * @param parameters in order; the receiver of an instance method first
 * @param result its result type
 * @param descriptor as in the class file
 */
record MethodModel(
    TypeElement host,
    ExecutableElement element,
    Names names,
    List<ParameterModel> parameters,
    TypeMirror result,
    String descriptor) {

  static MethodModel of(
      TypeElement host, ExecutableElement method, Types types, Elements elements) {
    boolean isStatic = method.getModifiers().contains(Modifier.STATIC);
    List<String> declared = new ArrayList<>();
    method.getParameters().forEach(p -> declared.add(p.getSimpleName().toString()));
    if (!isStatic) {
      declared.add(0, receiver(declared));
    }
    Set<String> packages = new LinkedHashSet<>(Set.of("java", "org"));
    method.getParameters().forEach(p -> packages.add(first(TypeText.of(p.asType()))));
    packages.add(first(host.getQualifiedName().toString()));
    Names names = new Names(prefix(method));
    List<String> free = names.parameters(declared, packages);
    List<ParameterModel> parameters = new ArrayList<>();
    if (!isStatic) {
      parameters.add(ParameterModel.receiver(host, free.get(0)));
    }
    for (VariableElement parameter : method.getParameters()) {
      parameters.add(ParameterModel.of(parameter, free.get(parameters.size())));
    }
    String descriptor = Descriptors.of(method, types, elements);
    return new MethodModel(
        host, method, names, List.copyOf(parameters), method.getReturnType(), descriptor);
  }

  private static String receiver(List<String> others) {
    String name = "receiver";
    while (others.contains(name)) {
      name += "_";
    }
    return name;
  }

  /** First name of a qualified name; a type in the unnamed package, which is none, does no harm. */
  private static String first(String qualified) {
    return qualified.split("[.<\\[ ]")[0];
  }

  static String prefix(ExecutableElement method) {
    String name = method.getAnnotation(Differentiable.class).name();
    return name.isEmpty() ? method.getSimpleName().toString() : name;
  }

  boolean hasFloatingResult() {
    return ParameterModel.isFloating(result);
  }

  boolean hasScalarResult() {
    return hasFloatingResult() && result.getKind() != TypeKind.ARRAY;
  }

  boolean hasArrayResult() {
    return hasFloatingResult() && result.getKind() == TypeKind.ARRAY;
  }

  boolean isVoid() {
    return result.getKind() == TypeKind.VOID;
  }

  String resultText() {
    return TypeText.of(result);
  }

  /** {@code public } for public methods: companions are as visible as what they derive. */
  String access() {
    return element.getModifiers().contains(Modifier.PUBLIC) ? "public " : "";
  }

  List<ParameterModel> independents() {
    return where(ParameterModel::isIndependent);
  }

  List<ParameterModel> independentScalars() {
    return where(p -> p.isIndependent() && !p.isArray());
  }

  List<ParameterModel> independentArrays() {
    return where(p -> p.isIndependent() && p.isArray());
  }

  /** Shadowed in JVPs and VJPs: without floating-point result, all arrays are dependents. */
  boolean isShadowed(ParameterModel parameter) {
    return parameter.isIndependent() || (!hasFloatingResult() && parameter.isFloatingArray());
  }

  List<ParameterModel> shadowed() {
    return where(this::isShadowed);
  }

  List<ParameterModel> shadowedArrays() {
    return where(p -> isShadowed(p) && p.isArray());
  }

  List<ParameterModel> where(Predicate<ParameterModel> wanted) {
    return parameters.stream().filter(wanted).toList();
  }

  String activity(Predicate<ParameterModel> active) {
    return parameters.stream().map(p -> active.test(p) ? "A" : "-").collect(Collectors.joining());
  }

  /** {@code <T> }, or nothing. */
  String typeParameters() {
    return TypeText.parameters(element.getTypeParameters());
  }

  /** {@code throws a.B}, or nothing. */
  String throwsClause() {
    return element.getThrownTypes().isEmpty()
        ? ""
        : " throws " + TypeText.join(element.getThrownTypes(), ", ");
  }

  /** Declarations of the parameters. */
  List<String> declarations() {
    return parameters.stream().map(p -> p.text() + " " + p.name()).toList();
  }

  /**
   * Declarations for a method that takes nothing else: the last stays variable where that cannot
   * give a heap-pollution warning.
   */
  List<String> variableDeclarations() {
    List<String> declarations = new ArrayList<>(declarations());
    if (element.isVarArgs()) {
      ParameterModel last = parameters.get(parameters.size() - 1);
      TypeMirror component = ((ArrayType) last.type()).getComponentType();
      if (ParameterModel.base(component).getKind().isPrimitive()) {
        declarations.set(parameters.size() - 1, TypeText.of(component) + "... " + last.name());
      }
    }
    return declarations;
  }

  List<String> parameterNames() {
    return parameters.stream().map(ParameterModel::name).toList();
  }

  /** {@code price(double, int[])}, for documentation and messages. */
  String signature() {
    return signature(element);
  }

  static String signature(ExecutableElement method) {
    String types =
        method.getParameters().stream()
            .map(p -> TypeText.of(p.asType()))
            .collect(Collectors.joining(", "));
    return method.getSimpleName() + "(" + types + ")";
  }

  int slots() {
    return parameters.stream().mapToInt(ParameterModel::slots).sum();
  }
}

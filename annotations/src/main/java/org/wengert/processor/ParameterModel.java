package org.wengert.processor;

import javax.lang.model.element.TypeElement;
import javax.lang.model.element.VariableElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import org.wengert.Inactive;

/**
 * A parameter of a differentiable method.
 *
 * @param declared its name
 * @param name as in generated code: it may have got underscores so that nothing clashes
 * @param type the declared type
 * @param text the type as source
 * @param inactive marked {@code @Inactive}
 */
record ParameterModel(
    String declared, String name, TypeMirror type, String text, boolean inactive) {

  static ParameterModel of(VariableElement parameter, String name) {
    boolean inactive = parameter.getAnnotation(Inactive.class) != null;
    String declared = parameter.getSimpleName().toString();
    TypeMirror type = parameter.asType();
    return new ParameterModel(declared, name, type, TypeText.of(type), inactive);
  }

  /** The receiver of an instance method: passed first, and no independent. */
  static ParameterModel receiver(TypeElement host, String name) {
    return new ParameterModel("this", name, host.asType(), TypeText.of(host.asType()), true);
  }

  boolean isFloating() {
    return isFloating(type);
  }

  /** Whether it is a Double or Float that derivatives are with respect to. */
  boolean isActiveBox() {
    return !inactive && (text.equals("java.lang.Double") || text.equals("java.lang.Float"));
  }

  boolean isIndependent() {
    return isFloating() && !inactive;
  }

  boolean isArray() {
    return type.getKind() == TypeKind.ARRAY;
  }

  boolean isFloatingArray() {
    return isArray() && isFloating();
  }

  /** The derivative's type where it is carried in double: {@code double[][]} for float[][]. */
  String shadowText() {
    return shadowText(type);
  }

  static String shadowText(TypeMirror type) {
    return "double" + "[]".repeat(rank(type));
  }

  /** As the entry point takes it. */
  String handleShadowText() {
    return rank(type) > 1 ? "Object[]" : shadowText();
  }

  int slots() {
    return slots(type);
  }

  static int slots(TypeMirror type) {
    return type.getKind() == TypeKind.DOUBLE || type.getKind() == TypeKind.LONG ? 2 : 1;
  }

  static boolean isFloating(TypeMirror type) {
    TypeKind base = base(type).getKind();
    return base == TypeKind.DOUBLE || base == TypeKind.FLOAT;
  }

  static boolean isFloat(TypeMirror type) {
    return base(type).getKind() == TypeKind.FLOAT;
  }

  static TypeMirror base(TypeMirror type) {
    return type.getKind() == TypeKind.ARRAY ? base(((ArrayType) type).getComponentType()) : type;
  }

  private static int rank(TypeMirror type) {
    return type.getKind() == TypeKind.ARRAY ? 1 + rank(((ArrayType) type).getComponentType()) : 0;
  }
}

package org.wengert.processor;

import java.util.stream.Collectors;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import javax.lang.model.util.Types;

/** Method descriptors as in class files (JVMS 4.3). */
final class Descriptors {
  private Descriptors() {}

  static String of(ExecutableElement method, Types types, Elements elements) {
    String parameters =
        method.getParameters().stream()
            .map(p -> of(types.erasure(p.asType()), elements))
            .collect(Collectors.joining());
    return "(" + parameters + ")" + of(types.erasure(method.getReturnType()), elements);
  }

  private static String of(TypeMirror erased, Elements elements) {
    switch (erased.getKind()) {
      case ARRAY:
        return "[" + of(((ArrayType) erased).getComponentType(), elements);
      case BOOLEAN:
        return "Z";
      case LONG:
        return "J";
      case BYTE:
      case CHAR:
      case DOUBLE:
      case FLOAT:
      case INT:
      case SHORT:
      case VOID:
        return erased.getKind().name().substring(0, 1);
      default:
        TypeElement element = (TypeElement) ((DeclaredType) erased).asElement();
        return "L" + elements.getBinaryName(element).toString().replace('.', '/') + ";";
    }
  }
}

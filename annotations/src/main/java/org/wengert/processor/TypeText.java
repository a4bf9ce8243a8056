package org.wengert.processor;

import java.util.List;
import java.util.stream.Collectors;
import javax.lang.model.element.TypeElement;
import javax.lang.model.element.TypeParameterElement;
import javax.lang.model.type.ArrayType;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.IntersectionType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.type.TypeVariable;
import javax.lang.model.type.WildcardType;

/** Types as source text: qualified names, type arguments kept, type annotations dropped. */
final class TypeText {
  private TypeText() {}

  static String of(TypeMirror type) {
    switch (type.getKind()) {
      case ARRAY:
        return of(((ArrayType) type).getComponentType()) + "[]";
      case DECLARED:
        return declared((DeclaredType) type);
      case TYPEVAR:
        return ((TypeVariable) type).asElement().getSimpleName().toString();
      case WILDCARD:
        return wildcard((WildcardType) type);
      case INTERSECTION:
        return join(((IntersectionType) type).getBounds(), " & ");
      default:
        return type.getKind().toString().toLowerCase(java.util.Locale.ROOT);
    }
  }

  private static String declared(DeclaredType type) {
    TypeElement element = (TypeElement) type.asElement();
    TypeMirror outer = type.getEnclosingType();
    boolean inGenericOuter =
        outer.getKind() == TypeKind.DECLARED
            && !((DeclaredType) outer).getTypeArguments().isEmpty();
    String name =
        inGenericOuter
            ? of(outer) + "." + element.getSimpleName()
            : element.getQualifiedName().toString();
    List<? extends TypeMirror> arguments = type.getTypeArguments();
    return arguments.isEmpty() ? name : name + "<" + join(arguments, ", ") + ">";
  }

  private static String wildcard(WildcardType type) {
    if (type.getExtendsBound() != null) {
      return "? extends " + of(type.getExtendsBound());
    }
    return type.getSuperBound() != null ? "? super " + of(type.getSuperBound()) : "?";
  }

  /** {@code <T extends a.B>} and a blank, or nothing. */
  static String parameters(List<? extends TypeParameterElement> parameters) {
    return parameters.isEmpty()
        ? ""
        : parameters.stream()
            .map(p -> p.getSimpleName() + " extends " + join(p.getBounds(), " & "))
            .collect(Collectors.joining(", ", "<", "> "));
  }

  static String join(List<? extends TypeMirror> types, String separator) {
    return types.stream().map(TypeText::of).collect(Collectors.joining(separator));
  }
}

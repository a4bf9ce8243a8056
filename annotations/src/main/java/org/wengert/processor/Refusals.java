package org.wengert.processor;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Elements;
import org.wengert.Inactive;

/** Why a method gets no companion: the text of the compile error at its annotation. */
final class Refusals {
  private final Elements elements;

  Refusals(Elements elements) {
    this.elements = elements;
  }

  /** The first reason against {@code method}, if there is one. */
  Optional<String> of(TypeElement host, ExecutableElement method) {
    String text = ofKind(host, method);
    text = text != null ? text : ofParameters(method);
    text = text != null ? text : ofName(method);
    return Optional.ofNullable(text != null ? text : ofAccess(host, method));
  }

  private static String ofKind(TypeElement host, ExecutableElement method) {
    Set<Modifier> modifiers = method.getModifiers();
    String name = method.getSimpleName().toString();
    if (modifiers.contains(Modifier.ABSTRACT)) {
      return name + " is abstract: annotate a method with a body";
    } else if (modifiers.contains(Modifier.NATIVE)) {
      return name + " is native: it has no bytecode to differentiate; write it in Java";
    } else if (!modifiers.contains(Modifier.STATIC) && isGeneric(host)) {
      return name
          + " is an instance method of a generic class, whose type the companion cannot name; use"
          + " Derivatives.of("
          + host.getSimpleName()
          + ".class, \""
          + name
          + "\")";
    } else if (method.getAnnotation(Inactive.class) != null) {
      return name + " is both @Differentiable and @Inactive: remove one of them";
    }
    return null;
  }

  /** An inner class has the type parameters of the classes around it. */
  private static boolean isGeneric(TypeElement type) {
    boolean outer =
        !type.getModifiers().contains(Modifier.STATIC)
            && type.getEnclosingElement() instanceof TypeElement enclosing
            && isGeneric(enclosing);
    return outer || !type.getTypeParameters().isEmpty();
  }

  private static String ofParameters(ExecutableElement method) {
    String name = method.getSimpleName().toString();
    List<ParameterModel> parameters =
        method.getParameters().stream()
            .map(p -> ParameterModel.of(p, p.getSimpleName().toString()))
            .toList();
    for (ParameterModel parameter : parameters) {
      if (parameter.isActiveBox()) {
        return name
            + " takes the box "
            + parameter.declared()
            + " as an independent, for which companions have no form: make it "
            + (parameter.text().equals("java.lang.Double") ? "double" : "float")
            + ", mark it @Inactive, or use Derivatives.of(class, \""
            + name
            + "\")";
      }
    }
    if (parameters.stream().noneMatch(ParameterModel::isFloating)) {
      return name
          + " has no floating-point parameter: independents are double, float, and arrays"
          + " of these";
    }
    if (parameters.stream().noneMatch(ParameterModel::isIndependent)) {
      return name
          + " has only @Inactive floating-point parameters: remove @Inactive from those to"
          + " differentiate with respect to";
    }
    if (!ParameterModel.isFloating(method.getReturnType())
        && parameters.stream().noneMatch(ParameterModel::isFloatingArray)) {
      return name
          + " returns "
          + TypeText.of(method.getReturnType())
          + " and takes no floating-point array: nothing in it can depend on its parameters; return"
          + " double, float or an array of these, or write into an array";
    }
    return null;
  }

  private static String ofName(ExecutableElement method) {
    String prefix = MethodModel.prefix(method);
    return Names.isValidPrefix(prefix)
        ? null
        : "name = \"" + prefix + "\" is no Java identifier: the companion's names start with it";
  }

  private String ofAccess(TypeElement host, ExecutableElement method) {
    PackageElement from = elements.getPackageOf(host);
    for (Element at = host; at instanceof TypeElement; at = at.getEnclosingElement()) {
      if (at.getModifiers().contains(Modifier.PRIVATE)) {
        return "class "
            + at.getSimpleName()
            + " is private: the companion, a class of the same"
            + " package, must be able to name it; make it package-private";
      }
    }
    if (clashes(outermost(host), method, from)) {
      return typeMessage(method, host.getQualifiedName().toString());
    }
    for (Element element : method.getParameters()) {
      Optional<String> hidden = hidden(method, element.asType(), from);
      if (hidden.isPresent()) {
        return typeMessage(method, hidden.get());
      }
    }
    return hidden(method, method.getReturnType(), from)
        .map(t -> typeMessage(method, t))
        .orElse(null);
  }

  private static Element outermost(Element type) {
    Element outer = type.getEnclosingElement();
    return outer instanceof TypeElement ? outermost(outer) : type;
  }

  private static String typeMessage(ExecutableElement method, String type) {
    return method.getSimpleName()
        + " uses type "
        + type
        + ", which the companion, a class of the"
        + " same package, cannot name: make it package-private or public, or rename it";
  }

  /** The class in a type that cannot be named from the companion, if there is one. */
  private Optional<String> hidden(ExecutableElement method, TypeMirror type, PackageElement from) {
    TypeMirror base = ParameterModel.base(type);
    if (base.getKind() != TypeKind.DECLARED) {
      return Optional.empty();
    }
    DeclaredType declared = (DeclaredType) base;
    for (Element at = declared.asElement();
        at instanceof TypeElement;
        at = at.getEnclosingElement()) {
      if (isHidden(at, from) || clashes(at, method, from)) {
        return Optional.of(((TypeElement) at).getQualifiedName().toString());
      }
    }
    return declared.getTypeArguments().stream()
        .flatMap(argument -> hidden(method, argument, from).stream())
        .findFirst();
  }

  private boolean isHidden(Element type, PackageElement from) {
    Set<Modifier> modifiers = type.getModifiers();
    boolean samePackage = elements.getPackageOf(type).equals(from);
    return modifiers.contains(Modifier.PRIVATE)
        || (!samePackage && !modifiers.contains(Modifier.PUBLIC));
  }

  /** A type of the unnamed package has no other name than one that the companion uses itself. */
  private static boolean clashes(Element type, ExecutableElement method, PackageElement from) {
    String name = type.getSimpleName().toString();
    return from.isUnnamed()
        && type.getEnclosingElement().equals(from)
        && (Names.imported().contains(name)
            || new Names(MethodModel.prefix(method)).types().contains(name));
  }
}

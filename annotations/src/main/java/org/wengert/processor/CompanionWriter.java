package org.wengert.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.lang.model.element.Element;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;

/** The source of one class's companion. */
final class CompanionWriter {
  private final TypeElement host;
  private final PackageElement inPackage;
  private final boolean generatedAnnotation;

  /**
   * A writer.
   *
   * @param generatedAnnotation whether {@code javax.annotation.processing.Generated} can be named
   */
  CompanionWriter(TypeElement host, PackageElement inPackage, boolean generatedAnnotation) {
    this.host = host;
    this.inPackage = inPackage;
    this.generatedAnnotation = generatedAnnotation;
  }

  /** The forms that a method's signature allows, whether or not their parameter lists fit. */
  static List<Form> forms(MethodModel method, Source out) {
    List<Form> forms = new ArrayList<>();
    if (method.hasScalarResult()) {
      forms.add(new GradientForm(method, out));
    }
    forms.add(new JvpForm(method, out));
    forms.add(new VjpForm(method, out));
    forms.add(new WholeForm(method, out));
    return forms;
  }

  String write(List<MethodModel> methods) {
    Source body = new Source();
    body.doc(
        "Derivatives of the methods of {@code " + host.getQualifiedName() + "} that are marked",
        "{@code @Differentiable}. Written by Wengert's annotation processor, completed by its agent.");
    if (generatedAnnotation) {
      body.line(
          "@javax.annotation.processing.Generated(\""
              + DifferentiableProcessor.class.getName()
              + "\")");
    }
    body.line("@SuppressWarnings({\"deprecation\", \"rawtypes\", \"removal\", \"unchecked\"})");
    String name = Names.companion(host);
    body.open((isPublic() ? "public " : "") + "final class " + name);
    body.line("private " + name + "() {}").line("");
    for (MethodModel method : methods) {
      forms(method, body).stream().filter(Form::fits).forEach(Form::write);
    }
    body.close();
    return header(body.toString()) + body.toString().replaceFirst("\n\n}\n$", "\n}\n");
  }

  private String header(String body) {
    StringBuilder header = new StringBuilder();
    if (!inPackage.isUnnamed()) {
      header.append("package ").append(inPackage.getQualifiedName()).append(";\n\n");
    }
    for (String type : Names.IMPORTED) {
      String simple = type.substring(type.lastIndexOf('.') + 1);
      if (Pattern.compile("(?<![.\\w])" + simple + "\\b").matcher(body).find()) {
        header.append("import ").append(type).append(";\n");
      }
    }
    return header.append('\n').toString();
  }

  private boolean isPublic() {
    for (Element at = host; at instanceof TypeElement; at = at.getEnclosingElement()) {
      if (!at.getModifiers().contains(Modifier.PUBLIC)) {
        return false;
      }
    }
    return true;
  }
}

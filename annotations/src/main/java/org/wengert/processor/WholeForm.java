package org.wengert.processor;

import java.util.List;

/**
 * What goes by {@code Derivative}: the Hessian times a vector and the Hessian of a method with a
 * double or float result, the Jacobian of another.
 */
final class WholeForm extends Form {
  WholeForm(MethodModel method, Source out) {
    super(method, out);
  }

  @Override
  int slots() {
    return method.slots() + method.independents().stream().mapToInt(p -> p.isArray() ? 1 : 2).sum();
  }

  @Override
  String member() {
    return method.hasScalarResult() ? "Hvp" : "Jacobian";
  }

  @Override
  void write() {
    if (method.hasScalarResult()) {
      writeRecord();
      writeHvp();
      writeHessian();
    } else {
      writeJacobian();
    }
    writeHolder();
  }

  private void writeRecord() {
    doc(
        List.of(
            "Value, gradient, and Hessian times a vector of " + link() + ".",
            "",
            "@param gradient value and partial derivatives"),
        componentDocs("derivative in the direction of the partial with respect to"));
    out.openCall(
        method.access() + "record " + names.hvpRecord(),
        concat(List.of(names.gradientRecord() + " gradient"), componentDeclarations()),
        "");
    out.close().line("");
  }

  private void writeHvp() {
    doc(
        List.of(
            "Gradient, and Hessian times a vector, of "
                + link()
                + ", by forward over reverse mode.",
            ""),
        parameterDocs(),
        method.independents().stream()
            .map(p -> "@param " + Names.tangent(p) + " direction of {@code " + p.declared() + "}")
            .toList(),
        List.of("@return the gradient, and its derivative in the direction of the tangents"));
    List<String> tangents =
        method.independents().stream().map(p -> p.shadowText() + " " + Names.tangent(p)).toList();
    openMethod(names.hvpRecord(), names.hvp(), concat(method.declarations(), tangents));
    out.array("Object[] arguments", method.parameterNames());
    out.array(
        "Object[] direction",
        method.parameters().stream()
            .map(p -> p.isIndependent() ? Names.tangent(p) : "null")
            .toList());
    out.line("Hvp found = " + names.lazy() + ".DERIVATIVE.get().hvp(arguments, direction);");
    String value = ParameterModel.isFloat(method.result()) ? "(float) " : "";
    out.call(
        names.gradientRecord() + " gradient = new " + names.gradientRecord(),
        concat(List.of(value + "found.value()"), parts("found.gradient()")),
        ";");
    out.call("return new " + names.hvpRecord(), concat(List.of("gradient"), parts("found")), ";");
    out.close().line("");
  }

  /** The independents' parts of an {@code Adjoints}. */
  private List<String> parts(String adjoints) {
    return method.independents().stream()
        .map(p -> "(" + p.text() + ") " + adjoints + ".of(" + method.parameters().indexOf(p) + ")")
        .toList();
  }

  private void writeHessian() {
    doc(
        List.of("All second derivatives of " + link() + ".", ""),
        parameterDocs(),
        List.of("@return value, gradient and the matrix, by the numbers of the independents"));
    writeWhole("Hessian", names.hessian(), "hessian");
  }

  private void writeJacobian() {
    doc(
        List.of("Partials of all that comes out of " + link() + ".", ""),
        parameterDocs(),
        List.of("@return the value and the matrix, by the numbers of the independents"));
    writeWhole("Jacobian", names.jacobian(), "jacobian");
  }

  private void writeWhole(String type, String name, String call) {
    openMethod(type, name, method.declarations());
    out.array("Object[] arguments", method.parameterNames());
    out.line("return " + names.lazy() + ".DERIVATIVE.get()." + call + "(arguments);");
    out.close().line("");
  }

  private void writeHolder() {
    out.open("private static final class " + names.lazy());
    out.line("static final LazyDerivative DERIVATIVE =");
    out.line("    new LazyDerivative(");
    out.line("        " + method.host().getQualifiedName() + ".class,");
    out.line("        \"" + method.element().getSimpleName() + "\",");
    out.line("        \"" + method.descriptor() + "\");");
    out.close().line("");
  }
}

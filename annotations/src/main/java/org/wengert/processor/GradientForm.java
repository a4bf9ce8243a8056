package org.wengert.processor;

import java.util.ArrayList;
import java.util.List;

/** Value and gradient of a method with a double or float result. */
final class GradientForm extends Form {
  private final List<ParameterModel> scalars;
  private final List<ParameterModel> arrays;

  GradientForm(MethodModel method, Source out) {
    super(method, out);
    this.scalars = method.independentScalars();
    this.arrays = method.independentArrays();
  }

  @Override
  int slots() {
    return method.slots() + arrays.size() + 2;
  }

  @Override
  void write() {
    writeRecord();
    writeAllocating();
    writeFilling();
    writeEntry();
  }

  /** Also what the pullback of such a method returns. */
  private void writeRecord() {
    doc(
        List.of(
            "Value and partial derivatives of " + link() + ".",
            "",
            "@param value the method's value"),
        componentDocs("partial derivative with respect to"));
    out.openCall(
        method.access() + "record " + names.gradientRecord(),
        concat(List.of(method.resultText() + " value"), componentDeclarations()),
        "");
    out.close().line("");
  }

  private void writeAllocating() {
    doc(
        List.of("Value and gradient of " + link() + ", in reverse mode.", ""),
        parameterDocs(),
        List.of(
            "@return partials of their arguments' shapes and types; arguments that are the same",
            "    array have the same partial, that of moving the shared array"));
    openMethod(names.gradientRecord(), names.gradient(), method.variableDeclarations());
    writeShadows(arrays);
    out.line("double[] scalars = " + newScalars(scalars.size()) + ";");
    out.call(
        assignValue() + names.gradientEntry() + ".call",
        concat(method.parameterNames(), shadowArguments(arrays), List.of("scalars")),
        ";");
    out.call(
        "return new " + names.gradientRecord(),
        concat(List.of("value"), components(scalars, arrays)),
        ";");
    out.close().line("");
  }

  private void writeFilling() {
    List<String> docs = new ArrayList<>();
    docs.add("Value and gradient of " + link() + ", without allocation.");
    docs.add("");
    docs.addAll(parameterDocs());
    arrays.forEach(
        p ->
            docs.add(
                "@param "
                    + Names.adjoint(p)
                    + " overwritten with the partials with respect to"
                    + " {@code "
                    + p.declared()
                    + "}"));
    if (!scalars.isEmpty()) {
      docs.add("@param scalarAdjoints overwritten with the partials with respect to");
      docs.add("    " + String.join(", ", scalarNames()) + ", in this order");
    }
    docs.add("@return the method's value");
    doc(docs);
    openMethod(
        method.resultText(), names.gradient(), concat(method.declarations(), bufferDeclarations()));
    out.line("ArrayPairs.take()");
    Checks.buffers(out, method, Names::adjoint, scalars.size());
    out.call(
        "return " + names.gradientEntry() + ".call",
        concat(
            method.parameterNames(),
            arrays.stream().map(Names::adjoint).toList(),
            List.of(scalars.isEmpty() ? "Entries.NO_SCALARS" : "scalarAdjoints")),
        ";");
    out.close().line("");
  }

  private List<String> bufferDeclarations() {
    List<String> buffers = new ArrayList<>();
    arrays.forEach(p -> buffers.add(p.shadowText() + " " + Names.adjoint(p)));
    if (!scalars.isEmpty()) {
      buffers.add("double[] scalarAdjoints");
    }
    return buffers;
  }

  private void writeEntry() {
    openEntry(names.gradientEntry(), "gradient", ParameterModel::isIndependent);
    writeCall(
        concat(
            arrays.stream().map(p -> p.handleShadowText() + " " + Names.adjoint(p)).toList(),
            List.of("double[] scalarAdjoints")),
        concat(arrays.stream().map(Names::adjoint).toList(), List.of("scalarAdjoints")));
    out.close().line("");
  }
}

package org.wengert.processor;

import java.util.ArrayList;
import java.util.List;

/** Value and directional derivative. */
final class JvpForm extends Form {
  JvpForm(MethodModel method, Source out) {
    super(method, out);
  }

  @Override
  int slots() {
    int shadows = method.shadowed().stream().mapToInt(p -> p.isArray() ? 1 : 2).sum();
    return method.slots() + shadows + 3;
  }

  @Override
  void write() {
    if (method.hasFloatingResult()) {
      writeRecord();
      writeAllocating();
    }
    if (!method.hasArrayResult()) {
      writePlain();
    }
    writeEntry();
  }

  private void writeRecord() {
    out.doc(
        "Value and directional derivative of " + link() + ".",
        "",
        "@param value the method's value",
        "@param tangent the value's derivative");
    out.openCall(
        method.access() + "record " + names.jvpRecord(),
        List.of(method.resultText() + " value", method.resultText() + " tangent"),
        "");
    out.close().line("");
  }

  private void writeAllocating() {
    doc(docs(), List.of("@return the value, and its derivative in the direction of the tangents"));
    openMethod(names.jvpRecord(), names.jvp(), declarations());
    writeChecks(false);
    out.line("double[] tangent = new double[1];");
    out.line("Object[] resultShadow = new Object[1];");
    writeCallOfEntry(assignValue(), "tangent", "resultShadow");
    String tangent = ParameterModel.isFloat(method.result()) ? "(float) tangent[0]" : "tangent[0]";
    if (method.hasArrayResult()) {
      tangent = "(" + method.resultText() + ") Shadows.toTypeOf(value, resultShadow[0])";
    }
    out.line("return new " + names.jvpRecord() + "(value, " + tangent + ");");
    out.close().line("");
  }

  /** Without allocation: for scalar results, and where the dependents are the arrays themselves. */
  private void writePlain() {
    List<String> own = new ArrayList<>();
    if (method.hasScalarResult()) {
      own.add("@param tangent its first element is overwritten with the value's derivative");
    }
    if (!method.isVoid()) {
      own.add("@return the method's value");
    }
    doc(docs(), own);
    boolean scalar = method.hasScalarResult();
    openMethod(
        method.resultText(),
        names.jvp(),
        scalar ? concat(declarations(), List.of("double[] tangent")) : declarations());
    writeChecks(scalar);
    writeCallOfEntry(method.isVoid() ? "" : "return ", scalar ? "tangent" : "null", "null");
    out.close().line("");
  }

  private void writeChecks(boolean result) {
    if (result || method.parameters().stream().anyMatch(ParameterModel::isFloatingArray)) {
      out.line("ArrayPairs.take()");
      Checks.tangents(out, method, result);
    }
  }

  private List<String> docs() {
    List<String> docs = new ArrayList<>();
    docs.add("Directional derivative of " + link() + ", in forward mode.");
    docs.add("");
    docs.addAll(parameterDocs());
    for (ParameterModel p : method.shadowed()) {
      docs.add(
          "@param "
              + Names.tangent(p)
              + " direction of {@code "
              + p.declared()
              + "}"
              + (p.isArray() ? "; overwritten with its tangent on exit" : ""));
    }
    return docs;
  }

  private List<String> declarations() {
    return concat(
        method.declarations(),
        method.shadowed().stream().map(p -> p.shadowText() + " " + Names.tangent(p)).toList());
  }

  private void writeCallOfEntry(String result, String tangent, String resultShadow) {
    out.call(
        result + names.jvpEntry() + ".call",
        concat(
            method.parameterNames(),
            method.shadowed().stream().map(Names::tangent).toList(),
            List.of(tangent, resultShadow)),
        ";");
  }

  private void writeEntry() {
    openEntry(names.jvpEntry(), "jvp", method::isShadowed);
    writeCall(
        concat(
            method.shadowed().stream()
                .map(p -> p.handleShadowText() + " " + Names.tangent(p))
                .toList(),
            List.of("double[] tangent", "Object[] resultShadow")),
        concat(
            method.shadowed().stream().map(Names::tangent).toList(),
            List.of("tangent", "resultShadow")));
    out.close().line("");
  }
}

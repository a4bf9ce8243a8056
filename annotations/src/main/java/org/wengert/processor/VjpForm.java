package org.wengert.processor;

import java.util.ArrayList;
import java.util.List;

/** The pullback of one call. */
final class VjpForm extends Form {
  private final List<ParameterModel> scalars;
  private final List<ParameterModel> arrays;

  VjpForm(MethodModel method, Source out) {
    super(method, out);
    this.scalars = method.independentScalars();
    this.arrays = method.shadowedArrays();
  }

  @Override
  int slots() {
    return method.slots() + arrays.size() + 2;
  }

  @Override
  void write() {
    if (!method.hasScalarResult()) {
      writeRecord();
    }
    writeMethod();
    writePullback();
    openEntry(names.forwardEntry(), "forward", method::isShadowed);
    out.line("static final TapeSlot TAPES = new TapeSlot();").close().line("");
    openEntry(names.reverseEntry(), "reverse", method::isShadowed);
    out.close().line("");
  }

  private void writeRecord() {
    doc(List.of("Adjoints of the arguments of " + link() + ".", ""), componentDocs("adjoint of"));
    out.openCall(method.access() + "record " + names.adjointsRecord(), componentDeclarations(), "");
    out.close().line("");
  }

  private void writeMethod() {
    doc(
        List.of("Runs " + link() + " and records it, for reverse sweeps with any seeds.", ""),
        parameterDocs(),
        List.of("@return the value and the reverse sweeps; to be closed"));
    openMethod(names.pullback(), names.vjp(), method.variableDeclarations());
    String entry = names.forwardEntry();
    writeShadows(arrays);
    out.line("Object[] resultShadow = new Object[" + (1 + arrays.size()) + "];");
    out.line("Object tape = " + entry + ".TAPES.take();");
    out.line("boolean recorded = false;");
    out.open("try");
    String cast = method.isVoid() ? "" : "(" + method.resultText() + ") ";
    out.call(
        assignValue() + cast + entry + ".HANDLE.invokeExact",
        concat(method.parameterNames(), shadowArguments(arrays), List.of("resultShadow", "tape")),
        ";");
    out.line("Replay replay =");
    out.line("    new Replay(");
    out.line("        " + names.reverseEntry() + ".HANDLE,");
    out.line("        " + entry + ".TAPES,");
    out.line("        tape,");
    out.line("        shadows,");
    out.line("        resultShadow,");
    out.line("        " + scalars.size() + ");");
    out.line(
        names.pullback()
            + " pullback = new "
            + names.pullback()
            + (method.isVoid() ? "(replay);" : "(value, replay);"));
    out.line("recorded = true;");
    out.line("return pullback;");
    out.reopen("catch (Throwable thrown)").line("throw Entries.rethrow(thrown);");
    out.reopen("finally");
    out.open("if (!recorded)").line(entry + ".TAPES.give(tape);").close();
    out.close().close().line("");
  }

  private void writePullback() {
    out.doc(
        "The reverse half of one recorded call of " + link() + ": may be applied many times, in",
        "the thread that made it; closing it gives its tape back.");
    out.open(
        method.access() + "static final class " + names.pullback() + " implements AutoCloseable");
    writeState();
    writeApply();
    writeFillingApply();
    out.doc("Bytes that the recorded call used.");
    out.open("public long tapeBytes()").line("return replay.tapeBytes();").close().line("");
    out.doc("Gives the tape back. Closing twice has no effect.");
    out.line("@Override").open("public void close()").line("replay.close();").close();
    out.close().line("");
  }

  /** A value of a generic method is kept as what its erasure is called outside the method. */
  private String valueText() {
    boolean generic =
        !method.element().getTypeParameters().isEmpty() && !method.hasFloatingResult();
    return generic && !method.result().getKind().isPrimitive() ? "Object" : method.resultText();
  }

  private void writeState() {
    String parameter = "";
    if (!method.isVoid()) {
      out.line("private final " + valueText() + " value;");
      parameter = valueText() + " value, ";
    }
    if (method.hasArrayResult()) {
      out.line("private final Object shape;");
    }
    out.line("private final Replay replay;").line("");
    out.open("private " + names.pullback() + "(" + parameter + "Replay replay)");
    if (!method.isVoid()) {
      out.line("this.value = value;");
    }
    if (method.hasArrayResult()) {
      out.line("this.shape = Shadows.like(value);");
    }
    out.line("this.replay = replay;").close().line("");
    if (!method.isVoid()) {
      out.doc("The method's value.");
      out.open("public " + valueText() + " value()").line("return value;").close().line("");
    }
  }

  private List<String> seedDeclarations() {
    if (method.hasFloatingResult()) {
      return List.of(ParameterModel.shadowText(method.result()) + " seed");
    }
    return arrays.stream().map(p -> p.shadowText() + " " + Names.exit(p)).toList();
  }

  private List<String> seedDocs() {
    if (method.hasFloatingResult()) {
      return List.of("@param seed adjoint of the method's value");
    }
    return arrays.stream()
        .map(
            p ->
                "@param "
                    + Names.exit(p)
                    + " adjoint of what {@code "
                    + p.declared()
                    + "} holds on exit; null means zero")
        .toList();
  }

  private String resultRecord() {
    return method.hasScalarResult() ? names.gradientRecord() : names.adjointsRecord();
  }

  private void writeApply() {
    doc(
        List.of("Adjoints of the arguments for given adjoints of what came out.", ""),
        seedDocs(),
        List.of(
            "@return adjoints of the arguments' shapes and types"
                + (method.hasScalarResult() ? ", beside the method's value" : "")));
    out.openCall("public " + resultRecord() + " apply", seedDeclarations(), "");
    writeReplay(scalars.isEmpty() ? "" : "double[] scalars = ");
    boolean copies = !method.independentArrays().isEmpty();
    if (copies) {
      out.line("Object[] shadows = replay.copies();");
    }
    List<String> value = method.hasScalarResult() ? List.of("value") : List.of();
    out.call("return new " + resultRecord(), concat(value, components(scalars, arrays)), ";");
    out.close().line("");
  }

  private void writeReplay(String result) {
    if (method.hasScalarResult()) {
      out.line(result + "replay.run(seed);");
    } else if (method.hasArrayResult()) {
      out.line("Shadows.requireShape(\"seed\", \"the result\", shape, seed);");
      out.line(result + "replay.run(0, seed);");
    } else {
      List<String> arguments = new ArrayList<>(List.of("0", "null"));
      for (int k = 0; k < arrays.size(); k++) {
        ParameterModel p = arrays.get(k);
        out.line("replay.checkExit(" + k + ", \"" + p.declared() + "\", " + Names.exit(p) + ");");
        arguments.add("(Object) " + Names.exit(p));
      }
      out.call(result + "replay.run", arguments, ";");
    }
  }

  private void writeFillingApply() {
    List<ParameterModel> independent = method.independentArrays();
    List<String> buffers = new ArrayList<>();
    List<String> docs = new ArrayList<>();
    for (ParameterModel p : independent) {
      buffers.add(p.shadowText() + " " + Names.adjoint(p));
      docs.add(
          "@param "
              + Names.adjoint(p)
              + " overwritten with the adjoint of {@code "
              + p.declared()
              + "}");
    }
    if (!scalars.isEmpty()) {
      buffers.add("double[] scalarAdjoints");
      docs.add("@param scalarAdjoints overwritten with the adjoints of");
      docs.add("    " + String.join(", ", scalarNames()) + ", in this order");
    }
    doc(List.of("As {@code apply}, into the caller's arrays.", ""), seedDocs(), docs);
    out.openCall("public void apply", concat(seedDeclarations(), buffers), "");
    writeBufferChecks(independent);
    writeReplay(scalars.isEmpty() ? "" : "double[] scalars = ");
    for (ParameterModel p : independent) {
      out.line("Shadows.copy(replay.shadow(" + arrays.indexOf(p) + "), " + Names.adjoint(p) + ");");
    }
    if (!scalars.isEmpty()) {
      out.line("Shadows.copy(scalars, scalarAdjoints);");
    }
    out.close().line("");
  }

  private void writeBufferChecks(List<ParameterModel> independent) {
    out.line("ArrayPairs.take()");
    for (ParameterModel p : independent) {
      String shadow = "replay.shadow(" + arrays.indexOf(p) + ")";
      out.line("    .buffer(\"" + p.declared() + "\", " + shadow + ", " + Names.adjoint(p) + ")");
    }
    if (!scalars.isEmpty()) {
      out.line("    .loose(\"scalarAdjoints\", scalarAdjoints, " + scalars.size() + ")");
    }
    out.line("    .done();");
  }
}

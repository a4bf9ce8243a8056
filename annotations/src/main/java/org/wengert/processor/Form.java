package org.wengert.processor;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What the three forms of a companion (gradient, JVP, VJP) have in common. */
abstract class Form {
  /** An entry point's handle takes 255 slots; some are left for combinators. */
  static final int MAX_SLOTS = 250;

  final MethodModel method;
  final Names names;
  final Source out;

  Form(MethodModel method, Source out) {
    this.method = method;
    this.names = method.names();
    this.out = out;
  }

  /** Slots of the longest parameter list in the form's code. */
  abstract int slots();

  abstract void write();

  /** What the form's methods are called after the method's name. */
  String member() {
    return getClass().getSimpleName().replace("Form", "");
  }

  final boolean fits() {
    return slots() <= MAX_SLOTS;
  }

  /** The holder class of one entry point's constants, linked when it is first used. */
  final void openEntry(String name, String kind, Predicate<ParameterModel> active) {
    out.open("private static final class " + name);
    out.line("static final MethodHandle HANDLE =");
    out.line("    Entries.link(");
    out.line("        " + method.host().getQualifiedName() + ".class,");
    out.line("        \"" + method.element().getSimpleName() + "\",");
    out.line("        \"" + method.descriptor() + "\",");
    out.line("        \"" + kind + "\",");
    out.line("        \"" + method.activity(active) + "\");");
  }

  /** A static method that calls {@code HANDLE} with a tape. */
  final void writeCall(List<String> extraDeclarations, List<String> extraArguments) {
    out.line("static final TapeSlot TAPES = new TapeSlot();");
    out.line("");
    out.openCall(
        "static " + method.typeParameters() + method.resultText() + " call",
        concat(method.declarations(), extraDeclarations),
        "");
    out.line("Object tape = TAPES.take();");
    out.open("try");
    String head =
        method.isVoid()
            ? "HANDLE.invokeExact"
            : "return (" + method.resultText() + ") HANDLE.invokeExact";
    out.call(head, concat(method.parameterNames(), extraArguments, List.of("tape")), ";");
    out.reopen("catch (Throwable thrown)").line("throw Entries.rethrow(thrown);");
    out.reopen("finally").line("TAPES.give(tape);").close();
    out.close();
  }

  /** Result, name and parameters of a public static method; its body follows. */
  final void openMethod(String result, String name, List<String> parameters) {
    out.openCall(
        method.access() + "static " + method.typeParameters() + result + " " + name,
        parameters,
        method.throwsClause());
  }

  /** {@code double value = } or nothing, for methods that return nothing. */
  final String assignValue() {
    return method.isVoid() ? "" : method.resultText() + " value = ";
  }

  /** A static zero-length array stands in where there are no scalars. */
  static String newScalars(int count) {
    return count == 0 ? "Entries.NO_SCALARS" : "new double[" + count + "]";
  }

  /** Declares {@code shadows}: fresh zeros, shared where arguments are the same array. */
  final void writeShadows(List<ParameterModel> arrays) {
    if (arrays.isEmpty()) {
      out.line("Object[] shadows = {};");
      return;
    }
    List<String> arguments = new ArrayList<>();
    arguments.add(
        "\"" + String.join(",", arrays.stream().map(ParameterModel::declared).toList()) + "\"");
    arrays.forEach(p -> arguments.add("(Object) " + p.name()));
    out.call("Object[] shadows = Shadows.likeAll", arguments, ";");
  }

  /** {@code (double[]) shadows[0]}, ... as an entry point takes them. */
  static List<String> shadowArguments(List<ParameterModel> arrays) {
    List<String> arguments = new ArrayList<>();
    for (int k = 0; k < arrays.size(); k++) {
      arguments.add("(" + arrays.get(k).handleShadowText() + ") shadows[" + k + "]");
    }
    return arguments;
  }

  /**
   * The values of the independents' record components, from {@code scalars} and {@code shadows}.
   *
   * @param scalars parameters whose adjoints are in {@code scalars}, in order
   * @param arrays parameters whose shadows are in {@code shadows}, in order
   */
  final List<String> components(List<ParameterModel> scalars, List<ParameterModel> arrays) {
    List<String> values = new ArrayList<>();
    for (ParameterModel p : method.independents()) {
      if (!p.isArray()) {
        String cast = ParameterModel.isFloat(p.type()) ? "(float) " : "";
        values.add(cast + "scalars[" + scalars.indexOf(p) + "]");
      } else {
        String shadow = "shadows[" + arrays.indexOf(p) + "]";
        values.add(
            ParameterModel.isFloat(p.type())
                ? "(" + p.text() + ") Shadows.asType(" + p.text() + ".class, " + shadow + ")"
                : "(" + p.text() + ") " + shadow);
      }
    }
    return values;
  }

  /** Declarations of the independents' record components. */
  final List<String> componentDeclarations() {
    return method.independents().stream()
        .map(p -> p.text() + " " + Names.component(p, method.parameters()))
        .toList();
  }

  /** Lines of documentation that describe these components. */
  final List<String> componentDocs(String what) {
    return method.independents().stream()
        .map(
            p ->
                "@param "
                    + Names.component(p, method.parameters())
                    + " "
                    + what
                    + " {@code "
                    + p.declared()
                    + "}")
        .toList();
  }

  /** {@code @param} lines of the method's own parameters. */
  final List<String> parameterDocs() {
    return method.parameters().stream()
        .map(
            p ->
                "@param "
                    + p.name()
                    + " as in the method"
                    + (p.isIndependent() ? ", an independent" : ""))
        .toList();
  }

  final List<String> scalarNames() {
    return method.independentScalars().stream().map(p -> "{@code " + p.declared() + "}").toList();
  }

  final String link() {
    return "{@code " + method.signature().replace("@", "") + "}";
  }

  @SafeVarargs
  static List<String> concat(List<String>... lists) {
    List<String> all = new ArrayList<>();
    for (List<String> list : lists) {
      all.addAll(list);
    }
    return all;
  }

  /** A documentation comment of several groups of lines. */
  @SafeVarargs
  final void doc(List<String>... groups) {
    out.doc(concat(groups).toArray(String[]::new));
  }
}

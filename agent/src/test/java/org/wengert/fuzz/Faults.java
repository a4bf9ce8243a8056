package org.wengert.fuzz;

import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Ways of being wrong: programs whose derivatives a faulty engine takes for those of another. */
final class Faults {
  private static final MathFunction SIN = MathTable.named("sin", Ty.DOUBLE);
  private static final MathFunction TANH = MathTable.named("tanh", Ty.DOUBLE);

  private Faults() {}

  /** None. */
  static Program none(Program program) {
    return program;
  }

  /** Derivatives are not moved by {@code System.arraycopy} and {@code Arrays.fill}. */
  static Program forgetsCopies(Program program) {
    return changed(
        program,
        s ->
            s instanceof Stmt.ArrayCopy || s instanceof Stmt.Fill
                ? new Stmt.Block(null, List.of())
                : s,
        e -> e);
  }

  /** {@code tanh} is differentiated as {@code sin}. */
  static Program takesSineForTanh(Program program) {
    return changed(
        program,
        s -> s,
        e ->
            e instanceof Expr.MathCall call && call.function() == TANH
                ? new Expr.MathCall(SIN, false, call.arguments())
                : e);
  }

  /** The bodies of {@code while} loops are differentiated as if they ran at most once. */
  static Program losesWhileLoops(Program program) {
    return changed(
        program,
        s ->
            s instanceof Stmt.While loop
                ? new Stmt.While(
                    loop.label(), loop.condition(), with(loop.body(), new Stmt.Break(null)))
                : s,
        e -> e);
  }

  /** What is stored in fields of objects is differentiated as if it had not been. */
  static Program losesFields(Program program) {
    return changed(
        program,
        s -> s,
        e ->
            e instanceof Expr.Assign store && store.target() instanceof Expr.ObjectField field
                ? new Expr.Conditional(Ast.truth(true), field, store.value())
                : e);
  }

  private static List<Stmt> with(List<Stmt> body, Stmt last) {
    return Stream.concat(body.stream(), Stream.of(last)).toList();
  }

  private static Program changed(
      Program program, UnaryOperator<Stmt> statements, UnaryOperator<Expr> expressions) {
    List<Program.Method> methods =
        program.methods().stream()
            .map(m -> m.withBody(changed(m.body(), statements, expressions)))
            .toList();
    List<ClassDef> classes =
        program.classes().stream().map(c -> changed(c, statements, expressions)).toList();
    return program.withMethods(methods).withClasses(classes);
  }

  /** Constructors stay, or fields would hold null. */
  private static ClassDef changed(
      ClassDef type, UnaryOperator<Stmt> statements, UnaryOperator<Expr> expressions) {
    List<ClassDef.Member> members =
        type.members().stream()
            .map(m -> m.withBody(changed(m.method().body(), statements, expressions)))
            .toList();
    return type.with(type.fields(), type.constructor(), members);
  }

  private static List<Stmt> changed(
      List<Stmt> body, UnaryOperator<Stmt> statements, UnaryOperator<Expr> expressions) {
    return body.stream()
        .map(
            s ->
                statements.apply(
                    s.rebuild(
                        s.expressions().stream().map(e -> changed(e, expressions)).toList(),
                        s.blocks().stream()
                            .map(b -> changed(b, statements, expressions))
                            .toList())))
        .toList();
  }

  private static Expr changed(Expr e, UnaryOperator<Expr> change) {
    return change.apply(e.rebuild(e.children().stream().map(c -> changed(c, change)).toList()));
  }
}

package org.wengert.fuzz;

import java.lang.reflect.Array;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Writes a program as Java source. */
final class Printer implements Stmt.Visitor<Void> {
  private final StringBuilder out = new StringBuilder();
  private final ExpressionPrinter expressions;
  private final UpdaterSpelling updaters;
  private int depth;

  private Printer(Program program) {
    this.expressions = new ExpressionPrinter(program, body -> inner(program, body));
    this.updaters = UpdaterSpelling.of(program);
  }

  /** A block within an expression. */
  private String inner(Program program, List<Stmt> body) {
    Printer printer = new Printer(program);
    printer.depth = depth + 1;
    printer.statements(body);
    return "\n" + printer.out + "  ".repeat(depth);
  }

  /** The whole compilation unit. */
  static String print(Program program) {
    Printer printer = new Printer(program);
    printer.unit(program);
    return printer.out.toString();
  }

  private void unit(Program program) {
    line("import java.util.*;");
    line("import java.util.function.*;");
    line("import java.util.stream.*;");
    line("");
    open("public final class " + program.name());
    fields(program, false);
    if (program.fields().stream().anyMatch(Printer::isInherited)) {
      open("static class " + Program.BASE);
      fields(program, true);
      close("");
      line("static class " + Program.SUB + " extends " + Program.BASE + " {}");
    }
    HandleSpelling.of(program).declaration().forEach(this::line);
    updaters.declaration().forEach(this::line);
    program.classes().forEach(this::type);
    if (!program.classes().isEmpty()) {
      trouble();
    }
    methods(program, m -> !m.nested());
    if (program.methods().stream().anyMatch(Program.Method::nested)) {
      open("static final class " + Program.NESTED);
      methods(program, Program.Method::nested);
      close("");
    }
    close("");
  }

  private void fields(Program program, boolean inherited) {
    for (Program.Field f : program.fields()) {
      if (isInherited(f) == inherited) {
        line("static " + f.type().source() + " " + f.name() + " = " + constant(f.initial()) + ";");
      }
    }
  }

  private static boolean isInherited(Program.Field f) {
    return f.name().startsWith(Program.INHERITED);
  }

  /** A boxed constant or an array of constants as a Java initializer. */
  static String constant(Object value) {
    if (value == null || !value.getClass().isArray()) {
      return ExpressionPrinter.literal(value);
    }
    StringJoiner elements = new StringJoiner(", ", "{", "}");
    for (int i = 0; i < Array.getLength(value); i++) {
      elements.add(constant(Array.get(value, i)));
    }
    return elements.toString();
  }

  private void methods(Program program, Predicate<Program.Method> which) {
    program.methods().stream().filter(which).forEach(this::method);
  }

  private void method(Program.Method m) {
    open("static " + m.result().source() + " " + m.name() + "(" + parameters(m) + ")");
    statements(m.body());
    close("");
  }

  private void trouble() {
    open("static final class " + Program.TROUBLE + " extends RuntimeException");
    line("final double amount;");
    line(Program.TROUBLE + "(double amount) { this.amount = amount; }");
    close("");
  }

  private void type(ClassDef c) {
    String contract = c.contract() == null ? "" : " implements " + c.contract();
    switch (c.kind()) {
      case INTERFACE -> open("interface " + c.name());
      case RECORD ->
          open("record " + c.name() + "(" + parameters(c.constructor()) + ")" + contract);
      default -> {
        String parent = c.parent() == null ? "" : " extends " + c.parent();
        boolean cloneable = c.type() == Ty.NODE && c.parent() == null;
        open(
            "static class "
                + c.name()
                + parent
                + (cloneable ? " implements Cloneable, AutoCloseable" : contract));
        if (cloneable) {
          open("Node " + ClassDef.COPY + "()");
          line("try { return (Node) super.clone(); }");
          line("catch (CloneNotSupportedException e) { throw new IllegalStateException(e); }");
          close("");
        }
        for (ClassDef.FieldDef f : c.fields()) {
          line(
              (f.fixed() ? "final " : updaters.modifier(f))
                  + f.type().source()
                  + " "
                  + f.name()
                  + ";");
        }
      }
    }
    if (c.constructor() != null && !c.constructor().body().isEmpty()) {
      boolean record = c.kind() == ClassDef.Kind.RECORD;
      open(c.name() + (record ? "" : "(" + parameters(c.constructor()) + ")"));
      if (c.parent() != null) {
        line("super(" + arguments(c.superArguments()) + ");");
      }
      statements(c.constructor().body());
      close("");
    }
    c.members().forEach(this::member);
    close("");
  }

  private void member(ClassDef.Member m) {
    Program.Method method = m.method();
    String head = method.result().source() + " " + method.name() + "(" + parameters(method) + ")";
    if (m.isAbstract()) {
      line(head + ";");
      return;
    }
    open(m.modifier().isEmpty() ? head : m.modifier() + " " + head);
    statements(method.body());
    close("");
  }

  private static String parameters(Program.Method m) {
    return m.parameters().stream()
        .map(p -> p.type().source() + " " + p.name())
        .collect(Collectors.joining(", "));
  }

  private void line(String text) {
    out.append("  ".repeat(depth)).append(text).append('\n');
  }

  private void open(String head) {
    line(head + " {");
    depth++;
  }

  private void close(String tail) {
    depth--;
    line("}" + tail);
  }

  private void statements(List<Stmt> all) {
    all.forEach(s -> s.accept(this));
  }

  private Void block(String head, List<Stmt> body, String tail) {
    open(head);
    statements(body);
    close(tail);
    return null;
  }

  private static String prefix(String label) {
    return label == null ? "" : label + ": ";
  }

  @Override
  public Void declare(Stmt.Declare s) {
    String variable = s.variable().type().source() + " " + s.variable().name();
    line(variable + " = " + expressions.print(s.value()) + ";");
    return null;
  }

  @Override
  public Void evaluate(Stmt.Evaluate s) {
    line(expressions.printStatement(s.expression()) + ";");
    return null;
  }

  @Override
  public Void branch(Stmt.If s) {
    block("if (" + expressions.print(s.condition()) + ")", s.then(), "");
    return s.otherwise().isEmpty() ? null : block("else", s.otherwise(), "");
  }

  @Override
  public Void counted(Stmt.For s) {
    String start = "int " + s.index().name() + " = " + expressions.print(s.start());
    String update = expressions.printStatement(s.update());
    String head = start + "; " + expressions.print(s.condition()) + "; " + update;
    return block(prefix(s.label()) + "for (" + head + ")", s.body(), "");
  }

  @Override
  public Void whileLoop(Stmt.While s) {
    String head = prefix(s.label()) + "while (" + expressions.print(s.condition()) + ")";
    return block(head, s.body(), "");
  }

  @Override
  public Void doWhile(Stmt.DoWhile s) {
    String tail = " while (" + expressions.print(s.condition()) + ");";
    return block(prefix(s.label()) + "do", s.body(), tail);
  }

  @Override
  public Void block(Stmt.Block s) {
    open((s.label() == null ? "" : s.label() + ":"));
    statements(s.body());
    close("");
    return null;
  }

  @Override
  public Void select(Stmt.Switch s) {
    open("switch (" + expressions.print(s.selector()) + ")");
    for (Stmt.Case c : s.cases()) {
      String labels =
          c.labels().stream().map(l -> "case " + l + ":").collect(Collectors.joining(" "));
      block(c.labels().isEmpty() ? "default:" : labels, c.body(), "");
    }
    close("");
    return null;
  }

  @Override
  public Void breakTo(Stmt.Break s) {
    line(s.label() == null ? "break;" : "break " + s.label() + ";");
    return null;
  }

  @Override
  public Void continueAt(Stmt.Continue s) {
    line(s.label() == null ? "continue;" : "continue " + s.label() + ";");
    return null;
  }

  @Override
  public Void giveBack(Stmt.Return s) {
    line(s.value() == null ? "return;" : "return " + expressions.print(s.value()) + ";");
    return null;
  }

  @Override
  public Void arrayCopy(Stmt.ArrayCopy s) {
    line("System.arraycopy(" + arguments(s.expressions()) + ");");
    return null;
  }

  @Override
  public Void fill(Stmt.Fill s) {
    Expr value = s.arguments().get(s.arguments().size() - 1);
    String filling = expressions.narrowed(s.arguments().get(0).type(), value);
    List<Expr> others = s.arguments().subList(0, s.arguments().size() - 1);
    line("Arrays.fill(" + arguments(others) + ", " + filling + ");");
    return null;
  }

  private String arguments(List<Expr> all) {
    return all.stream().map(expressions::print).collect(Collectors.joining(", "));
  }

  @Override
  public Void attempt(Stmt.Try s) {
    block("try", s.body(), "");
    for (Stmt.Catch c : s.catches()) {
      String kinds = c.kinds().stream().map(Stmt.Kind::source).collect(Collectors.joining(" | "));
      block("catch (" + kinds + " " + c.variable() + ")", c.body(), "");
    }
    return s.last().isEmpty() && !s.catches().isEmpty() ? null : block("finally", s.last(), "");
  }

  @Override
  public Void raise(Stmt.Throw s) {
    line("throw new IllegalStateException(\"code " + s.code() + "\");");
    return null;
  }

  @Override
  public Void rethrow(Stmt.Rethrow s) {
    line("throw " + s.variable() + ";");
    return null;
  }

  @Override
  public Void forEach(Stmt.ForEach s) {
    String variable = s.variable().type().source() + " " + s.variable().name();
    String values = s.collection().type() == Ty.MAP ? ".values()" : "";
    String head = variable + " : " + expressions.print(s.collection()) + values;
    return block(prefix(s.label()) + "for (" + head + ")", s.body(), "");
  }

  @Override
  public Void raiseTrouble(Stmt.ThrowTrouble s) {
    line("throw new " + Program.TROUBLE + "(" + expressions.print(s.amount()) + ");");
    return null;
  }

  @Override
  public Void use(Stmt.Use s) {
    String head = "Node " + s.variable().name() + " = " + expressions.print(s.resource());
    return block("try (" + head + ")", s.body(), "");
  }

  @Override
  public Void locked(Stmt.Locked s) {
    return block("synchronized (" + expressions.print(s.monitor()) + ")", s.body(), "");
  }
}

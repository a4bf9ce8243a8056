package org.wengert.fuzz;

import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Writes expressions as Java source, with parentheses around everything compound. */
final class ExpressionPrinter implements Expr.Visitor<String> {
  private final String program;
  private final List<ClassDef> classes;
  private final Set<String> nestedMethods;
  private final Function<List<Stmt>, String> blocks;
  private final HandleSpelling handles;
  private final UpdaterSpelling updaters;

  /** {@code blocks} writes the bodies of lambdas. */
  ExpressionPrinter(Program program, Function<List<Stmt>, String> blocks) {
    this.program = program.name();
    this.classes = program.classes();
    this.nestedMethods =
        program.methods().stream()
            .filter(Program.Method::nested)
            .map(Program.Method::name)
            .collect(Collectors.toSet());
    this.blocks = blocks;
    this.handles = HandleSpelling.of(program);
    this.updaters = UpdaterSpelling.of(program);
  }

  String print(Expr e) {
    return e.accept(this);
  }

  /** As an expression statement, which Java wants without parentheses. */
  /** How often fields that are inherited were named: the class named takes turns. */
  private int fieldUses;

  String printStatement(Expr e) {
    String handled = handles.statement(e, this::print);
    if (handled == null) {
      handled = updaters.statement(e, this::print);
    }
    if (handled != null) {
      return handled;
    }
    String text = print(e);
    boolean wrapped = e instanceof Expr.Assign || e instanceof Expr.Increment;
    return wrapped ? text.substring(1, text.length() - 1) : text;
  }

  private String list(List<Expr> all) {
    return all.stream().map(this::print).collect(Collectors.joining(", "));
  }

  @Override
  public String literal(Expr.Literal e) {
    String text = literal(e.value());
    return text.startsWith("-") ? "(" + text + ")" : text;
  }

  /** A boxed constant as a Java literal. */
  static String literal(Object value) {
    if (value instanceof Double d) {
      return Double.isFinite(d) ? d.toString() : special(d, "Double");
    }
    if (value instanceof Float f) {
      return Float.isFinite(f) ? f + "f" : special(f, "Float");
    }
    if (value instanceof Long l) {
      return l == Long.MIN_VALUE ? "Long.MIN_VALUE" : l + "L";
    }
    if (value == null) {
      return "null";
    }
    if (value instanceof Character c) {
      return String.valueOf((int) c);
    }
    boolean smallest = value.equals(Integer.MIN_VALUE);
    return smallest ? "Integer.MIN_VALUE" : value.toString();
  }

  private static String special(double value, String owner) {
    if (Double.isNaN(value)) {
      return owner + ".NaN";
    }
    return owner + (value > 0 ? ".POSITIVE_INFINITY" : ".NEGATIVE_INFINITY");
  }

  @Override
  public String local(Expr.Local e) {
    return e.name();
  }

  @Override
  public String field(Expr.StaticField e) {
    if (e.name().startsWith(Program.INHERITED)) {
      fieldUses++;
      return (fieldUses % 3 == 0 ? Program.BASE : Program.SUB) + "." + e.name();
    }
    String handled = handles.read(e, this::print);
    return handled != null ? handled : e.name();
  }

  @Override
  public String unary(Expr.Unary e) {
    return "(" + e.op().symbol() + print(e.operand()) + ")";
  }

  @Override
  public String binary(Expr.Binary e) {
    return "(" + print(e.left()) + " " + e.op().symbol() + " " + print(e.right()) + ")";
  }

  @Override
  public String cast(Expr.Cast e) {
    boolean belowInt = e.type() == Ty.INT && e.to() != Conversion.TO_INT;
    String widened = belowInt ? "(int) " : "";
    return "(" + widened + "(" + e.to().source() + ") " + print(e.operand()) + ")";
  }

  @Override
  public String math(Expr.MathCall e) {
    String owner = e.strict() ? "StrictMath" : "Math";
    return owner + "." + e.function().name() + "(" + list(e.arguments()) + ")";
  }

  @Override
  public String element(Expr.Element e) {
    String handled = handles.read(e, this::print);
    if (handled != null) {
      return handled;
    }
    return e.array().type().isNarrow() ? "((int) " + target(e) + ")" : target(e);
  }

  private String target(Expr e) {
    if (e instanceof Expr.StaticField field && !field.name().startsWith(Program.INHERITED)) {
      return field.name();
    } else if (e instanceof Expr.ObjectField field) {
      return place(field);
    }
    return e instanceof Expr.Element element ? place(element) : print(e);
  }

  private String place(Expr.ObjectField e) {
    String accessor = e.target().type() == Ty.PAIR ? "()" : "";
    return print(e.target()) + "." + e.name() + accessor;
  }

  private String place(Expr.Element e) {
    return arrayOperand(e.array()) + "[" + print(e.index()) + "]";
  }

  @Override
  public String length(Expr.Length e) {
    return arrayOperand(e.array()) + ".length";
  }

  /** {@code new double[n][i]} would be a matrix, so creations get parentheses. */
  private String arrayOperand(Expr array) {
    boolean creation = array instanceof Expr.NewArray || array instanceof Expr.ArrayLiteral;
    return creation ? "(" + print(array) + ")" : print(array);
  }

  /**
   * An operand whose type javac would otherwise look for again and again, once for each call around
   * it, which takes exponential time in deep expressions.
   */
  private static String typed(Ty type, String text) {
    return "((" + type.source() + ") " + text + ")";
  }

  @Override
  public String conditional(Expr.Conditional e) {
    String text =
        "(" + print(e.condition()) + " ? " + print(e.then()) + " : " + print(e.otherwise()) + ")";
    return typed(e.type(), text);
  }

  @Override
  public String switchValue(Expr.SwitchValue e) {
    StringBuilder text = new StringBuilder("(switch (" + print(e.selector()) + ") {");
    for (int i = 0; i < e.labels().size(); i++) {
      text.append(" case ").append(e.labels().get(i)).append(" -> ");
      text.append(print(e.arms().get(i))).append(";");
    }
    Expr last = e.arms().get(e.arms().size() - 1);
    text.append(" default -> ").append(print(last)).append("; })");
    return typed(e.type(), text.toString());
  }

  @Override
  public String call(Expr.Call e) {
    String owner = nestedMethods.contains(e.method()) ? Program.NESTED + "." : "";
    return owner + e.method() + "(" + list(e.arguments()) + ")";
  }

  @Override
  public String newArray(Expr.NewArray e) {
    String element = e.type().elementSource();
    String sizes =
        e.dimensions().stream().map(d -> "[" + print(d) + "]").collect(Collectors.joining());
    return "new " + element + sizes;
  }

  @Override
  public String arrayLiteral(Expr.ArrayLiteral e) {
    return "new " + e.type().source() + " {" + elements(e) + "}";
  }

  private String elements(Expr.ArrayLiteral e) {
    return e.elements().stream()
        .map(element -> narrowed(e.type(), element))
        .collect(Collectors.joining(", "));
  }

  /** A value as it can be stored in an array. */
  String narrowed(Ty array, Expr value) {
    return array.isNarrow()
        ? "(" + array.elementSource() + ") (" + print(value) + ")"
        : print(value);
  }

  @Override
  public String cloneOf(Expr.CloneOf e) {
    return arrayOperand(e.array()) + ".clone()";
  }

  @Override
  public String copyOf(Expr.CopyOf e) {
    return "Arrays.copyOf(" + list(e.children()) + ")";
  }

  @Override
  public String copyOfRange(Expr.CopyOfRange e) {
    return "Arrays.copyOfRange(" + list(e.children()) + ")";
  }

  @Override
  public String assign(Expr.Assign e) {
    String op = e.op() == null ? "" : e.op().symbol();
    boolean stores = e.op() == null && e.target() instanceof Expr.Element;
    String value =
        stores ? narrowed(((Expr.Element) e.target()).array().type(), e.value()) : print(e.value());
    return "(" + target(e.target()) + " " + op + "= " + value + ")";
  }

  @Override
  public String increment(Expr.Increment e) {
    String op = e.by() > 0 ? "++" : "--";
    return e.prefix() ? "(" + op + target(e.target()) + ")" : "(" + target(e.target()) + op + ")";
  }

  @Override
  public String objectField(Expr.ObjectField e) {
    String handled = handles.read(e, this::print);
    if (handled == null) {
      handled = updaters.read(e, this::print);
    }
    return handled != null ? handled : place(e);
  }

  @Override
  public String create(Expr.New e) {
    return "new " + e.owner() + "(" + list(e.arguments()) + ")";
  }

  @Override
  public String invoke(Expr.Invoke e) {
    return print(e.receiver()) + "." + e.method() + "(" + list(e.arguments()) + ")";
  }

  @Override
  public String same(Expr.Same e) {
    return "(" + print(e.left()) + (e.negated() ? " != " : " == ") + print(e.right()) + ")";
  }

  @Override
  public String instanceOf(Expr.InstanceOf e) {
    return "(" + print(e.operand()) + " instanceof " + e.owner() + ")";
  }

  @Override
  public String downcast(Expr.Downcast e) {
    return "((" + e.owner() + ") " + print(e.operand()) + ")";
  }

  /** Parameters that come boxed are unboxed first, since a {@code Double} has no casts to float. */
  @Override
  public String lambda(Expr.Lambda e) {
    return typed(e.type(), functional(e));
  }

  private String functional(Expr.Lambda e) {
    if (e.type() == Ty.SHAPE && e.parameters().get(0).name().hashCode() % 2 == 0) {
      return anonymous(e);
    }
    boolean boxed = e.type() == Ty.BOXED_FUNCTION;
    String names =
        e.parameters().stream()
            .map(p -> boxed ? p.name() + "Boxed" : p.name())
            .collect(Collectors.joining(", ", "(", ")"));
    if (!boxed && e.body().size() == 1 && e.body().get(0) instanceof Stmt.Return only) {
      return names + " -> " + print(only.value());
    }
    String unboxing =
        boxed
            ? e.parameters().stream()
                .map(p -> " double " + p.name() + " = " + p.name() + "Boxed;")
                .collect(Collectors.joining())
            : "";
    return names + " -> {" + unboxing + blocks.apply(e.body()) + "}";
  }

  /** Half of what could be lambdas are anonymous classes, chosen by the name of the parameter. */
  private String anonymous(Expr.Lambda e) {
    String method =
        classes.stream()
            .filter(c -> c.name().equals(ClassDef.CONTRACT))
            .flatMap(c -> c.members().stream())
            .filter(ClassDef.Member::isAbstract)
            .map(m -> m.method().name())
            .findFirst()
            .orElse("none");
    String head = "public double " + method + "(double " + e.parameters().get(0).name() + ")";
    return "new " + ClassDef.CONTRACT + "() { " + head + " {" + blocks.apply(e.body()) + "} }";
  }

  @Override
  public String methodReference(Expr.MethodReference e) {
    return typed(e.type(), reference(e));
  }

  private String reference(Expr.MethodReference e) {
    if (e.function() != null) {
      return "Math::" + e.function().name();
    }
    if (e.receiver() != null) {
      return print(e.receiver()) + "::" + e.method();
    }
    return (nestedMethods.contains(e.method()) ? Program.NESTED : program) + "::" + e.method();
  }

  @Override
  public String library(Expr.Library e) {
    return e.op().print(e.arguments().stream().map(this::print).toList());
  }
}

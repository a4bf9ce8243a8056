package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * In every fifth program, half of the accesses of a node's fields that hold references or ints go
 * through an {@code AtomicReferenceFieldUpdater} or its like: another spelling of the same program.
 * Methods do so, which check for null first: the exceptions are those of the plain access then.
 */
final class UpdaterSpelling {
  private static final String UPDATERS = "Updaters";
  private static final String PACKAGE = "java.util.concurrent.atomic.";
  private static final String NODE = "Node";
  private static final int PROGRAMS = 5;
  private static final int RESIDUE = 1;

  /** Updated fields by name. */
  private final Map<String, Ty> fields = new LinkedHashMap<>();

  private int turn;

  private UpdaterSpelling(Program program) {
    if (Math.floorMod(program.name().hashCode(), PROGRAMS) != RESIDUE) {
      return;
    }
    for (ClassDef c : program.classes()) {
      if (c.name().equals(NODE)) {
        c.fields().stream()
            .filter(f -> !f.fixed() && isUpdated(f.type()))
            .forEach(f -> fields.put(f.name(), f.type()));
      }
    }
  }

  static UpdaterSpelling of(Program program) {
    return new UpdaterSpelling(program);
  }

  private static boolean isUpdated(Ty type) {
    return type == Ty.DOUBLES || type == Ty.NODE || type == Ty.NODES || type == Ty.INT;
  }

  /** What the declaration of a node's field begins with. */
  String modifier(ClassDef.FieldDef field) {
    return fields.containsKey(field.name()) ? "volatile " : "";
  }

  /** The declaration of the updaters; none if the program has none. */
  List<String> declaration() {
    List<String> lines = new ArrayList<>();
    if (!fields.isEmpty()) {
      lines.add("static final class " + UPDATERS + " {");
      fields.forEach((name, type) -> declare(lines, name, type));
      lines.add("}");
    }
    return lines;
  }

  private static void declare(List<String> lines, String name, Ty type) {
    boolean number = type == Ty.INT;
    String held = type.source();
    String updater =
        PACKAGE + (number ? "AtomicIntegerFieldUpdater" : "AtomicReferenceFieldUpdater");
    String parameters = number ? "<Node>" : "<Node, " + held + ">";
    String classes = number ? "Node.class" : "Node.class, " + held + ".class";
    String made = updater + ".newUpdater(" + classes + ", \"" + name + "\")";
    lines.add("  static final " + updater + parameters + " " + name + " = " + made + ";");
    String of = "(Objects.requireNonNull(n)";
    lines.add("  static " + held + " get" + name + "(Node n) {");
    lines.add("    return " + name + ".get" + of + ");");
    lines.add("  }");
    lines.add("  static void set" + name + "(Node n, " + held + " v) {");
    lines.add("    " + name + ".lazySet" + of + ", v);");
    lines.add("  }");
    lines.add("  static void swap" + name + "(Node n, " + held + " v) {");
    lines.add("    " + name + ".getAndSet" + of + ", v);");
    lines.add("  }");
    lines.add("  static void exchange" + name + "(Node n, " + held + " v) {");
    lines.add("    " + held + " old;");
    lines.add("    do {");
    lines.add("      old = n." + name + ";");
    lines.add("    } while (!" + name + ".compareAndSet(n, old, v));");
    lines.add("  }");
    if (number) {
      lines.add("  static void add" + name + "(Node n, int v) {");
      lines.add("    " + name + ".addAndGet" + of + ", v);");
      lines.add("  }");
    }
  }

  /** An access that reads, or null for its plain spelling. */
  String read(Expr access, Function<Expr, String> print) {
    return isUpdated(access) && takesTurn()
        ? call("get", (Expr.ObjectField) access, null, print)
        : null;
  }

  /** A store or an addition, or null for its plain spelling. */
  String statement(Expr e, Function<Expr, String> print) {
    if (!(e instanceof Expr.Assign assign)
        || !isUpdated(assign.target())
        || assign.value().type() != assign.target().type()) {
      return null;
    }
    // The method reads what it adds to after its argument was evaluated, an assignment before.
    boolean adds = assign.op() == BinaryOp.ADD && HandleSpelling.isSimple(assign.value());
    if ((assign.op() != null && !adds) || !takesTurn()) {
      return null;
    }
    String how = List.of("set", "swap", "exchange").get(turn / 2 % 3);
    return call(adds ? "add" : how, (Expr.ObjectField) assign.target(), assign.value(), print);
  }

  private boolean isUpdated(Expr access) {
    return access instanceof Expr.ObjectField field
        && fields.containsKey(field.name())
        && field.target().type() == Ty.NODE;
  }

  private boolean takesTurn() {
    return ++turn % 2 == 0;
  }

  private static String call(
      String method, Expr.ObjectField field, Expr value, Function<Expr, String> print) {
    String given = value == null ? "" : ", " + print.apply(value);
    return UPDATERS + "." + method + field.name() + "(" + print.apply(field.target()) + given + ")";
  }
}

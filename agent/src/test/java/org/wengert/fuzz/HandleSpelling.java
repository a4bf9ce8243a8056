package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * In every fifth program, a third of the accesses of static and instance fields and of arrays of
 * doubles go through a {@code VarHandle}: another spelling of the same program.
 */
final class HandleSpelling {
  /** The class that holds the handles. */
  private static final String HANDLES = "Handles";

  private static final String ELEMENTS = HANDLES + ".ELEMENTS";
  private static final int PROGRAMS = 5;
  private static final int TURNS = 3;
  private static final List<String> READS = List.of("get", "getVolatile", "getAcquire");
  private static final List<String> WRITES = List.of("set", "setVolatile", "setRelease");
  private static final List<String> ADDITIONS = List.of("getAndAdd", "getAndAddAcquire");

  /** Owners by the names of fields. */
  private final Map<String, String> owners = new LinkedHashMap<>();

  private final Map<String, Boolean> fixed = new LinkedHashMap<>();
  private final String program;
  private final boolean on;
  private int turn;

  private HandleSpelling(Program program) {
    this.program = program.name();
    this.on = Math.floorMod(program.name().hashCode(), PROGRAMS) == 0;
    for (Program.Field f : program.fields()) {
      if (f.type() == Ty.DOUBLE && !f.name().startsWith(Program.INHERITED)) {
        owners.put(f.name(), program.name());
        fixed.put(f.name(), false);
      }
    }
    for (ClassDef c : program.classes()) {
      for (ClassDef.FieldDef f :
          c.kind() == ClassDef.Kind.CLASS ? c.fields() : List.<ClassDef.FieldDef>of()) {
        if (f.type() == Ty.DOUBLE) {
          owners.put(f.name(), c.name());
          fixed.put(f.name(), f.fixed());
        }
      }
    }
  }

  static HandleSpelling of(Program program) {
    return new HandleSpelling(program);
  }

  /** The declaration of the handles; none if the program has none. */
  List<String> declaration() {
    List<String> lines = new ArrayList<>();
    if (!on) {
      return lines;
    }
    String type = "java.lang.invoke.VarHandle ";
    lines.add("static final class " + HANDLES + " {");
    lines.add(
        "  static final "
            + type
            + "ELEMENTS = java.lang.invoke.MethodHandles.arrayElementVarHandle(double[].class);");
    owners.keySet().forEach(name -> lines.add("  static final " + type + name + ";"));
    if (!owners.isEmpty()) {
      addInitializer(lines);
    }
    lines.add("}");
    return lines;
  }

  private void addInitializer(List<String> lines) {
    String lookup = "java.lang.invoke.MethodHandles.lookup()";
    lines.add("  static {");
    lines.add("    try {");
    owners.forEach(
        (name, owner) -> {
          String find = owner.equals(program) ? ".findStaticVarHandle(" : ".findVarHandle(";
          String arguments = owner + ".class, \"" + name + "\", double.class);";
          lines.add("      " + name + " = " + lookup + find + arguments);
        });
    lines.add("    } catch (ReflectiveOperationException e) {");
    lines.add("      throw new IllegalStateException(e);");
    lines.add("    }");
    lines.add("  }");
  }

  /** An access that reads, or null for its plain spelling. */
  String read(Expr access, Function<Expr, String> print) {
    if (!isOfHandle(access) || !takesTurn()) {
      return null;
    }
    return "((double) " + call(access, pick(READS), null, print) + ")";
  }

  /** A store or an addition, or null for its plain spelling. */
  String statement(Expr e, Function<Expr, String> print) {
    if (!(e instanceof Expr.Assign assign)
        || !isOfHandle(assign.target())
        || assign.value().type() != Ty.DOUBLE
        || isFixed(assign.target())) {
      return null;
    }
    // The method reads what it adds to after its argument was evaluated, an assignment before.
    boolean adds = assign.op() == BinaryOp.ADD && isSimple(assign.value());
    if ((assign.op() != null && !adds) || !takesTurn()) {
      return null;
    }
    return call(assign.target(), pick(adds ? ADDITIONS : WRITES), assign.value(), print);
  }

  static boolean isSimple(Expr value) {
    return value instanceof Expr.Local || value instanceof Expr.Literal;
  }

  private boolean isFixed(Expr target) {
    return target instanceof Expr.ObjectField field && fixed.get(field.name());
  }

  private boolean isOfHandle(Expr access) {
    if (!on) {
      return false;
    } else if (access instanceof Expr.StaticField field) {
      return program.equals(owners.get(field.name()));
    } else if (access instanceof Expr.ObjectField field) {
      return owners.containsKey(field.name()) && field.target().type() == Ty.NODE;
    }
    return access instanceof Expr.Element element && element.array().type() == Ty.DOUBLES;
  }

  private boolean takesTurn() {
    return ++turn % TURNS == 0;
  }

  private String pick(List<String> modes) {
    return modes.get(turn / TURNS % modes.size());
  }

  private String call(Expr place, String mode, Expr value, Function<Expr, String> print) {
    List<String> arguments = new ArrayList<>();
    String handle = ELEMENTS;
    if (place instanceof Expr.Element element) {
      arguments.add(print.apply(element.array()));
      arguments.add(print.apply(element.index()));
    } else if (place instanceof Expr.ObjectField field) {
      arguments.add(print.apply(field.target()));
      handle = HANDLES + "." + field.name();
    } else {
      handle = HANDLES + "." + ((Expr.StaticField) place).name();
    }
    if (value != null) {
      arguments.add(print.apply(value));
    }
    return handle + "." + mode + "(" + String.join(", ", arguments) + ")";
  }
}

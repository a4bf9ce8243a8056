package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Simpler variants of a program with its inputs; not all of them are valid Java. */
final class ProgramEdits {
  /** A program to try, and what to call it with. */
  record Candidate(Program program, Inputs inputs) {}

  private ProgramEdits() {}

  static List<Candidate> of(Program program, Inputs inputs) {
    List<Candidate> all = new ArrayList<>();
    for (int i = 0; i < program.methods().size(); i++) {
      if (!program.methods().get(i).name().equals(Program.ENTRY)) {
        all.add(new Candidate(withMethod(program, i, null), inputs));
      }
    }
    for (int i = program.methods().size() - 1; i >= 0; i--) {
      Program.Method m = program.methods().get(i);
      for (List<Stmt> body : StatementEdits.of(m.body())) {
        all.add(new Candidate(withMethod(program, i, m.withBody(body)), inputs));
      }
    }
    ClassEdits.of(program).forEach(p -> all.add(new Candidate(p, inputs)));
    fields(program, inputs, all);
    parameters(program, inputs, all);
    values(program, inputs, all);
    return all;
  }

  private static Program withMethod(Program program, int at, Program.Method by) {
    List<Program.Method> methods = new ArrayList<>(program.methods());
    methods.remove(at);
    if (by != null) {
      methods.add(at, by);
    }
    return program.withMethods(methods);
  }

  private static void fields(Program program, Inputs inputs, List<Candidate> all) {
    for (int i = 0; i < program.fields().size(); i++) {
      List<Program.Field> fields = new ArrayList<>(program.fields());
      fields.remove(i);
      Program without = new Program(program.name(), fields, program.classes(), program.methods());
      all.add(new Candidate(without, inputs));
    }
  }

  private static void parameters(Program program, Inputs inputs, List<Candidate> all) {
    Program.Method entry = program.entry();
    for (int i = 0; i < entry.parameters().size(); i++) {
      List<Expr.Local> parameters = new ArrayList<>(entry.parameters());
      parameters.remove(i);
      Program.Method shorter =
          new Program.Method(
              entry.name(), entry.nested(), entry.result(), parameters, entry.body());
      Program without = withMethod(program, program.methods().indexOf(entry), shorter);
      Inputs fewer = without(inputs, i);
      if (Layout.of(fewer).count() > 0) {
        all.add(new Candidate(without, fewer));
      }
    }
  }

  private static Inputs without(Inputs inputs, int at) {
    int n = inputs.arguments().length - 1;
    Object[] arguments = new Object[n];
    boolean[] active = new boolean[n];
    for (int i = 0; i < n; i++) {
      arguments[i] = inputs.arguments()[i < at ? i : i + 1];
      active[i] = inputs.active()[i < at ? i : i + 1];
    }
    return new Inputs(arguments, active);
  }

  /** Shorter arrays and rounder numbers. */
  private static void values(Program program, Inputs inputs, List<Candidate> all) {
    for (int i = 0; i < inputs.arguments().length; i++) {
      Object simpler = simpler(inputs.arguments()[i]);
      if (simpler != null) {
        Object[] arguments = inputs.arguments().clone();
        arguments[i] = simpler;
        all.add(new Candidate(program, new Inputs(arguments, inputs.active())));
      }
    }
  }

  private static Object simpler(Object argument) {
    if (argument instanceof Double d) {
      double rounded = Math.round(d * 10) / 10.0;
      return rounded == d ? null : (Object) rounded;
    }
    if (argument instanceof double[] a && a.length > 1) {
      return Arrays.copyOf(a, a.length - 1);
    }
    if (argument instanceof float[] a && a.length > 1) {
      return Arrays.copyOf(a, a.length - 1);
    }
    return argument instanceof double[][] a && a.length > 1 ? Arrays.copyOf(a, a.length - 1) : null;
  }
}

package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Ways of being wrong, to show that the checker notices. */
final class Faults {
  private Faults() {}

  /** None. */
  static Program none(Program program) {
    return program;
  }

  /** Derivatives are not moved by {@code System.arraycopy} and {@code Arrays.fill}. */
  static Program forgetsCopies(Program program) {
    List<Program.Method> methods = new ArrayList<>();
    for (Program.Method m : program.methods()) {
      methods.add(m.withBody(withoutCopies(m.body())));
    }
    return new Program(program.name(), program.fields(), methods);
  }

  private static List<Stmt> withoutCopies(List<Stmt> body) {
    List<Stmt> kept = new ArrayList<>();
    for (Stmt s : body) {
      if (!(s instanceof Stmt.ArrayCopy) && !(s instanceof Stmt.Fill)) {
        List<List<Stmt>> blocks = s.blocks().stream().map(Faults::withoutCopies).toList();
        kept.add(s.rebuild(s.expressions(), blocks));
      }
    }
    return kept;
  }
}

package org.wengert.fuzz;

import java.util.List;

/**
 * One class: static fields, static methods, some of them in a nested class, and the method {@code
 * entry} that is differentiated.
 */
record Program(String name, List<Field> fields, List<Method> methods) {

  /** Name of the method that is differentiated. */
  static final String ENTRY = "entry";

  /** Name of the static int that counts executions of methods. */
  static final String COUNTER = "calls";

  /** Name of the nested class that holds the methods marked {@link Method#nested}. */
  static final String NESTED = "Nested";

  /** How names of fields begin that a nested class declares and another inherits. */
  static final String INHERITED = "inh";

  /** The class that declares them. */
  static final String BASE = "Base";

  /** A class that inherits them. */
  static final String SUB = "Sub";

  /** A static field with its initial value (a box, or a Java array to be copied). */
  record Field(Ty type, String name, Object initial) {}

  /** A static method. */
  record Method(
      String name, boolean nested, Ty result, List<Expr.Local> parameters, List<Stmt> body) {
    Method withBody(List<Stmt> other) {
      return new Method(name, nested, result, parameters, other);
    }
  }

  /** The method of that name. */
  Method method(String wanted) {
    return methods.stream()
        .filter(m -> m.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no method " + wanted));
  }

  /** The method that is differentiated. */
  Method entry() {
    return method(ENTRY);
  }
}

package org.wengert.fuzz;

import java.util.List;

/**
 * One class: static fields, nested classes, static methods, some of them in a nested class, and the
 * method {@code entry} that is differentiated.
 */
record Program(String name, List<Field> fields, List<ClassDef> classes, List<Method> methods) {

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
  record Field(Ty type, String name, Object initial) {

    /** Whether it leads to objects, which are compared as text. */
    boolean isGraph() {
      return type.reflected() == Object.class || type.reflected() == Object[].class;
    }
  }

  /** A static method. */
  record Method(
      String name, boolean nested, Ty result, List<Expr.Local> parameters, List<Stmt> body) {
    Method withBody(List<Stmt> other) {
      return new Method(name, nested, result, parameters, other);
    }
  }

  /** Name of the method that runs before the program, as plain Java: it fills static fields. */
  static final String PREPARE = "prepare";

  /** The exception class that carries a number, declared where {@link #classes} are. */
  static final String TROUBLE = "Trouble";

  /** The program with other methods. */
  Program withMethods(List<Method> others) {
    return new Program(name, fields, classes, others);
  }

  /** The program with other classes. */
  Program withClasses(List<ClassDef> others) {
    return new Program(name, fields, others, methods);
  }

  /** Whether there is something to run before the program. */
  boolean isPrepared() {
    return methods.stream().anyMatch(m -> m.name().equals(PREPARE));
  }

  /** The class of that name. */
  ClassDef type(String wanted) {
    return classes.stream()
        .filter(c -> c.name().equals(wanted))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no class " + wanted));
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

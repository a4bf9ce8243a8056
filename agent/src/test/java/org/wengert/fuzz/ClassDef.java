package org.wengert.fuzz;

import java.util.List;

/**
 * A class, record or interface that a program declares.
 *
 * @param type as what its instances are used
 * @param parent name of the super class, or null
 * @param contract name of the interface that it implements, or null
 * @param constructor with the parameters and the body; of a record the compact one, whose
 *     parameters are the components; null for an interface
 * @param superArguments what the constructor passes to that of the super class
 */
record ClassDef(
    Kind kind,
    String name,
    Ty type,
    String parent,
    String contract,
    List<FieldDef> fields,
    Program.Method constructor,
    List<Expr> superArguments,
    List<Member> members) {

  /** Name of the interface that a program may declare. */
  static final String CONTRACT = "Shape";

  /** Name of the method of {@code Node} that clones. */
  static final String COPY = "copy";

  /** Name of the method of {@code Node} that ends a {@code try} with a resource. */
  static final String CLOSE = "close";

  /** What is declared. */
  enum Kind {
    CLASS,
    RECORD,
    INTERFACE
  }

  /** An instance field; {@code fixed} is {@code final}. */
  record FieldDef(Ty type, String name, boolean fixed) {}

  /** An instance method; {@code modifier} is empty or one of Java's. */
  record Member(String modifier, Program.Method method) {
    static final String ABSTRACT = "abstract";
    static final String DEFAULT = "default";

    Member withBody(List<Stmt> body) {
      return new Member(modifier, method.withBody(body));
    }

    boolean isAbstract() {
      return modifier.equals(ABSTRACT);
    }
  }

  ClassDef with(List<FieldDef> otherFields, Program.Method init, List<Member> otherMembers) {
    return new ClassDef(
        kind, name, type, parent, contract, otherFields, init, superArguments, otherMembers);
  }

  /** The member of that name that is not abstract, or null. */
  Program.Method implementation(String method) {
    return members.stream()
        .filter(m -> m.method().name().equals(method) && !m.isAbstract())
        .map(Member::method)
        .findFirst()
        .orElse(null);
  }
}

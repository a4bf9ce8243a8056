package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Programs with simpler classes. */
final class ClassEdits {
  private ClassEdits() {}

  static List<Program> of(Program program) {
    List<Program> all = new ArrayList<>();
    for (int i = 0; i < program.classes().size(); i++) {
      all.add(program.withClasses(without(program.classes(), i)));
    }
    for (int i = 0; i < program.classes().size(); i++) {
      for (ClassDef simpler : simpler(program.classes().get(i))) {
        List<ClassDef> classes = new ArrayList<>(program.classes());
        classes.set(i, simpler);
        all.add(program.withClasses(classes));
      }
    }
    return all;
  }

  private static <T> List<T> without(List<T> list, int at) {
    List<T> copy = new ArrayList<>(list);
    copy.remove(at);
    return copy;
  }

  private static List<ClassDef> simpler(ClassDef c) {
    List<ClassDef> all = new ArrayList<>();
    for (int i = 0; i < c.members().size(); i++) {
      all.add(c.with(c.fields(), c.constructor(), without(c.members(), i)));
    }
    if (c.kind() == ClassDef.Kind.CLASS) {
      for (int i = 0; i < c.fields().size(); i++) {
        all.add(c.with(without(c.fields(), i), c.constructor(), c.members()));
      }
    }
    if (c.constructor() != null) {
      for (List<Stmt> body : StatementEdits.of(c.constructor().body())) {
        all.add(c.with(c.fields(), c.constructor().withBody(body), c.members()));
      }
    }
    for (int i = 0; i < c.members().size(); i++) {
      ClassDef.Member m = c.members().get(i);
      for (List<Stmt> body : StatementEdits.of(m.method().body())) {
        List<ClassDef.Member> members = new ArrayList<>(c.members());
        members.set(i, m.withBody(body));
        all.add(c.with(c.fields(), c.constructor(), members));
      }
    }
    return all;
  }
}

package org.wengert.compiler.lift;

import org.wengert.compiler.ir.Type;

/** The least type that holds the values of two others, as the JVM's verifier joins them. */
final class TypeJoin {
  private final ClassHierarchy hierarchy;

  TypeJoin(ClassHierarchy hierarchy) {
    this.hierarchy = hierarchy;
  }

  /** Null if the values have no type in common, that is, a slot with either cannot be read. */
  Type join(Type a, Type b) {
    if (a.equals(b)) {
      return a;
    }
    if (!a.isReference() || !b.isReference()) {
      return null;
    }
    if (a.equals(Type.NULL)) {
      return b;
    }
    if (b.equals(Type.NULL)) {
      return a;
    }
    return new Type(joinReferences(a.descriptor(), b.descriptor()));
  }

  private String joinReferences(String a, String b) {
    if (a.equals(b)) {
      return a;
    }
    boolean arrays = a.charAt(0) == '[' && b.charAt(0) == '[';
    if (arrays) {
      String elementA = a.substring(1);
      String elementB = b.substring(1);
      // Different arrays of primitives, or of a primitive and a reference, are just objects.
      return isReference(elementA) && isReference(elementB)
          ? "[" + joinReferences(elementA, elementB)
          : Type.OBJECT.descriptor();
    }
    if (a.charAt(0) == '[' || b.charAt(0) == '[') {
      return Type.OBJECT.descriptor();
    }
    return "L" + hierarchy.commonSuper(className(a), className(b)) + ";";
  }

  private static boolean isReference(String descriptor) {
    return descriptor.charAt(0) == 'L' || descriptor.charAt(0) == '[';
  }

  private static String className(String descriptor) {
    return descriptor.substring(1, descriptor.length() - 1);
  }
}

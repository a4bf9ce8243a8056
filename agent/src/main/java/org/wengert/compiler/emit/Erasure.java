package org.wengert.compiler.emit;

import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.Type;

/**
 * Types as the emitted class may speak of them: {@code Object} stands for classes that it may not
 * name, such as a package-private class above a public one of another package. Its values are
 * objects to the verifier, then, and what must know more of them goes through call sites.
 */
final class Erasure {
  private final VariantLinkage linkage;

  Erasure(VariantLinkage linkage) {
    this.linkage = linkage;
  }

  /** Whether a value of a type is {@code Object} to the verifier. */
  boolean hides(Type type) {
    return type.descriptor().charAt(0) == 'L' && !linkage.mayName(type.internalName());
  }

  /** Whether a parameter of a method is of such a type, or of arrays of such. */
  boolean hidesParameter(String descriptor) {
    for (String parameter : MethodDescriptor.parameters(descriptor)) {
      if (hidesLeaf(parameter)) {
        return true;
      }
    }
    return false;
  }

  /** The descriptor of a call site. */
  String erased(String descriptor) {
    StringBuilder all = new StringBuilder("(");
    for (String parameter : MethodDescriptor.parameters(descriptor)) {
      all.append(hidesLeaf(parameter) ? Type.OBJECT.descriptor() : parameter);
    }
    String result = MethodDescriptor.result(descriptor);
    boolean hidden = result.charAt(0) == 'L' && hidesLeaf(result);
    return all.append(')').append(hidden ? Type.OBJECT.descriptor() : result).toString();
  }

  private boolean hidesLeaf(String type) {
    int leaf = type.lastIndexOf('[') + 1;
    return type.charAt(leaf) == 'L'
        && !linkage.mayName(type.substring(leaf + 1, type.length() - 1));
  }
}

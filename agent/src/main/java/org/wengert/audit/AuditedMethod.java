package org.wengert.audit;

import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.ir.Binding;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;

/**
 * A method with floating-point input and output.
 *
 * @param isNative whether there is no code to look into
 */
record AuditedMethod(MethodRef method, boolean isStatic, boolean isNative)
    implements Comparable<AuditedMethod> {

  /** The variant for which all arguments that can be are active. */
  Variant variant(VariantKind kind) {
    StringBuilder activity = new StringBuilder();
    if (!isStatic) {
      activity.append(letter(Type.ofInternalName(method.owner())));
    }
    for (String parameter : MethodDescriptor.parameters(method.descriptor())) {
      activity.append(letter(Type.ofDescriptor(parameter)));
    }
    return new Variant(
        method, kind, activity.toString(), isStatic ? Binding.STATIC : Binding.DIRECT, false);
  }

  private static char letter(Type type) {
    return Carriers.canCarry(type) ? 'A' : '-';
  }

  /** As people write it, with the descriptor, since overloads differ by it. */
  @Override
  public String toString() {
    return method.owner().replace('/', '.') + "." + method.name() + method.descriptor();
  }

  @Override
  public int compareTo(AuditedMethod other) {
    return toString().compareTo(other.toString());
  }
}

package org.wengert.compiler;

import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.lift.ClassSource;

/**
 * What a nestmate of a host may name: what the host may, except protected members that the host
 * inherits from another package, final fields to be assigned, and methods that only a subclass can
 * call.
 */
final class Access {
  private final String host;
  private final Primals primals;

  Access(String host, Primals primals) {
    this.host = host;
    this.primals = primals;
  }

  boolean isOpen(FieldRef field, boolean write) {
    if (field.owner().startsWith("org/wengert/runtime/")) {
      return true;
    }
    ClassSource owner = primals.declaringField(field);
    if (owner == null) {
      return true;
    }
    int access = owner.findField(field.name(), field.descriptor()).access();
    if (write && (access & Opcodes.ACC_FINAL) != 0) {
      return false;
    }
    return isOpen(owner.name(), access);
  }

  boolean isOpen(InvokeKind kind, MethodRef method) {
    if (kind == InvokeKind.SPECIAL) {
      return false;
    } else if (method.owner().startsWith("[")) {
      return true;
    }
    ClassSource owner = primals.declaring(method);
    return owner == null
        || isOpen(owner.name(), owner.find(method.name(), method.descriptor()).access());
  }

  /** See {@link org.wengert.compiler.emit.VariantLinkage#mayName}. */
  boolean mayName(String type) {
    if (type.startsWith("java/lang/")
        || type.startsWith("org/wengert/")
        || packageOf(type).equals(packageOf(host))) {
      return true;
    }
    ClassSource source = primals.source(type);
    return source == null || (source.access() & Opcodes.ACC_PUBLIC) != 0;
  }

  boolean isForeignRule(MethodRef method) {
    return primals.isRule(method) && !packageOf(method.owner()).equals(packageOf(host));
  }

  boolean isPrivate(MethodRef method) {
    ClassSource owner = primals.declaring(method);
    return owner != null
        && (owner.find(method.name(), method.descriptor()).access() & Opcodes.ACC_PRIVATE) != 0
        && isOpen(owner.name(), Opcodes.ACC_PRIVATE);
  }

  private boolean isOpen(String owner, int access) {
    if ((access & Opcodes.ACC_PUBLIC) != 0) {
      return true;
    } else if ((access & Opcodes.ACC_PRIVATE) != 0) {
      return nestOf(owner).equals(nestOf(host));
    }
    return packageOf(owner).equals(packageOf(host));
  }

  /**
   * Classes of before Java 11, and those of some compilers, are each a nest of their own; so is one
   * whose host does not know it, or was moved to another package, as obfuscators leave them.
   */
  private String nestOf(String name) {
    ClassSource source = primals.source(name);
    String claimed = source == null ? name : source.nestHost();
    if (claimed.equals(name)) {
      return name;
    }
    ClassSource nest = packageOf(claimed).equals(packageOf(name)) ? primals.source(claimed) : null;
    return nest != null && nest.hasNestMember(name) ? claimed : name;
  }

  private static String packageOf(String name) {
    return name.substring(0, Math.max(0, name.lastIndexOf('/')));
  }
}

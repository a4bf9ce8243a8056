package org.wengert.compiler;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.diag.NotDifferentiable;
import org.wengert.compiler.diag.Reason;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.lift.ClassSource;
import org.wengert.runtime.Refusal;

/**
 * Selects the method that a virtual or interface call runs, as the JVM does (JVMS 5.4.6): from the
 * class files, since reflection would load classes that are only named in signatures.
 */
final class Selection {
  private final Function<ClassLoader, Primals> primals;

  Selection(Function<ClassLoader, Primals> primals) {
    this.primals = primals;
  }

  /**
   * The class or interface whose method runs for a receiver.
   *
   * @param receiver the class of the receiver
   * @param owner the class or interface that the call names
   * @throws Refusal if the class file of the receiver cannot be had, or nothing is found
   */
  Class<?> select(Class<?> receiver, Class<?> owner, String name, String descriptor) {
    boolean isClosure = Closures.isClosure(receiver);
    Class<?> first = isClosure ? receiver.getSuperclass() : receiver;
    for (Class<?> type = first; type != null; type = type.getSuperclass()) {
      ClassSource.Member member = member(type, name, descriptor);
      if (member != null && overrides(type, member, owner)) {
        return concrete(type, member, name, descriptor);
      }
    }
    Class<?> found = mostSpecificDefault(receiver, name, descriptor);
    if (found == null) {
      throw refusal(Reason.ABSTRACT_METHOD, receiver, name, descriptor);
    }
    return found;
  }

  private Class<?> concrete(
      Class<?> type, ClassSource.Member member, String name, String descriptor) {
    if ((member.access() & Opcodes.ACC_ABSTRACT) != 0) {
      throw refusal(Reason.ABSTRACT_METHOD, type, name, descriptor);
    }
    return type;
  }

  /** Null if the class declares no such method. */
  private ClassSource.Member member(Class<?> type, String name, String descriptor) {
    Class<?> declared = type.isArray() ? Object.class : type;
    ClassSource source =
        declared.isHidden()
            ? null
            : primals.apply(declared.getClassLoader()).source(Compiler.internalName(declared));
    if (source == null) {
      throw refusal(Reason.NO_CLASS_FILE, type, name, descriptor);
    }
    return source.find(name, descriptor);
  }

  /** Private and static methods are never selected; package-private ones only within a package. */
  private static boolean overrides(Class<?> type, ClassSource.Member member, Class<?> owner) {
    int access = member.access();
    if ((access & Opcodes.ACC_STATIC) != 0) {
      return false;
    } else if ((access & Opcodes.ACC_PRIVATE) != 0) {
      return type == owner;
    } else if ((access & (Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)) != 0) {
      return true;
    }
    return type.getClassLoader() == owner.getClassLoader()
        && type.getPackageName().equals(owner.getPackageName());
  }

  /** The maximally specific method with code in the interfaces of a class. */
  private Class<?> mostSpecificDefault(Class<?> receiver, String name, String descriptor) {
    Class<?> best = null;
    for (Class<?> candidate : interfaces(receiver)) {
      ClassSource.Member member = member(candidate, name, descriptor);
      boolean hasCode =
          member != null
              && (member.access()
                      & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE))
                  == 0;
      if (hasCode && (best == null || best.isAssignableFrom(candidate))) {
        best = candidate;
      }
    }
    return best;
  }

  private static List<Class<?>> interfaces(Class<?> type) {
    List<Class<?>> all = new ArrayList<>();
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      addInterfaces(c, all);
    }
    return all;
  }

  private static void addInterfaces(Class<?> type, List<Class<?>> all) {
    for (Class<?> i : type.getInterfaces()) {
      if (!all.contains(i)) {
        all.add(i);
        addInterfaces(i, all);
      }
    }
  }

  /** The class itself or a super type of that name; null if there is none. */
  static Class<?> superTypeNamed(Class<?> type, String internalName) {
    for (Class<?> c = type; c != null; c = c.getSuperclass()) {
      if (Compiler.internalName(c).equals(internalName)) {
        return c;
      }
    }
    for (Class<?> i : interfaces(type)) {
      if (Compiler.internalName(i).equals(internalName)) {
        return i;
      }
    }
    return null;
  }

  private static Refusal refusal(Reason reason, Class<?> type, String name, String descriptor) {
    MethodRef method = new MethodRef(Compiler.internalName(type), name, descriptor);
    NotDifferentiable found = new NotDifferentiable(reason, method, null, 0, null);
    return new Refusal(reason.name(), found.text(List.of()));
  }
}

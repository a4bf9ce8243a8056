package org.wengert.compiler;

import java.util.HashSet;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.lift.ClassSource;

/**
 * The methods of an application's class that the library may call where it was called by one of its
 * own types: those that override one of that type, and {@code toString}.
 */
final class Overrides {
  private final Primals primals;
  private final Class<?> actual;
  private final String type;
  private final String called;
  private final Functions functions;
  private final Harmless harmless;
  private final Set<Class<?>> seen = new HashSet<>();

  /**
   * @param type internal name of the library's type
   * @param called name and descriptor of the library's method
   * @param functions to look into a functional object; null if the class is of none
   */
  Overrides(Primals primals, Class<?> actual, String type, String called, Functions functions) {
    this.primals = primals;
    this.actual = actual;
    this.type = type;
    this.called = called;
    this.functions = functions;
    // A hash is an integer that nobody takes for a number.
    char result = called.startsWith("hashCode") ? 'V' : called.charAt(called.indexOf(')') + 1);
    this.harmless =
        new Harmless(primals, Compiler.internalName(actual), "DFIJ".indexOf(result) >= 0);
  }

  /** The first that must not run plain, as text; null if there is none. */
  String harmful() {
    if (functions != null) {
      MethodRef implementation = functions.implementation(actual).method();
      return harmless.is(implementation) ? null : text(implementation);
    }
    return harmfulIn(actual);
  }

  private String harmfulIn(Class<?> declaring) {
    if (declaring == null || isOfTheLibrary(declaring) || !seen.add(declaring)) {
      return null;
    }
    ClassSource source =
        declaring.isHidden() ? null : primals.source(Compiler.internalName(declaring));
    if (source == null) {
      return declaring.getName();
    }
    for (ClassSource.Member member : source.methods()) {
      MethodRef method = new MethodRef(source.name(), member.name(), member.descriptor());
      if (mayBeCalled(member) && !harmless.is(method)) {
        return text(method);
      }
    }
    String found = harmfulIn(declaring.getSuperclass());
    for (Class<?> above : declaring.getInterfaces()) {
      found = found == null ? harmfulIn(above) : found;
    }
    return found;
  }

  private static boolean isOfTheLibrary(Class<?> declaring) {
    ClassLoader loader = declaring.getClassLoader();
    return loader == null || loader == ClassLoader.getPlatformClassLoader();
  }

  private boolean mayBeCalled(ClassSource.Member member) {
    int fixed = Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE | Opcodes.ACC_ABSTRACT;
    if ((member.access() & fixed) != 0 || member.name().startsWith("<")) {
      return false;
    } else if (callsNoOther() || called.equals(member.name().concat(member.descriptor()))) {
      return called.equals(member.name().concat(member.descriptor()));
    } else if (member.name().equals("toString") && member.descriptor().startsWith("()")) {
      return true;
    } else if (called.startsWith("format") || called.startsWith("printf")) {
      return member.name().equals("formatTo") || member.name().equals("hashCode");
    }
    ClassSource overridden =
        primals.declaring(new MethodRef(type, member.name(), member.descriptor()));
    return overridden != null && !overridden.name().equals("java/lang/Object");
  }

  /** Every exception fills in its stack trace, every generator is given a seed, as records hash. */
  private boolean callsNoOther() {
    return called.startsWith("hashCode(")
        || called.startsWith("equals(")
        || (type.equals("java/lang/Throwable") && !called.startsWith("print"))
        || called.equals("setSeed(J)V");
  }

  private static String text(MethodRef method) {
    return method.toString().replace('/', '.');
  }
}

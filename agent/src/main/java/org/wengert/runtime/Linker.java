package org.wengert.runtime;

import java.lang.invoke.CallSite;
import java.lang.invoke.ConstantCallSite;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Map;

/**
 * Links generated code across classes, when a call site is first executed. The compiler is not on
 * the boot class path: it installs itself here.
 */
public final class Linker {
  /** What the compiler does for generated code and for the API. */
  public interface Compiler {
    /**
     * The variant of a method, compiled at need.
     *
     * @param caller the generated class that calls it, for diagnostics
     * @param variant kind, activity and binding, separated by colons
     */
    MethodHandle variant(
        Class<?> caller, Class<?> owner, String name, String descriptor, String variant);

    /**
     * The variant of the method that an instance call selects for a class of receivers.
     *
     * @param caller the generated class that calls it, for diagnostics
     * @param variant kind, activity and binding, separated by colons
     */
    MethodHandle select(
        Class<?> caller,
        Class<?> owner,
        String name,
        String descriptor,
        String variant,
        Class<?> receiver);

    /**
     * Calls a {@link #dispatcher}: of the type given, with the dispatcher as first argument.
     *
     * @param type of classes that the boot loader sees
     */
    MethodHandle dispatcherCall(MethodType type);

    /** An object that stands for a target; calls of the type given are converted to its own. */
    Object dispatcher(MethodHandle target, MethodType type);

    /**
     * A field or method, with full rights.
     *
     * @param access {@code getfield}, {@code putfield}, {@code getstatic}, {@code putstatic},
     *     {@code static}, {@code virtual} or {@code special}
     */
    MethodHandle member(
        Class<?> caller, Class<?> owner, String name, String descriptor, String access);

    /** Reads a captured value of a functional object. */
    MethodHandle captured(Class<?> closure, int position);

    /** Makes objects of a class without running a constructor: {@code () Object}. */
    MethodHandle allocator(Class<?> type);

    /** What a shadow of an object of this class holds. */
    MirrorLayout layout(Class<?> type);

    /** The fields that have places in that shadow, those of super classes first. */
    MirrorField[] fields(Class<?> type);

    /** All instance fields of a class and its super classes. */
    MirrorField[] allFields(Class<?> type);

    /**
     * The first method of an application's class that must not run inside of a plain call; null if
     * all that can be called there are harmless.
     *
     * @param type internal name of the library's class or interface by which the object is called
     * @param method name and descriptor of the library's method that runs plain
     */
    String harmfulOverride(Class<?> actual, String type, String method);

    /** An entry point for the API; see the table in {@link Bridge#entry}. */
    MethodHandle entry(Class<?> host, String name, String descriptor, String kind, String activity);

    /** The method that a lambda or method reference calls; see {@link Bridge#implementation}. */
    Object[] implementation(Object functionalObject);

    /** An implementation of an interface by constant handles; see {@link Bridge#implement}. */
    Object implement(Class<?> type, Map<String, MethodHandle> methods);

    /** Parameter names of a method; see {@link Bridge#parameterNames}. */
    String[] parameterNames(Class<?> host, String name, String descriptor);

    /** What keeps a method from running again; see {@link Bridge#notRepeatable}. */
    String notRepeatable(Class<?> owner, String name, String descriptor, boolean isStatic);

    /** The same after other code has run; see {@link Bridge#notRepeatableLater}. */
    String notRepeatableLater(Class<?> owner, String name, String descriptor, boolean isStatic);

    /**
     * What keeps a function from running again later; null if nothing does.
     *
     * @param type internal name of its interface, whose method is {@code applyAsDouble}
     * @param descriptor of that method, without erasure
     */
    String notReplayable(Object function, String type, String descriptor);

    /**
     * What keeps a method from running again later; null if nothing does.
     *
     * @param type the class that is named for a static method, else that of the receiver
     */
    String notReplayable(Class<?> type, String name, String descriptor);

    /** Text and remedy of a reason for a refusal. */
    String describe(String reason, String detail);

    /** Runs a class's initializer if it has not run. */
    void initialize(Class<?> type);
  }

  /** Makes the compiler when it is first needed. */
  public interface Source {
    Compiler compiler();
  }

  private static volatile Source source;
  private static volatile Compiler compiler;

  private Linker() {}

  /** Makes differentiation possible; the first compiler, or promise of one, stays. */
  public static synchronized boolean install(Source first) {
    if (source != null) {
      return false;
    }
    source = first;
    return true;
  }

  static boolean isInstalled() {
    return source != null;
  }

  /** Text and remedy of a reason, from the one list, which the compiler has. */
  static String describe(String reason, String detail) {
    return isInstalled() ? compiler().describe(reason, detail) : reason + ": " + detail;
  }

  /** The compiler, made at need. */
  public static Compiler compiler() {
    Compiler made = compiler;
    return made != null ? made : make();
  }

  private static synchronized Compiler make() {
    if (source == null) {
      throw new IllegalStateException(
          "the Wengert agent is not active: start the JVM with -javaagent:wengert-agent.jar");
    }
    if (compiler == null) {
      compiler = source.compiler();
    }
    return compiler;
  }

  /**
   * A class by its internal name, as the caller sees it: a constant of the class itself would be
   * resolved with the rights of the caller, and what is inherited may be declared by a class that
   * it may not name.
   */
  private static Class<?> named(MethodHandles.Lookup lookup, String internalName) {
    try {
      return Class.forName(
          internalName.replace('/', '.'), false, lookup.lookupClass().getClassLoader());
    } catch (ClassNotFoundException e) {
      throw (Error) new NoClassDefFoundError(internalName).initCause(e);
    }
  }

  /** Bootstrap method of calls of variants. */
  public static CallSite link(
      MethodHandles.Lookup lookup,
      String name,
      MethodType type,
      String owner,
      String method,
      String descriptor,
      String variant) {
    MethodHandle target =
        compiler().variant(lookup.lookupClass(), named(lookup, owner), method, descriptor, variant);
    return new ConstantCallSite(target.asType(type));
  }

  /** Bootstrap method of calls of variants that the receiver's class selects. */
  public static CallSite dispatch(
      MethodHandles.Lookup lookup,
      String name,
      MethodType type,
      String owner,
      String method,
      String descriptor,
      String variant) {
    return new DispatchSite(
        type, lookup.lookupClass(), named(lookup, owner), method, descriptor, variant);
  }

  /** Bootstrap method of accesses for which the generated class itself lacks the right. */
  public static CallSite member(
      MethodHandles.Lookup lookup,
      String name,
      MethodType type,
      String owner,
      String member,
      String descriptor,
      String access) {
    MethodHandle target =
        compiler().member(lookup.lookupClass(), named(lookup, owner), member, descriptor, access);
    return new ConstantCallSite(target.asType(type));
  }

  /**
   * Bootstrap method of calls of rules of the user.
   *
   * @param owner binary name of the class, which the calling class may not be able to name
   */
  public static CallSite rule(
      MethodHandles.Lookup lookup,
      String name,
      MethodType type,
      String owner,
      String method,
      String descriptor)
      throws ClassNotFoundException {
    Class<?> caller = lookup.lookupClass();
    Class<?> declaring = Class.forName(owner, false, caller.getClassLoader());
    MethodHandle target = compiler().member(caller, declaring, method, descriptor, "static");
    return new ConstantCallSite(target.asType(type));
  }

  /**
   * Bootstrap method of the reading of what a functional object captured. The class of the object
   * is the class data of the generated class.
   */
  public static CallSite captured(
      MethodHandles.Lookup lookup, String name, MethodType type, int position)
      throws IllegalAccessException {
    Class<?> closure = MethodHandles.classData(lookup, "_", Class.class);
    return new ConstantCallSite(compiler().captured(closure, position).asType(type));
  }

  /** Bootstrap method of the allocation of objects whose constructor's variant follows. */
  public static CallSite allocate(
      MethodHandles.Lookup lookup, String name, MethodType type, String owner) {
    return new ConstantCallSite(compiler().allocator(named(lookup, owner)).asType(type));
  }

  /** Bootstrap method of the points where an inlined static call would have initialized a class. */
  public static CallSite initClass(
      MethodHandles.Lookup lookup, String name, MethodType type, String owner) {
    compiler().initialize(named(lookup, owner));
    return new ConstantCallSite(MethodHandles.zero(void.class));
  }
}

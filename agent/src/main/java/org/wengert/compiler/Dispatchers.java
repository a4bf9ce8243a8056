package org.wengert.compiler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.wengert.compiler.emit.HandleClassEmitter;

/**
 * Objects that stand for what a call site with many receiver classes may call: one abstract class
 * for each type of call, one subclass for each target. The JVM selects among them as among the
 * receivers of the plain call; a method handle that is no constant would be several times slower.
 */
final class Dispatchers {
  private static final String METHOD = "call";

  private final Compiler.Lookups lookups;
  private final Compiler.Observer observer;
  private final Loader loader = new Loader();
  private final Map<MethodType, Kind> kinds = new HashMap<>();

  /** Of one type of call. */
  private static final class Kind {
    private final Class<?> type;
    private final MethodHandle call;

    /** By target, which the dispatchers hold. */
    private final Map<MethodHandle, WeakReference<Object>> made = new WeakHashMap<>();

    private Kind(Class<?> type, MethodHandle call) {
      this.type = type;
      this.call = call;
    }
  }

  /** Sees the runtime and the JDK alone, and nobody sees its classes. */
  private static final class Loader extends ClassLoader {
    Loader() {
      super("wengert-dispatchers", null);
    }

    Class<?> define(byte[] classFile) {
      return defineClass(null, classFile, 0, classFile.length);
    }
  }

  Dispatchers(Compiler.Lookups lookups, Compiler.Observer observer) {
    this.lookups = lookups;
    this.observer = observer;
  }

  /** See {@link org.wengert.runtime.Linker.Compiler#dispatcherCall}. */
  synchronized MethodHandle call(MethodType type) {
    return kind(type).call;
  }

  /** See {@link org.wengert.runtime.Linker.Compiler#dispatcher}. */
  synchronized Object to(MethodHandle target, MethodType type) {
    Kind kind = kind(type);
    WeakReference<Object> known = kind.made.get(target);
    Object dispatcher = known == null ? null : known.get();
    if (dispatcher == null) {
      dispatcher = make(kind, target.asType(type));
      kind.made.put(target, new WeakReference<>(dispatcher));
    }
    return dispatcher;
  }

  private Kind kind(MethodType type) {
    Kind known = kinds.get(type);
    if (known == null) {
      known = make(type);
      kinds.put(type, known);
    }
    return known;
  }

  private Kind make(MethodType type) {
    String name = Names.dispatcherOfType(kinds.size());
    byte[] classFile =
        HandleClassEmitter.abstractClass(name, METHOD, type.toMethodDescriptorString());
    observer.defined(name, classFile);
    try {
      Class<?> made = loader.define(classFile);
      return new Kind(made, lookups.in(made).findVirtual(made, METHOD, type));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make calls of " + type, e);
    }
  }

  private Object make(Kind kind, MethodHandle target) {
    String above = Compiler.internalName(kind.type);
    String method = METHOD + target.type().toMethodDescriptorString();
    String name = Names.implementationOf(above);
    byte[] classFile = HandleClassEmitter.extending(name, above, List.of(method));
    observer.defined(above, classFile);
    try {
      MethodHandles.Lookup lookup =
          lookups.in(kind.type).defineHiddenClassWithClassData(classFile, List.of(target), true);
      return lookup
          .findConstructor(lookup.lookupClass(), MethodType.methodType(void.class))
          .invoke();
    } catch (Error | RuntimeException e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException("cannot make a call of " + target, e);
    }
  }
}

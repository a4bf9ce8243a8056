package org.wengert.compiler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/** Fields, methods and allocation, for generated code that lacks the right to name them. */
final class Members {
  private final Compiler.Lookups lookups;
  private MethodHandle allocateInstance;

  Members(Compiler.Lookups lookups) {
    this.lookups = lookups;
  }

  /** See {@link org.wengert.runtime.Linker.Compiler#member}. */
  MethodHandle find(Class<?> caller, Class<?> owner, String name, String descriptor, String access)
      throws ReflectiveOperationException {
    MethodHandles.Lookup all = lookups.trusted();
    ClassLoader loader = owner.getClassLoader();
    if (descriptor.charAt(0) == '(') {
      MethodType type = MethodType.fromMethodDescriptorString(descriptor, loader);
      switch (access) {
        case "static":
          return all.findStatic(owner, name, type).asFixedArity();
        case "special":
          return all.findSpecial(owner, name, type, owner).asFixedArity();
        default:
          return all.findVirtual(owner, name, type).asFixedArity();
      }
    }
    Class<?> type = MethodType.fromMethodDescriptorString("()" + descriptor, loader).returnType();
    switch (access) {
      case "getfield":
        return all.findGetter(owner, name, type);
      case "putfield":
        return all.findSetter(owner, name, type);
      case "getstatic":
        return all.findStaticGetter(owner, name, type);
      default:
        return all.findStaticSetter(owner, name, type);
    }
  }

  /** {@code () Object}: a new object of the class, without a constructor having run. */
  synchronized MethodHandle allocator(Class<?> type) throws ReflectiveOperationException {
    if (allocateInstance == null) {
      Class<?> unsafe = Class.forName("jdk.internal.misc.Unsafe");
      MethodHandles.Lookup all = lookups.trusted();
      MethodHandle instance = all.findStatic(unsafe, "getUnsafe", MethodType.methodType(unsafe));
      MethodType allocation = MethodType.methodType(Object.class, Class.class);
      try {
        allocateInstance =
            all.findVirtual(unsafe, "allocateInstance", allocation).bindTo(instance.invoke());
      } catch (ReflectiveOperationException | RuntimeException | Error e) {
        throw e;
      } catch (Throwable e) {
        throw new IllegalStateException(e);
      }
    }
    return allocateInstance.bindTo(type);
  }
}

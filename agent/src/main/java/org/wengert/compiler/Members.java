package org.wengert.compiler;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.ir.MirrorSlot;
import org.wengert.compiler.lift.HandleFields;
import org.wengert.runtime.MirrorField;

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
    if (owner == VarHandle.class && descriptor.charAt(0) == '(') {
      return accessor(
          name, MethodType.fromMethodDescriptorString(descriptor, caller.getClassLoader()));
    }
    ClassLoader loader = owner.getClassLoader();
    if (descriptor.charAt(0) == '(') {
      MethodType type = MethodType.fromMethodDescriptorString(descriptor, loader);
      switch (access) {
        case "static":
          return all.findStatic(owner, name, type).asFixedArity();
        case "special":
          if (HandleFields.isHandle(owner.getName().replace('.', '/'))) {
            // Updaters are abstract; nobody else extends them.
            return all.findVirtual(owner, name, type);
          }
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

  /** A method of {@code VarHandle} takes and yields what its caller says. */
  private static MethodHandle accessor(String name, MethodType type) {
    return MethodHandles.varHandleInvoker(VarHandle.AccessMode.valueFromMethodName(name), type);
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

  /** See {@link org.wengert.runtime.Linker.Compiler#fields}. */
  MirrorField[] fields(Class<?> type, Layouts layouts) {
    List<MirrorField> found = new ArrayList<>();
    for (Field field : instanceFields(type)) {
      MirrorSlot slot =
          layouts
              .of(field.getDeclaringClass())
              .slot(field.getName(), field.getType().descriptorString());
      if (slot != null) {
        found.add(mirrorField(field, slot.index()));
      }
    }
    return found.toArray(new MirrorField[0]);
  }

  /** See {@link org.wengert.runtime.Linker.Compiler#allFields}. */
  MirrorField[] allFields(Class<?> type) {
    List<MirrorField> found = new ArrayList<>();
    for (Field field : instanceFields(type)) {
      found.add(mirrorField(field, -1));
    }
    return found.toArray(new MirrorField[0]);
  }

  private static List<Field> instanceFields(Class<?> type) {
    List<Field> fields = new ArrayList<>();
    if (type.getSuperclass() != null) {
      fields.addAll(instanceFields(type.getSuperclass()));
    }
    for (Field field : type.getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) {
        fields.add(field);
      }
    }
    return fields;
  }

  private MirrorField mirrorField(Field field, int index) {
    try {
      MethodHandles.Lookup all = lookups.trusted();
      MethodType set = MethodType.methodType(void.class, Object.class, Object.class);
      return new MirrorField(
          field.getDeclaringClass(),
          field.getName(),
          field.getType(),
          index,
          all.unreflectGetter(field).asType(MethodType.methodType(Object.class, Object.class)),
          all.findSetter(field.getDeclaringClass(), field.getName(), field.getType()).asType(set));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot read " + field, e);
    }
  }
}

package org.wengert.runtime;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.MutableCallSite;
import java.util.ArrayList;
import java.util.List;

/**
 * A call of a variant that depends on the receiver's class. The first classes seen are compared one
 * after the other, in code that the JIT inlines; for others an object that stands for the target is
 * looked up by the class and called. Implementations that are loaded later are found when their
 * first object comes by.
 */
final class DispatchSite extends MutableCallSite {
  /** More would be inlined into each other where the methods call each other: trees of objects. */
  private static final int MOST_DIRECT = 2;

  /** A comparison costs less than the table, in which the first classes seen are not looked for. */
  private static final int MOST_COMPARED = 8;

  private static final MethodHandle IS_OF;
  private static final MethodHandle MEET;
  private static final MethodHandle FIND;

  static {
    MethodHandles.Lookup lookup = MethodHandles.lookup();
    try {
      IS_OF =
          lookup.findStatic(
              DispatchSite.class,
              "isOf",
              MethodType.methodType(boolean.class, Class.class, Object.class));
      MEET =
          lookup.findVirtual(
              DispatchSite.class, "meet", MethodType.methodType(MethodHandle.class, Object.class));
      FIND =
          lookup.findVirtual(
              DispatchSite.class, "find", MethodType.methodType(Object.class, Object.class));
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Class<?> caller;
  private final Class<?> owner;
  private final String method;
  private final String descriptor;
  private final String variant;

  /** The type with classes that everybody may name. */
  private final MethodType erased;

  /** The first classes seen; each is compared with. */
  private final List<Class<?>> compared = new ArrayList<>();

  private DispatchTable table = DispatchTable.EMPTY;

  /** Weak in its classes: a table that outlives a receiver's loader does not hold it. */
  private final ClassValue<Object> dispatchers =
      new ClassValue<>() {
        @Override
        protected Object computeValue(Class<?> receiver) {
          return Linker.compiler().dispatcher(target(receiver), erased);
        }
      };

  DispatchSite(
      MethodType type,
      Class<?> caller,
      Class<?> owner,
      String method,
      String descriptor,
      String variant) {
    super(type);
    this.caller = caller;
    this.owner = owner;
    this.method = method;
    this.descriptor = descriptor;
    this.variant = variant;
    this.erased = erased(type);
    MethodHandle met = ofReceiver(MEET.bindTo(this));
    setTarget(MethodHandles.foldArguments(MethodHandles.exactInvoker(type), met));
  }

  private static MethodType erased(MethodType type) {
    MethodType erased = type;
    for (int i = 0; i < type.parameterCount(); i++) {
      erased = erased.changeParameterType(i, erased(type.parameterType(i)));
    }
    return erased.changeReturnType(erased(type.returnType()));
  }

  private static Class<?> erased(Class<?> type) {
    boolean named =
        type.isPrimitive()
            || type == Tape.class
            || type == Object[].class
            || (type.isArray() && type.getComponentType().isPrimitive());
    return named ? type : Object.class;
  }

  /** Takes the receiver as the call site's type has it. */
  private MethodHandle ofReceiver(MethodHandle choice) {
    return choice.asType(choice.type().changeParameterType(0, type().parameterType(0)));
  }

  static boolean isOf(Class<?> type, Object receiver) {
    return receiver != null && receiver.getClass() == type;
  }

  /** The variant for receivers of a class, with the receiver as first parameter. */
  private MethodHandle target(Class<?> receiver) {
    MethodHandle target =
        Linker.compiler().select(caller, owner, method, descriptor, variant, receiver);
    // A reverse sweep: its receiver only says which one.
    return target.type().parameterCount() < type().parameterCount()
        ? MethodHandles.dropArguments(target, 0, Object.class)
        : target;
  }

  /** What stands for the target of a receiver. */
  private Object find(Object receiver) {
    Class<?> type = receiver.getClass();
    Object found = table.find(type);
    return found != null ? found : findSlowly(type);
  }

  private Object findSlowly(Class<?> type) {
    Object found = dispatchers.get(type);
    if (mayHold(type)) {
      synchronized (this) {
        table = table.with(type, found);
        if (!compared.contains(type) && compared.size() < MOST_COMPARED) {
          compared.add(type);
          setTarget(byDispatcher());
        }
      }
    }
    return found;
  }

  /** The target for a receiver of a class that is not compared with yet. */
  private MethodHandle meet(Object receiver) {
    if (receiver == null) {
      throw new NullPointerException();
    }
    Class<?> type = receiver.getClass();
    MethodHandle target = target(type).asType(type());
    synchronized (this) {
      if (compared.contains(type)) {
        return target; // Another thread has been here, and this one does not see yet what it did.
      }
      if (mayHold(type) && compared.size() < MOST_DIRECT) {
        compared.add(type);
        MethodHandle test = ofReceiver(IS_OF.bindTo(type));
        setTarget(MethodHandles.guardWithTest(test, target, getTarget()));
      } else {
        setTarget(byDispatcher());
      }
    }
    return target;
  }

  /** Calls what stands for the target; of the classes seen so far it is known. */
  private MethodHandle byDispatcher() {
    MethodHandle choice = FIND.bindTo(this);
    for (Class<?> type : compared) {
      MethodHandle known = MethodHandles.constant(Object.class, dispatchers.get(type));
      known = MethodHandles.dropArguments(known, 0, Object.class);
      choice = MethodHandles.guardWithTest(IS_OF.bindTo(type), known, choice);
    }
    MethodHandle call = Linker.compiler().dispatcherCall(erased);
    call = call.asType(type().insertParameterTypes(0, Object.class));
    return MethodHandles.foldArguments(call, ofReceiver(choice));
  }

  /** Whether the caller's loader sees the class anyway, so that naming it here keeps no loader. */
  private boolean mayHold(Class<?> type) {
    ClassLoader of = type.getClassLoader();
    for (ClassLoader l = caller.getClassLoader(); l != null; l = l.getParent()) {
      if (l == of) {
        return true;
      }
    }
    return of == null;
  }
}

package org.wengert;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodType;
import java.util.Objects;
import java.util.function.Supplier;
import org.wengert.internal.RuntimeLink;
import org.wengert.internal.TapeSlot;

/**
 * The entry point of all functions of one class: what one of them captured comes first, in an
 * array. Looking for what a function runs, and linking, is done once a class, not once a function.
 */
final class FunctionEntry {
  /** Entry points of one kind, by the class of functions. */
  static final class Kind {
    private final String name;
    private final MethodType type;
    private final ClassValue<Known> known =
        new ClassValue<>() {
          @Override
          protected Known computeValue(Class<?> functions) {
            return new Known(mayKeep(functions.getClassLoader()));
          }
        };

    /**
     * @param name one of {@link org.wengert.internal.Kinds}
     * @param type how it is called, without what was captured
     */
    Kind(String name, MethodType type) {
      this.name = name;
      this.type = type.insertParameterTypes(0, Object[].class);
    }

    /**
     * The entry point for a function.
     *
     * @param derivative of the function, needed for the first of its class
     */
    FunctionEntry of(Object function, Supplier<Derivative> derivative) {
      Known found = function == null ? null : known.get(function.getClass());
      FunctionEntry entry = found == null ? null : found.entry;
      if (entry == null) {
        entry = new FunctionEntry(derivative.get(), this);
        if (found != null && found.mayKeep) {
          found.entry = entry;
        }
      }
      return entry;
    }
  }

  /** What is known of a class; that two threads find it out is harmless. */
  private static final class Known {
    private final boolean mayKeep;
    private volatile FunctionEntry entry;

    Known(boolean mayKeep) {
      this.mayKeep = mayKeep;
    }
  }

  final MethodHandle handle;
  final TapeSlot tapes = new TapeSlot();

  private FunctionEntry(Derivative derivative, Kind kind) {
    MethodHandle unbound = derivative.unbound(kind.name);
    int captured = unbound.type().parameterCount() - kind.type.parameterCount() + 1;
    MethodType erased = unbound.type();
    for (int i = 0; i < captured; i++) {
      // A spreader of leading arguments converts none (JDK 17).
      erased = erased.changeParameterType(i, Object.class);
    }
    this.handle = unbound.asType(erased).asSpreader(0, Object[].class, captured).asType(kind.type);
  }

  /** Whether a class cannot outlive this one: what it keeps would keep this one's loader alive. */
  private static boolean mayKeep(ClassLoader loader) {
    ClassLoader own = FunctionEntry.class.getClassLoader();
    for (ClassLoader at = loader; at != null; at = at.getParent()) {
      if (at == own) {
        return true;
      }
    }
    return false;
  }

  /** What a function captured, as its entry point takes it. */
  static Object[] captured(Object function) {
    return function.getClass().isHidden()
        ? Objects.requireNonNullElse(
            (Object[]) RuntimeLink.implementation(function)[3], new Object[0])
        : new Object[] {function};
  }
}

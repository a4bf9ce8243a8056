package org.wengert.compiler.lift;

import java.util.List;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodInsnNode;
import org.wengert.compiler.ir.FieldRef;

/**
 * Which memory a {@code VarHandle}, or an updater of a field, stands for that a static final field
 * holds: class initializers make it from constants, by {@code findVarHandle} and its like.
 */
public final class HandleFields {
  static final String VAR_HANDLE = "java/lang/invoke/VarHandle";
  static final String REFERENCE_UPDATER = "java/util/concurrent/atomic/AtomicReferenceFieldUpdater";
  static final String INTEGER_UPDATER = "java/util/concurrent/atomic/AtomicIntegerFieldUpdater";
  static final String LONG_UPDATER = "java/util/concurrent/atomic/AtomicLongFieldUpdater";
  private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";
  private static final String FIND = "(Ljava/lang/Class;Ljava/lang/String;Ljava/lang/Class;)";

  /** What the library's own initializers call. */
  private static final String MH_UTIL = "jdk/internal/invoke/MhUtil";

  /**
   * Memory that a handle stands for.
   *
   * @param field null for elements of arrays
   * @param isStatic whether the field is static
   * @param isFinal whether the field is final
   * @param array descriptor of the arrays; null for a field
   */
  record Memory(FieldRef field, boolean isStatic, boolean isFinal, String array) {}

  private final ClassHierarchy classes;

  HandleFields(ClassHierarchy classes) {
    this.classes = classes;
  }

  static boolean isHandle(FieldRef field) {
    String type = field.descriptor();
    return type.charAt(0) == 'L' && isHandle(type.substring(1, type.length() - 1));
  }

  /** Whether objects of a class (internal name) stand for memory. */
  public static boolean isHandle(String type) {
    return type.equals(VAR_HANDLE) || isUpdater(type);
  }

  private static boolean isUpdater(String type) {
    return type.equals(REFERENCE_UPDATER)
        || type.equals(INTEGER_UPDATER)
        || type.equals(LONG_UPDATER);
  }

  /** The memory of the handle in a static field; null if that is not known. */
  Memory memory(FieldRef handle) {
    ClassSource owner = declaring(handle.owner(), handle.name(), handle.descriptor());
    if (owner == null || !isConstant(owner, handle)) {
      return null;
    }
    Initializers.Made made = Initializers.made(owner, handle.name());
    return made == null ? null : memory(made.call(), owner.name(), made.constants());
  }

  private ClassSource declaring(String owner, String name, String descriptor) {
    return classes.declaringField(owner, name, descriptor);
  }

  private static boolean isConstant(ClassSource owner, FieldRef handle) {
    int access = owner.findField(handle.name(), handle.descriptor()).access();
    return (access & Opcodes.ACC_STATIC) != 0 && (access & Opcodes.ACC_FINAL) != 0;
  }

  private Memory memory(MethodInsnNode call, String initialized, List<Object> constants) {
    if (isUpdater(call.owner)) {
      return call.name.equals("newUpdater") ? ofUpdater(call.owner, constants) : null;
    }
    boolean ofArray =
        call.owner.equals("java/lang/invoke/MethodHandles")
            && call.name.equals("arrayElementVarHandle");
    if (ofArray && constants.size() == 1) {
      return new Memory(null, false, false, (String) constants.get(0));
    }
    boolean byLookup = call.owner.equals(LOOKUP) && call.desc.startsWith(FIND);
    boolean named = call.name.equals("findVarHandle") || call.name.equals("findStaticVarHandle");
    if (named && byLookup && constants.size() == 3) {
      return ofField(constants.get(0), constants, call.name.equals("findStaticVarHandle"));
    } else if (named && call.owner.equals(MH_UTIL) && constants.size() == 3) {
      return ofField(constants.get(0), constants, false);
    } else if (named
        && call.owner.equals(MH_UTIL)
        && constants.size() == 2
        && call.desc.startsWith("(L" + LOOKUP + ";Ljava/lang/String;Ljava/lang/Class;)")) {
      return ofField("L" + initialized + ";", constants, false);
    }
    return null;
  }

  private Memory ofUpdater(String updater, List<Object> constants) {
    if (updater.equals(REFERENCE_UPDATER)) {
      return constants.size() == 3
          ? ofField(constants.get(0), List.of(constants.get(2), constants.get(1)), false)
          : null;
    }
    return constants.size() == 2
        ? ofField(
            constants.get(0),
            List.of(constants.get(1), updater.equals(LONG_UPDATER) ? "J" : "I"),
            false)
        : null;
  }

  private Memory ofField(Object owner, List<Object> constants, boolean isStatic) {
    String name = (String) constants.get(constants.size() - 2);
    String type = (String) constants.get(constants.size() - 1);
    String named = (String) owner;
    if (named.charAt(0) != 'L') {
      return null;
    }
    FieldRef field = new FieldRef(named.substring(1, named.length() - 1), name, type);
    ClassSource declaring = declaring(field.owner(), name, type);
    if (declaring == null) {
      return null;
    }
    int access = declaring.findField(name, type).access();
    return ((access & Opcodes.ACC_STATIC) != 0) == isStatic
        ? new Memory(field, isStatic, (access & Opcodes.ACC_FINAL) != 0, null)
        : null;
  }
}

package org.wengert.audit;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.analyze.Carriers;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.lift.ClassSource;

/**
 * Which types can hold floating-point values: a class does if a field of it, of a super class, or
 * of a subclass or implementation among those audited does. Of classes that are not audited all
 * may, but for exceptions, enums and what the compiler knows to hold none.
 */
final class FloatTypes {
  private final AuditedJars jars;
  private final Set<String> holding = new HashSet<>();
  private final Map<String, Boolean> foreign = new HashMap<>();

  FloatTypes(AuditedJars jars) {
    this.jars = jars;
    boolean changed = true;
    while (changed) {
      changed = false;
      for (ClassSource source : jars.sources()) {
        changed |=
            !holding.contains(source.name()) && holdsByFields(source) && holding.add(source.name());
        if (holding.contains(source.name())) {
          changed |= spreadUp(source);
        } else if (source.superName() != null && holding.contains(source.superName())) {
          changed |= holding.add(source.name());
        }
      }
    }
  }

  private boolean holdsByFields(ClassSource source) {
    for (ClassSource.Member field : source.fields()) {
      if ((field.access() & Opcodes.ACC_STATIC) == 0 && canHold(field.descriptor())) {
        return true;
      }
    }
    return false;
  }

  /** What is declared as a super type may be an object of this class. */
  private boolean spreadUp(ClassSource source) {
    boolean changed = false;
    for (String type : source.interfaces()) {
      changed |= jars.source(type) != null && holding.add(type);
    }
    String above = source.superName();
    return (above != null && jars.source(above) != null && holding.add(above)) || changed;
  }

  /** Whether a value of a type is a floating-point number or can lead to one. */
  boolean canHold(String descriptor) {
    String leaf = descriptor.substring(descriptor.lastIndexOf('[') + 1);
    if (leaf.charAt(0) != 'L') {
      return leaf.equals("D") || leaf.equals("F");
    }
    String name = leaf.substring(1, leaf.length() - 1);
    return jars.source(name) != null ? holding.contains(name) : foreignHolds(name);
  }

  private boolean foreignHolds(String name) {
    return foreign.computeIfAbsent(name, this::findForeign);
  }

  private boolean findForeign(String name) {
    if (!Carriers.canHoldFloats(Type.ofInternalName(name))
        || List.of("java/util/Locale", "java/util/BitSet", "java/lang/Thread").contains(name)) {
      return false;
    }
    try {
      Class<?> type = jars.load(name);
      return !Throwable.class.isAssignableFrom(type) && !type.isEnum();
    } catch (ClassNotFoundException | LinkageError e) {
      return true;
    }
  }
}

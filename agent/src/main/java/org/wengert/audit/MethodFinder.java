package org.wengert.audit;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.lift.ClassSource;

/**
 * Finds the methods that take and yield floating-point values: as numbers, or in arrays and
 * objects, which count as both. The receiver of a method is one of these; a constructor's is output
 * only.
 */
final class MethodFinder {
  private final FloatTypes types;

  MethodFinder(FloatTypes types) {
    this.types = types;
  }

  List<AuditedMethod> in(ClassSource source) {
    List<AuditedMethod> found = new ArrayList<>();
    for (ClassSource.Member member : source.methods()) {
      boolean hasCode = (member.access() & Opcodes.ACC_ABSTRACT) == 0;
      if (hasCode && !member.name().equals("<clinit>") && takesAndYields(source, member)) {
        found.add(
            new AuditedMethod(
                new MethodRef(source.name(), member.name(), member.descriptor()),
                (member.access() & Opcodes.ACC_STATIC) != 0,
                (member.access() & Opcodes.ACC_NATIVE) != 0));
      }
    }
    return found;
  }

  private boolean takesAndYields(ClassSource source, ClassSource.Member member) {
    String d = member.descriptor();
    boolean isStatic = (member.access() & Opcodes.ACC_STATIC) != 0;
    boolean receiver = !isStatic && types.canHold("L" + source.name() + ";");
    boolean input = receiver && !member.name().equals("<init>");
    boolean output = receiver || types.canHold(d.substring(d.indexOf(')') + 1));
    for (String parameter : MethodDescriptor.parameters(d)) {
      boolean holds = types.canHold(parameter);
      input |= holds;
      output |= holds && parameter.length() > 1;
    }
    return input && output;
  }
}

package org.wengert.compiler.analyze;

import java.util.List;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.InvokeKind;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Type;

/**
 * Where a method of the library that runs plain ({@link Sinks}) may call back: an object that it is
 * called for, or handed, may be of an application's class. Static types do not tell, so derivatives
 * look at each such object before the call.
 */
public final class Callbacks {
  private Callbacks() {}

  /** Whether any argument of a sink has to be looked at. */
  public static boolean any(Op.Invoke sink, ClassFacts facts) {
    for (int i = 0; i < sink.args().size(); i++) {
      if (typeOf(sink, i, facts) != null) {
        return true;
      }
    }
    return false;
  }

  /**
   * The class or interface (internal name) by whose methods a sink may call an argument; null if
   * nothing of an application can run there.
   */
  public static String typeOf(Op.Invoke sink, int argument, ClassFacts facts) {
    MethodRef method = sink.method();
    if (sink.kind() == InvokeKind.PLAIN || callsNothing(method)) {
      return null;
    }
    int receiver = sink.kind() == InvokeKind.STATIC ? 0 : 1;
    if (argument < receiver) {
      return isClosed(Type.ofInternalName(method.owner()), facts) ? null : method.owner();
    }
    List<String> parameters = MethodDescriptor.parameters(method.descriptor());
    Type declared = Type.ofDescriptor(parameters.get(argument - receiver));
    if (isClosed(declared, facts) || isClosed(sink.args().get(argument).type(), facts)) {
      return null;
    }
    return declared.isArray() ? elementOf(declared) : declared.internalName();
  }

  private static String elementOf(Type array) {
    String element = array.descriptor().replace("[", "");
    return element.substring(1, element.length() - 1);
  }

  private static boolean isClosed(Type type, ClassFacts facts) {
    if (!type.isReference() || type.equals(Type.NULL)) {
      return true;
    }
    String leaf = type.descriptor().replace("[", "");
    return leaf.charAt(0) != 'L' || facts.isFinal(leaf.substring(1, leaf.length() - 1));
  }

  /** Identity and class of an object; comparing what is of another class is no call of it. */
  private static boolean callsNothing(MethodRef method) {
    switch (method.name()) {
      case "getClass", "equals", "notify", "notifyAll", "wait", "identityHashCode", "isInstance":
        return true;
      default:
        return method.owner().equals("jdk/internal/misc/Unsafe")
            || method.owner().startsWith("org/wengert/")
            || method.owner().startsWith("scala/");
    }
  }
}

package org.wengert.compiler.lift;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Type;
import org.wengert.compiler.ir.Op;

/**
 * The methods of a record that the JVM makes: {@code toString}, {@code hashCode}, {@code equals}.
 */
public final class RecordMethods {
  private RecordMethods() {}

  /**
   * The types (internal names) of the components that are objects whose own methods are called, and
   * may be an application's; null if the site is none of a record's.
   */
  public static List<String> components(Op.InvokeDynamic site) {
    if (!(site.site() instanceof CallSiteConstant constant)
        || !constant.bootstrap().getOwner().equals("java/lang/runtime/ObjectMethods")) {
      return null;
    }
    List<String> types = new ArrayList<>();
    for (Object argument : constant.arguments()) {
      if (argument instanceof Handle getter) {
        Type type = Type.getType(getter.getDesc());
        if (Texts.asks(type)) {
          types.add(type.getInternalName());
        }
      }
    }
    return types;
  }

  /** The descriptor of the method, without the record itself. */
  public static String descriptor(Op.InvokeDynamic site) {
    return site.name().equals("equals")
        ? "(Ljava/lang/Object;)Z"
        : "()".concat(site.descriptor().substring(site.descriptor().indexOf(')') + 1));
  }
}

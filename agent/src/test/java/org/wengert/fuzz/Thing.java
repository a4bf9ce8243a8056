package org.wengert.fuzz;

import java.util.LinkedHashMap;
import java.util.Map;

/** An object of the reference; identity is the identity of the object. */
final class Thing {
  final ClassDef type;
  final Map<String, Object> fields = new LinkedHashMap<>();

  Thing(ClassDef type) {
    this.type = type;
  }

  /** What a field holds before it is assigned. */
  static Object initial(Ty type) {
    return switch (type) {
      case DOUBLE, FLOAT -> Dual.constant(type, 0);
      case INT -> (Object) 0;
      case LONG -> (Object) 0L;
      case BOOLEAN -> (Object) false;
      default -> null;
    };
  }
}

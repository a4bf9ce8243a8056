package org.wengert.fuzz;

/** Primitive casts; those to the types below {@code int} yield an {@code int} here. */
enum Conversion {
  TO_DOUBLE("double", Ty.DOUBLE),
  TO_FLOAT("float", Ty.FLOAT),
  TO_LONG("long", Ty.LONG),
  TO_INT("int", Ty.INT),
  TO_SHORT("short", Ty.INT),
  TO_CHAR("char", Ty.INT),
  TO_BYTE("byte", Ty.INT);

  private final String source;
  private final Ty type;

  Conversion(String source, Ty type) {
    this.source = source;
    this.type = type;
  }

  String source() {
    return source;
  }

  Ty type() {
    return type;
  }

  /** The cast that yields {@code type}. */
  static Conversion to(Ty type) {
    return switch (type) {
      case DOUBLE -> TO_DOUBLE;
      case FLOAT -> TO_FLOAT;
      case LONG -> TO_LONG;
      case INT -> TO_INT;
      default -> throw new IllegalArgumentException("no cast to " + type);
    };
  }
}

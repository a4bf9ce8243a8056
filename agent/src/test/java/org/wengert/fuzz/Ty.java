package org.wengert.fuzz;

/** The types of the generator's language. */
enum Ty {
  DOUBLE("double", double.class),
  FLOAT("float", float.class),
  INT("int", int.class),
  LONG("long", long.class),
  BOOLEAN("boolean", boolean.class),
  DOUBLES("double[]", double[].class),
  FLOATS("float[]", float[].class),
  INTS("int[]", int[].class),
  LONGS("long[]", long[].class),
  BOOLEANS("boolean[]", boolean[].class),
  BYTES("byte[]", byte[].class),
  SHORTS("short[]", short[].class),
  CHARS("char[]", char[].class),
  MATRIX("double[][]", double[][].class),
  FLOAT_MATRIX("float[][]", float[][].class),
  CUBE("double[][][]", double[][][].class),
  NODE("Node", Object.class),
  NODES("Node[]", Object[].class),
  PAIR("Pair", Object.class),
  SHAPE("Shape", Object.class),
  SHAPES("Shape[]", Object[].class),
  FUNCTION("DoubleUnaryOperator", Object.class),
  BOXED_FUNCTION("Function<Double, Double>", Object.class),
  BOX("Double", Object.class),
  LIST("List<Double>", Object.class),
  ROWS("List<double[]>", Object.class),
  MAP("Map<Integer, Double>", Object.class),
  DEQUE("Deque<Double>", Object.class),
  QUEUE("PriorityQueue<Double>", Object.class),
  NODE_LIST("List<Node>", Object.class),
  NODE_KEY("ToDoubleFunction<Node>", Object.class),
  VOID("void", void.class);

  private final String source;
  private final Class<?> reflected;

  Ty(String source, Class<?> reflected) {
    this.source = source;
    this.reflected = reflected;
  }

  /** As written in Java. */
  String source() {
    return source;
  }

  /** As reflection sees it. */
  Class<?> reflected() {
    return reflected;
  }

  boolean isArray() {
    return reflected.isArray();
  }

  /** Objects that are no arrays: of the program's own classes, functions, boxes, collections. */
  boolean isObject() {
    return reflected == Object.class;
  }

  /** {@code double} or {@code float}. */
  boolean isFloating() {
    return this == DOUBLE || this == FLOAT;
  }

  /** Whether values of this type can carry a derivative. */
  boolean isDifferentiable() {
    return isFloating() || this == DOUBLES || this == FLOATS || isNested();
  }

  /** Whether this is an array of arrays. */
  boolean isNested() {
    return this == MATRIX || this == FLOAT_MATRIX || this == CUBE;
  }

  /** Whether elements are read as ints, and stored through a cast: byte, short and char. */
  boolean isNarrow() {
    return this == BYTES || this == SHORTS || this == CHARS;
  }

  /** What elements are stored as, for arrays of numbers and booleans. */
  String elementSource() {
    return source.substring(0, source.indexOf('['));
  }

  /** Arrays of {@code byte}, {@code short}, {@code char}, {@code boolean} and whole numbers. */
  boolean isPlainArray() {
    return isArray() && !isDifferentiable();
  }

  /** Type of the elements of an array of this type. */
  Ty element() {
    return switch (this) {
      case DOUBLES -> DOUBLE;
      case FLOATS -> FLOAT;
      case INTS, BYTES, SHORTS, CHARS -> INT;
      case LONGS -> LONG;
      case BOOLEANS -> BOOLEAN;
      case MATRIX -> DOUBLES;
      case FLOAT_MATRIX -> FLOATS;
      case CUBE -> MATRIX;
      case NODES -> NODE;
      case SHAPES -> SHAPE;
      default -> throw new IllegalArgumentException(this + " has no elements");
    };
  }

  /** Array type with elements of this type. */
  Ty array() {
    return switch (this) {
      case DOUBLE -> DOUBLES;
      case FLOAT -> FLOATS;
      case INT -> INTS;
      case LONG -> LONGS;
      case BOOLEAN -> BOOLEANS;
      case DOUBLES -> MATRIX;
      case FLOATS -> FLOAT_MATRIX;
      case MATRIX -> CUBE;
      case NODE -> NODES;
      case SHAPE -> SHAPES;
      default -> throw new IllegalArgumentException("no array of " + this);
    };
  }

  /** Binary numeric promotion (JLS 5.6). */
  static Ty promote(Ty left, Ty right) {
    if (left == DOUBLE || right == DOUBLE) {
      return DOUBLE;
    }
    if (left == FLOAT || right == FLOAT) {
      return FLOAT;
    }
    return left == LONG || right == LONG ? LONG : INT;
  }
}

package org.wengert.benchmarks.nbody;

/** A vector in space, as people write one when allocation is cheap. */
record Vector(double x, double y, double z) {

  static final Vector ZERO = new Vector(0, 0, 0);

  /** The {@code i}-th of the vectors that lie one after the other in an array. */
  static Vector of(double[] flat, int i) {
    return new Vector(flat[3 * i], flat[3 * i + 1], flat[3 * i + 2]);
  }

  void into(double[] flat, int i) {
    flat[3 * i] = x;
    flat[3 * i + 1] = y;
    flat[3 * i + 2] = z;
  }

  Vector plus(Vector other) {
    return new Vector(x + other.x, y + other.y, z + other.z);
  }

  Vector minus(Vector other) {
    return new Vector(x - other.x, y - other.y, z - other.z);
  }

  Vector times(double factor) {
    return new Vector(x * factor, y * factor, z * factor);
  }

  double dot(Vector other) {
    return x * other.x + y * other.y + z * other.z;
  }
}

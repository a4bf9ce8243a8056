package org.wengert.compiler.optimize;

import org.wengert.compiler.ir.Edge;

/** Comparison of edges. */
final class Edges {
  private Edges() {}

  static boolean same(Edge a, Edge b) {
    return a.target() == b.target() && a.args().equals(b.args());
  }
}

package org.wengert.processor;

import java.util.function.Function;

/** Source of the checks on arrays that a caller passes; they continue {@code ArrayPairs.take()}. */
final class Checks {
  private Checks() {}

  /** Buffers of a gradient. */
  static void buffers(
      Source out, MethodModel method, Function<ParameterModel, String> buffer, int scalars) {
    for (ParameterModel p : method.independentArrays()) {
      pair(out, "buffer", p, buffer.apply(p));
    }
    for (ParameterModel p : method.where(p -> p.isFloatingArray() && p.inactive())) {
      argument(out, p);
    }
    if (scalars > 0) {
      out.line("    .loose(\"scalarAdjoints\", scalarAdjoints, " + scalars + ")");
    }
    out.line("    .done();");
  }

  /**
   * Tangents of a JVP.
   *
   * @param result whether the caller also passes an array for the result's tangent
   */
  static void tangents(Source out, MethodModel method, boolean result) {
    for (ParameterModel p : method.shadowedArrays()) {
      pair(out, "tangent", p, Names.tangent(p));
    }
    for (ParameterModel p : method.where(p -> p.isFloatingArray() && !method.isShadowed(p))) {
      argument(out, p);
    }
    if (result) {
      out.line("    .loose(\"tangent\", tangent, 1)");
    }
    out.line("    .done();");
  }

  private static void pair(Source out, String role, ParameterModel p, String shadow) {
    out.line("    ." + role + "(\"" + p.declared() + "\", " + p.name() + ", " + shadow + ")");
  }

  private static void argument(Source out, ParameterModel p) {
    out.line("    .argument(\"" + p.declared() + "\", " + p.name() + ")");
  }
}

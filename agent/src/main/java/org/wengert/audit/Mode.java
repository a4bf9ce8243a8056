package org.wengert.audit;

import java.util.List;
import org.wengert.compiler.ir.VariantKind;

/** Which derivatives are asked for. */
enum Mode {
  FORWARD(VariantKind.TANGENT),
  REVERSE(VariantKind.FORWARD),
  BOTH(VariantKind.TANGENT, VariantKind.FORWARD);

  private final List<VariantKind> kinds;

  Mode(VariantKind... kinds) {
    this.kinds = List.of(kinds);
  }

  /** What is compiled; a forward sweep comes with its reverse sweep. */
  List<VariantKind> kinds() {
    return kinds;
  }
}

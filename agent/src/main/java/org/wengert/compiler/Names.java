package org.wengert.compiler;

import java.util.Locale;
import org.wengert.compiler.ir.Variant;

/** All names that are generated. */
final class Names {
  private Names() {}

  /** Internal name of the hidden class that holds variants of a host's methods. */
  static String variantsOf(String host) {
    return host + "$$Wengert";
  }

  /** Internal name of the hidden class that implements an interface by handles. */
  static String implementationOf(String type) {
    return type + "$$WengertBound";
  }

  /** Internal name of the abstract class of dispatchers of one type. */
  static String dispatcherOfType(int number) {
    return "org/wengert/generated/Dispatcher" + number;
  }

  static String variant(Variant variant, int number) {
    String kind = variant.kind().name().toLowerCase(Locale.ROOT);
    return variant.method().name().replace('<', '_').replace('>', '_') + "$" + kind + number;
  }

  /** {@code tangent}; of a variant that is varied itself {@code joint-tangent}, say. */
  static String kind(Variant variant) {
    String kind = variant.kind().name().toLowerCase(Locale.ROOT);
    return variant.of() == null ? kind : kind(variant.of()) + "-" + kind;
  }

  /** The entry point of a kind. */
  static String entry(String kind) {
    return "entry$" + kind.replace('-', '_');
  }
}

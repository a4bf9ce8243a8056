package org.wengert.processor;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.TypeElement;

/** All names in generated code. */
final class Names {
  /** Types that generated code names simply, by import; parameters may not hide them. */
  static final List<String> IMPORTED =
      List.of(
          "java.lang.AutoCloseable",
          "java.lang.Object",
          "java.lang.Override",
          "java.lang.String",
          "java.lang.SuppressWarnings",
          "java.lang.Throwable",
          "java.lang.invoke.MethodHandle",
          "org.wengert.Hessian",
          "org.wengert.Hvp",
          "org.wengert.Jacobian",
          "org.wengert.internal.ArrayPairs",
          "org.wengert.internal.Entries",
          "org.wengert.internal.LazyDerivative",
          "org.wengert.internal.Replay",
          "org.wengert.internal.Shadows",
          "org.wengert.internal.TapeSlot");

  /** Local variables and fields of generated code. */
  private static final Set<String> LOCALS =
      Set.of(
          "tape",
          "scalars",
          "shadows",
          "resultShadow",
          "recorded",
          "thrown",
          "pullback",
          "replay",
          "shape",
          "HANDLE",
          "DERIVATIVE",
          "arguments",
          "direction",
          "found",
          "gradient",
          "TAPES",
          "value",
          "tangent",
          "seed",
          "scalarAdjoints");

  /** Record components may not be called so (JLS 8.10.1), nor like the components of ours. */
  private static final Set<String> NO_COMPONENT =
      Set.of(
          "clone",
          "finalize",
          "getClass",
          "hashCode",
          "notify",
          "notifyAll",
          "toString",
          "wait",
          "gradient",
          "value");

  private final String lower;
  private final String upper;

  /** Names that start with {@code prefix}: the method's name, or the annotation's. */
  Names(String prefix) {
    this.lower = prefix;
    this.upper = prefix.substring(0, 1).toUpperCase(Locale.ROOT) + prefix.substring(1);
  }

  /** {@code OuterInnerDerivatives} for {@code Outer.Inner}. */
  static String companion(TypeElement host) {
    String name = host.getSimpleName().toString();
    TypeElement at = host;
    while (at.getNestingKind().isNested()) {
      at = (TypeElement) at.getEnclosingElement();
      name = at.getSimpleName() + name;
    }
    return name + "Derivatives";
  }

  String gradient() {
    return lower + "Gradient";
  }

  String gradientRecord() {
    return upper + "Gradient";
  }

  String gradientEntry() {
    return upper + "GradientEntry";
  }

  String jvp() {
    return lower + "Jvp";
  }

  String jvpRecord() {
    return upper + "Jvp";
  }

  String jvpEntry() {
    return upper + "JvpEntry";
  }

  String vjp() {
    return lower + "Vjp";
  }

  /** {@code priceJvp} for "Jvp". */
  String member(String form) {
    return lower + form;
  }

  String pullback() {
    return upper + "Pullback";
  }

  String adjointsRecord() {
    return upper + "Adjoints";
  }

  String hvp() {
    return lower + "Hvp";
  }

  String hvpRecord() {
    return upper + "Hvp";
  }

  String hessian() {
    return lower + "Hessian";
  }

  String jacobian() {
    return lower + "Jacobian";
  }

  /** Holds the method's {@code Derivative}. */
  String lazy() {
    return upper + "Derivative";
  }

  String forwardEntry() {
    return upper + "ForwardEntry";
  }

  String reverseEntry() {
    return upper + "ReverseEntry";
  }

  /** The types nested in the companion. */
  List<String> types() {
    return List.of(
        gradientRecord(),
        gradientEntry(),
        jvpRecord(),
        jvpEntry(),
        pullback(),
        adjointsRecord(),
        forwardEntry(),
        reverseEntry(),
        hvpRecord(),
        lazy());
  }

  static String adjoint(ParameterModel parameter) {
    return parameter.name() + "Adjoint";
  }

  static String tangent(ParameterModel parameter) {
    return parameter.name() + "Tangent";
  }

  static String exit(ParameterModel parameter) {
    return parameter.name() + "Exit";
  }

  /** The record component of a parameter: its name, with underscores where that would clash. */
  static String component(ParameterModel parameter, List<ParameterModel> all) {
    String name = parameter.declared();
    while (NO_COMPONENT.contains(name) || (!name.equals(parameter.declared()) && has(all, name))) {
      name += "_";
    }
    return name;
  }

  private static boolean has(List<ParameterModel> all, String name) {
    return all.stream().anyMatch(p -> p.declared().equals(name));
  }

  /**
   * Parameter names for generated methods: the declared ones, with underscores where they would
   * hide a local variable, a type, a package's first name or a name made from another parameter.
   */
  List<String> parameters(List<String> declared, Set<String> packages) {
    Set<String> taken = new LinkedHashSet<>(LOCALS);
    taken.addAll(packages);
    taken.addAll(types());
    taken.addAll(imported());
    Set<String> all = new LinkedHashSet<>(declared);
    return declared.stream().map(name -> free(name, taken, all)).toList();
  }

  /** The simple names of {@link #IMPORTED}. */
  static List<String> imported() {
    return IMPORTED.stream().map(type -> type.substring(type.lastIndexOf('.') + 1)).toList();
  }

  private static String free(String name, Set<String> taken, Set<String> declared) {
    String free = name;
    while (taken.contains(free)
        || isDerived(free, declared)
        || (!free.equals(name) && declared.contains(free))) {
      free += "_";
    }
    return free;
  }

  /** {@code xTangent} beside a parameter {@code x}. */
  private static boolean isDerived(String name, Set<String> declared) {
    for (String suffix : List.of("Adjoint", "Tangent", "Exit")) {
      if (name.endsWith(suffix)
          && declared.contains(name.substring(0, name.length() - suffix.length()))) {
        return true;
      }
    }
    return false;
  }

  static boolean isValidPrefix(String prefix) {
    return SourceVersion.isIdentifier(prefix);
  }
}

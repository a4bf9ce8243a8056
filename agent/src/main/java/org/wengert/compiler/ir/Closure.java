package org.wengert.compiler.ir;

import java.util.List;

/**
 * The classes of functional objects, which have no names: they are told apart by what the objects
 * captured, as {@code closure(D[D)}.
 */
public final class Closure {
  private static final String PREFIX = "closure";

  private Closure() {}

  /** The name that stands for the class of objects that capture values of these types. */
  public static String of(List<String> captured) {
    StringBuilder name = new StringBuilder(PREFIX).append('(');
    for (String descriptor : captured) {
      name.append(descriptor);
    }
    return name.append(')').toString();
  }

  /** Whether the name of a class is one of these. */
  public static boolean is(String owner) {
    return owner.startsWith(PREFIX + "(");
  }

  /** Descriptors of what is captured, in order. */
  public static List<String> captured(String owner) {
    return MethodDescriptor.parameters(owner.substring(PREFIX.length()));
  }

  /** The field with the captured value of a position. */
  public static FieldRef field(String owner, int position) {
    String descriptor = captured(owner).get(position);
    return new FieldRef(owner, "arg" + position, descriptor, FieldRef.Mutability.FINAL);
  }

  /** The position that a field stands for. */
  public static int position(FieldRef field) {
    return Integer.parseInt(field.name().substring("arg".length()));
  }
}

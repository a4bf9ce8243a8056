package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.List;

/** Takes JVM method descriptors apart. */
public final class MethodDescriptor {
  private MethodDescriptor() {}

  /** The descriptor of the result. */
  public static String result(String descriptor) {
    return descriptor.substring(descriptor.indexOf(')') + 1);
  }

  /** The descriptors of the parameters. */
  public static List<String> parameters(String descriptor) {
    List<String> params = new ArrayList<>();
    int at = 1;
    while (descriptor.charAt(at) != ')') {
      int end = at;
      while (descriptor.charAt(end) == '[') {
        end++;
      }
      end = descriptor.charAt(end) == 'L' ? descriptor.indexOf(';', end) + 1 : end + 1;
      params.add(descriptor.substring(at, end));
      at = end;
    }
    return params;
  }
}

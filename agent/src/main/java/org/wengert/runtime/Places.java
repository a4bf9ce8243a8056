package org.wengert.runtime;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Source positions of the generated code that is running, for diagnostics. */
final class Places {
  private static final String GENERATED = "$$Wengert";
  private static final String[] KINDS = {"$tangent", "$joint", "$forward", "$reverse"};
  private static final int MOST = 20;

  private Places() {}

  /** The position that generated code has reached; empty if none runs. */
  static String here() {
    List<String> places = running(1);
    return places.isEmpty() ? "" : places.get(0);
  }

  /** {@code A.f (A.java:5), called from A.g (A.java:9)}; empty if no generated code runs. */
  static String chain() {
    return String.join(", called from ", running(MOST));
  }

  private static List<String> running(int most) {
    return StackWalker.getInstance(StackWalker.Option.SHOW_HIDDEN_FRAMES)
        .walk(frames -> places(frames, most));
  }

  /** Parts that a method was cut into count as one; entry points do not count. */
  private static List<String> places(Stream<StackWalker.StackFrame> frames, int most) {
    List<String> places = new ArrayList<>();
    String[] part = {null};
    frames
        .filter(frame -> frame.getClassName().contains(GENERATED))
        .takeWhile(frame -> places.size() < most)
        .forEach(
            frame -> {
              String name = frame.getMethodName();
              int variant = variantSuffix(name);
              if (variant < 0) {
                return;
              }
              boolean samePart = part[0] != null && part[0].startsWith(name + "$");
              part[0] = name;
              if (!samePart) {
                places.add(place(frame, name.substring(0, variant)));
              }
            });
    return places;
  }

  /** Where a method's name ends and the variant's kind and number begin. */
  private static int variantSuffix(String name) {
    int found = -1;
    for (String kind : KINDS) {
      int at = name.lastIndexOf(kind);
      int end = at + kind.length();
      if (at > 0 && end < name.length() && Character.isDigit(name.charAt(end))) {
        found = Math.max(found, at);
      }
    }
    return found;
  }

  private static String place(StackWalker.StackFrame frame, String method) {
    String type = frame.getClassName();
    String position = frame.getFileName() == null ? "" : " (" + frame.getFileName();
    if (!position.isEmpty()) {
      position += frame.getLineNumber() > 0 ? ":" + frame.getLineNumber() + ")" : ")";
    }
    return type.substring(0, type.indexOf(GENERATED)) + "." + method + position;
  }
}

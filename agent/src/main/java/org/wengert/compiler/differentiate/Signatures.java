package org.wengert.compiler.differentiate;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.ir.MethodRef;

/**
 * With which activities methods are called. Each is a variant of its own to compile; beyond a few a
 * method is called with all its numbers active, which is right for any call: what is not active has
 * tangent zero, and its adjoint is dropped. Arrays stay as they are: a shadow for one that has none
 * would have to be looked up, and the runtime refuses that for the caller's inactive arrays.
 */
public final class Signatures {
  /** How many activities a method has before numbers are taken to be active. */
  private static final int MOST = 4;

  private final Map<MethodRef, Set<String>> known = new HashMap<>();

  /**
   * The activity to call a method with.
   *
   * @param wanted what is active
   * @param numbersActive the same with all numbers active
   */
  String choose(MethodRef method, String wanted, String numbersActive) {
    Set<String> activities = known.get(method);
    if (activities == null) {
      activities = new HashSet<>();
      known.put(method, activities);
    }
    if (activities.contains(wanted)) {
      return wanted;
    }
    String chosen = activities.size() < MOST ? wanted : numbersActive;
    activities.add(chosen);
    return chosen;
  }
}

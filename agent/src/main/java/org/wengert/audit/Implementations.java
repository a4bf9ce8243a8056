package org.wengert.audit;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.Compiler;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.runtime.Refusal;

/** Which methods a call can run that the receiver's class selects. */
final class Implementations {
  private final Compiler compiler;
  private final List<Class<?>> concrete;
  private final Map<Class<?>, List<Class<?>>> receivers = new HashMap<>();
  private final Map<MethodRef, Set<Class<?>>> known = new HashMap<>();

  /**
   * @param concrete classes that receivers can be of
   */
  Implementations(Compiler compiler, List<Class<?>> concrete) {
    this.compiler = compiler;
    this.concrete = concrete;
  }

  /**
   * The classes that declare what runs: for receivers that are audited, and for the named class.
   */
  Set<Class<?>> of(Class<?> owner, MethodRef method) {
    return known.computeIfAbsent(method, m -> find(owner, m));
  }

  private Set<Class<?>> find(Class<?> owner, MethodRef method) {
    Set<Class<?>> found = new LinkedHashSet<>();
    for (Class<?> receiver : receivers.computeIfAbsent(owner, this::receivers)) {
      Class<?> declaring = selected(receiver, owner, method);
      if (declaring != null) {
        found.add(declaring);
      }
    }
    return found;
  }

  /** Null if the method has no code for this receiver. */
  private Class<?> selected(Class<?> receiver, Class<?> owner, MethodRef method) {
    try {
      return compiler.selected(receiver, owner, method.name(), method.descriptor());
    } catch (Refusal e) {
      return null;
    }
  }

  private List<Class<?>> receivers(Class<?> owner) {
    List<Class<?>> found = new ArrayList<>();
    for (Class<?> type : concrete) {
      if (owner.isAssignableFrom(type)) {
        found.add(type);
      }
    }
    if (!found.contains(owner)) {
      found.add(owner);
    }
    return found;
  }
}

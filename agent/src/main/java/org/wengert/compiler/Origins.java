package org.wengert.compiler;

import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Function;
import org.wengert.compiler.diag.CallSite;
import org.wengert.compiler.ir.MethodRef;

/**
 * For which method each generated class was made, and which generated class asked for it: where a
 * method of another class is refused when it is first called, this tells how the call came about.
 */
final class Origins {
  /**
   * @param root the method that was asked for
   * @param caller the origin of the generated class whose call asked for it; null for the API
   */
  private record Origin(MethodRef root, WeakReference<ClassLoader> loader, Origin caller) {}

  private final Map<Class<?>, Origin> origins = new WeakHashMap<>();
  private final Function<ClassLoader, Primals> primals;

  Origins(Function<ClassLoader, Primals> primals) {
    this.primals = primals;
  }

  /**
   * @param generated a new class
   * @param caller the generated class whose call asked for it; null for the API
   */
  void add(Class<?> generated, MethodRef root, ClassLoader loader, Class<?> caller) {
    origins.put(generated, new Origin(root, new WeakReference<>(loader), origins.get(caller)));
  }

  /**
   * The calls that led to a method, innermost first.
   *
   * @param root the method whose derivative was to be compiled
   * @param loader the loader of its class
   * @param caller the generated class whose call asked for {@code root}; null for the API
   */
  List<CallSite> chain(MethodRef method, MethodRef root, ClassLoader loader, Class<?> caller) {
    List<CallSite> chain = new ArrayList<>(between(root, method, loader));
    MethodRef called = root;
    for (Origin at = origins.get(caller); at != null; at = at.caller()) {
      List<CallSite> part = between(at.root(), called, at.loader().get());
      chain.addAll(part.isEmpty() ? List.of(new CallSite(at.root(), null, 0)) : part);
      called = at.root();
    }
    return chain;
  }

  private List<CallSite> between(MethodRef from, MethodRef to, ClassLoader loader) {
    Primals found = primals.apply(loader);
    return CallChain.between(from, to, found::lifted, found::declared);
  }
}

package org.wengert.agent;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.util.Map;
import java.util.Set;

/**
 * The lookup that may define hidden nestmates of any class. One from {@code privateLookupIn} lacks
 * the privilege across modules, so the agent opens {@code java.lang.invoke} to itself.
 */
final class TrustedLookup {
  private TrustedLookup() {}

  static MethodHandles.Lookup open(Instrumentation instrumentation) {
    Module base = Object.class.getModule();
    Set<Module> self = Set.of(TrustedLookup.class.getModule());
    instrumentation.redefineModule(
        base, Set.of(), Map.of(), Map.of("java.lang.invoke", self), Set.of(), Map.of());
    try {
      Field field = MethodHandles.Lookup.class.getDeclaredField("IMPL_LOOKUP");
      field.setAccessible(true);
      return (MethodHandles.Lookup) field.get(null);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JVM has no trusted lookup to give", e);
    }
  }
}

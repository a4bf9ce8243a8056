package org.wengert.agent;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.Compiler;
import org.wengert.runtime.Linker;

/**
 * Full rights in any class. A named module gets to read the runtime's module, the unnamed one of
 * the boot loader: else the nestmates of its classes could not call the runtime.
 */
final class AgentLookups implements Compiler.Lookups {
  private final Instrumentation instrumentation;
  private final MethodHandles.Lookup trusted;

  AgentLookups(Instrumentation instrumentation) {
    this.instrumentation = instrumentation;
    this.trusted = TrustedLookup.open(instrumentation);
  }

  @Override
  public MethodHandles.Lookup in(Class<?> host) {
    Module module = host.getModule();
    Module runtime = Linker.class.getModule();
    if (!module.canRead(runtime)) {
      instrumentation.redefineModule(
          module, Set.of(runtime), Map.of(), Map.of(), Set.of(), Map.of());
    }
    return trusted.in(host);
  }

  @Override
  public MethodHandles.Lookup trusted() {
    return trusted;
  }
}

package org.wengert.agent;

import java.lang.instrument.Instrumentation;
import org.wengert.runtime.Linker;
import org.wengert.runtime.TapeLimits;

/** Joins the compiler to the runtime; loaded only after the runtime has been placed. */
final class CompilerInstallation implements Linker.Source {
  private final Instrumentation instrumentation;
  private final AgentOptions options;

  private CompilerInstallation(Instrumentation instrumentation, AgentOptions options) {
    this.instrumentation = instrumentation;
    this.options = options;
  }

  /** Promises a compiler: it is made when the first derivative is asked for. */
  static void install(Instrumentation instrumentation, AgentOptions options) {
    if (options.tapeLimit() != Long.MAX_VALUE) {
      TapeLimits.setBytesPerTape(options.tapeLimit());
    }
    Linker.install(new CompilerInstallation(instrumentation, options));
  }

  @Override
  public Linker.Compiler compiler() {
    RuntimePlacement.offerCompilerToBootLoader(instrumentation);
    return CompilerFactory.make(
        instrumentation, options.dump(), options.inactive(), options.rules());
  }
}

package org.wengert.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import org.wengert.compiler.Compiler;
import org.wengert.runtime.Linker;

/** Makes the compiler; a class of its own, so that starting the agent loads nothing of it. */
final class CompilerFactory {
  private CompilerFactory() {}

  static Linker.Compiler make(Instrumentation instrumentation, AgentOptions options) {
    RuntimePlacement.deleteLeftovers(
        new File(System.getProperty("java.io.tmpdir")), File.separatorChar == '\\');
    Compiler.Observer observer =
        options.dump() == null ? Compiler.Observer.NONE : new Dump(options.dump());
    return new Compiler(new AgentLookups(instrumentation), observer);
  }
}

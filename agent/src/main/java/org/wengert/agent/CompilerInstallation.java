package org.wengert.agent;

import java.lang.instrument.Instrumentation;
import java.lang.invoke.MethodHandles;
import org.wengert.compiler.Compiler;
import org.wengert.runtime.Linker;

/** Joins the compiler to the runtime; loaded only after the runtime has been placed. */
final class CompilerInstallation {
  private CompilerInstallation() {}

  /** Returns false if another agent of this kind has been installed before. */
  static boolean install(Instrumentation instrumentation) {
    MethodHandles.Lookup trusted = TrustedLookup.open(instrumentation);
    return Linker.install(new Compiler(trusted::in, (host, classFile) -> {}));
  }
}

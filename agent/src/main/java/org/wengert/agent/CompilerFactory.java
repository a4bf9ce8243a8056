package org.wengert.agent;

import java.io.File;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.wengert.compiler.Compiler;
import org.wengert.compiler.MethodPattern;
import org.wengert.compiler.Settings;
import org.wengert.runtime.Linker;

/**
 * Makes the compiler; a class of its own, so that starting the agent loads nothing of it. It is the
 * first class that the boot loader takes from the agent's jar, and all that it names comes from
 * there too. Public, since its caller has been loaded by the application's loader.
 */
public final class CompilerFactory {
  private CompilerFactory() {}

  /**
   * Makes the compiler.
   *
   * @param dump a directory for what is made, null for none
   * @param inactive patterns of methods whose calls run plain
   * @param rules binary names of classes with {@code @DerivativeOf} methods
   */
  public static Linker.Compiler make(
      Instrumentation instrumentation, String dump, List<String> inactive, List<String> rules) {
    RuntimePlacement.deleteLeftovers(
        new File(System.getProperty("java.io.tmpdir")), File.separatorChar == '\\');
    Compiler.Observer observer = dump == null ? Compiler.Observer.NONE : new Dump(dump);
    return new Compiler(
        new AgentLookups(instrumentation),
        CompilationLog.before(observer),
        new Settings(patterns(inactive), rules));
  }

  private static List<MethodPattern> patterns(List<String> texts) {
    List<MethodPattern> patterns = new ArrayList<>();
    for (String text : texts) {
      patterns.add(MethodPattern.of(text));
    }
    return patterns;
  }
}

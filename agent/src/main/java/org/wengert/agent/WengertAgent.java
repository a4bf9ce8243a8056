package org.wengert.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;

/**
 * The agent's entry points, named by the manifest of the shipped jar. Starting costs little: the
 * compiler is loaded when the first derivative is asked for, and there are no lambdas on the way,
 * the first of which takes a JVM some 20 ms.
 */
public final class WengertAgent {
  private WengertAgent() {}

  /**
   * Called by the JVM before {@code main}, for {@code -javaagent}.
   *
   * @param options what follows {@code =} on the command line, or null; see {@link AgentOptions}
   * @param instrumentation the JVM's handle for this agent
   * @throws IOException if the runtime cannot be copied out of the agent jar
   */
  public static void premain(String options, Instrumentation instrumentation) throws IOException {
    start(options, instrumentation);
  }

  /**
   * Called by the JVM when the agent is attached to it while it runs.
   *
   * @param options the options given to the attach call, or null; see {@link AgentOptions}
   * @param instrumentation the JVM's handle for this agent
   * @throws IOException if the runtime cannot be copied out of the agent jar
   */
  public static void agentmain(String options, Instrumentation instrumentation) throws IOException {
    start(options, instrumentation);
  }

  private static synchronized void start(String options, Instrumentation instrumentation)
      throws IOException {
    if (RuntimePlacement.isPlaced()) {
      Messages.warn(
          "the Wengert agent is installed in this JVM already: this start of it"
              + (options == null ? "" : ", with the options " + options + ",")
              + " changes nothing; give -javaagent once, or attach to a JVM without the agent");
      return;
    }
    List<String> problems = new ArrayList<>();
    AgentOptions parsed = AgentOptions.parse(options, problems);
    for (String problem : problems) {
      Messages.warn(problem);
    }
    RuntimePlacement.place(instrumentation);
    CompilerInstallation.install(instrumentation, parsed);
    if (!parsed.differentiable().isEmpty()) {
      RuntimePlacement.offerCompilerToBootLoader(instrumentation);
      MethodChecks.start(instrumentation, parsed.differentiable());
    }
  }
}

package org.wengert.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;

/** The agent's entry points, named by the manifest of the shipped jar. */
public final class WengertAgent {
  private WengertAgent() {}

  /**
   * Called by the JVM before {@code main}, for {@code -javaagent}.
   *
   * @param options what follows {@code =} on the command line, or null
   * @param instrumentation the JVM's handle for this agent
   * @throws IOException if the runtime cannot be copied out of the agent jar
   */
  public static void premain(String options, Instrumentation instrumentation) throws IOException {
    RuntimePlacement.place(instrumentation);
    CompilerInstallation.install(instrumentation);
  }

  /**
   * Called by the JVM when the agent is attached to it while it runs.
   *
   * @param options the options given to the attach call, or null
   * @param instrumentation the JVM's handle for this agent
   * @throws IOException if the runtime cannot be copied out of the agent jar
   */
  public static void agentmain(String options, Instrumentation instrumentation) throws IOException {
    RuntimePlacement.place(instrumentation);
    CompilerInstallation.install(instrumentation);
  }
}

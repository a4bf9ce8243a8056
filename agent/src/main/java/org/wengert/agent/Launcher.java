package org.wengert.agent;

import java.io.IOException;
import java.lang.instrument.Instrumentation;

/**
 * What {@code java -jar wengert-agent.jar} starts: the JVM hands over its instrumentation first, as
 * the manifest asks, then calls {@code main}. No compiler class may be loaded before the boot
 * loader has the agent's jar, so the commands lie behind {@link CommandFactory}.
 */
public final class Launcher {
  private static Instrumentation given;

  private Launcher() {}

  /** Called by the JVM before {@code main}: {@code Launcher-Agent-Class}. */
  public static void agentmain(String options, Instrumentation instrumentation) {
    given = instrumentation;
  }

  /**
   * Runs a command and ends the JVM with its exit code.
   *
   * @throws IOException if the runtime cannot be copied out of the agent jar
   */
  public static void main(String[] args) throws IOException {
    if (given == null) {
      System.err.println("start it as java -jar wengert-agent.jar, so that the JVM instruments");
      System.exit(2);
    }
    RuntimePlacement.place(given);
    RuntimePlacement.offerCompilerToBootLoader(given);
    System.exit(CommandFactory.run(given, args));
  }
}

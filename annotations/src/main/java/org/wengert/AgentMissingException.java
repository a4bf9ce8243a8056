package org.wengert;

/**
 * A derivative was asked for in a JVM without Wengert's agent. The message names the missing flag.
 */
public final class AgentMissingException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception with its one message. */
  public AgentMissingException() {
    super(
        "Wengert's agent is not running in this JVM: add -javaagent:.../wengert-agent.jar to the"
            + " java command, before -jar or the main class (... is the path to the jar)");
  }
}

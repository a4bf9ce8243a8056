package org.wengert;

/** The agent's runtime is older than the annotations jar that the application was built with. */
public final class AgentTooOldException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /**
   * Makes the exception with its one message.
   *
   * @param found the runtime's ABI version
   * @param needed the least ABI version that this jar can use
   */
  public AgentTooOldException(int found, int needed) {
    super(
        "wengert-agent.jar is too old for this wengert-annotations jar: its runtime has ABI version "
            + found
            + ", version "
            + needed
            + " or later is needed; use the wengert-agent.jar of the same release as"
            + " wengert-annotations");
  }
}

package org.wengert.agent;

/** What the agent says, all of it through {@link System.Logger}. */
final class Messages {
  private static final String LOGGER = "org.wengert.agent";

  private Messages() {}

  /** The logger is looked up when there is something to say: logging is slow to start. */
  static void warn(String message) {
    System.getLogger(LOGGER).log(System.Logger.Level.WARNING, message);
  }
}

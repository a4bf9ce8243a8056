package org.wengert.agent;

/**
 * What the agent says, all of it through {@link System.Logger}. Public, like {@link
 * CompilerFactory}: once the boot loader has the agent's jar, this comes from there, and its caller
 * may have come from the application's loader.
 */
public final class Messages {
  private static final String LOGGER = "org.wengert.agent";

  private Messages() {}

  /** The logger is looked up when there is something to say: logging is slow to start. */
  public static void warn(String message) {
    System.getLogger(LOGGER).log(System.Logger.Level.WARNING, message);
  }
}

package org.wengert.agent;

/**
 * What the agent says, all of it through {@link System.Logger}. Public, since a second start of the
 * agent may get this class from the boot loader, and its caller has been loaded by the
 * application's.
 */
public final class Messages {
  private static final String LOGGER = "org.wengert.agent";

  private Messages() {}

  /** The logger is looked up when there is something to say: logging is slow to start. */
  public static void warn(String message) {
    System.getLogger(LOGGER).log(System.Logger.Level.WARNING, message);
  }
}

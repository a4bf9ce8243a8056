package org.wengert.agent;

/**
 * <<<<<<< HEAD What the agent says, all of it through {@link System.Logger}. Public, since a second
 * start of the agent may get this class from the boot loader, and its caller has been loaded by the
 * application's. ======= What the agent says, all of it through {@link System.Logger}. Public, like
 * {@link CompilerFactory}: once the boot loader has the agent's jar, this comes from there, and its
 * caller may have come from the application's loader. >>>>>>>
 * 172460b684abdf1c4524e0f34628988dcceaf1bf
 */
public final class Messages {
  private static final String LOGGER = "org.wengert.agent";

  private Messages() {}

  /** The logger is looked up when there is something to say: logging is slow to start. */
  public static void warn(String message) {
    System.getLogger(LOGGER).log(System.Logger.Level.WARNING, message);
  }
}

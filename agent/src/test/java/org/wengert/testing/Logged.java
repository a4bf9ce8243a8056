package org.wengert.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Looks at what the compiler logs. */
public final class Logged {
  private static final String LOGGER = "org.wengert.compiler";

  private Logged() {}

  /** What is run meanwhile. */
  public interface Action {
    void run() throws Exception;
  }

  /** The messages that are logged while something runs. */
  public static List<String> during(Action action) throws Exception {
    List<String> messages = new ArrayList<>();
    Handler handler =
        new Handler() {
          @Override
          public void publish(LogRecord logged) {
            messages.add(logged.getMessage());
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    Logger logger = Logger.getLogger(LOGGER);
    logger.addHandler(handler);
    logger.setUseParentHandlers(false);
    try {
      action.run();
    } finally {
      logger.removeHandler(handler);
      logger.setUseParentHandlers(true);
    }
    return messages;
  }
}

package org.wengert.runtime;

/** Limits on the memory of tapes; set once by the agent's options. */
public final class TapeLimits {
  private static volatile long bytesPerTape = Long.MAX_VALUE;

  private TapeLimits() {}

  public static long bytesPerTape() {
    return bytesPerTape;
  }

  /** Limit for tapes made from now on. */
  public static void setBytesPerTape(long bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException(
          "the byte limit of a tape must be positive, but was " + bytes);
    }
    bytesPerTape = bytes;
  }
}

package org.wengert.runtime;

/** A tape would pass its byte limit. */
public final class TapeOverflow extends Refusal {
  private static final long serialVersionUID = 1L;
  private final long needed;
  private final long limit;

  /**
   * @param most the place that has recorded most; empty if unknown
   */
  TapeOverflow(long needed, long limit, String most) {
    super(
        "TAPE_LIMIT",
        text(
            Places.chain(),
            "TAPE_LIMIT",
            "it needs "
                + needed
                + " bytes, but its limit is "
                + limit
                + (most.isEmpty() ? "" : ", and most is recorded at " + most)));
    this.needed = needed;
    this.limit = limit;
  }

  public long needed() {
    return needed;
  }

  public long limit() {
    return limit;
  }
}

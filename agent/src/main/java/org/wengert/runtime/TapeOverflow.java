package org.wengert.runtime;

/** A tape would pass its byte limit. The API reports it with the source line that records most. */
public final class TapeOverflow extends Error {
  private static final long serialVersionUID = 1L;
  private final long needed;
  private final long limit;

  TapeOverflow(long needed, long limit) {
    super(
        "the tape needs "
            + needed
            + " bytes, but its limit is "
            + limit
            + "; raise it with the agent option tape-limit=BYTES, or record less: differentiate"
            + " a shorter run of the loop, or mark inputs that need no derivative @Inactive");
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

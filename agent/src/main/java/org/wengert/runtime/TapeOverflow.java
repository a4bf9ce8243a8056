package org.wengert.runtime;

/** A tape would pass its byte limit. The API reports it with the source line that records most. */
public final class TapeOverflow extends EndsCall {
  private static final long serialVersionUID = 1L;
  private final long needed;
  private final long limit;

  TapeOverflow(long needed, long limit) {
    super(
        "the tape needs "
            + needed
            + " bytes, but its limit is "
            + limit
            + recordingPlace()
            + "; raise it with the agent option tape-limit=BYTES, or record less: differentiate"
            + " a shorter run of the loop, or mark inputs that need no derivative @Inactive");
    this.needed = needed;
    this.limit = limit;
  }

  /** The source line that was recording: of the generated frames the innermost. */
  private static String recordingPlace() {
    return StackWalker.getInstance(StackWalker.Option.SHOW_HIDDEN_FRAMES)
        .walk(
            frames ->
                frames
                    .filter(frame -> !frame.getClassName().startsWith("org.wengert.runtime."))
                    .findFirst()
                    .map(frame -> "; it was recording at " + place(frame))
                    .orElse(""));
  }

  private static String place(StackWalker.StackFrame frame) {
    String type = frame.getClassName();
    int generated = type.indexOf("$$Wengert");
    String method = frame.getMethodName();
    int variant = method.indexOf('$');
    return (generated < 0 ? type : type.substring(0, generated))
        + "."
        + (variant < 0 ? method : method.substring(0, variant))
        + " ("
        + frame.getFileName()
        + ":"
        + frame.getLineNumber()
        + ")";
  }

  public long needed() {
    return needed;
  }

  public long limit() {
    return limit;
  }
}

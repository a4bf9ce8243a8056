package org.wengert.internal;

import java.lang.invoke.MethodHandle;

/**
 * One recorded call, to be replayed for any number of seeds: what the pullbacks of the API and of
 * the generated companions have in common. Holds its tape until {@link #close}. Not for
 * applications.
 */
public final class Replay implements AutoCloseable {
  private static final Object[] NONE = {};

  private final MethodHandle reverse;
  private final TapeSlot tapes;
  private final Object[] shadows;
  private final Object[] resultShadow;
  private final double[] scalars;
  private final long tapeBytes;
  private final Thread owner = Thread.currentThread();
  private Object tape;

  /**
   * After the forward sweep.
   *
   * @param reverse handle of kind {@code reverse}
   * @param tape what the forward sweep recorded; goes back to {@code tapes} on close
   * @param shadows what the forward sweep was given
   * @param resultShadow the cells that the forward sweep was given: for the shadow of the result,
   *     then for those of what the active arrays hold on exit, whose rows may have moved
   * @param scalars how many active scalar parameters there are
   */
  public Replay(
      MethodHandle reverse,
      TapeSlot tapes,
      Object tape,
      Object[] shadows,
      Object[] resultShadow,
      int scalars) {
    this.reverse = reverse;
    this.tapes = tapes;
    this.tape = tape;
    this.shadows = shadows;
    this.resultShadow = resultShadow;
    this.scalars = new double[scalars];
    this.tapeBytes = RuntimeLink.tapeBytes(tape);
  }

  /**
   * Replays. Shapes have been checked.
   *
   * @param seed adjoint of a scalar result, else ignored
   * @param resultSeed adjoint of an array result, else null
   * @param exits adjoints of the arrays' contents on exit, parallel to the shadows; null means zero
   * @return the adjoints of the scalar parameters: overwritten by the next replay
   */
  public double[] run(double seed, Object resultSeed, Object... exits) {
    requireUsable();
    for (Object shadow : shadows) {
      Shadows.clear(shadow);
    }
    for (Object shadow : resultShadow) {
      Shadows.clear(shadow);
    }
    for (int i = 0; i < exits.length; i++) {
      Shadows.add(onExit(i), exits[i]);
    }
    return sweep(seed, resultSeed);
  }

  /**
   * Replays where the caller knows the shadows.
   *
   * @param prepare fills the arguments' shadows with zeros and adds adjoints on exit
   */
  public double[] runPrepared(double seed, Object resultSeed, Runnable prepare) {
    requireUsable();
    Shadows.clear(resultShadow[0]);
    prepare.run();
    return sweep(seed, resultSeed);
  }

  private double[] sweep(double seed, Object resultSeed) {
    Shadows.add(resultShadow[0], resultSeed);
    try {
      reverse.invokeExact(seed, scalars, tape);
    } catch (Throwable t) {
      throw Entries.rethrow(t);
    }
    return scalars;
  }

  /** {@link #run(double, Object, Object...)} for a scalar result and nothing else. */
  public double[] run(double seed) {
    return run(seed, null, NONE);
  }

  /** Refuses an adjoint on exit that does not have its array's shape; null means zero. */
  public void checkExit(int k, String name, Object exit) {
    if (exit != null) {
      Shadows.requireShape("adjoint on exit", name, onExit(k), exit);
    }
  }

  /** The shadow of what the k-th active array held on exit. */
  private Object onExit(int k) {
    Object moved = k + 1 < resultShadow.length ? resultShadow[k + 1] : null;
    return moved != null ? moved : shadows[k];
  }

  /** Copies of all shadows, for the caller; what was the same array still is. */
  public Object[] copies() {
    return (Object[]) Shadows.duplicate(shadows);
  }

  /** The shadow of the k-th active array: overwritten by the next replay. */
  public Object shadow(int k) {
    return shadows[k];
  }

  /** Bytes that the forward sweep recorded. */
  public long tapeBytes() {
    return tapeBytes;
  }

  /** Refuses a tape that was given back, and other threads. */
  public void requireUsable() {
    requireOwner();
    if (tape == null) {
      throw new IllegalStateException(
          "this pullback is closed: apply it before close(), or ask for another one");
    }
  }

  private void requireOwner() {
    if (Thread.currentThread() != owner) {
      throw new IllegalStateException(
          "this pullback belongs to thread "
              + owner.getName()
              + ", but thread "
              + Thread.currentThread().getName()
              + " uses it: ask for a pullback in the thread that applies it");
    }
  }

  /** Gives the tape back. Closing twice has no effect. */
  @Override
  public void close() {
    requireOwner();
    if (tape != null) {
      tapes.give(tape);
      tape = null;
    }
  }
}

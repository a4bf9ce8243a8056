package org.wengert;

import java.util.ArrayList;
import java.util.List;
import org.wengert.internal.Replay;
import org.wengert.internal.RuntimeLink;
import org.wengert.internal.Shadows;

/**
 * The reverse half of one recorded call (vector times Jacobian). It may be applied many times, with
 * any seeds, also after the caller has changed the arguments; it belongs to the thread that made
 * it; close it to give its tape back.
 */
public final class Pullback implements AutoCloseable {
  private final Primal primal;

  /** A zero shadow of an array result: its shape, whatever the caller does to the result. */
  private final Object resultShape;

  private final Replay replay;
  private final Object[] arguments;
  private final Object result;

  /** What the arguments reach on entry, and everything on exit; null if no objects are involved. */
  private final Reached entry;

  private final Reached exit;

  Pullback(
      Primal primal, Object[] arguments, Object value, Replay replay, Reached entry, Reached exit) {
    this.primal = primal;
    this.arguments = arguments;
    this.result = primal.hasObjectResult() ? value : null;
    this.entry = entry;
    this.exit = exit;
    this.resultShape = primal.hasArrayResult() ? Shadows.like(value) : null;
    this.replay = replay;
  }

  /**
   * Adjoints of the arguments for an adjoint of the result.
   *
   * @param seed a number for a scalar result; for an array result an array of its shape (over
   *     double, or over float for a float result); for a Double a number; for another object an
   *     {@link ObjectSeed} of it, a list or a map
   * @throws IllegalArgumentException if the seed does not fit the result, or the method has no
   *     floating-point result: then {@link #applyAtExit}
   * @throws IllegalStateException if closed, or in another thread than the one that made this
   */
  public Adjoints apply(Object seed) {
    if (!primal.hasFloatingResult() && !primal.hasObjectResult()) {
      throw new IllegalArgumentException(
          primal
              + " returns "
              + primal.type.returnType().getSimpleName()
              + ": its dependents are the arrays it writes; pass their adjoints on exit to"
              + " applyAtExit(null, ...), one a parameter");
    }
    return run(seed, new Object[primal.parameters.length]);
  }

  /**
   * Adjoints of the arguments for adjoints of the result and of what the arrays hold on exit.
   *
   * @param seed as in {@link #apply}; null if the result is not floating-point
   * @param exitAdjoints parallel to the parameters: for an array argument the adjoint of its
   *     contents on exit, of its shape, or null for zero; for an object that is an independent an
   *     {@link ObjectSeed}, list or map; null for all others
   */
  public Adjoints applyAtExit(Object seed, Object... exitAdjoints) {
    if (exitAdjoints == null || exitAdjoints.length != primal.parameters.length) {
      throw new IllegalArgumentException(
          primal
              + " has "
              + primal.parameters.length
              + " parameters, but "
              + (exitAdjoints == null ? "null" : exitAdjoints.length + " adjoints on exit")
              + " given: pass one a parameter, null for zero");
    }
    return run(seed, exitAdjoints);
  }

  private Adjoints run(Object seed, Object[] exitAdjoints) {
    if (entry != null) {
      return runAmongObjects(seed, exitAdjoints);
    }
    checkSeed(seed);
    Object[] exits = exits(exitAdjoints);
    double number = primal.hasScalarResult() ? ((Number) seed).doubleValue() : 0;
    double[] scalars = replay.run(number, primal.hasArrayResult() ? seed : null, exits);
    Object[] copies = replay.copies(); // the next replay overwrites
    return new Adjoints(primal, primal.shadowed, arguments, scalars, copies, null);
  }

  /**
   * Raw adjoints, parallel to the parameters: overwritten by the next replay. Without objects.
   *
   * @param seeds of the result, then by parameter of what its array holds on exit; of the shapes
   *     recorded
   */
  Object[] sweep(Object[] seeds) {
    Object result = Outcome.result(seeds);
    double number = primal.hasScalarResult() ? ((Number) result).doubleValue() : 0;
    Object[] exits = Parallel.arrays(primal, primal.shadowed, Outcome.exits(seeds));
    double[] scalars = replay.run(number, primal.hasArrayResult() ? result : null, exits);
    Object[] shadows = new Object[exits.length];
    for (int k = 0; k < shadows.length; k++) {
      shadows[k] = replay.shadow(k);
    }
    return Parallel.of(primal, primal.shadowed, scalars, shadows);
  }

  /**
   * Raw adjoints where objects are involved: overwritten by the next replay.
   *
   * @param seed as in {@link #apply}, if the result is a number or an array of numbers
   * @param onExit adjoints of all that the result, or the arguments, reach; null for zero
   * @param entry gets those of all that the independents reach
   */
  void sweep(Object seed, ReachedNumbers onExit, ReachedNumbers entry) {
    double[] scalars = replay(seed, () -> addTo(onExit));
    entry.take(this.entry);
    int next = 0;
    for (int i = 0; i < primal.shadowed.length; i++) {
      if (primal.shadowed[i] && primal.parameters[i].isPrimitive()) {
        entry.setScalar(i, scalars[next++]);
      }
    }
  }

  private void addTo(ReachedNumbers onExit) {
    if (onExit != null) {
      onExit.addTo(exit);
    }
  }

  void requireUsable() {
    replay.requireUsable();
  }

  private Adjoints runAmongObjects(Object seed, Object[] exitAdjoints) {
    if (!primal.hasObjectResult()) {
      checkSeed(seed);
    }
    return runAmongObjects(seed, () -> writeSeeds(seed, exitAdjoints));
  }

  /** For adjoints of all that result and arguments reach. */
  Adjoints applyAll(Components adjoints) {
    return runAmongObjects(0.0, () -> adjoints.addTo(exit.snapshot));
  }

  private double[] replay(Object seed, Runnable seeding) {
    double number = primal.hasScalarResult() ? ((Number) seed).doubleValue() : 0;
    return replay.runPrepared(
        number,
        primal.hasArrayResult() ? seed : null,
        () -> {
          RuntimeLink.clearSnapshot(entry.snapshot);
          RuntimeLink.clearSnapshot(exit.snapshot);
          seeding.run();
        });
  }

  private Adjoints runAmongObjects(Object seed, Runnable seeding) {
    double[] scalars = replay(seed, seeding);
    Reached copy = entry.copy(); // the next replay overwrites
    int roots = Parallel.arrays(primal, primal.shadowed, primal.names).length;
    return new Adjoints(
        primal, primal.shadowed, arguments, scalars.clone(), copy.shadows(0, roots), copy);
  }

  private void writeSeeds(Object seed, Object[] exitAdjoints) {
    Reached.Writer writer = exit.new Writer("seed", false);
    if (primal.hasObjectResult()) {
      writer.write("the result", result, exit.shadows(0, 1)[0], seed);
    }
    int root = 1;
    for (int i = 0; i < exitAdjoints.length; i++) {
      boolean has = primal.shadowed[i] && !primal.parameters[i].isPrimitive();
      if (has && !Shadows.isBox(primal.parameters[i])) {
        writer.write(primal.names[i], arguments[i], exit.shadows(root, 1)[0], exitAdjoints[i]);
      } else if (exitAdjoints[i] != null) {
        throw noExit(i);
      }
      root += has ? 1 : 0;
    }
  }

  private void checkSeed(Object seed) {
    if (primal.hasScalarResult()) {
      if (!(seed instanceof Number)) {
        throw new IllegalArgumentException(
            "the seed is "
                + Shadows.describe(seed)
                + ", but "
                + primal
                + " returns "
                + primal.type.returnType()
                + ": pass a number");
      }
    } else if (primal.hasArrayResult()) {
      Shadows.requireShape("seed", "the result", resultShape, seed);
    } else if (seed != null) {
      throw new IllegalArgumentException(
          "the seed is "
              + Shadows.describe(seed)
              + ", but "
              + primal
              + " returns "
              + primal.type.returnType().getSimpleName()
              + ": pass null, and adjoints of its arrays");
    }
  }

  /** Exit adjoints of the shadowed arrays, checked. */
  private Object[] exits(Object[] given) {
    List<Object> exits = new ArrayList<>();
    for (int i = 0; i < given.length; i++) {
      if (primal.shadowed[i] && primal.parameters[i].isArray()) {
        if (given[i] != null) {
          replay.checkExit(exits.size(), primal.names[i], given[i]);
        }
        exits.add(given[i]);
      } else if (given[i] != null) {
        throw noExit(i);
      }
    }
    return exits.toArray();
  }

  private IllegalArgumentException noExit(int i) {
    return new IllegalArgumentException(
        "an adjoint on exit is given for parameter "
            + primal.label(i)
            + " of "
            + primal
            + ", which is not a differentiated array: pass null");
  }

  /** Bytes of tape that the recorded call used. */
  public long tapeBytes() {
    return replay.tapeBytes();
  }

  /** Gives the tape back. Closing twice has no effect. */
  @Override
  public void close() {
    replay.close();
  }
}

package org.wengert;

import java.lang.invoke.MethodHandle;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.wengert.internal.Kinds;
import org.wengert.internal.Replay;
import org.wengert.internal.RuntimeLink;
import org.wengert.internal.Shadows;
import org.wengert.internal.TapeSlot;

/**
 * The derivatives of one method, in forward and in reverse mode. Immutable; any thread may use it.
 *
 * <p>The independents are the parameters of type double, float, arrays of these, Double and Float
 * that are not {@link Inactive}; {@link #withRespectTo(String...)} chooses others, objects among
 * them. Of an instance method the receiver is parameter 0, called {@code this}, and its class
 * selects the method that runs. Every operation runs the method once, with its side effects, and
 * gives the value of the plain call; an exception that the method throws reaches the caller
 * unchanged, checked ones too. All operations throw {@link NotDifferentiableException} where there
 * is no derivative, and {@link IllegalArgumentException} for arguments that do not fit.
 *
 * <p>A method with one parameter that is an array of rows may be called with just that array.
 */
public final class Derivative {
  private final Primal primal;
  private final TapeSlot tapes = new TapeSlot();
  private final Linked plain;
  private final Linked gradient;
  private final Linked jvp;
  private final Linked forward;
  private final Linked reverse;
  private final SecondOrder second;
  private final Batch batch;

  Derivative(Primal primal) {
    this.primal = primal;
    this.plain = new Linked(primal, Kinds.PRIMAL, new boolean[primal.parameters.length]);
    this.gradient = new Linked(primal, Kinds.GRADIENT, primal.independent);
    this.jvp = new Linked(primal, Kinds.JVP, primal.shadowed);
    this.forward = new Linked(primal, Kinds.FORWARD, primal.shadowed);
    this.reverse = new Linked(primal, Kinds.REVERSE, primal.shadowed);
    this.second = new SecondOrder(primal, tapes);
    this.batch = new Batch(primal);
  }

  Primal primal() {
    return primal;
  }

  TapeSlot tapes() {
    return tapes;
  }

  /**
   * The same method's derivatives with respect to other parameters: exactly those named. An object,
   * list, map, array of objects, or the receiver ({@code this}) stands for all floating-point
   * numbers that it leads to, through fields of any access.
   *
   * @throws IllegalArgumentException if there is no such parameter, or it holds no floating-point
   *     numbers
   */
  public Derivative withRespectTo(String... parameters) {
    int[] indices = new int[parameters.length];
    for (int i = 0; i < indices.length; i++) {
      indices[i] = primal.index(parameters[i]);
    }
    return withRespectTo(indices);
  }

  /** As {@link #withRespectTo(String...)}, by index; the receiver is 0. */
  public Derivative withRespectTo(int... parameters) {
    return new Derivative(primal.withRespectTo(parameters));
  }

  /** Calls the method itself. */
  Object value(Object... arguments) {
    return plain.call(primal.arguments(arguments), new Object[0]);
  }

  /** Handle of an entry point, for binding. */
  MethodHandle handle(String kind) {
    return narrow(kind).handle();
  }

  /** The same with the captured values as leading parameters. */
  MethodHandle unbound(String kind) {
    return narrow(kind).unbound();
  }

  private Linked narrow(String kind) {
    Linked linked = kind.equals(Kinds.PRIMAL) ? plain : kind.equals(Kinds.JVP) ? jvp : gradient;
    if (linked.isWide()) {
      throw new IllegalArgumentException(
          primal
              + " has too many parameters to bind its "
              + kind
              + ": a method handle takes 255 slots; call it through this object");
    }
    return linked;
  }

  /**
   * The names by which {@link Adjoints#of(String)} knows the parameters: those of {@code javac
   * -parameters}, else of the class file's debug tables, else {@code arg0}, {@code arg1}, ...
   */
  public List<String> parameterNames() {
    return List.of(primal.names);
  }

  /**
   * Value and gradient of a method with a double or float result, in reverse mode.
   *
   * @param arguments one a parameter; arrays of floating-point parameters must not be null
   * @throws IllegalArgumentException also if the method has no scalar floating-point result
   */
  public Gradient gradient(Object... arguments) {
    requireScalarResult();
    if (primal.hasBoxResult()) {
      return gradientOfBox(arguments);
    }
    Object[] checked = primal.arguments(arguments);
    Reached entry =
        primal.takesObjects() ? Reached.onEntry(primal, primal.independent, checked) : null;
    Object[] shadows = shadows(primal.independent, checked, entry);
    double[] scalars = new double[Parallel.scalars(primal, primal.independent)];
    Object tape = tapes.take();
    try {
      if (entry != null) {
        RuntimeLink.prepare(tape, entry.snapshot, false);
      }
      Object value = gradient.call(checked, shadows, scalars, tape);
      long bytes = RuntimeLink.tapeBytes(tape);
      return new Gradient(
          primal, ((Number) value).doubleValue(), checked, scalars, shadows, entry, bytes);
    } finally {
      tapes.give(tape);
    }
  }

  private Gradient gradientOfBox(Object[] arguments) {
    try (Vjp vjp = vjp(arguments)) {
      if (!(vjp.value() instanceof Number value)) {
        throw new IllegalArgumentException(primal + " returned null: there is no gradient of it");
      }
      return new Gradient(
          vjp.pullback().apply(1.0), value.doubleValue(), vjp.pullback().tapeBytes());
    }
  }

  private void requireScalarResult() {
    primal.requireIndependent();
    if (!primal.hasScalarResult() && !primal.hasBoxResult()) {
      throw new IllegalArgumentException(
          primal
              + " returns "
              + primal.type.returnType().getSimpleName()
              + ": a gradient is of a double or float result; use jvp or vjp");
    }
  }

  /**
   * Value and directional derivative, in forward mode.
   *
   * @param arguments one a parameter
   * @param tangents the direction, parallel to the arguments: a number for a scalar, an array of
   *     the argument's shape (over double or float) for an array, an {@link ObjectSeed} of the
   *     argument for an object, a list of equal size for a list, a map for a map; null for what is
   *     no independent, and for an object that does not move. Arguments that are the same array
   *     need equal tangents. They are not modified.
   */
  public Jvp jvp(Object[] arguments, Object[] tangents) {
    primal.requireIndependent();
    Object[] checked = primal.arguments(arguments);
    Reached entry =
        primal.reachesObjects() ? Reached.onEntry(primal, primal.shadowed, checked) : null;
    shadows(primal.shadowed, checked, entry); // refuses null arrays
    return jvpAlong(checked, new Tangents(primal, entry).of(checked, tangents), entry);
  }

  /**
   * Along a direction that is among the shadows already.
   *
   * @param direction parallel to the parameters: shadows, or numbers for scalars
   */
  Jvp jvpAlong(Object[] checked, Object[] direction, Reached entry) {
    double[] resultTangent = new double[1];
    Object[] resultShadow = new Object[1];
    Object tape = tapes.take();
    try {
      if (entry != null) {
        RuntimeLink.prepare(tape, entry.snapshot, true);
      }
      Object[] shadows = Parallel.active(primal.shadowed, direction);
      Object value = jvp.call(checked, shadows, resultTangent, resultShadow, tape);
      Object tangent = primal.hasScalarResult() ? (Object) resultTangent[0] : resultShadow[0];
      Reached exit = entry == null ? null : new Reached(RuntimeLink.exit(tape));
      return new Jvp(primal, checked, value, tangent, direction, exit);
    } finally {
      tapes.give(tape);
    }
  }

  /**
   * Value, gradient and Hessian times a vector of a method with a double or float result: the
   * tangent of the gradient, by forward over reverse mode. Takes a few times as long as the
   * gradient, however many independents there are.
   *
   * @param arguments one a parameter
   * @param tangents the direction, parallel to the arguments, as for {@link #jvp}
   * @throws IllegalArgumentException also if the method has no scalar floating-point result
   */
  public Hvp hvp(Object[] arguments, Object[] tangents) {
    requireScalarSecondOrder();
    Object[] checked = primal.arguments(arguments);
    if (primal.takesObjects()) {
      return hvpByObjects(checked, tangents);
    }
    shadows(primal.independent, checked, null); // refuses null arrays
    return hvpAlong(checked, new Tangents(primal, null).of(checked, tangents));
  }

  /**
   * Value, derivatives in two directions, and the second derivative along both, of a method with a
   * double or float result: forward over forward mode, with next to no memory.
   *
   * @param arguments one a parameter
   * @param first a direction, as for {@link #jvp(Object[], Object[])}
   * @param second another one, or the same
   * @throws IllegalArgumentException where {@link #hvp} throws it
   */
  public SecondJvp jvp(Object[] arguments, Object[] first, Object[] second) {
    requireScalarSecondOrder();
    Object[] checked = primal.arguments(arguments);
    if (primal.takesObjects()) {
      return jvpByObjects(checked, first, second);
    }
    Object[] zeros = zeroDirection(checked);
    Object[] one = new Tangents(primal, null).of(checked, first);
    Object[] other = new Tangents(primal, null).of(checked, second);
    return this.second.jvp(checked, one, other, zeros);
  }

  /**
   * Value, gradient and all second derivatives of a method with a double or float result: {@link
   * #hvp} along each number that the independents hold, four at a time. With more than these the
   * method runs several times, each time from the same contents of its arrays; so it must have no
   * effects but on these, which are then as one plain call leaves them.
   *
   * @param arguments one a parameter
   * @throws IllegalArgumentException also where {@link #hvp} throws it, and where several runs
   *     could be noticed: the message says by what
   */
  public Hessian hessian(Object... arguments) {
    requireScalarSecondOrder();
    return new Hessians(this, primal.arguments(arguments)).matrix();
  }

  /**
   * The diagonal of the {@link #hessian}: the second derivative by each number that the
   * independents hold, each part of the shape and type of its argument. Takes as long as the whole
   * Hessian, but no memory for it.
   *
   * @param arguments one a parameter
   * @throws IllegalArgumentException where {@link #hessian} throws it
   */
  public Adjoints hessianDiagonal(Object... arguments) {
    requireScalarSecondOrder();
    return new Hessians(this, primal.arguments(arguments)).diagonal();
  }

  /**
   * The partials of everything that comes out by every number that goes in, in the mode with fewer
   * sweeps. {@link #jacobians} chooses a mode, rows and columns.
   *
   * @param arguments one a parameter
   */
  public Jacobian jacobian(Object... arguments) {
    return jacobians().at(arguments);
  }

  /** Jacobians, to be refined: which mode, rows and columns. */
  public Jacobians jacobians() {
    return new Jacobians(this);
  }

  /**
   * Records one call, for products of its Jacobian with any number of vectors, from either side.
   *
   * @param arguments one a parameter
   */
  public Linearization linearize(Object... arguments) {
    return new Linearization(this, arguments);
  }

  /**
   * Along a direction that is among the shadows already.
   *
   * @param direction parallel to the parameters: shadows, or numbers for scalars
   */
  Hvp hvpAlong(Object[] checked, Object[] direction) {
    return hvpsAlong(checked, new Object[][] {direction})[0];
  }

  /**
   * The same in several directions, at most {@link Kinds#DIRECTIONS}; the method runs once.
   *
   * @param directions that which there are too few of are filled up
   */
  Hvp[] hvpsAlong(Object[] checked, Object[][] directions) {
    int width = directions.length == 1 ? 1 : Kinds.DIRECTIONS;
    Object[][] all = Arrays.copyOf(directions, width);
    Object[][] products = new Object[width][];
    for (int d = 0; d < width; d++) {
      all[d] = d < directions.length ? all[d] : zeroDirection(checked);
      products[d] = shadows(primal.independent, checked, null);
    }
    return second.hvps(checked, all, shadows(primal.independent, checked, null), products);
  }

  private Hvp hvpByObjects(Object[] checked, Object[] tangents) {
    Reached moved = Reached.onEntry(primal, primal.independent, checked);
    requireArrays(primal.independent, checked);
    Object[] direction = new Tangents(primal, moved).of(checked, tangents);
    return hvpsAmongObjects(checked, new Object[][] {direction}, new Reached[] {moved})[0];
  }

  /**
   * As {@link #hvpsAlong}, where objects are among the independents.
   *
   * @param directions one, or as many as a batch has
   * @param moved by direction, what the arguments reach, with tangents
   */
  Hvp[] hvpsAmongObjects(Object[] checked, Object[][] directions, Reached[] moved) {
    Reached adjoints = Reached.onEntry(primal, primal.independent, checked);
    Object[] shadows = shadows(primal.independent, checked, adjoints);
    Reached[] products = new Reached[moved.length];
    Object[][] ofShadows = new Object[moved.length][];
    for (int d = 0; d < moved.length; d++) {
      products[d] = Reached.onEntry(primal, primal.independent, checked);
      ofShadows[d] = products[d].shadows(0, shadows.length);
    }
    return second.hvps(checked, directions, shadows, ofShadows, moved, adjoints, products);
  }

  private SecondJvp jvpByObjects(Object[] checked, Object[] first, Object[] second) {
    Reached one = Reached.onEntry(primal, primal.independent, checked);
    Reached other = Reached.onEntry(primal, primal.independent, checked);
    Reached zeros = Reached.onEntry(primal, primal.independent, checked);
    requireArrays(primal.independent, checked);
    Object[] still = new Tangents(primal, zeros).still(checked);
    return this.second.jvp(
        checked,
        new Tangents(primal, one).of(checked, first),
        new Tangents(primal, other).of(checked, second),
        still,
        one,
        other,
        zeros);
  }

  /** Refuses null where an array of numbers has to be. */
  void requireArrays(boolean[] active, Object[] arguments) {
    for (int i = 0; i < active.length; i++) {
      if (active[i] && Shadows.isFloatingArray(primal.parameters[i]) && arguments[i] == null) {
        Shadows.requireArray(primal.label(i) + " of " + primal, null);
      }
    }
  }

  /** Calls in forward mode, of which the arguments are kept. */
  Linked.Call prepareJvp(Object[] checked, Object[] shadows, Object... extras) {
    return jvp.prepare(checked, shadows, extras);
  }

  /** The same for the recording sweep of reverse mode. */
  Linked.Call prepareForward(Object[] checked, Object[] shadows, Object... extras) {
    return forward.prepare(checked, shadows, extras);
  }

  MethodHandle reverseHandle() {
    return reverse.handle();
  }

  Batch batch() {
    return batch;
  }

  /** A direction in which nothing moves, with the arrays that have tangents on exit. */
  Object[] stillDirection(Object[] checked) {
    double[] scalars = new double[Parallel.scalars(primal, primal.shadowed)];
    Object[] shadows = shadows(primal.shadowed, checked, null);
    return Parallel.of(primal, primal.shadowed, scalars, shadows);
  }

  /** A direction in which nothing moves. */
  Object[] zeroDirection(Object[] checked) {
    double[] scalars = new double[Parallel.scalars(primal, primal.independent)];
    Object[] shadows = shadows(primal.independent, checked, null);
    return Parallel.of(primal, primal.independent, scalars, shadows);
  }

  private void requireScalarSecondOrder() {
    primal.requireIndependent();
    if (!primal.hasScalarResult()) {
      throw new IllegalArgumentException(
          primal
              + " returns "
              + primal.type.returnType().getSimpleName()
              + ": second derivatives are of a double or float result; write a method that returns"
              + " a component, or a sum of them");
    }
  }

  /**
   * Records one call, for a pullback that can be applied to many seeds.
   *
   * @param arguments one a parameter
   */
  public Vjp vjp(Object... arguments) {
    primal.requireIndependent();
    Object[] checked = primal.arguments(arguments);
    Reached entry =
        primal.reachesObjects() ? Reached.onEntry(primal, primal.shadowed, checked) : null;
    Object[] shadows = shadows(primal.shadowed, checked, entry);
    Object[] resultShadow = new Object[1 + shadows.length];
    MethodHandle replay = reverse.handle();
    Object tape = tapes.take();
    boolean recorded = false;
    try {
      if (entry != null) {
        RuntimeLink.prepare(tape, entry.snapshot, true);
      }
      Object value = forward.call(checked, shadows, resultShadow, tape);
      int scalars = Parallel.scalars(primal, primal.shadowed);
      Reached exit = entry == null ? null : new Reached(RuntimeLink.exit(tape));
      Replay held =
          new Replay(
              replay, tapes, tape, entry == null ? shadows : new Object[0], resultShadow, scalars);
      recorded = true;
      return new Vjp(value, new Pullback(primal, checked, value, held, entry, exit));
    } finally {
      if (!recorded) {
        tapes.give(tape);
      }
    }
  }

  private Object[] shadows(boolean[] active, Object[] arguments, Reached entry) {
    Map<Object, Object> seen = new IdentityHashMap<>();
    requireArrays(active, arguments);
    Object[] shadows = Parallel.arrays(primal, active, arguments);
    if (entry != null) {
      return entry.shadows(0, shadows.length);
    }
    for (int k = 0; k < shadows.length; k++) {
      shadows[k] = Shadows.like(shadows[k], seen);
    }
    return shadows;
  }

  /**
   * An implementation of an interface by this method and its derivatives, without reflection or
   * boxing at its calls. Each abstract method of the interface is understood by its name and types.
   * With P the method's parameters, R its result, and "tangent" or "buffer" of a parameter being
   * {@code double} for a scalar and the array type over double for an array:
   *
   * <table>
   *   <caption>what can be declared</caption>
   *   <tr><th>name is, or ends with<th>type<th>meaning
   *   <tr><td>{@code value}, or the method's own name<td>{@code R (P...)}<td>the plain call
   *   <tr><td>{@code gradient}, {@code derivative}<td>{@code T (P...)}<td>the partials, of the one
   *       independent's type T; or {@code double[]} if all independents are scalars
   *   <tr><td>same<td>{@code R (P..., buffers of the arrays..., double[] scalars)}<td>the value;
   *       overwrites the buffers, and scalars[k] with the k-th scalar's partial. Without {@code
   *       double[] scalars} if no independent is a scalar. May return {@code void}. Allocates nothing
   *   <tr><td>{@code jvp}<td>{@code double (P..., tangents of the independents...)}<td>the result's
   *       tangent; for methods without floating-point result {@code void}, and tangents of all
   *       floating-point arrays. Array tangents are overwritten with those on exit
   *   <tr><td>same<td>{@code R (P..., tangents..., double[] tangent)}<td>the value; overwrites
   *       tangent[0]
   * </table>
   *
   * @throws IllegalArgumentException if {@code type} is no interface or has a method that is not in
   *     the table: the message says what would be understood
   */
  public <I> I bind(Class<I> type) {
    return new Binder(this).bind(type);
  }

  /** As {@link #check(List, Function)}, at one or more points, without a hand-derived gradient. */
  public CheckReport check(Object[]... points) {
    return check(Arrays.asList(points), null);
  }

  /**
   * Compares reverse mode, forward mode, Richardson-extrapolated differences of the plain method
   * and, where given, a hand-derived gradient, component by component, at the given points. The
   * method runs many times, each time on copies of the arguments; where objects are among these, on
   * themselves, which are brought back after each run to all that they held. A method without
   * scalar result is compared through a fixed weighted sum of the array it returns, or of what its
   * arrays hold on exit.
   *
   * @param points arguments of the method, one array each
   * @param handDerived from the arguments to the partials, parallel to them, each of its argument's
   *     shape (null where not an independent); null if there is none
   */
  public CheckReport check(List<Object[]> points, Function<Object[], Object[]> handDerived) {
    return new Checker(this, handDerived, Checker.MOST).check(points);
  }

  @Override
  public String toString() {
    return "Derivative of " + primal;
  }
}

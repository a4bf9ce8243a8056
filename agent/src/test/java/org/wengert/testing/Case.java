package org.wengert.testing;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * A method of the corpus with the points at which its derivatives are checked. Built in one line:
 *
 * <pre>{@code
 * Case.of(Loops.class, "power").at(1.5, 3).at(1.5, 0).gradient(a -> ...)
 * }</pre>
 */
public final class Case {

  /** A hand-derived gradient of a scalar result: from the arguments to shadows parallel to them. */
  @FunctionalInterface
  public interface HandDerived {
    /** Partials parallel to the arguments; {@code null} where there are none to compare. */
    Object[] at(Object[] args);
  }

  /** Arguments, and whether only the value is compared there (NaN, infinities, ties). */
  record Point(Object[] args, boolean valueOnly) {}

  private final Method method;
  private final List<Point> points = new ArrayList<>();
  private final List<Class<?>> statics = new ArrayList<>();
  private final boolean[] active;
  private final boolean[] output;
  private boolean smooth = true;
  private boolean smoothTwice = true;
  private boolean compiledRight = true;
  private boolean firstOrderOnly;
  private double differenceTolerance = 1e-6;
  private double conditioning = 1;
  private HandDerived handDerived;
  private double handTolerance = 1e-12;

  private Case(Method method) {
    this.method = method;
    Class<?>[] types = method.getParameterTypes();
    active = new boolean[types.length];
    output = new boolean[types.length];
    for (int i = 0; i < types.length; i++) {
      active[i] = Layout.isFloating(types[i]);
    }
  }

  /** The case of a static method, all of whose floating-point parameters are independents. */
  public static Case of(Method method) {
    return new Case(method);
  }

  /** The case of the one static method of that name. */
  public static Case of(Class<?> owner, String name) {
    return of(methodNamed(owner, name));
  }

  /**
   * The one public method of that name.
   *
   * @throws IllegalArgumentException if there is none, or more than one
   */
  public static Method methodNamed(Class<?> owner, String name) {
    List<Method> found =
        Stream.of(owner.getMethods()).filter(m -> m.getName().equals(name)).toList();
    if (found.size() != 1) {
      throw new IllegalArgumentException(
          found.size() + " public methods named " + name + " in " + owner.getName());
    }
    return found.get(0);
  }

  /**
   * The same case of the class of the same name that another loader finds.
   *
   * @return null if the loader finds none of its own, or the method takes or yields objects of
   *     classes that it finds anew
   */
  public Case in(ClassLoader loader) throws ReflectiveOperationException {
    Method found;
    try {
      found =
          loader
              .loadClass(method.getDeclaringClass().getName())
              .getMethod(method.getName(), method.getParameterTypes());
    } catch (ClassNotFoundException | NoSuchMethodException e) {
      return null;
    }
    if (found.getDeclaringClass().getClassLoader() != loader
        || found.getReturnType() != method.getReturnType()) {
      return null;
    }
    Case other = new Case(found);
    other.points.addAll(points);
    for (Class<?> each : statics) {
      other.statics.add(loader.loadClass(each.getName()));
    }
    System.arraycopy(active, 0, other.active, 0, active.length);
    System.arraycopy(output, 0, other.output, 0, output.length);
    other.smooth = smooth;
    other.smoothTwice = smoothTwice;
    other.compiledRight = compiledRight;
    other.firstOrderOnly = firstOrderOnly;
    other.differenceTolerance = differenceTolerance;
    other.conditioning = conditioning;
    other.handDerived = handDerived;
    other.handTolerance = handTolerance;
    return other;
  }

  /** Adds a point. */
  public Case at(Object... args) {
    return add(args, false);
  }

  /** Adds a point where derivatives are not compared: values, arrays, effects and bits are. */
  public Case valueAt(Object... args) {
    return add(args, true);
  }

  private Case add(Object[] args, boolean valueOnly) {
    if (args.length != method.getParameterCount()) {
      throw new IllegalArgumentException(
          name() + " takes " + method.getParameterCount() + " arguments, given " + args.length);
    }
    points.add(new Point(args, valueOnly));
    return this;
  }

  /** Declares parameters that are not independents and whose contents on exit do not matter. */
  public Case inactive(int... parameters) {
    for (int i : parameters) {
      active[i] = false;
    }
    return this;
  }

  /** Declares array parameters that are no independents but dependents: output buffers. */
  public Case output(int... parameters) {
    inactive(parameters);
    for (int i : parameters) {
      output[i] = true;
    }
    return this;
  }

  /** Declares that differences say nothing about the derivative: steps, ties, rounding. */
  public Case notSmooth() {
    smooth = false;
    return this;
  }

  /** Declares that differences of gradients say nothing about the second derivative. */
  public Case notSmoothTwice() {
    smoothTwice = false;
    return this;
  }

  /**
   * Declares that HotSpot's C2 compiles the plain method wrong, so that compilation modes cannot be
   * compared. On 17 and on 25 it moves a read of a final field past the assignment of that field
   * where both are in one compilation: plain code that reads its final field before it is assigned
   * sees zero at first, and the later value once it is hot.
   */
  public Case readsFinalFieldsEarly() {
    compiledRight = false;
    return this;
  }

  /** Declares that a second derivative is refused: it would be one of third order. */
  public Case firstOrderOnly() {
    firstOrderOnly = true;
    return this;
  }

  /** Whether {@link #firstOrderOnly} was said. */
  public boolean isFirstOrderOnly() {
    return firstOrderOnly;
  }

  /** Sets the relative tolerance of the comparison with differences (1e-6 unless told). */
  public Case loosely(double tolerance) {
    differenceTolerance = tolerance;
    return this;
  }

  /**
   * Widens the tolerance between forward and reverse mode by a factor: for primals whose paths
   * cancel, where the bound would have to be computed with absolute partials.
   */
  public Case cancelling(double factor) {
    conditioning = factor;
    return this;
  }

  /** Names the classes whose static fields the method reads or writes. */
  public Case statics(Class<?>... classes) {
    statics.addAll(Arrays.asList(classes));
    return this;
  }

  /** Gives the hand-derived gradient, to be met to 1e-12 of its largest component. */
  public Case gradient(HandDerived gradient) {
    handDerived = gradient;
    return this;
  }

  /** Gives the hand-derived gradient and its relative tolerance. */
  public Case gradient(double tolerance, HandDerived gradient) {
    handTolerance = tolerance;
    return gradient(gradient);
  }

  /** Class and method, as in {@code Loops.power}. */
  public String name() {
    return method.getDeclaringClass().getSimpleName() + "." + method.getName();
  }

  /** Whether single-precision numbers come in or go out. */
  public boolean hasFloats() {
    String types = method.getReturnType().descriptorString();
    for (Class<?> type : method.getParameterTypes()) {
      types += type.descriptorString();
    }
    return types.replaceAll("L[^;]*;", "").contains("F");
  }

  /** The method under test. */
  public Method method() {
    return method;
  }

  List<Point> points() {
    return points;
  }

  List<Class<?>> statics() {
    return statics;
  }

  boolean[] active() {
    return active.clone();
  }

  /** Which parameters' contents on exit are dependents: floating-point arrays, unless inactive. */
  boolean[] dependents() {
    boolean[] result = new boolean[active.length];
    for (int i = 0; i < result.length; i++) {
      result[i] = method.getParameterTypes()[i].isArray() && (active[i] || output[i]);
    }
    return result;
  }

  boolean isOutput(int parameter) {
    return output[parameter];
  }

  /** Whether differences are compared. */
  public boolean isSmooth() {
    return smooth;
  }

  /** Whether differences of gradients are compared. */
  public boolean isSmoothTwice() {
    return smooth && smoothTwice;
  }

  /** Whether compiled code of the plain method does what interpreted code does. */
  boolean isCompiledRight() {
    return compiledRight;
  }

  double differenceTolerance() {
    return differenceTolerance;
  }

  double conditioning() {
    return conditioning;
  }

  HandDerived handDerived() {
    return handDerived;
  }

  double handTolerance() {
    return handTolerance;
  }

  @Override
  public String toString() {
    return name();
  }
}

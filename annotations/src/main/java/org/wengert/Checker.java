package org.wengert;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.wengert.internal.Shadows;

/** {@link Derivative#check}: every component by every way. */
final class Checker {
  /** Components looked at in one point; of more, an even sample. */
  static final int MOST = 1000;

  private final Derivative derivative;
  private final Primal primal;
  private final Function<Object[], Object[]> handDerived;
  private final List<String> notes = new ArrayList<>();

  private final int most;

  Checker(Derivative derivative, Function<Object[], Object[]> handDerived, int most) {
    this.most = most;
    Primal primal = derivative.primal();
    this.derivative =
        primal.hasObjectParameter() ? new Derivative(primal.lookingAround()) : derivative;
    this.primal = this.derivative.primal();
    this.handDerived = handDerived;
    if (handDerived != null && !primal.hasScalarResult()) {
      throw new IllegalArgumentException(
          primal
              + " returns "
              + primal.type.returnType().getSimpleName()
              + ": a hand-derived gradient is of a double or float result; pass null");
    }
  }

  CheckReport check(List<Object[]> points) {
    if (points == null || points.isEmpty()) {
      throw new IllegalArgumentException("no points: pass the arguments of at least one call");
    }
    List<CheckReport.Component> components = new ArrayList<>();
    for (int i = 0; i < points.size(); i++) {
      components.addAll(check(i, primal.arguments(points.get(i))));
    }
    return new CheckReport(primal.toString(), components, notes);
  }

  private List<CheckReport.Component> check(int point, Object[] arguments) {
    if (primal.takesObjects()) {
      return new ObjectChecker(derivative, point, arguments).check(hand(arguments), most, notes);
    }
    Dependents dependents = Dependents.at(derivative, Elements.copy(arguments));
    Object[] reverse = dependents.reverse(Elements.copy(arguments)).raw;
    Object[] hand = hand(arguments);
    double largest = 0;
    List<Elements.Path> paths = sample(point, Elements.paths(primal, arguments));
    for (Elements.Path path : paths) {
      double size = Math.abs(Elements.get(reverse, path));
      largest = Double.isFinite(size) ? Math.max(largest, size) : largest;
    }
    List<CheckReport.Component> components = new ArrayList<>();
    for (Elements.Path path : paths) {
      components.add(component(point, arguments, path, dependents, reverse, hand, largest));
    }
    return components;
  }

  private CheckReport.Component component(
      int point,
      Object[] arguments,
      Elements.Path path,
      Dependents dependents,
      Object[] reverse,
      Object[] hand,
      double largest) {
    boolean inFloat = usesFloat();
    double reversed = Elements.get(reverse, path);
    double forward = dependents.forward(Elements.copy(arguments), unit(arguments, path));
    Richardson differences =
        Richardson.of(
            Elements.get(arguments, path),
            Elements.isFloat(primal, path),
            inFloat,
            x -> moved(arguments, path, x, dependents));
    Double derived = hand == null ? null : (Double) Elements.get(hand, path);
    double scale = largest;
    for (double value : new double[] {reversed, forward, differences.value()}) {
      scale = Double.isFinite(value) ? Math.max(scale, Math.abs(value)) : scale;
    }
    return new CheckReport.Component(
        primal.names[path.parameter()],
        path.name(),
        point,
        reversed,
        forward,
        differences.value(),
        differences.error(),
        derived,
        scale == 0 ? 1 : scale,
        inFloat);
  }

  /** NaN where the method throws: a step may leave its domain. */
  private static double moved(
      Object[] arguments, Elements.Path path, double x, Dependents dependents) {
    try {
      return dependents.value(Elements.moved(arguments, path, x));
    } catch (RuntimeException outsideItsDomain) {
      return Double.NaN;
    }
  }

  private boolean usesFloat() {
    return usesFloat(primal);
  }

  static boolean usesFloat(Primal primal) {
    for (Class<?> type : primal.type.parameterList()) {
      if (isFloat(type)) {
        return true;
      }
    }
    return isFloat(primal.type.returnType());
  }

  private static boolean isFloat(Class<?> type) {
    return type.isArray() ? isFloat(type.getComponentType()) : type == float.class;
  }

  /** A direction of zeros but for one component; arrays that are the same share theirs. */
  private Object[] unit(Object[] arguments, Elements.Path path) {
    Map<Object, Object> seen = new IdentityHashMap<>();
    Object[] unit = new Object[arguments.length];
    for (int i = 0; i < unit.length; i++) {
      if (primal.independent[i]) {
        unit[i] = primal.parameters[i].isArray() ? Shadows.like(arguments[i], seen) : (Object) 0.0;
      }
    }
    Elements.set(unit, path, 1);
    return unit;
  }

  private Object[] hand(Object[] arguments) {
    if (handDerived == null) {
      return null;
    }
    Object[] partials = handDerived.apply(Elements.copy(arguments));
    if (partials == null || partials.length != arguments.length) {
      throw new IllegalArgumentException(
          "the hand-derived gradient gave "
              + (partials == null ? "null" : partials.length + " partials")
              + " for the "
              + arguments.length
              + " parameters of "
              + primal
              + ": give one a parameter, null for what is no independent");
    }
    for (int i = 0; i < partials.length; i++) {
      if (primal.independent[i] && !primal.isObject(i)) {
        checkHand(i, arguments[i], partials[i]);
      }
    }
    return partials;
  }

  private void checkHand(int i, Object argument, Object partial) {
    if (primal.parameters[i].isArray()) {
      Shadows.requireShape("hand-derived partial", primal.names[i], argument, partial);
    } else if (!(partial instanceof Number)) {
      throw new IllegalArgumentException(
          "hand-derived partial of "
              + primal.names[i]
              + " is "
              + Shadows.describe(partial)
              + ", but "
              + primal.names[i]
              + " is "
              + primal.parameters[i]
              + ": give a number");
    }
  }

  private List<Elements.Path> sample(int point, List<Elements.Path> all) {
    return sample(point, all, most, notes);
  }

  static <T> List<T> sample(int point, List<T> all, int most, List<String> notes) {
    if (all.size() <= most) {
      return all;
    }
    notes.add("point " + point + ": " + most + " of " + all.size() + " components were compared");
    List<T> some = new ArrayList<>();
    for (int k = 0; k < most; k++) {
      some.add(all.get((int) ((long) k * all.size() / most)));
    }
    return some;
  }
}

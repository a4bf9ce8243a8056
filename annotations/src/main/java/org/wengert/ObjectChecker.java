package org.wengert;

import java.lang.reflect.Array;
import java.util.ArrayList;
import java.util.List;
import org.wengert.internal.RuntimeLink;

/**
 * The part of {@link Checker} that is for objects among the arguments. Arguments are not copied,
 * since objects may depend on who they are: after each run they are brought back to what they held.
 */
final class ObjectChecker {
  private final Derivative derivative;
  private final Primal primal;
  private final int point;
  private final Object[] arguments;
  private final Object state;
  private final String[] names;
  private final Components components;
  private Dependents dependents;
  private Adjoints reverse;
  private Components adjoints;

  ObjectChecker(Derivative derivative, int point, Object[] arguments) {
    this.derivative = derivative;
    this.primal = derivative.primal();
    this.point = point;
    this.arguments = arguments;
    this.state = RuntimeLink.save(arguments);
    this.names = Reached.names(primal, primal.shadowed);
    this.components = Components.of(Parallel.arrays(primal, primal.shadowed, arguments), names);
  }

  /** A number to compare: component k of what is reached, or the scalar parameter ~k. */
  private record Place(int k, String parameter, String name) {}

  /**
   * @param hand hand-derived partials; may be null
   */
  List<CheckReport.Component> check(Object[] hand, int most, List<String> notes) {
    dependents = Dependents.at(derivative, arguments);
    RuntimeLink.restore(state);
    reverse = dependents.reverse(arguments);
    adjoints = new Components(reverse.entry.snapshot, names);
    RuntimeLink.restore(state);
    List<Place> all = places();
    List<Place> some = Checker.sample(point, all, most, notes);
    double largest = 0;
    for (Place place : some) {
      double size = Math.abs(reverse(place));
      largest = Double.isFinite(size) ? Math.max(largest, size) : largest;
    }
    List<CheckReport.Component> found = new ArrayList<>();
    for (Place place : some) {
      found.add(component(place, hand == null ? null : byHand(place, hand), largest));
    }
    return found;
  }

  /** Null for what is in an object: hand-derived partials are of scalars and arrays. */
  private Double byHand(Place place, Object[] hand) {
    int parameter = primal.index(place.parameter);
    if (primal.isObject(parameter)) {
      return null;
    }
    Object partial = hand[parameter];
    for (String index : place.name.substring(place.parameter.length()).split("[\\[\\]]+")) {
      partial = index.isEmpty() ? partial : Array.get(partial, Integer.parseInt(index));
    }
    return ((Number) partial).doubleValue();
  }

  private List<Place> places() {
    List<Place> places = new ArrayList<>();
    for (int i = 0; i < arguments.length; i++) {
      if (primal.independent[i] && primal.parameters[i].isPrimitive()) {
        places.add(new Place(~i, primal.names[i], primal.names[i]));
      }
    }
    for (int k = 0; k < components.count(); k++) {
      String root = components.root(k);
      if (primal.independent[primal.index(root)]) {
        places.add(new Place(k, root, components.name(k)));
      }
    }
    return places;
  }

  private double reverse(Place place) {
    return place.k < 0 ? (double) reverse.raw[~place.k] : adjoints.derivative(place.k);
  }

  private CheckReport.Component component(Place place, Double hand, double largest) {
    double reversed = reverse(place);
    double forward = forward(place);
    Object at = place.k < 0 ? arguments[~place.k] : components.value(place.k);
    boolean inFloat = Checker.usesFloat(primal) || at instanceof Float;
    Richardson differences =
        Richardson.of(
            ((Number) at).doubleValue(), at instanceof Float, inFloat, x -> moved(place, x));
    double scale = largest;
    for (double value : new double[] {reversed, forward, differences.value()}) {
      scale = Double.isFinite(value) ? Math.max(scale, Math.abs(value)) : scale;
    }
    return new CheckReport.Component(
        place.parameter,
        place.name,
        point,
        reversed,
        forward,
        differences.value(),
        differences.error(),
        hand,
        scale == 0 ? 1 : scale,
        inFloat);
  }

  private double forward(Place place) {
    Reached entry = Reached.onEntry(primal, primal.shadowed, arguments);
    if (place.k >= 0) {
      new Components(entry.snapshot, names).set(place.k, 1);
    }
    Object[] direction = new Object[arguments.length];
    int root = 0;
    for (int i = 0; i < direction.length; i++) {
      if (primal.shadowed[i]) {
        direction[i] =
            primal.parameters[i].isPrimitive()
                ? (Object) (~place.k == i ? 1.0 : 0.0)
                : entry.shadows(root++, 1)[0];
      }
    }
    try {
      return dependents.forward(derivative.jvpAlong(arguments, direction, entry), arguments);
    } finally {
      RuntimeLink.restore(state);
    }
  }

  /** NaN where the method throws: a step may leave its domain. */
  private double moved(Place place, double x) {
    Object[] passed = arguments.clone();
    try {
      if (place.k < 0) {
        passed[~place.k] = Scalars.convert(primal.parameters[~place.k], narrowed(place, x));
      } else {
        Object box = components.move(place.k, x);
        for (int i = 0; box != null && i < passed.length; i++) {
          passed[i] = primal.names[i].equals(place.name) ? box : passed[i];
        }
      }
      return dependents.value(passed);
    } catch (RuntimeException outsideItsDomain) {
      return Double.NaN;
    } finally {
      RuntimeLink.restore(state);
    }
  }

  private Object narrowed(Place place, double x) {
    return primal.parameters[~place.k] == float.class ? (Object) (float) x : (Object) x;
  }
}

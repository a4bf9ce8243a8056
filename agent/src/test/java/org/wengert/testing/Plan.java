package org.wengert.testing;

import java.util.Arrays;
import java.util.Random;

/**
 * One point of one case, ready to be asked for: the plain run, the layouts of independents and
 * dependents, the direction and the seeds. Both are fixed by the case's name and the point's
 * number.
 */
final class Plan {

  final Case subject;
  final int number;
  final Primal primal;
  final Object[] args;
  final Primal.Run plain;
  final Layout entry;
  private final Layout result;
  private final Layout exit;
  final double[] direction;
  final double[] seeds;

  Plan(Case subject, int number, Primal primal) {
    this.subject = subject;
    this.number = number;
    this.primal = primal;
    args = subject.points().get(number).args();
    plain = primal.run(args);
    String[] names = parameterNames(subject);
    entry = Layout.of(args, subject.active(), names);
    result = Layout.of(new Object[] {plain.value()}, new boolean[] {true}, new String[] {"result"});
    exit = Layout.of(plain.args(), subject.dependents(), names);
    Random random = new Random(31L * subject.name().hashCode() + number);
    direction = vector(random, entry.size());
    seeds = vector(random, result.size() + exit.size());
  }

  private static String[] parameterNames(Case subject) {
    return Arrays.stream(subject.method().getParameters())
        .map(java.lang.reflect.Parameter::getName)
        .toArray(String[]::new);
  }

  /** Components of either sign, between a half and three halves: none is nearly zero. */
  private static double[] vector(Random random, int size) {
    return random.doubles(size).map(u -> u < 0.5 ? -1.5 + 2 * u : 2 * u - 0.5).toArray();
  }

  /** A fresh copy of the arguments. */
  Object[] freshArgs() {
    return DeepCopy.tuple(args);
  }

  /** Tangents of the arguments in the plan's direction; zero for output buffers. */
  Object[] tangents() {
    return tangents(direction);
  }

  /** The same in another direction. */
  Object[] tangents(double[] along) {
    Object[] tangents = entry.shadows(along);
    for (int i = 0; i < tangents.length; i++) {
      if (subject.isOutput(i)) {
        boolean[] one = new boolean[args.length];
        one[i] = true;
        Layout buffer = Layout.of(args, one, new String[args.length]);
        tangents[i] = buffer.shadows(new double[buffer.size()])[i];
      }
    }
    return tangents;
  }

  /** The adjoint of the result, or null. */
  Object resultSeed() {
    return result.shadows(Arrays.copyOf(seeds, result.size()))[0];
  }

  /** The adjoints of arrays on exit. */
  Object[] exitSeeds() {
    return exit.shadows(Arrays.copyOfRange(seeds, result.size(), seeds.length));
  }

  /** Whether the result is a float or double, for which there is a joint gradient. */
  boolean hasScalarResult() {
    return plain.value() instanceof Double || plain.value() instanceof Float;
  }

  /** Components of the result, then of the arrays on exit, from values or from shadows. */
  double[] dependents(Object value, Object[] tuple) {
    double[] first = result.read(new Object[] {value});
    double[] second = exit.read(tuple);
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  String dependentName(int i) {
    return i < result.size() ? result.name(i) : exit.name(i - result.size()) + " on exit";
  }

  /** Case, point and arguments, as failure messages begin. */
  String where() {
    StringBuilder text = new StringBuilder(subject.name() + " at point " + number + " (");
    for (int i = 0; i < args.length; i++) {
      String value = Bits.of(args[i]);
      text.append(i == 0 ? "" : ", ")
          .append(value.length() > 300 ? value.substring(0, 300) + "…" : value);
    }
    return text.append(')').toString();
  }
}

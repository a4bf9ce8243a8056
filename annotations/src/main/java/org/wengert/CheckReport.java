package org.wengert;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What {@link Derivative#check(List, java.util.function.Function)} found. {@link #toString} prints
 * a table with one line a component (that of its worst point) and the verdict.
 */
public final class CheckReport {
  /** Components printed one by one; of more, only the worst of each parameter. */
  private static final int PRINTED = 60;

  private final String subject;
  private final List<Component> components;
  private final List<String> notes;

  CheckReport(String subject, List<Component> components, List<String> notes) {
    this.subject = subject;
    this.components = List.copyOf(components);
    this.notes = List.copyOf(notes);
  }

  /**
   * One partial derivative at one point, by every way there is.
   *
   * @param parameter the parameter's name
   * @param name the component: {@code spot}, {@code curve[3]}
   * @param point index of the point
   * @param reverse by reverse mode
   * @param forward by forward mode
   * @param differences by Richardson-extrapolated central differences of the plain method; NaN
   *     where these do not converge to a number
   * @param differencesError their own error estimate
   * @param handDerived null if no hand-derived gradient was given
   * @param scale what errors are relative to: the largest of the values and of the gradient there
   * @param inFloat whether the method computes with float on this component's way in or out
   */
  public record Component(
      String parameter,
      String name,
      int point,
      double reverse,
      double forward,
      double differences,
      double differencesError,
      Double handDerived,
      double scale,
      boolean inFloat) {

    /** Relative difference of forward and reverse mode; infinite if one is NaN and one is not. */
    public double forwardError() {
      return relative(reverse, forward);
    }

    /** Relative difference of reverse mode and differences; 0 where these cannot be compared. */
    public double differencesDistance() {
      boolean comparable = Double.isFinite(differences) && !Double.isInfinite(reverse);
      return comparable ? relative(reverse, differences) : 0;
    }

    /** Relative difference of reverse mode and the hand-derived partial; 0 if none was given. */
    public double handDerivedError() {
      return handDerived == null ? 0 : relative(reverse, handDerived);
    }

    private double relative(double a, double b) {
      if (Double.compare(a, b) == 0 || a == b) {
        return 0;
      }
      double distance = Math.abs(a - b);
      return Double.isFinite(distance) ? distance / scale : Double.POSITIVE_INFINITY;
    }

    /** What failed, or "ok". */
    public String verdict() {
      if (forwardError() > 1e-10) {
        return "forward and reverse differ";
      }
      if (handDerivedError() > (inFloat ? 1e-4 : 1e-9)) {
        return "hand-derived differs";
      }
      double allowed = (inFloat ? 2e-2 : 1e-5) + 10 * differencesError / scale;
      return differencesDistance() > allowed ? "differences differ" : "ok";
    }

    /** The largest of the errors, each in units of what is tolerated. */
    double badness() {
      return Math.max(
          forwardError() / 1e-10,
          Math.max(
              handDerivedError() / (inFloat ? 1e-4 : 1e-9),
              differencesDistance() / ((inFloat ? 2e-2 : 1e-5) + 10 * differencesError / scale)));
    }
  }

  /** Every component at every point. */
  public List<Component> components() {
    return components;
  }

  /** Whether all ways agree everywhere. */
  public boolean passed() {
    return components.stream().allMatch(c -> c.verdict().equals("ok"));
  }

  /** Largest relative difference between forward and reverse mode. */
  public double worstForwardError() {
    return components.stream().mapToDouble(Component::forwardError).max().orElse(0);
  }

  /** Largest relative difference between reverse mode and differences. */
  public double worstDifferencesDistance() {
    return components.stream().mapToDouble(Component::differencesDistance).max().orElse(0);
  }

  /** Largest relative difference between reverse mode and the hand-derived gradient. */
  public double worstHandDerivedError() {
    return components.stream().mapToDouble(Component::handDerivedError).max().orElse(0);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("Check of " + subject + "\n");
    boolean hand = components.stream().anyMatch(c -> c.handDerived() != null);
    text.append(header(hand));
    worst().values().forEach(c -> text.append(line(c, hand)));
    notes.forEach(note -> text.append("note: ").append(note).append('\n'));
    return text.append(verdict()).toString();
  }

  /** The worst point of each component, or of each parameter if there are too many components. */
  private Map<String, Component> worst() {
    Map<String, Component> byName = new LinkedHashMap<>();
    Map<String, Component> byParameter = new LinkedHashMap<>();
    for (Component c : components) {
      byName.merge(c.name(), c, CheckReport::worse);
      byParameter.merge(c.parameter(), c, CheckReport::worse);
    }
    return byName.size() <= PRINTED ? byName : byParameter;
  }

  private static Component worse(Component a, Component b) {
    return b.badness() > a.badness() ? b : a;
  }

  private static String header(boolean hand) {
    return String.format(
            "%-16s %5s %24s %24s %24s%s %9s %9s%s  %s%n",
            "component",
            "point",
            "reverse",
            "forward",
            "differences",
            hand ? String.format(" %24s", "hand-derived") : "",
            "|fwd|",
            "|diff|",
            hand ? String.format(" %9s", "|hand|") : "",
            "verdict")
        .replace("\r", "");
  }

  private static String line(Component c, boolean hand) {
    return String.format(
        Locale.ROOT,
        "%-16s %5d %24s %24s %24s%s %9.1e %9.1e%s  %s\n",
        c.name(),
        c.point(),
        c.reverse(),
        c.forward(),
        c.differences(),
        hand ? String.format(" %24s", c.handDerived()) : "",
        c.forwardError(),
        c.differencesDistance(),
        hand ? String.format(Locale.ROOT, " %9.1e", c.handDerivedError()) : "",
        c.verdict());
  }

  private String verdict() {
    long failed = components.stream().filter(c -> !c.verdict().equals("ok")).count();
    String errors =
        String.format(
            Locale.ROOT,
            "worst relative errors: forward %.1e, differences %.1e, hand-derived %.1e",
            worstForwardError(),
            worstDifferencesDistance(),
            worstHandDerivedError());
    return failed == 0
        ? "PASSED: " + components.size() + " partials agree; " + errors
        : "FAILED: "
            + failed
            + " of "
            + components.size()
            + " partials do not agree; "
            + errors
            + " (at a kink or a jump, differences may differ from the derivative of the executed"
            + " branch)";
  }
}

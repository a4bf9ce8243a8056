package org.wengert.corpus;

/** Examples from textbooks and courses, whose partials are known in closed form. */
public final class Textbook {

  private Textbook() {}

  /** ln x1 + x1·x2 − sin x2. */
  public static double trace(double x1, double x2) {
    return Math.log(x1) + x1 * x2 - Math.sin(x2);
  }

  /** x1·x2 + exp(x1·x2) − sin x2, statement by statement as the course writes it. */
  public static double networkCourse(double x1, double x2) {
    double v3 = x1 * x2;
    double v4 = Math.sin(x2);
    double v5 = Math.exp(v3);
    double v6 = v3 - v4;
    return v5 + v6;
  }

  /** (x1·x2 + sin x1, exp x2 + x1²). */
  public static double[] pair(double x1, double x2) {
    return new double[] {x1 * x2 + Math.sin(x1), Math.exp(x2) + x1 * x1};
  }

  /** (x·y + sin x)². */
  public static double fanOut(double x, double y) {
    double a = x * y + Math.sin(x);
    return a * a;
  }

  /** exp(x)·sin(x). */
  public static double expSin(double x) {
    return Math.exp(x) * Math.sin(x);
  }

  /** (x·y + z)·sin y. */
  public static double threeInputs(double x, double y, double z) {
    return (x * y + z) * Math.sin(y);
  }

  /** ReLU as a branch. */
  public static double reluBranch(double x) {
    if (x > 0) {
      return x;
    }
    return 0;
  }

  /** ReLU as a maximum. */
  public static double reluMax(double x) {
    return Math.max(0.0, x);
  }

  /** Rosenbrock's valley in any dimension. */
  public static double rosenbrock(double[] x) {
    double sum = 0;
    for (int i = 0; i + 1 < x.length; i++) {
      double a = x[i + 1] - x[i] * x[i];
      double b = 1 - x[i];
      sum += 100 * a * a + b * b;
    }
    return sum;
  }

  /** Speelpenning's product of all components, the textbook case for reverse mode. */
  public static double speelpenning(double[] x) {
    double product = 1;
    for (double xi : x) {
      product *= xi;
    }
    return product;
  }
}

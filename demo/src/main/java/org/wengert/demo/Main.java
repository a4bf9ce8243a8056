package org.wengert.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.wengert.AgentMissingException;
import org.wengert.CheckReport;
import org.wengert.Derivatives;

/**
 * The demo: a small network learns to tell penguins apart by the gradient that the agent derives
 * from its loss, and the gradients it could be trained with are compared.
 */
public final class Main {

  private static final String USAGE =
      "Usage: java -javaagent:agent/target/wengert-agent.jar -jar demo/target/wengert-demo.jar"
          + " [PICTURE.png | --program NAME]";

  private static final long SEED = 2014;
  private static final double TEST_SHARE = 0.25;
  private static final int HIDDEN = 8;
  private static final double DECAY = 1e-3;
  private static final int EPOCHS = 400;

  private Main() {}

  /**
   * Runs the demo.
   *
   * @param args the file that the curves are written to, or {@code --program} and the name of one
   *     of the short programs, to run just that; nothing for the demo with its default picture
   */
  public static void main(String[] args) throws IOException {
    if (!Derivatives.isActive()) {
      System.err.println(new AgentMissingException().getMessage());
      System.exit(2);
    }
    try {
      run(args, System.out);
    } catch (IllegalArgumentException e) {
      System.err.println(e.getMessage());
      System.err.println(USAGE);
      System.exit(2);
    }
  }

  private static void run(String[] args, PrintStream out) throws IOException {
    if (args.length == 2 && args[0].equals("--program")) {
      Programs.run(args[1], out);
    } else if (args.length == 0 || (args.length == 1 && !args[0].startsWith("-"))) {
      train(args.length == 1 ? Path.of(args[0]) : defaultPicture(), out);
      Programs.runAll(out);
    } else {
      throw new IllegalArgumentException("unknown options: " + String.join(" ", args));
    }
  }

  private static void train(Path picture, PrintStream out) throws IOException {
    Penguins.Samples all = Penguins.load();
    Penguins.Split split = Penguins.split(all, TEST_SHARE, SEED);
    Problem problem = new Problem(split.train(), HIDDEN, DECAY);
    out.printf(
        Locale.ROOT,
        "Palmer penguins: %d birds, %d to train on, %d to test on; %d weights%n",
        all.size(),
        split.train().size(),
        split.test().size(),
        problem.weightCount());
    double[] start = problem.initialWeights(SEED);
    LossGradient instrumented = new Instrumented(problem);
    out.printf(
        Locale.ROOT,
        "First gradient of Network.loss, compiling its derivative included: %d ms%n%n",
        milliseconds(instrumented, start));

    ProgressBar bar = new ProgressBar(out, ProgressBar.onTerminal(), "training", EPOCHS);
    Trainer.History history =
        Trainer.train(problem, split.test(), instrumented, start, EPOCHS, bar);
    out.println();
    out.print(LossTable.format(history));
    int last = history.epochs();
    out.printf(
        Locale.ROOT,
        "%nFinal accuracy: %.1f%% on the training set, %.1f%% on the test set%n%n",
        100 * history.trainAccuracy()[last],
        100 * history.testAccuracy()[last]);

    List<double[]> points = List.of(start, history.weights());
    LossGradient handDerived = new HandDerived(problem);
    List<LossGradient> others = List.of(instrumented, new CentralDifferences(problem));
    out.print(GradientTable.format(GradientTable.measure(handDerived, others, points)));
    out.printf("%nDerivative.check: %s%n", verdict(check(problem, points)));

    Curves.write(history, picture);
    out.printf("Curves: %s%n", picture.toAbsolutePath());
  }

  private static long milliseconds(LossGradient gradient, double[] weights) {
    long start = System.nanoTime();
    gradient.evaluate(weights, new double[weights.length]);
    return Math.round((System.nanoTime() - start) / 1e6);
  }

  /** The hand-derived gradient against reverse mode, forward mode and differences. */
  static CheckReport check(Problem problem, List<double[]> weights) {
    List<Object[]> points = weights.stream().map(problem::arguments).toList();
    return Derivatives.of(Network.class, "loss")
        .check(points, arguments -> handDerived(problem, (double[]) arguments[0]));
  }

  private static Object[] handDerived(Problem problem, double[] weights) {
    double[] gradient = new double[weights.length];
    new HandDerived(problem).evaluate(weights, gradient);
    return new Object[] {gradient, null, null, null, null, null};
  }

  private static String verdict(CheckReport report) {
    return report.toString().lines().reduce((first, last) -> last).orElseThrow();
  }

  /** In the build's directory where the demo runs from the sources, else where it was started. */
  private static Path defaultPicture() {
    Path target = Path.of("demo", "target");
    return (Files.isDirectory(target) ? target : Path.of("")).resolve("wengert-demo.png");
  }
}

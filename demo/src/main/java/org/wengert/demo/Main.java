package org.wengert.demo;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/**
 * The demo: a small network learns to tell penguins apart, and the gradients it could be trained
 * with are compared.
 */
public final class Main {

  private static final long SEED = 2014;
  private static final double TEST_SHARE = 0.25;
  private static final int HIDDEN = 8;
  private static final double DECAY = 1e-3;
  private static final int EPOCHS = 400;

  private Main() {}

  /** Runs the demo; {@code args} may hold the file that the curves are written to. */
  public static void main(String[] args) throws IOException {
    PrintStream out = System.out;
    Penguins.Samples all = Penguins.load();
    Penguins.Split split = Penguins.split(all, TEST_SHARE, SEED);
    Problem problem = new Problem(split.train(), HIDDEN, DECAY);
    out.printf(
        Locale.ROOT,
        "Palmer penguins: %d birds, %d to train on, %d to test on; %d weights%n%n",
        all.size(),
        split.train().size(),
        split.test().size(),
        problem.weightCount());

    LossGradient handDerived = new HandDerived(problem);
    double[] start = problem.initialWeights(SEED);
    ProgressBar bar = new ProgressBar(out, ProgressBar.onTerminal(), "training", EPOCHS);
    Trainer.History history = Trainer.train(problem, split.test(), handDerived, start, EPOCHS, bar);
    out.println();
    out.print(LossTable.format(history));
    int last = history.epochs();
    out.printf(
        Locale.ROOT,
        "%nFinal accuracy: %.1f%% on the training set, %.1f%% on the test set%n%n",
        100 * history.trainAccuracy()[last],
        100 * history.testAccuracy()[last]);

    List<double[]> points = List.of(start, history.weights());
    List<LossGradient> others = List.of(new CentralDifferences(problem));
    out.print(GradientTable.format(GradientTable.measure(handDerived, others, points)));

    Path picture = args.length > 0 ? Path.of(args[0]) : defaultPicture();
    Curves.write(history, picture);
    out.printf("%nCurves: %s%n", picture.toAbsolutePath());
  }

  /** In the build's directory where the demo runs from the sources, else where it was started. */
  private static Path defaultPicture() {
    Path target = Path.of("demo", "target");
    return (Files.isDirectory(target) ? target : Path.of("")).resolve("wengert-demo.png");
  }
}

package org.wengert.demo;

import java.util.Locale;

/** The curves of a training as text: some epochs, each with a bar as long as its loss. */
public final class LossTable {

  private static final int ROWS = 10;
  private static final int WIDTH = 30;

  private LossTable() {}

  /** The table; each line ends with a line feed. */
  public static String format(Trainer.History history) {
    StringBuilder out = new StringBuilder();
    out.append("epoch   loss: train    test   accuracy: train    test\n");
    double largest = 0;
    for (double loss : history.trainLoss()) {
      largest = Math.max(largest, loss);
    }
    int previous = -1;
    for (int row = 0; row <= ROWS; row++) {
      // Quadratic, since most happens early.
      int epoch = (int) Math.round((double) history.epochs() * row * row / (ROWS * ROWS));
      if (epoch != previous) {
        out.append(line(history, epoch, largest));
        previous = epoch;
      }
    }
    return out.toString();
  }

  private static String line(Trainer.History history, int epoch, double largest) {
    int length = (int) Math.round(WIDTH * history.trainLoss()[epoch] / largest);
    String line =
        String.format(
            Locale.ROOT,
            "%5d        %6.4f  %6.4f            %5.1f%%  %5.1f%%   %s",
            epoch,
            history.trainLoss()[epoch],
            history.testLoss()[epoch],
            100 * history.trainAccuracy()[epoch],
            100 * history.testAccuracy()[epoch],
            "#".repeat(length));
    return line.stripTrailing() + "\n";
  }
}

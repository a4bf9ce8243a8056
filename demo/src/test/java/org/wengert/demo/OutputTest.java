package org.wengert.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OutputTest {

  private static final Trainer.History HISTORY =
      new Trainer.History(
          new double[0],
          new double[] {2, 1, 0.5},
          new double[] {2.5, 1.25, 0.75},
          new double[] {0.25, 0.5, 1},
          new double[] {0.125, 0.25, 0.875});

  @Test
  void barIsRedrawnOnATerminal() {
    assertEquals(
        "\rt [                                        ]   0%  0/2"
            + "\rt [====================                    ]  50%  1/2"
            + "\rt [========================================] 100%  2/2\n",
        progress(true, 2));
  }

  @Test
  void barIsALineEveryTenthWithoutATerminal() {
    String text = progress(false, 200);
    assertEquals(10, text.lines().count());
    assertEquals(
        "t [====                                    ]  10%  20/200",
        text.lines().findFirst().get());
    assertEquals(-1, text.indexOf('\r'));
  }

  private static String progress(boolean terminal, int total) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    ProgressBar bar = new ProgressBar(out, terminal, "t", total);
    IntStream.rangeClosed(0, total).forEach(bar);
    return bytes.toString(StandardCharsets.UTF_8).replace(System.lineSeparator(), "\n");
  }

  @Test
  void lossTableShowsEveryEpochOnce() {
    assertEquals(
        """
        epoch   loss: train    test   accuracy: train    test
            0        2.0000  2.5000             25.0%   12.5%   ##############################
            1        1.0000  1.2500             50.0%   25.0%   ###############
            2        0.5000  0.7500            100.0%   87.5%   ########
        """,
        LossTable.format(HISTORY));
  }

  @Test
  void gradientTableComparesWithTheFirstRow() {
    List<GradientTable.Row> rows =
        List.of(
            new GradientTable.Row("hand-derived", 0, 2000),
            new GradientTable.Row("other", 3.25e-12, 5000));
    assertEquals(
        """
        gradient              largest difference from hand   time a call    x hand
        hand-derived                                     -        2.0 us      1.00
        other                                      3.3e-12        5.0 us      2.50
        """,
        GradientTable.format(rows));
  }

  @Test
  void curvesAreAPictureWithBothColours(@TempDir Path directory) throws IOException {
    Path file = directory.resolve("curves.png");
    Curves.write(HISTORY, file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(1440, image.getWidth());
    assertEquals(520, image.getHeight());
    int[] pixels = image.getRGB(0, 0, 1440, 520, null, 0, 1440);
    assertNotEquals(0, IntStream.of(pixels).filter(p -> (p & 0xffffff) == 0x1f6fb4).count());
    assertNotEquals(0, IntStream.of(pixels).filter(p -> (p & 0xffffff) == 0xe07b39).count());
  }
}

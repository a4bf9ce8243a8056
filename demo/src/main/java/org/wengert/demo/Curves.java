package org.wengert.demo;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** The curves of a training as a picture. */
public final class Curves {

  private static final Color TRAIN = new Color(0x1f6fb4);
  private static final Color TEST = new Color(0xe07b39);
  private static final Color TEXT = new Color(0x333333);
  private static final Color GRID = new Color(0xe4e4e4);

  private static final MathContext DIGITS = new MathContext(1);

  private Curves() {}

  /**
   * Draws loss and accuracy over the epochs, side by side.
   *
   * @param file where the picture goes, ending in {@code .png}; overwritten
   */
  public static void write(Trainer.History history, Path file) throws IOException {
    // No window is opened; with this it works where there is no display either.
    System.setProperty("java.awt.headless", "true");
    int[] epochs = sampledEpochs(history.epochs());
    XYChart loss = chart("Loss", "cross-entropy + decay");
    loss.getStyler()
        .setYAxisLogarithmic(true)
        .setYAxisLogarithmicDecadeOnly(false)
        .setLegendPosition(LegendPosition.InsideNE);
    // 0.1, 0.2, 0.3, 0.5 and so on: the other labels would overlap.
    loss.setCustomYAxisTickLabelsFormatter(Curves::sparseLabel);
    line(loss, "training set", TRAIN, epochs, history.trainLoss());
    line(loss, "test set", TEST, epochs, history.testLoss());
    XYChart accuracy = chart("Accuracy", "species recognised (%)");
    accuracy.getStyler().setYAxisMax(100.0).setLegendPosition(LegendPosition.InsideSE);
    line(accuracy, "training set", TRAIN, epochs, percent(history.trainAccuracy()));
    line(accuracy, "test set", TEST, epochs, percent(history.testAccuracy()));
    BitmapEncoder.saveBitmap(List.of(loss, accuracy), 1, 2, file.toString(), BitmapFormat.PNG);
  }

  /**
   * Every epoch at first, every second later: what happens, happens early. (XChart labels an axis
   * of equidistant values with every so many of these, and not with round numbers.)
   */
  private static int[] sampledEpochs(int last) {
    return IntStream.rangeClosed(0, last)
        .filter(epoch -> epoch <= 100 || epoch % 2 == 0 || epoch == last)
        .toArray();
  }

  private static double[] percent(double[] shares) {
    double[] result = new double[shares.length];
    for (int i = 0; i < shares.length; i++) {
      result[i] = 100 * shares[i];
    }
    return result;
  }

  private static String sparseLabel(double value) {
    int leading = (int) Math.round(value / Math.pow(10, Math.floor(Math.log10(value) + 1e-9)));
    return leading <= 3 || leading == 5 ? new BigDecimal(value, DIGITS).toPlainString() : "";
  }

  private static XYChart chart(String title, String yAxis) {
    XYChart chart =
        new XYChartBuilder()
            .width(720)
            .height(520)
            .title(title)
            .xAxisTitle("epoch")
            .yAxisTitle(yAxis)
            .build();
    XYStyler styler = chart.getStyler();
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridLinesStroke(new BasicStroke(1));
    styler.setChartFontColor(TEXT);
    styler.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 20));
    styler.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 15));
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    styler.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
    styler.setLegendBorderColor(GRID);
    styler.setChartPadding(18);
    styler.setXAxisMin(0.0);
    return chart;
  }

  private static void line(XYChart chart, String name, Color color, int[] epochs, double[] curve) {
    double[] x = Arrays.stream(epochs).asDoubleStream().toArray();
    double[] y = Arrays.stream(epochs).mapToDouble(epoch -> curve[epoch]).toArray();
    XYSeries series = chart.addSeries(name, x, y);
    series.setMarker(SeriesMarkers.NONE);
    series.setLineColor(color);
    series.setLineStyle(new BasicStroke(2.5f));
  }
}

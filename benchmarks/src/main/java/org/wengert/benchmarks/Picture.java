package org.wengert.benchmarks;

import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;

/** The ratios as bars: how many times the primal's time each kind takes, on a logarithmic axis. */
final class Picture {
  private static final Map<Kind, Color> COLORS =
      Map.of(
          Kind.TANGENT, new Color(0x8fbbe0),
          Kind.DERIVATIVE, new Color(0x1f6fb4),
          Kind.HAND_DERIVED, new Color(0x7a9a3a),
          Kind.HIPPARCHUS, new Color(0xe07b39),
          Kind.DIFFERENCES, new Color(0xb0b0b0));

  private static final Color GRID = new Color(0xe4e4e4);

  private Picture() {}

  /**
   * Draws the workloads that have a primal; of several JDKs the slower one. Where nothing has a
   * primal, there is no picture.
   *
   * @param file where the picture goes, ending in {@code .png}; overwritten
   */
  static void write(List<Result> results, Path file) throws IOException {
    // No window is opened; with this it works where there is no display either.
    System.setProperty("java.awt.headless", "true");
    List<List<Result>> shown = shown(results);
    if (!shown.isEmpty()) {
      BitmapEncoder.saveBitmap(chart(shown), file.toString(), BitmapFormat.PNG);
    }
  }

  /** What has a primal, by workload. */
  static List<List<Result>> shown(List<Result> results) {
    return Ratios.byWorkload(results).values().stream()
        .filter(jdks -> jdks.get(0).nanoseconds(Kind.PRIMAL).isPresent())
        .toList();
  }

  static CategoryChart chart(List<List<Result>> workloads) {
    CategoryChart chart =
        new CategoryChartBuilder()
            .width(Math.max(700, 200 + 100 * workloads.size()))
            .height(520)
            .title("Time of a call, as a multiple of the primal's")
            .yAxisTitle("÷ primal")
            .build();
    style(chart.getStyler());
    List<String> names = workloads.stream().map(jdks -> jdks.get(0).name()).toList();
    for (Kind kind : Kind.values()) {
      List<Double> ratios = ratios(workloads, kind);
      if (kind != Kind.PRIMAL && ratios.stream().anyMatch(ratio -> ratio != null)) {
        chart.addSeries(kind.title(), names, ratios).setFillColor(COLORS.get(kind));
      }
    }
    return chart;
  }

  private static List<Double> ratios(List<List<Result>> workloads, Kind kind) {
    List<Double> ratios = new ArrayList<>();
    for (List<Result> jdks : workloads) {
      OptionalDouble ratio = Ratios.worst(jdks, kind, Kind.PRIMAL);
      ratios.add(ratio.isPresent() ? ratio.getAsDouble() : null);
    }
    return ratios;
  }

  private static void style(CategoryStyler styler) {
    styler.setChartBackgroundColor(Color.WHITE);
    styler.setPlotBackgroundColor(Color.WHITE);
    styler.setPlotBorderVisible(false);
    styler.setPlotGridLinesColor(GRID);
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
    styler.setLegendPosition(LegendPosition.OutsideS);
    styler.setLegendLayout(LegendLayout.Horizontal);
    styler.setLegendBorderColor(GRID);
    styler.setYAxisLogarithmic(true);
    styler.setYAxisMin(0.5);
  }
}

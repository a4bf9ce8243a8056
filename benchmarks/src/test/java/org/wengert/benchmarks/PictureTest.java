package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.internal.series.Series;

class PictureTest {
  @TempDir Path directory;

  private final Result lse = TableTest.result("lse", "17", 100, 120, 140, 110);
  private final Result llsq = TableTest.result("llsq", "17", 100, 130, 150, 110);
  private final Result nested = new Result("particle-ff", "", "17");

  PictureTest() {
    lse.add(Kind.DIFFERENCES, 1e6);
    nested.add(Kind.DERIVATIVE, 27);
  }

  @Test
  void showsWhatWasMeasuredOfWorkloadsWithAPrimal() {
    CategoryChart chart = Picture.chart(Picture.shown(List.of(lse, llsq, nested)));
    List<String> names = chart.getSeriesCollection().stream().map(Series::getName).toList();
    assertEquals(List.of("tangent", "derivative", "by hand", "differences"), names);
    CategorySeries derivative = chart.getSeries("derivative");
    assertEquals(List.of("lse", "llsq"), List.copyOf(derivative.getXData()));
    assertArrayEquals(new double[] {1.4, 1.5}, derivative.getYData());
    double[] missing = {1e4, Double.NaN};
    assertArrayEquals(missing, chart.getSeries("differences").getYData());
  }

  @Test
  void ofTwoJdksTheSlowerOneIsShown() {
    Result young = TableTest.result("lse", "25", 100, 120, 170, 110);
    CategoryChart chart = Picture.chart(Picture.shown(List.of(lse, young)));
    assertArrayEquals(new double[] {1.7}, chart.getSeries("derivative").getYData());
  }

  @Test
  void isAFile() throws IOException {
    Path file = directory.resolve("ratios.png");
    Picture.write(List.of(lse, llsq), file);
    BufferedImage image = ImageIO.read(file.toFile());
    assertEquals(520, image.getHeight());
  }

  @Test
  void whereNothingHasAPrimalThereIsNoPicture() throws IOException {
    Path file = directory.resolve("ratios.png");
    Picture.write(List.of(nested), file);
    assertFalse(Files.exists(file));
  }
}

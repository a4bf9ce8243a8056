package org.wengert.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The Palmer penguins: three species, four measurements of each bird. Source and licence are in the
 * README beside the data.
 */
public final class Penguins {

  /** The classes, in the order of their labels. */
  public static final List<String> SPECIES = List.of("Adelie", "Chinstrap", "Gentoo");

  private static final int FIRST_MEASUREMENT = 2;
  private static final int MEASUREMENTS = 4;

  private Penguins() {}

  /**
   * Birds with their species.
   *
   * @param features measurements, [samples][4]: length and depth of the bill in millimetres, length
   *     of the flippers in millimetres, mass in grams; or the same standardised
   * @param labels index into {@link #SPECIES}, [samples]
   */
  public record Samples(double[][] features, int[] labels) {

    /** The number of birds. */
    public int size() {
      return labels.length;
    }
  }

  /** Birds to train on and birds to test on, standardised by means and deviations of the former. */
  public record Split(Samples train, Samples test) {}

  /** All birds that were measured, in the order of the file. */
  public static Samples load() {
    List<double[]> features = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    try (InputStream in = Penguins.class.getResourceAsStream("penguins.csv");
        BufferedReader reader =
            new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        String[] cells = line.split(",", -1);
        if (!cells[FIRST_MEASUREMENT].equals("NA")) {
          features.add(measurements(cells));
          labels.add(SPECIES.indexOf(cells[0]));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return select(features, labels, 0, features.size());
  }

  private static double[] measurements(String[] cells) {
    double[] result = new double[MEASUREMENTS];
    for (int i = 0; i < MEASUREMENTS; i++) {
      result[i] = Double.parseDouble(cells[FIRST_MEASUREMENT + i]);
    }
    return result;
  }

  /**
   * Shuffles and splits.
   *
   * @param testShare the share of birds to test on, between 0 and 1
   * @param seed decides the order, the same on every machine
   */
  public static Split split(Samples all, double testShare, long seed) {
    List<Integer> order = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      order.add(i);
    }
    Collections.shuffle(order, new Random(seed));
    List<double[]> features = new ArrayList<>();
    List<Integer> labels = new ArrayList<>();
    for (int i : order) {
      features.add(all.features()[i]);
      labels.add(all.labels()[i]);
    }
    int trainSize = all.size() - (int) Math.round(testShare * all.size());
    Samples train = select(features, labels, 0, trainSize);
    Samples test = select(features, labels, trainSize, all.size());
    double[] means = means(train.features());
    double[] deviations = deviations(train.features(), means);
    return new Split(standardise(train, means, deviations), standardise(test, means, deviations));
  }

  private static Samples select(List<double[]> features, List<Integer> labels, int from, int to) {
    return new Samples(
        features.subList(from, to).toArray(double[][]::new),
        labels.subList(from, to).stream().mapToInt(Integer::intValue).toArray());
  }

  private static double[] means(double[][] features) {
    double[] means = new double[features[0].length];
    for (double[] row : features) {
      for (int i = 0; i < means.length; i++) {
        means[i] += row[i] / features.length;
      }
    }
    return means;
  }

  private static double[] deviations(double[][] features, double[] means) {
    double[] variances = new double[means.length];
    for (double[] row : features) {
      for (int i = 0; i < means.length; i++) {
        variances[i] += (row[i] - means[i]) * (row[i] - means[i]) / features.length;
      }
    }
    for (int i = 0; i < variances.length; i++) {
      variances[i] = Math.sqrt(variances[i]);
    }
    return variances;
  }

  private static Samples standardise(Samples samples, double[] means, double[] deviations) {
    double[][] result = new double[samples.size()][means.length];
    for (int s = 0; s < result.length; s++) {
      for (int i = 0; i < means.length; i++) {
        result[s][i] = (samples.features()[s][i] - means[i]) / deviations[i];
      }
    }
    return new Samples(result, samples.labels());
  }
}

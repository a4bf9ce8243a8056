package org.wengert.demo;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class PenguinsTest {

  @Test
  void everyMeasuredBirdIsLoaded() {
    Penguins.Samples all = Penguins.load();
    assertEquals(342, all.size());
    int[] counts = new int[3];
    for (int label : all.labels()) {
      counts[label]++;
    }
    assertArrayEquals(new int[] {151, 68, 123}, counts);
    // The means that the data's own documentation states.
    double[] sums = new double[4];
    for (double[] row : all.features()) {
      for (int i = 0; i < 4; i++) {
        sums[i] += row[i];
      }
    }
    assertArrayEquals(new double[] {15021.3, 5865.7, 68713, 1437000}, sums, 1e-6);
  }

  @Test
  void splitKeepsEveryBirdAndStandardisesByTheTrainingSet() {
    Penguins.Split split = Penguins.split(Penguins.load(), 0.25, 1);
    assertEquals(342, split.train().size() + split.test().size());
    assertEquals(86, split.test().size());
    for (int i = 0; i < 4; i++) {
      int column = i;
      double[] values =
          Arrays.stream(split.train().features()).mapToDouble(row -> row[column]).toArray();
      double mean = Arrays.stream(values).average().getAsDouble();
      double variance = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
      assertEquals(0, mean, 1e-12);
      assertEquals(1, variance / values.length, 1e-12);
    }
  }
}

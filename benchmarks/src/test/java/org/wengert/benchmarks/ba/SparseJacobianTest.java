package org.wengert.benchmarks.ba;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SparseJacobianTest {

  @Test
  void rowsAreByCameraPointAndWeight() {
    SparseJacobian sparse = new BundleAdjustmentByHand(Scene.random(1, 2, 3, 3)).fill();
    assertArrayEquals(new int[] {0, 15, 30, 45, 60, 75, 90, 91, 92, 93}, sparse.rows());
    // The third observation is by camera 0 again, of point 2.
    int[] third = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 28, 29, 30, 33};
    assertArrayEquals(third, Arrays.copyOfRange(sparse.columns(), 60, 75));
    assertArrayEquals(third, Arrays.copyOfRange(sparse.columns(), 75, 90));
    assertEquals(33, sparse.columns()[92]);
  }

  /** A camera that does not turn: the rotation's derivative is that of a cross product. */
  @Test
  void derivativesByARotationThatIsZero() {
    Scene scene = Scene.random(1, 1, 1, 1);
    Arrays.fill(scene.cameras()[0], 0, 3, 0);
    double[] byHand = new BundleAdjustmentByHand(scene).fill().values();
    double[] differences = new BundleAdjustmentDifferences(scene).fill();
    // Not by the rotation itself: its own formula holds at zero only.
    for (int j = 3; j < SparseJacobian.ENTRIES; j++) {
      assertEquals(differences[j], byHand[j], 1e-8);
    }
    for (int j = 0; j < 3; j++) {
      assertEquals(differences[j], byHand[j], 1e-5);
    }
  }
}

package org.wengert.audit;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassNamesTest {
  @Test
  void starStandsForAnyCharacters() {
    ClassNames names = ClassNames.of(List.of("*_MT_*", "org.a.B"));
    assertTrue(names.contain("org.ejml.CommonOps_MT_DDRM"));
    assertTrue(names.contain("org.a.B"));
    assertFalse(names.contain("org.a.BC"));
    assertFalse(names.contain("orgxa.B"));
    assertFalse(ClassNames.of(List.of()).contain("org.a.B"));
  }
}

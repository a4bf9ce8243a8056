package org.wengert.compiler.optimize;

import static org.wengert.compiler.optimize.PassAssertions.assertBecomes;
import static org.wengert.compiler.optimize.PassAssertions.assertStays;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.compiler.ir.Function;

class DeadStoresTest {
  private static final String PARAMS = "(%0: [D, %1: I, %2: D, %3: [D, %4: [I): V { b0: ";

  @Test
  void anOverwrittenStoreGoes() {
    assertBecomes(
        DeadStores::run,
        PARAMS + "dastore %0, %1, %2 %5 = dmul %2, %2 dastore %0, %1, %5 return }",
        PARAMS + "%5 = dmul %2, %2 dastore %0, %1, %5 return }");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "%6 = daload %3, %1",
        "%6 = daload.safe %3, %1",
        "dastore %3, %1, %2",
        "%6 = idiv %1, %1",
        "%6 = arraylength %3",
        "invoke static a/B.c()V ()",
        "initclass a/B",
        "runtime clear (%3)",
      })
  void aStoreThatMayBeSeenStays(String between) {
    assertStays(
        DeadStores::run, PARAMS + "dastore %0, %1, %2 " + between + " dastore %0, %1, %2 return }");
  }

  @Test
  void storesToOtherElementsAndArraysStay() {
    assertStays(DeadStores::run, PARAMS + "dastore %0, %1, %2 dastore %3, %1, %2 return }");
    assertStays(
        DeadStores::run, PARAMS + "%5 = iconst 0 dastore %0, %1, %2 dastore %0, %5, %2 return }");
  }

  /** It is there already, and what put it there may have looked at what was there before. */
  @Test
  void whatIsHeldOverwritesNothing() {
    assertStays(DeadStores::run, PARAMS + "dastore %0, %1, %2 dastore.held %0, %1, %2 return }");
  }

  @Test
  void storesBeforeTheEndOfABlockStay() {
    assertStays(
        DeadStores::run, PARAMS + "dastore %0, %1, %2 jump b1() b1: dastore %0, %1, %2 return }");
  }

  @Test
  void accessesThatWereSurvivedBeforeDoNotHinder() {
    assertBecomes(
        DeadStores::run,
        PARAMS
            + "%5 = iaload %4, %1 dastore %0, %1, %2 %7 = iaload %4, %1 dastore %0, %1, %2 return }",
        PARAMS + "%5 = iaload %4, %1 %7 = iaload %4, %1 dastore %0, %1, %2 return }");
  }

  @Test
  void noExceptionShowsAPrivateArray() {
    String text = "%5 = iconst 4 %6 = iconst 1 %7 = newarray [D (%5) ";
    assertBecomes(
        DeadStores::run,
        PARAMS + text + "dastore %7, %6, %2 invoke static a/B.c()V () dastore %7, %6, %2 return }",
        PARAMS + text + "invoke static a/B.c()V () dastore %7, %6, %2 return }");
    assertStays(
        DeadStores::run,
        PARAMS + text + "dastore %7, %1, %2 invoke static a/B.c()V () dastore %7, %1, %2 return }");
  }

  @Test
  void adjointsOfAnElementTakeOneLoadAndOneStore() {
    assertBecomes(
        DeadStoresTest::cleanUp,
        PARAMS
            + "%5 = daload %0, %1 %6 = dconst 0.0 dastore %0, %1, %6 %7 = dmul %5, %2"
            + " %8 = daload %0, %1 %9 = acc %8, %7 dastore %0, %1, %9 return }",
        PARAMS + "%5 = daload %0, %1 %7 = dmul %5, %2 dastore %0, %1, %7 return }");
  }

  private static Function cleanUp(Function function) {
    Function numbered = ValueNumbering.run(function);
    return DeadCode.run(DeadStores.run(ConstantFolding.run(numbered)));
  }
}

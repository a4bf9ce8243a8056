package org.wengert.compiler.ir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.api.Test;

/** Names of variants, of methods and of variants. */
class VariantTest {
  private static final MethodRef METHOD = new MethodRef("demo/T", "f", "(D)D");
  private static final MethodRef OTHER = new MethodRef("demo/U", "f", "(D)D");

  private final Variant forward =
      new Variant(METHOD, VariantKind.FORWARD, "-A", Binding.VIRTUAL, true);
  private final Variant reverse = forward.as(VariantKind.REVERSE);

  @Test
  void textNamesTheWholeChain() {
    Variant tangent = forward.varied(VariantKind.TANGENT, "AAA", false);
    assertEquals("TANGENT:AAA:VIRTUAL>CATCHING-FORWARD:-A:VIRTUAL", tangent.text());
    assertEquals(tangent, Variant.ofText(METHOD, tangent.text()));
    assertEquals(tangent.hashCode(), Variant.ofText(METHOD, tangent.text()).hashCode());
    assertEquals(forward, Variant.ofText(METHOD, forward.text()));
    assertNull(Variant.ofText(METHOD, forward.text()).of());
  }

  @Test
  void variantsOfDifferentVariantsDiffer() {
    Variant tangent = forward.varied(VariantKind.TANGENT, "AAA", false);
    assertNotEquals(
        tangent, forward.as(VariantKind.JOINT).varied(VariantKind.TANGENT, "AAA", false));
    assertNotEquals(
        tangent, new Variant(METHOD, VariantKind.TANGENT, "AAA", Binding.VIRTUAL, false));
  }

  @Test
  void nestedVariantsStayNested() {
    Variant nested = forward.nested(true);
    assertNotEquals(forward, nested);
    Variant tangent = nested.varied(VariantKind.TANGENT, "AAA", false);
    assertEquals("TANGENT:AAA:VIRTUAL>NESTED-CATCHING-FORWARD:-A:VIRTUAL", tangent.text());
    assertEquals(tangent, Variant.ofText(METHOD, tangent.text()));
    assertEquals(true, tangent.bound(OTHER, Binding.DIRECT).of().nested());
    assertEquals(reverse.nested(true), nested.as(VariantKind.REVERSE));
  }

  @Test
  void kindChangesAtTheOuterEndOnly() {
    Variant again = forward.varied(VariantKind.FORWARD, "AAA", true).as(VariantKind.TANGENT);
    assertEquals(forward.varied(VariantKind.TANGENT, "AAA", false), again);
  }

  @Test
  void selectedMethodIsBoundAllTheWay() {
    Variant bound = forward.varied(VariantKind.TANGENT, "AAA", false).bound(OTHER, Binding.DIRECT);
    Variant expected = new Variant(OTHER, VariantKind.FORWARD, "-A", Binding.DIRECT, true);
    assertEquals(expected.varied(VariantKind.TANGENT, "AAA", false), bound);
  }

  /** A receiver that only says which reverse sweep runs is no parameter of that sweep. */
  @Test
  void selectedReverseSweepTakesNoReceiver() {
    Variant bound = reverse.varied(VariantKind.TANGENT, "-AA", false).bound(OTHER, Binding.DIRECT);
    Variant expected = new Variant(OTHER, VariantKind.REVERSE, "-A", Binding.DIRECT, true);
    assertEquals(expected.varied(VariantKind.TANGENT, "AA", false), bound);
  }
}

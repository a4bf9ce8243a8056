package org.wengert.compiler.lift;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wengert.compiler.ir.Type;

class TypeJoinTest {
  @ParameterizedTest
  @CsvSource({
    "I, I, I",
    "[D, [D, [D",
    "N, [D, [D",
    "N, LA;, LA;",
    "LA;, LB;, Ljava/lang/Object;",
    "[D, [I, Ljava/lang/Object;",
    "[D, LA;, Ljava/lang/Object;",
    "[[D, [D, Ljava/lang/Object;",
    "[[D, [[I, [Ljava/lang/Object;",
    "[[D, [LA;, [Ljava/lang/Object;",
    "[LA;, [LB;, [Ljava/lang/Object;",
    "[[[D, [[[I, [[Ljava/lang/Object;"
  })
  void joinsAsAVerifierDoes(String a, String b, String joined) {
    TypeJoin join = new TypeJoin(ClassHierarchy.UNKNOWN);
    assertEquals(new Type(joined), join.join(new Type(a), new Type(b)));
    assertEquals(new Type(joined), join.join(new Type(b), new Type(a)));
  }

  @ParameterizedTest
  @CsvSource({"I, J", "I, F", "D, J", "I, [I", "N, I"})
  void differentKindsHaveNoJoin(String a, String b) {
    TypeJoin join = new TypeJoin(ClassHierarchy.UNKNOWN);
    assertNull(join.join(new Type(a), new Type(b)));
    assertNull(join.join(new Type(b), new Type(a)));
  }

  @ParameterizedTest
  @CsvSource({"LA;, LB;, LBase;", "[[LA;, [[LB;, [[LBase;"})
  void theHierarchyIsAsked(String a, String b, String joined) {
    TypeJoin join = new TypeJoin((x, y) -> "Base");
    assertEquals(new Type(joined), join.join(new Type(a), new Type(b)));
  }
}

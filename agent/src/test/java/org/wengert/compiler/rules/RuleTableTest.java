package org.wengert.compiler.rules;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.util.Printer;

/** What is in the table, and how it is looked up. */
class RuleTableTest {

  private static List<Method> publicStaticMethods(Class<?> owner) {
    List<Method> methods = new ArrayList<>();
    for (Method method : owner.getDeclaredMethods()) {
      int modifiers = method.getModifiers();
      if (Modifier.isPublic(modifiers) && Modifier.isStatic(modifiers)) {
        methods.add(method);
      }
    }
    return methods;
  }

  private static Rule rule(Class<?> owner, Method method) {
    String rowName = Primal.rowName(method);
    return RuleTable.forMethod(
        owner.getName().replace('.', '/'),
        method.getName(),
        rowName.substring(method.getName().length()));
  }

  private static boolean isFloating(Class<?> type) {
    return type == double.class || type == float.class;
  }

  @ParameterizedTest
  @ValueSource(classes = {Math.class, StrictMath.class})
  void everyMethodOfThisJdkHasARule(Class<?> owner) {
    for (Method method : publicStaticMethods(owner)) {
      Rule rule = rule(owner, method);
      assertNotNull(rule, method::toString);
      assertEquals(method.getParameterCount(), rule.arity(), method::toString);
    }
  }

  @ParameterizedTest
  @ValueSource(classes = {Math.class, StrictMath.class})
  void integerOperandsAndResultsAreInactive(Class<?> owner) {
    for (Method method : publicStaticMethods(owner)) {
      Rule rule = rule(owner, method);
      for (int i = 0; i < rule.arity(); i++) {
        Class<?> type = method.getParameterTypes()[i];
        if (!isFloating(type) || !isFloating(method.getReturnType())) {
          assertSame(Partial.ZERO, rule.partial(i), method::toString);
        }
      }
    }
  }

  @Test
  void everyRowOfAMethodNamesOneThatExists() {
    Set<String> existing = new HashSet<>();
    publicStaticMethods(Math.class).forEach(method -> existing.add(Primal.rowName(method)));
    Set<String> missing = new HashSet<>();
    for (String name : RuleTable.rowNames()) {
      boolean ofMath = name.indexOf('(') > 0 && name.indexOf('.') < 0;
      if (ofMath && !existing.contains(name)) {
        missing.add(name.substring(0, name.indexOf('(')));
      }
    }
    missing.removeAll(addedAfter(Runtime.version().feature()));
    assertEquals(Set.of(), missing);
  }

  @ParameterizedTest
  @ValueSource(
      classes = {org.apache.commons.math3.util.FastMath.class, org.hipparchus.util.FastMath.class})
  void everyMethodOfFastMathOnNumbersHasARule(Class<?> owner) {
    for (Method method : publicStaticMethods(owner)) {
      boolean onNumbers = method.getReturnType().isPrimitive() && !method.getName().equals("main");
      for (Class<?> type : method.getParameterTypes()) {
        onNumbers &= type.isPrimitive();
      }
      if (onNumbers) {
        Rule rule = rule(owner, method);
        assertNotNull(rule, method::toString);
        assertEquals(method.getParameterCount(), rule.arity(), method::toString);
      }
    }
  }

  /** Names of methods that got new overloads, or came, after a version of the JDK. */
  private static Set<String> addedAfter(int feature) {
    Set<String> added = new HashSet<>();
    if (feature < 18) {
      added.addAll(List.of("ceilDiv", "ceilDivExact", "ceilMod", "divideExact"));
      added.addAll(List.of("floorDivExact", "unsignedMultiplyHigh"));
    }
    if (feature < 21) {
      added.add("clamp");
    }
    if (feature < 25) {
      added.addAll(List.of("powExact", "unsignedMultiplyExact", "unsignedPowExact"));
    }
    return added;
  }

  @Test
  void methodsThatCanThrowSaySo() {
    for (Class<?> owner : List.of(Math.class, StrictMath.class)) {
      for (Method method : publicStaticMethods(owner)) {
        String name = method.getName();
        boolean throwing =
            name.endsWith("Exact")
                || name.equals("clamp")
                || List.of("floorDiv", "floorMod", "ceilDiv", "ceilMod").contains(name);
        assertEquals(
            throwing, rule(owner, method).purity() == Rule.Purity.MAY_THROW, method::toString);
      }
    }
  }

  @Test
  void everyFloatingInstructionHasARule() {
    int found = 0;
    for (int opcode = Opcodes.IADD; opcode <= Opcodes.DCMPG; opcode++) {
      String mnemonic = Printer.OPCODES[opcode];
      boolean converts = mnemonic.length() == 3 && mnemonic.charAt(1) == '2';
      boolean floating =
          mnemonic.startsWith("D")
              || mnemonic.startsWith("F")
              || (converts && "DF".indexOf(mnemonic.charAt(2)) >= 0);
      Rule rule = RuleTable.forOpcode(mnemonic);
      assertEquals(floating, rule != null, mnemonic);
      if (floating) {
        found++;
        boolean binary = !converts && !mnemonic.endsWith("NEG");
        assertEquals(binary ? 2 : 1, rule.arity(), mnemonic);
      }
    }
    assertEquals(26, found);
  }

  @Test
  void whatIsNotInTheTableHasNoRule() {
    assertNull(RuleTable.forOpcode("IADD"));
    assertNull(RuleTable.forOpcode(""));
    assertNull(RuleTable.forOpcode("#"));
    assertNull(RuleTable.forOpcode("sin(D)D"));
    assertNull(RuleTable.forOpcode("IEEEremainder(DD)D"));
    assertNull(RuleTable.forMethod("java/lang/Math", "sin", "(F)F"));
    assertNull(RuleTable.forMethod("java/lang/Double", "sin", "(D)D"));
    assertNull(RuleTable.forMethod("java/lang/Math", "DADD", ""));
  }

  @Test
  void ruleIsParsedOnce() {
    assertSame(RuleTable.forOpcode("DMUL"), RuleTable.forOpcode("DMUL"));
  }

  @Test
  void usesOfOperandsAndResultAreDerived() {
    Rule division = RuleTable.forOpcode("DDIV");
    assertEquals(Set.of(1), division.partial(0).operandsUsed());
    assertEquals(Set.of(1), division.partial(1).operandsUsed());
    assertTrue(division.partial(1).usesResult());
    Rule max = RuleTable.forMethod("java/lang/Math", "max", "(DD)D");
    assertEquals(Set.of(0, 1), max.partial(0).operandsUsed());
    Rule exp = RuleTable.forMethod("java/lang/Math", "exp", "(D)D");
    assertEquals(Set.of(), exp.partial(0).operandsUsed());
    assertEquals(new Partial.General(new Expr.Result(), true), exp.partial(0));
  }

  @Test
  void costsAreOrdered() {
    List<Rule.Cost> costs = new ArrayList<>();
    for (String name : List.of("DADD", "DDIV", "exp(D)D", "sqrt(D)D", "abs(D)D", "DREM")) {
      costs.add(PartialsTest.rule(name).cost());
    }
    Rule.Cost[] expected = {
      Rule.Cost.CHEAP, Rule.Cost.MEDIUM, Rule.Cost.EXPENSIVE,
      Rule.Cost.MEDIUM, Rule.Cost.CHEAP, Rule.Cost.EXPENSIVE
    };
    assertEquals(Arrays.asList(expected), costs);
  }
}

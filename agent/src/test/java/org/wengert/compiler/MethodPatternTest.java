package org.wengert.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MethodPatternTest {

  @ParameterizedTest
  @CsvSource({
    "a.B, a/B, f, true",
    "a.B, a/B, <init>, true",
    "a.B, a/B$C, f, false",
    "a.B$C, a/B$C, f, true",
    "a.B$*, a/B$C, f, true",
    "a.*, a/B$C, f, true",
    "a.*, a/b/C, f, false",
    "a.**, a/b/C, f, true",
    "a.**, a/C, f, true",
    "**.C, a/b/C, f, true",
    "**, C, f, true",
    "*, a/C, f, false",
    "a.B#f, a/B, f, true",
    "a.B#f, a/B, fg, false",
    "a.B#f*, a/B, fg, true",
    "a.B#*f*g*, a/B, fog, true",
    "a.B#*f*g*, a/B, gof, false",
    "a.B#<init>, a/B, <init>, true",
    "a.B#<init>, a/B, init, false",
    "a.B#get, a/C, get, false",
    "a.B, a/BB, f, false"
  })
  void matches(String pattern, String owner, String name, boolean expected) {
    assertEquals(expected, MethodPattern.of(pattern).matches(owner, name));
  }

  @Test
  void showsWhatWasGiven() {
    assertEquals("a.**#get*", MethodPattern.of("a.**#get*").toString());
  }
}

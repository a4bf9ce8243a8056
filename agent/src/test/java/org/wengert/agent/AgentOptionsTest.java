package org.wengert.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class AgentOptionsTest {
  private final List<String> problems = new ArrayList<>();

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " "})
  void nothingGivenMeansTheDefaults(String text) {
    assertEquals(AgentOptions.DEFAULT, AgentOptions.parse(text, problems));
    assertEquals(List.of(), problems);
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1",
    "2048, 2048",
    "3k, 3072",
    "3K, 3072",
    "512m, 536870912",
    "2g, 2147483648",
    "2G, 2147483648"
  })
  void tapeLimitTakesSuffixes(String given, long bytes) {
    AgentOptions options = AgentOptions.parse("tape-limit=" + given, problems);
    assertEquals(bytes, options.tapeLimit());
    assertEquals(List.of(), problems);
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-5", "1.5g", "m", "9t", "99999999999g", "12 m"})
  void tapeLimitThatIsNoPositiveNumberIsReportedAndLeftOut(String given) {
    AgentOptions options = AgentOptions.parse("tape-limit=" + given + ",dump=d", problems);
    assertEquals(new AgentOptions(Long.MAX_VALUE, "d", List.of(), List.of(), List.of()), options);
    assertEquals(
        List.of(
            "the agent option \"tape-limit="
                + given
                + "\" is ignored: tape-limit needs a positive whole number of bytes, such as"
                + " tape-limit=536870912 or tape-limit=512m (suffixes k, m, g)"),
        problems);
  }

  @Test
  void optionsAreSeparatedByCommas() {
    AgentOptions options = AgentOptions.parse(" dump=out/a b , tape-limit=1k", problems);
    assertEquals(new AgentOptions(1024, "out/a b", List.of(), List.of(), List.of()), options);
    assertEquals(List.of(), problems);
  }

  @Test
  void patternsAndClassesAddUp() {
    AgentOptions options =
        AgentOptions.parse(
            "inactive=a.B: a.**#get*,rules=R:p.O$I,inactive=C#<init>,differentiable=**#f",
            problems);
    assertEquals(List.of(), problems);
    assertEquals(List.of("a.B", "a.**#get*", "C#<init>"), options.inactive());
    assertEquals(List.of("**#f"), options.differentiable());
    assertEquals(List.of("R", "p.O$I"), options.rules());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/B", "a.B#", "#f", "a.B#f#g", "a.B:", "a b", "a.B#f(D)D", "a#b.c"})
  void malformedPatternIsReportedAndLeftOut(String given) {
    AgentOptions options = AgentOptions.parse("inactive=" + given, problems);
    assertEquals(AgentOptions.DEFAULT, options);
    assertEquals(
        List.of(
            "the agent option \"inactive="
                + given
                + "\" is ignored: inactive needs methods, such as"
                + " inactive=com.acme.Log:com.acme.**#get* (CLASS or CLASS#METHOD; * for any"
                + " characters but a dot, ** for any; separated by colons)"),
        problems);
  }

  @Test
  void malformedPatternsOfMethodsToCheckAreReported() {
    AgentOptions.parse("differentiable=a/B", problems);
    assertEquals(
        List.of(
            "the agent option \"differentiable=a/B\" is ignored: differentiable needs methods, such"
                + " as differentiable=com.acme.Log:com.acme.**#get* (CLASS or CLASS#METHOD; * for"
                + " any characters but a dot, ** for any; separated by colons)"),
        problems);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a/B", "a.*", "a.B#f", ":"})
  void malformedNameOfAClassIsReportedAndLeftOut(String given) {
    assertEquals(AgentOptions.DEFAULT, AgentOptions.parse("rules=" + given, problems));
    assertEquals(
        List.of(
            "the agent option \"rules="
                + given
                + "\" is ignored: rules needs names of classes, such as"
                + " rules=com.acme.Rules:com.acme.Outer$Inner"),
        problems);
  }

  @ParameterizedTest
  @ValueSource(strings = {"colour=red", "dumps", "Dump=x"})
  void unknownOptionIsReportedWithWhatIsExpected(String given) {
    assertEquals(AgentOptions.DEFAULT, AgentOptions.parse(given, problems));
    assertEquals(
        List.of(
            "the agent option \""
                + given
                + "\" is ignored: expected tape-limit=BYTES (with k, m or g for powers of 1024),"
                + " dump=DIRECTORY, inactive=PATTERNS, differentiable=PATTERNS and rules=CLASSES,"
                + " separated by commas"),
        problems);
  }
}

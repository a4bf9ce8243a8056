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
    assertEquals(new AgentOptions(Long.MAX_VALUE, "d"), options);
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
    assertEquals(new AgentOptions(1024, "out/a b"), options);
    assertEquals(List.of(), problems);
  }

  @ParameterizedTest
  @ValueSource(strings = {"colour=red", "dumps", "Dump=x"})
  void unknownOptionIsReportedWithWhatIsExpected(String given) {
    assertEquals(AgentOptions.DEFAULT, AgentOptions.parse(given, problems));
    assertEquals(
        List.of(
            "the agent option \""
                + given
                + "\" is ignored: expected tape-limit=BYTES (with k, m or g for powers of 1024) and"
                + " dump=DIRECTORY, separated by commas"),
        problems);
  }
}

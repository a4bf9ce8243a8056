package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class JsonReportTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Test
  void holdsTheScoreOfEveryFork() throws JsonProcessingException {
    Result result = new Result("gmm10", "d=10 \"k\"=2", "17.0.1");
    result.setTapeBytes(OptionalLong.of(24));
    result.add(Kind.PRIMAL, 3);
    result.add(Kind.PRIMAL, 1);
    result.addAllocated(Kind.PRIMAL, 16);
    result.add(Kind.HAND_DERIVED, 4.5);
    JsonNode report = JSON.readTree(JsonReport.format(RunOptions.parse(), List.of(result)));
    String expected =
        """
        [{"workload": "gmm10", "sizes": "d=10 \\"k\\"=2", "jdk": "17.0.1", "tapeBytes": 24,
          "kinds": {
            "PRIMAL": {"median": 2.0, "forks": [3.0, 1.0], "allocatedBytes": 16.0},
            "HAND_DERIVED": {"median": 4.5, "forks": [4.5]}}}]
        """;
    assertEquals(JSON.readTree(expected), report.get("results"));
    assertEquals("ns/call", report.get("unit").textValue());
  }

  @Test
  void saysHowAndWhereItWasTaken() throws JsonProcessingException {
    String text = JsonReport.format(RunOptions.parse("--fastest", "2"), List.of());
    JsonNode report = JSON.readTree(text);
    String settings =
        """
        {"forks": 3, "iterations": 5, "milliseconds": 500, "fastestOfSeconds": 2}
        """;
    assertEquals(JSON.readTree(settings), report.get("settings"));
    assertTrue(report.get("environment").get("processors").intValue() > 0);
  }
}

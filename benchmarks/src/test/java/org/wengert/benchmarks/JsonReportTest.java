package org.wengert.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class JsonReportTest {

  @Test
  void holdsTheScoreOfEveryFork() {
    Result result = new Result("gmm", "d=10 \"k\"=2");
    result.setTapeBytes(24);
    result.add(Kind.PRIMAL, 3);
    result.add(Kind.PRIMAL, 1);
    result.add(Kind.HAND_DERIVED, 4.5);
    String json = JsonReport.format(RunOptions.parse(), List.of(result));
    String expected =
        """
          "settings": {"forks": 3, "iterations": 5, "milliseconds": 500, "fastestOfSeconds": 0},
          "workloads": [
            {"name": "gmm", "sizes": "d=10 \\"k\\"=2",
             "tapeBytes": 24,
             "primal": {"median": 2.0, "forks": [3.0, 1.0]},
             "handDerived": {"median": 4.5, "forks": [4.5]}}
          ]
        }
        """;
    assertEquals(expected, json.substring(json.indexOf("  \"settings\"")));
    assertTrue(json.startsWith("{\n  \"unit\": \"ns/call\",\n  \"environment\": {\"java\": \""));
  }
}

package org.wengert.benchmarks.gradbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

/** Every message gets an answer, and what is wrong with it is said there. */
class SessionTest {
  private final Session session = new Session();

  private JsonNode ask(String line) throws Exception {
    String answer = session.answer(line);
    assertFalse(answer.contains("\n"), answer);
    return new ObjectMapper().readTree(answer);
  }

  private String error(String line) throws Exception {
    JsonNode answer = ask(line);
    assertFalse(answer.get("success").booleanValue(), answer::toString);
    return answer.get("error").textValue();
  }

  @Test
  void aWholeSessionOfTheSmallestEval() throws Exception {
    assertEquals(
        "wengert", ask("{\"id\":0,\"kind\":\"start\",\"eval\":\"hello\"}").get("tool").textValue());
    assertTrue(
        ask("{\"id\":1,\"kind\":\"define\",\"module\":\"hello\"}").get("success").booleanValue());
    JsonNode answer =
        ask(
            "{\"id\":2,\"kind\":\"evaluate\",\"module\":\"hello\",\"function\":\"square\",\"input\":3.0}");
    assertEquals(2, answer.get("id").intValue());
    assertTrue(answer.get("success").booleanValue());
    assertEquals(9.0, answer.get("output").doubleValue());
    assertEquals(1, answer.get("timings").size());
    assertEquals("evaluate", answer.get("timings").get(0).get("name").textValue());
    assertTrue(answer.get("timings").get(0).get("nanoseconds").isIntegralNumber());
    assertEquals("{\"id\":3}", session.answer("{\"id\":3,\"kind\":\"analysis\",\"of\":2}"));
    assertEquals("{\"id\":4}", session.answer("{\"id\":4,\"kind\":\"something new\"}"));
  }

  @Test
  void runsAreAsManyAsWanted() throws Exception {
    String input = "{\"x\":[1,2.5,3],\"min_runs\":4,\"min_seconds\":0}";
    JsonNode answer = ask(evaluate("lse", "primal", input));
    assertEquals(4, answer.get("timings").size());
    double expected = Math.log(Math.exp(1) + Math.exp(2.5) + Math.exp(3));
    assertEquals(expected, answer.get("output").doubleValue(), 1e-14);
    JsonNode long1 = ask(evaluate("lse", "primal", "{\"x\":[1,2],\"min_seconds\":0.02}"));
    double nanos = 0;
    for (JsonNode timing : long1.get("timings")) {
      nanos += timing.get("nanoseconds").doubleValue();
    }
    assertTrue(nanos >= 0.02e9);
  }

  @Test
  void numbersThatAreNoneGoInAndOut() throws Exception {
    String answer = session.answer(evaluate("hello", "square", "NaN"));
    assertTrue(answer.contains("\"output\":NaN"), answer);
  }

  @Test
  void whatIsWrongIsNamed() throws Exception {
    assertTrue(error("nonsense").startsWith("not a line of JSON"));
    assertTrue(
        error("{\"id\":1,\"kind\":\"define\",\"module\":\"nothing\"}")
            .startsWith("there is no module nothing: this tool has ba, "));
    assertEquals(
        "module lse has no function jacobian: it has gradient, primal",
        error(evaluate("lse", "jacobian", "{}")));
    assertEquals("input has no member x: it is an object", error(evaluate("lse", "primal", "{}")));
    assertEquals(
        "input.x[1] is \"a\": expected a number",
        error(evaluate("lse", "primal", "{\"x\":[1,\"a\"]}")));
    assertEquals(
        "input.x is 3: expected an array of numbers",
        error(evaluate("lse", "primal", "{\"x\":3}")));
    assertEquals(
        "input.n is 1.5: expected an integer",
        error(evaluate("llsq", "primal", "{\"x\":[1],\"n\":1.5}")));
    assertEquals(
        "input.A has 3 numbers, but ell is 2: expected ell * ell",
        error(evaluate("det", "primal", "{\"A\":[1,2,3],\"ell\":2}")));
    assertFalse(error(evaluate("lse", "primal", "{\"x\":[]}")).isEmpty());
  }

  static String evaluate(String module, String function, String input) {
    return "{\"id\":7,\"kind\":\"evaluate\",\"module\":\""
        + module
        + "\",\"function\":\""
        + function
        + "\",\"input\":"
        + input
        + "}";
  }
}

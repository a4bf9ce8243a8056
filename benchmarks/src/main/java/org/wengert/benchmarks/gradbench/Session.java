package org.wengert.benchmarks.gradbench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Answers messages of GradBench's protocol; what is wrong with one is in its answer. */
final class Session {
  private static final double NANOS_PER_SECOND = 1e9;

  /** Python writes numbers that are none as bare words. */
  private static final JsonMapper JSON =
      JsonMapper.builder()
          .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
          .disable(JsonWriteFeature.WRITE_NAN_AS_STRINGS)
          .build();

  /** The answer to a line, as a line. */
  String answer(String line) {
    ObjectNode answer = JSON.createObjectNode();
    JsonNode message;
    try {
      message = JSON.readTree(line);
    } catch (JsonProcessingException e) {
      answer.putNull("id");
      return text(failed(answer, "not a line of JSON: " + e.getOriginalMessage()));
    }
    answer.set("id", message.get("id"));
    switch (message.path("kind").asText()) {
      case "start":
        answer.put("tool", "wengert");
        break;
      case "define":
        define(message, answer);
        break;
      case "evaluate":
        evaluate(message, answer);
        break;
      default:
        break; // Whatever it is, it wants an answer.
    }
    return text(answer);
  }

  private static String text(ObjectNode answer) {
    try {
      return JSON.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an answer cannot be written", e);
    }
  }

  private static ObjectNode failed(ObjectNode answer, String error) {
    answer.remove("output");
    answer.remove("timings");
    return answer.put("success", false).put("error", error);
  }

  private static void define(JsonNode message, ObjectNode answer) {
    String module = message.path("module").asText();
    if (Evals.NAMES.contains(module)) {
      answer.put("success", true);
    } else {
      failed(answer, noModule(module));
    }
  }

  private static String noModule(String module) {
    return "there is no module " + module + ": this tool has " + String.join(", ", Evals.NAMES);
  }

  private static void evaluate(JsonNode message, ObjectNode answer) {
    String module = message.path("module").asText();
    try {
      if (!Evals.NAMES.contains(module)) {
        throw new IllegalArgumentException(noModule(module));
      }
      Input input = new Input("input", message.path("input"));
      Evals.Call call = Evals.prepare(module, message.path("function").asText(), input);
      run(call, input, answer);
      answer.put("success", true);
    } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
      String text = e.getMessage() == null ? e.toString() : e.getMessage();
      failed(answer, text);
    }
  }

  /** As often, and as long, as the message wants; the last output counts. */
  private static void run(Evals.Call call, Input input, ObjectNode answer) {
    int least = input.integer("min_runs", 1);
    double seconds = input.number("min_seconds", input.isNumber() ? 0 : 1);
    ArrayNode timings = JSON.createArrayNode();
    Object output = null;
    double elapsed = 0;
    for (int i = 0; i < Math.max(1, least) || elapsed < seconds; i++) {
      long start = System.nanoTime();
      output = call.run();
      long nanos = System.nanoTime() - start;
      elapsed += nanos / NANOS_PER_SECOND;
      timings.addObject().put("name", "evaluate").put("nanoseconds", nanos);
    }
    answer.set("output", JSON.valueToTree(call.output(output)));
    answer.set("timings", timings);
  }
}

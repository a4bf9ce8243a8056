package org.wengert.benchmarks.gradbench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.wengert.benchmarks.ba.BundleAdjustment;

/** All evals, small, under the agent: derivatives against differences of the objectives. */
class GradBenchIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final double STEP = 1e-5;
  private static final double TOLERANCE = 1e-7;

  private final Session session = new Session();
  private final Random random = new Random(31337);

  private JsonNode output(String module, String function, ObjectNode input) throws Exception {
    String line = SessionTest.evaluate(module, function, JSON.writeValueAsString(input));
    JsonNode answer = JSON.readTree(session.answer(line));
    assertTrue(answer.get("success").booleanValue(), answer::toString);
    return answer.get("output");
  }

  private ObjectNode input() {
    return JSON.createObjectNode().put("min_runs", 1).put("min_seconds", 0);
  }

  private ArrayNode array(int... lengths) {
    ArrayNode array = JSON.createArrayNode();
    for (int i = 0; i < lengths[0]; i++) {
      if (lengths.length == 1) {
        array.add(random.nextGaussian());
      } else {
        array.add(array(java.util.Arrays.copyOfRange(lengths, 1, lengths.length)));
      }
    }
    return array;
  }

  /**
   * Partials of a number by an array of the input, element by element, are what differences say.
   */
  private void checkGradient(
      String module, String function, ObjectNode input, String name, JsonNode gradient)
      throws Exception {
    check(module, function, input, (ArrayNode) input.get(name), gradient);
  }

  private void check(
      String module, String function, ObjectNode input, ArrayNode moved, JsonNode gradient)
      throws Exception {
    assertEquals(moved.size(), gradient.size(), module);
    for (int i = 0; i < moved.size(); i++) {
      if (moved.get(i).isArray()) {
        check(module, function, input, (ArrayNode) moved.get(i), gradient.get(i));
        continue;
      }
      double x = moved.get(i).doubleValue();
      moved.set(i, JSON.getNodeFactory().numberNode(x + STEP));
      double up = output(module, function, input).doubleValue();
      moved.set(i, JSON.getNodeFactory().numberNode(x - STEP));
      double down = output(module, function, input).doubleValue();
      moved.set(i, JSON.getNodeFactory().numberNode(x));
      double difference = (up - down) / (2 * STEP);
      double bound = TOLERANCE * Math.max(1, Math.abs(difference));
      assertEquals(difference, gradient.get(i).doubleValue(), bound, module + " " + i);
    }
  }

  @Test
  void hello() throws Exception {
    String line = SessionTest.evaluate("hello", "double", "1.5");
    assertEquals(3.0, JSON.readTree(session.answer(line)).get("output").doubleValue());
  }

  /** The values that GradBench expects, to 1e-6 of them. */
  @ParameterizedTest
  @ValueSource(strings = {"ff", "fr", "rf", "rr"})
  void nested(String function) throws Exception {
    ObjectNode particle = input().put("w", 0.0);
    double w = output("particle", function, particle).doubleValue();
    assertEquals(0.2071918746486116, w, 1e-6 * 0.2071918746486116);
    ObjectNode saddle = input().set("start", JSON.createArrayNode().add(1.0).add(1.0));
    JsonNode points = output("saddle", function, saddle);
    assertEquals(4, points.size());
    for (JsonNode coordinate : points) {
      assertEquals(8.246324826140356e-06, coordinate.doubleValue(), 1e-6 * 8.246324826140356e-06);
    }
  }

  @Test
  void gradientsOfOneArray() throws Exception {
    ObjectNode lse = input().set("x", array(6));
    checkGradient("lse", "primal", lse, "x", output("lse", "gradient", lse));
    ObjectNode llsq = input().put("n", 9).set("x", array(4));
    checkGradient("llsq", "primal", llsq, "x", output("llsq", "gradient", llsq));
    ObjectNode det = input().put("ell", 3).set("A", array(9));
    checkGradient("det", "primal", det, "A", output("det", "gradient", det));
  }

  @Test
  void ode() throws Exception {
    ObjectNode input = input().put("s", 5).set("x", array(4));
    JsonNode gradient = output("ode", "gradient", input);
    ArrayNode x = (ArrayNode) input.get("x");
    for (int i = 0; i < 4; i++) {
      double at = x.get(i).doubleValue();
      x.set(i, JSON.getNodeFactory().numberNode(at + STEP));
      double up = output("ode", "primal", input).get(3).doubleValue();
      x.set(i, JSON.getNodeFactory().numberNode(at - STEP));
      double down = output("ode", "primal", input).get(3).doubleValue();
      x.set(i, JSON.getNodeFactory().numberNode(at));
      assertEquals((up - down) / (2 * STEP), gradient.get(i).doubleValue(), TOLERANCE);
    }
  }

  @Test
  void gmm() throws Exception {
    ObjectNode input = input().put("d", 3).put("k", 2).put("n", 5).put("m", 1).put("gamma", 1.5);
    input.set("x", array(5, 3));
    input.set("alpha", array(2));
    input.set("mu", array(2, 3));
    input.set("q", array(2, 3));
    input.set("l", array(2, 3));
    JsonNode jacobian = output("gmm", "jacobian", input);
    assertEquals(4, jacobian.size());
    for (String name : List.of("alpha", "mu", "q", "l")) {
      checkGradient("gmm", "objective", input, name, jacobian.get(name));
    }
  }

  @Test
  void lstm() throws Exception {
    ObjectNode input = input();
    input.set("main_params", array(4, 8));
    input.set("extra_params", array(3, 2));
    input.set("state", array(4, 2));
    input.set("sequence", array(4, 2));
    JsonNode flat = output("lstm", "jacobian", input);
    ArrayNode byMain = JSON.createArrayNode();
    ArrayNode byExtra = JSON.createArrayNode();
    for (int i = 0; i < 4; i++) {
      ArrayNode row = byMain.addArray();
      for (int j = 0; j < 8; j++) {
        row.add(flat.get(8 * i + j));
      }
    }
    for (int i = 0; i < 3; i++) {
      byExtra.addArray().add(flat.get(32 + 2 * i)).add(flat.get(33 + 2 * i));
    }
    assertEquals(38, flat.size());
    checkGradient("lstm", "objective", input, "main_params", byMain);
    checkGradient("lstm", "objective", input, "extra_params", byExtra);
  }

  /** Half the step to the mean of the points of a cluster, with the opposite sign. */
  @Test
  void kmeans() throws Exception {
    ObjectNode input = input();
    input.set("points", JSON.readTree("[[1,2],[3,4],[5,7],[0,2]]"));
    input.set("centroids", JSON.readTree("[[1,1],[4,5]]"));
    assertEquals(1 + 1 + 1 + 1 + 1 + 4 + 1, output("kmeans", "cost", input).doubleValue());
    assertEquals(JSON.readTree("[[0.5,-1.0],[0.0,-0.5]]"), output("kmeans", "dir", input));
  }

  @Test
  void bundleAdjustment() throws Exception {
    double[] cam = {0.1, -0.2, 0.3, 1, 2, 3, 4, 5, 6, 0.01, -0.02};
    double[] point = {1.5, -2, 10};
    double[] feat = {1, 2};
    ObjectNode input = input().put("n", 2).put("m", 3).put("p", 4).put("w", 0.5);
    input.set("cam", JSON.valueToTree(cam));
    input.set("x", JSON.valueToTree(point));
    input.set("feat", JSON.valueToTree(feat));
    JsonNode objective = output("ba", "objective", input);
    assertEquals(4, objective.get("reproj_error").get("repeated").intValue());
    assertEquals(
        BundleAdjustment.error(cam, point, 0.5, feat, 1),
        objective.get("reproj_error").get("elements").get(1).doubleValue());
    assertEquals(0.75, objective.get("w_err").get("element").doubleValue());
    JsonNode jacobian = output("ba", "jacobian", input);
    assertEquals(
        JSON.readTree("[0,15,30,45,60,75,90,105,120,121,122,123,124,124]"), jacobian.get("rows"));
    assertEquals(
        JSON.readTree("[0,1,2,3,4,5,6,7,8,9,10,22,23,24,31,0,1,2,3,4,5,6,7,8,9,10,22,23,24,31,34]"),
        jacobian.get("cols"));
    JsonNode values = jacobian.get("vals");
    assertEquals(31, values.size());
    assertEquals(-1.0, values.get(30).doubleValue());
    for (int k = 0; k < 2; k++) {
      for (int j = 0; j < 14; j++) {
        double[] moved = j < 11 ? cam : point;
        int at = j < 11 ? j : j - 11;
        double x = moved[at];
        moved[at] = x + STEP;
        double up = BundleAdjustment.error(cam, point, 0.5, feat, k);
        moved[at] = x - STEP;
        double down = BundleAdjustment.error(cam, point, 0.5, feat, k);
        moved[at] = x;
        assertEquals((up - down) / (2 * STEP), values.get(15 * k + j).doubleValue(), TOLERANCE);
      }
    }
  }

  @Test
  void handTracking() throws Exception {
    ObjectNode input = hand();
    checkHand(input, 0);
    input.set("us", JSON.readTree("[[0.2,0.3],[0.5,0.1],[0.25,0.25]]"));
    checkHand(input, 2);
  }

  private ObjectNode hand() {
    ObjectNode model = JSON.createObjectNode().put("bone_count", 22).put("is_mirrored", true);
    ArrayNode parents = model.putArray("parents");
    for (int i = 0; i < 22; i++) {
      parents.add(i == 0 ? -1 : (i - 1) / 2);
    }
    model.set("base_relatives", array(22, 4, 4));
    model.set("inverse_base_absolutes", array(22, 4, 4));
    model.set("base_positions", array(5, 4));
    ArrayNode weights = model.putArray("weights");
    for (int v = 0; v < 5; v++) {
      ArrayNode row = weights.addArray();
      for (int i = 0; i < 22; i++) {
        row.add(i % 5 == v ? 0.002 * i : 0);
      }
    }
    model.putArray("triangles").addArray().add(0).add(1).add(2);
    model.withArray("triangles").addArray().add(4).add(2).add(3);
    ObjectNode data = JSON.createObjectNode();
    data.set("model", model);
    data.putArray("correspondences").add(1).add(0).add(1);
    data.set("points", array(3, 3));
    ObjectNode input = input();
    input.set("theta", array(26));
    input.set("data", data);
    input.putArray("us");
    return input;
  }

  private void checkHand(ObjectNode input, int places) throws Exception {
    JsonNode jacobian = output("ht", "jacobian", input);
    assertEquals(9, jacobian.size());
    ArrayNode theta = (ArrayNode) input.get("theta");
    for (int j = 0; j < 26; j++) {
      double[] difference = handDifference(input, theta, j);
      for (int i = 0; i < 9; i++) {
        assertEquals(26 + places, jacobian.get(i).size());
        double bound = 1e-6 * Math.max(1, Math.abs(difference[i]));
        double found = jacobian.get(i).get(places + j).doubleValue();
        assertEquals(difference[i], found, bound, "row " + i + " by theta " + j);
      }
    }
    for (int p = 0; p < (places == 0 ? 0 : 3); p++) {
      for (int k = 0; k < places; k++) {
        double[] difference = handDifference(input, (ArrayNode) input.get("us").get(p), k);
        for (int i = 3 * p; i < 3 * p + 3; i++) {
          double bound = 1e-6 * Math.max(1, Math.abs(difference[i]));
          assertEquals(difference[i], jacobian.get(i).get(k).doubleValue(), bound, "place " + p);
        }
      }
    }
  }

  private double[] handDifference(ObjectNode input, ArrayNode moved, int j) throws Exception {
    double x = moved.get(j).doubleValue();
    moved.set(j, JSON.getNodeFactory().numberNode(x + STEP));
    JsonNode up = output("ht", "objective", input);
    moved.set(j, JSON.getNodeFactory().numberNode(x - STEP));
    JsonNode down = output("ht", "objective", input);
    moved.set(j, JSON.getNodeFactory().numberNode(x));
    double[] difference = new double[up.size()];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = (up.get(i).doubleValue() - down.get(i).doubleValue()) / (2 * STEP);
    }
    return difference;
  }

  /** The shipped jar, as GradBench starts it. */
  @Test
  void theJarAnswersOnItsStandardOutput() throws Exception {
    Process tool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-javaagent:" + System.getProperty("wengert.agent.jar"),
                "-jar",
                System.getProperty("wengert.gradbench.jar"))
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    tool.getOutputStream()
        .write(
            ("{\"id\":0,\"kind\":\"start\"}\n"
                    + SessionTest.evaluate("hello", "double", "2")
                    + "\n")
                .getBytes(StandardCharsets.UTF_8));
    tool.getOutputStream().close();
    String[] lines =
        new String(tool.getInputStream().readAllBytes(), StandardCharsets.UTF_8).split("\n");
    assertEquals(0, tool.waitFor());
    assertEquals(2, lines.length);
    assertEquals(4.0, JSON.readTree(lines[1]).get("output").doubleValue());
  }
}

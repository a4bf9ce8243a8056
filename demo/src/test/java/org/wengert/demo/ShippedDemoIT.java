package org.wengert.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs the demo as a newcomer does: the shipped jars in a JVM of their own. */
class ShippedDemoIT {

  @TempDir Path directory;

  @Test
  void demoTrainsByTheInstrumentedGradientAndComparesIt() throws Exception {
    String text = demo(0, "curves.png");
    assertTrue(text.contains("training [" + "=".repeat(40) + "] 100%  400/400"), text);
    assertTrue(number(text, "Final accuracy: .* training set, ([0-9.]+)% on the test") > 95, text);
    assertTrue(number(text, "instrumented +(\\S+) +\\S+ us") < 1e-14, text);
    double differences = number(text, "central differences +(\\S+) +\\S+ us");
    assertTrue(differences > 0 && differences < 1e-8, text);
    assertTrue(text.contains("Derivative.check: PASSED: 134 partials agree"), text);
    assertTrue(Files.size(directory.resolve("curves.png")) > 1000, text);
    for (String program : List.of("greeks", "newton", "check")) {
      assertTrue(text.contains("--- " + program + ": "), text);
    }
  }

  @Test
  void typedCompanionGivesTheTextbooksGreeks() throws Exception {
    String text = demo(0, "--program", "greeks");
    Matcher lines = Pattern.compile("difference +(\\S+)").matcher(text);
    List<Double> differences = new ArrayList<>();
    while (lines.find()) {
      differences.add(Double.valueOf(lines.group(1)));
    }
    assertEquals(3, differences.size(), text);
    differences.forEach(difference -> assertTrue(difference < 1e-11, text));
  }

  @Test
  void newtonsMethodConvergesOnCodeThatNobodyAnnotated() throws Exception {
    String text = demo(0, "--program", "newton");
    // Solved with the power series of the elliptic integral, in 60 digits.
    assertTrue(text.contains("step 6: 1.7865012043627"), text);
  }

  @Test
  void checkFindsThePlantedMistakeAndPassesTheMendedGradient() throws Exception {
    String text = demo(0, "--program", "check");
    for (String wrong : List.of("x[0]", "x[1]", "x[2]")) {
      assertTrue(verdict(text, wrong).endsWith("hand-derived differs"), text);
    }
    for (String right : List.of("x[3]", "stiffness")) {
      assertTrue(verdict(text, right).endsWith(" ok"), text);
    }
    assertTrue(text.contains("FAILED: 3 of 5 partials do not agree"), text);
    assertTrue(text.contains("and mended:\nPASSED: 5 partials agree"), text);
  }

  @Test
  void unknownProgramIsAnsweredByTheNamesThereAre() throws Exception {
    String text = demo(2, "--program", "greek");
    assertTrue(text.startsWith("no program \"greek\"; there are greeks, newton, check\n"), text);
  }

  @Test
  void withoutTheAgentTheDemoNamesTheFlag() throws Exception {
    Shipped.Outcome outcome = Shipped.java(directory, List.of("-jar", Shipped.DEMO.toString()));
    assertEquals(2, outcome.exit());
    assertTrue(outcome.text().contains("add -javaagent:.../wengert-agent.jar"), outcome.text());
    assertEquals(1, outcome.text().lines().count(), outcome.text());
  }

  private String demo(int exit, String... arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Shipped.agentFlag(), "-jar", Shipped.DEMO.toString()));
    command.addAll(List.of(arguments));
    Shipped.Outcome outcome = Shipped.java(directory, command);
    assertEquals(exit, outcome.exit(), outcome.text());
    return outcome.text();
  }

  private static double number(String text, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    assertTrue(matcher.find(), text);
    return Double.parseDouble(matcher.group(1));
  }

  private static String verdict(String text, String component) {
    return text.lines().filter(line -> line.startsWith(component)).findFirst().orElseThrow();
  }
}

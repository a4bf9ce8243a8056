package org.wengert.benchmarks.gradbench;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;

/**
 * The tool: one JSON object a line comes in, one goes out. Start it with the agent: {@code java
 * -javaagent:wengert-agent.jar -jar gradbench.jar}.
 */
public final class GradBench {
  private GradBench() {}

  /** Answers until the input ends. */
  public static void main(String[] args) throws IOException {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    BufferedWriter out =
        new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
    Session session = new Session();
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (!line.isBlank()) {
        out.write(session.answer(line));
        out.write('\n');
        out.flush();
      }
    }
  }
}

package org.wengert.benchmarks.gradbench;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What can be evaluated: modules, and the functions of each. */
final class Evals {
  /** What is timed, with its input already in Java's arrays. */
  interface Call {
    Object run();

    /** What {@link #run} returned, as JSON is made of: numbers, arrays, maps. */
    default Object output(Object result) {
      return result;
    }
  }

  /** Reads the input of a function. */
  interface Function {
    Call prepare(Input input);
  }

  private static final Map<String, Map<String, Function>> MODULES = new TreeMap<>();

  static {
    MODULES.put("hello", Map.of("square", Scalars::square, "double", Scalars::twice));
    MODULES.put("lse", Map.of("primal", Scalars::lse, "gradient", Scalars::lseGradient));
    MODULES.put("llsq", Map.of("primal", Scalars::llsq, "gradient", Scalars::llsqGradient));
    MODULES.put("det", Map.of("primal", Scalars::det, "gradient", Scalars::detGradient));
    MODULES.put("ode", Map.of("primal", Scalars::ode, "gradient", Scalars::odeGradient));
    MODULES.put("gmm", Map.of("objective", GmmEval::objective, "jacobian", GmmEval::jacobian));
    MODULES.put("lstm", Map.of("objective", LstmEval::objective, "jacobian", LstmEval::jacobian));
    MODULES.put("kmeans", Map.of("cost", KMeansEval::cost, "dir", KMeansEval::dir));
    MODULES.put("ba", Map.of("objective", BaEval::objective, "jacobian", BaEval::jacobian));
    MODULES.put("particle", NestedEvals.particle());
    MODULES.put("saddle", NestedEvals.saddle());
    MODULES.put("ht", Map.of("objective", HtEval::objective, "jacobian", HtEval::jacobian));
  }

  /** All modules. */
  static final List<String> NAMES = List.copyOf(MODULES.keySet());

  private Evals() {}

  /**
   * A function of a module, with its input.
   *
   * @throws IllegalArgumentException if there is no such function, or the input does not fit
   */
  static Call prepare(String module, String function, Input input) {
    Map<String, Function> functions = MODULES.get(module);
    Function found = functions.get(function);
    if (found == null) {
      throw new IllegalArgumentException(
          "module "
              + module
              + " has no function "
              + function
              + ": it has "
              + String.join(", ", new TreeMap<>(functions).keySet()));
    }
    return found.prepare(input);
  }
}

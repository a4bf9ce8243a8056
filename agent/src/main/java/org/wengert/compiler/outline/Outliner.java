package org.wengert.compiler.outline;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Cuts a function that would become too large into a main part and others that it calls, each small
 * enough where that can be. Where nothing small can be taken out any more, a part stays too large:
 * it works, but the JIT will not compile it. Each instance cuts one function.
 */
public final class Outliner {
  private static final Type TAPE = new Type("Lorg/wengert/runtime/Tape;");
  private static final String LOGGER = "org.wengert.compiler";

  /** Estimates can be too low. */
  private static final double CAPACITY = 0.85;

  /**
   * Code is never this many times as large as estimated (1.28 was the most seen): so small a
   * function is not measured.
   */
  private static final double MARGIN = 1.5;

  /** Into how many pieces blocks are cut that would fill a part. */
  private static final int GRANULARITY = 20;

  /** Each step takes out at least one region; code nests some tens deep at most. */
  private static final int MAX_STEPS = 400;

  /**
   * A step that gains less than this fraction of the limit does not count: hundreds of them would
   * make a chain of parts, each of which does little but call the next.
   */
  private static final int LEAST_GAIN = 50;

  private final ToIntFunction<Function> size;
  private final int limit;
  private final Map<String, Integer> tooLarge = new HashMap<>();

  /**
   * A function in parts.
   *
   * @param main the function itself, with its inputs and result
   * @param tooLarge names of methods that could not be cut further, with their bytes
   */
  public record Outlined(Function main, List<Part> parts, Map<String, Integer> tooLarge) {

    /** Tells of what has been left too large. */
    public void report(int limit) {
      // The logger is looked up when there is something to say: that takes a JVM 15 ms.
      tooLarge.forEach(
          (name, bytes) ->
              System.getLogger(LOGGER)
                  .log(
                      Level.INFO,
                      "{0} has {1} bytes of bytecode and cannot be cut further; methods of more"
                          + " than {2} are not compiled by the JIT",
                      name,
                      bytes,
                      limit));
    }
  }

  /**
   * @param size bytes of the method that a function becomes
   * @param limit the most bytes that a method should have
   */
  public Outliner(ToIntFunction<Function> size, int limit) {
    this.size = size;
    this.limit = limit;
  }

  /**
   * A function of few enough bytes, and the parts that it calls.
   *
   * @param name of the method, from which those of parts are made
   */
  public Outlined run(String name, Function function) {
    if (Weights.of(function) * MARGIN <= limit) {
      return new Outlined(function, List.of(), Map.of());
    }
    List<Part> parts = new ArrayList<>();
    Function main = shrink(name, function, Integer.MAX_VALUE, parts);
    return new Outlined(main, List.copyOf(parts), Map.copyOf(tooLarge));
  }

  /**
   * @param before bytes of the function that this is a part of: no progress ends the search
   */
  private Function shrink(String name, Function function, int before, List<Part> parts) {
    int bytes = size.applyAsInt(function);
    if (bytes <= limit) {
      return function;
    } else if (bytes >= before) {
      tooLarge.put(name, bytes);
      return function;
    }
    int whole = bytes;
    double scale = bytes / Weights.of(function);
    Value tape = tapeOf(function);
    Function current = BlockCutter.cut(function, limit * CAPACITY / GRANULARITY / scale);
    for (int step = 0; step < MAX_STEPS && bytes > limit; step++) {
      Regions regions = new Regions(current, tape != null, scale, limit * CAPACITY);
      String names = name + "$" + step + "_";
      Step next = take(current, regions.cheapest(), names, whole);
      if (next == null || next.bytes > bytes - limit / LEAST_GAIN) {
        next = take(current, regions.largest(), names, whole);
      }
      if (next == null || next.bytes > bytes - limit / LEAST_GAIN) {
        break; // So many values pass in and out that parts are no smaller than the whole.
      }
      current = next.left;
      bytes = next.bytes;
      for (Part part : next.taken) {
        Function shrunk = shrink(part.name(), BlockCutter.join(part.function()), whole, parts);
        parts.add(new Part(part.name(), part.descriptor(), shrunk));
      }
    }
    if (bytes > limit) {
      tooLarge.put(name, bytes);
    }
    return BlockCutter.join(current);
  }

  /** What is left of a function, how much that is, and what has been taken out. */
  private record Step(Function left, int bytes, List<Part> taken) {}

  /** Null if there is nothing to take out, or if a part would be as large as the whole. */
  private Step take(Function from, List<Regions.Region> regions, String names, int whole) {
    if (regions.isEmpty()) {
      return null;
    }
    List<Part> taken = new ArrayList<>();
    Function left = Extraction.of(from, tapeOf(from), regions, i -> names + i, taken);
    return largest(taken) < whole ? new Step(left, size.applyAsInt(left), taken) : null;
  }

  private int largest(List<Part> parts) {
    int most = 0;
    for (Part part : parts) {
      most = Math.max(most, size.applyAsInt(part.function()));
    }
    return most;
  }

  private static Value tapeOf(Function function) {
    List<Value> inputs = function.inputs();
    if (inputs.isEmpty() || !inputs.get(inputs.size() - 1).type().equals(TAPE)) {
      return null;
    }
    return inputs.get(inputs.size() - 1);
  }
}

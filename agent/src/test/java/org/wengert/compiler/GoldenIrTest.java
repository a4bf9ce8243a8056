package org.wengert.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.wengert.compiler.analyze.Effects;
import org.wengert.compiler.differentiate.Differentiation;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Parser;
import org.wengert.compiler.ir.Printer;
import org.wengert.compiler.ir.Protection;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.VariantKind;
import org.wengert.compiler.ir.Verifier;
import org.wengert.compiler.optimize.Inliner;
import org.wengert.compiler.optimize.Optimizer;
import org.wengert.compiler.optimize.SimplifyControlFlow;

/**
 * What the transforms make of the main shapes, as text: a change of the generated code shows as a
 * difference of files that can be read. {@code golden/NAME.ir} is the primal; beside it stand what
 * the tangent and the adjoint transform yield.
 */
class GoldenIrTest {
  private static final Path GOLDEN = Path.of("src/test/resources/golden");
  private static final Path ACTUAL = Path.of("target/golden");

  @ParameterizedTest
  @CsvSource({
    "trace,AA",
    "counted-loop,A",
    "recorded-loop,A-",
    "branches,A",
    "overwritten-array,A",
    "call,A-",
    "attempt,AA-"
  })
  void derivativesAreAsWritten(String name, String activity) throws IOException {
    Function primal = Parser.parse(Files.readString(GOLDEN.resolve(name + ".ir")));
    Verifier.verify(primal);
    boolean severalDirections = name.equals("call") || name.equals("overwritten-array");
    Map<String, Function> derivatives = derivatives(primal, activity, severalDirections);
    Files.createDirectories(ACTUAL);
    for (Map.Entry<String, Function> made : derivatives.entrySet()) {
      Verifier.verify(made.getValue());
      String file = name + "." + made.getKey() + ".ir";
      Files.writeString(ACTUAL.resolve(file), Printer.print(made.getValue()));
    }
    for (String kind : derivatives.keySet()) {
      compare(name + "." + kind + ".ir");
    }
  }

  private static Map<String, Function> derivatives(
      Function primal, String activity, boolean severalDirections) {
    Differentiation differentiation =
        new Differentiation(new Effects(method -> null, org.wengert.compiler.ir.ClassFacts.NONE));
    Optimizer optimizer = new Optimizer(method -> null, ClassFacts.NONE, Inliner.Budget.DEFAULT);
    Differentiation.Sweeps sweeps = differentiation.split(primal, activity);
    Map<String, Function> made = new LinkedHashMap<>();
    made.put("tangent", differentiation.tangent(primal, activity, VariantKind.TANGENT));
    if (severalDirections) {
      made.put("tangents", differentiation.tangent(primal, activity, VariantKind.TANGENTS));
    }
    made.put("joint", differentiation.joint(primal, activity));
    made.put("forward", sweeps.forward());
    made.put("reverse", sweeps.reverse());
    if (hasTry(primal)) {
      Differentiation.Sweeps catching =
          differentiation.catchingSplit(
              SimplifyControlFlow.run(Protection.ofWhole(primal)), activity);
      made.put("catching-forward", catching.forward());
      made.put("catching-reverse", catching.reverse());
    }
    made.replaceAll((kind, function) -> optimizer.afterDifferentiation(function));
    return made;
  }

  private static boolean hasTry(Function primal) {
    return primal.blocks().stream().anyMatch(b -> b.terminator() instanceof Terminator.Try);
  }

  private static void compare(String file) throws IOException {
    Path expected = GOLDEN.resolve(file);
    Path written = ACTUAL.resolve(file);
    if (!Files.exists(expected)) {
      fail("no " + expected + "; if " + written + " is right, copy it there");
    }
    assertEquals(
        Files.readString(expected).replace("\r\n", "\n"),
        Files.readString(written).replace("\r\n", "\n"),
        () -> "compare " + expected + " with " + written + "; if the new one is right, copy it");
  }
}

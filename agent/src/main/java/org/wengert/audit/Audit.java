package org.wengert.audit;

import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.wengert.compiler.Compiler;
import org.wengert.compiler.diag.NotDifferentiable;
import org.wengert.compiler.diag.Reason;
import org.wengert.compiler.ir.VariantKind;
import org.wengert.compiler.lift.ClassSource;

/** Audits the methods of jars. */
final class Audit {
  private final AuditedJars jars;
  private final Function<Compiler.Observer, Compiler> compilers;
  private final Progress progress;
  private final List<Verdict> verdicts = new ArrayList<>();

  /** A method and its variants. */
  private record Asked(AuditedMethod method, List<VariantGraph.Node> nodes) {}

  Audit(AuditedJars jars, Function<Compiler.Observer, Compiler> compilers, Progress progress) {
    this.jars = jars;
    this.compilers = compilers;
    this.progress = progress;
  }

  /**
   * @param seed of the samples that static methods are run on; null for not running them
   */
  Report run(Mode mode, Long seed) {
    Verification verification = new Verification();
    Compiler compiler = compilers.apply(verification);
    Implementations implementations = new Implementations(compiler, concrete());
    VariantGraph graph = new VariantGraph(compiler, implementations, verification::check, progress);
    MethodFinder finder = new MethodFinder(new FloatTypes(jars));
    List<Asked> asked = new ArrayList<>();
    for (ClassSource source : jars.sources()) {
      ask(source, finder.in(source), mode, graph, asked);
    }
    progress.say(asked.size() + " methods with floating-point input and output");
    graph.complete();
    for (Asked one : asked) {
      verdicts.add(verdict(one));
    }
    verdicts.sort((a, b) -> a.method().compareTo(b.method()));
    return new Report(verdicts, seed == null ? null : runStatic(compiler, seed));
  }

  /** Classes that receivers can be of. */
  private List<Class<?>> concrete() {
    List<Class<?>> concrete = new ArrayList<>();
    for (ClassSource source : jars.sources()) {
      try {
        Class<?> type = jars.load(source.name());
        if (!Modifier.isAbstract(type.getModifiers())) {
          concrete.add(type);
        }
      } catch (ClassNotFoundException | LinkageError e) {
        continue; // No object of it will ever be a receiver.
      }
    }
    return concrete;
  }

  private RunSummary runStatic(Compiler compiler, long seed) {
    Runner runner = new Runner(jars, compiler, seed);
    for (int i = 0; i < verdicts.size(); i++) {
      Verdict verdict = verdicts.get(i);
      if (verdict.isDifferentiable() && verdict.method().isStatic()) {
        progress.tick("methods looked at for running", i, verdicts.size());
        runner.run(verdict.method());
      }
    }
    return runner.summary();
  }

  private void ask(
      ClassSource source,
      List<AuditedMethod> methods,
      Mode mode,
      VariantGraph graph,
      List<Asked> asked) {
    Class<?> type;
    try {
      type = jars.load(source.name());
    } catch (ClassNotFoundException | LinkageError e) {
      for (AuditedMethod method : methods) {
        verdicts.add(unloadable(method, e));
      }
      return;
    }
    for (AuditedMethod method : methods) {
      List<VariantGraph.Node> nodes = new ArrayList<>();
      for (VariantKind kind : mode.kinds()) {
        nodes.add(graph.add(type, method.variant(kind)));
      }
      asked.add(new Asked(method, nodes));
    }
  }

  private static Verdict unloadable(AuditedMethod method, Throwable e) {
    NotDifferentiable refusal =
        new NotDifferentiable(Reason.UNREADABLE_CLASS, method.method(), null, 0, e.toString());
    return new Verdict(method, refusal.reason(), refusal.why(), refusal.text(List.of()));
  }

  private static Verdict verdict(Asked asked) {
    for (VariantGraph.Node node : asked.nodes()) {
      NotDifferentiable refusal = node.refusal();
      if (refusal != null) {
        return new Verdict(
            asked.method(), refusal.reason(), refusal.why(), refusal.text(node.chain()));
      }
    }
    return new Verdict(asked.method(), null, null, null);
  }
}

package org.wengert.audit;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.Compiler;
import org.wengert.compiler.diag.CallSite;
import org.wengert.compiler.diag.NotDifferentiable;
import org.wengert.compiler.ir.Binding;
import org.wengert.compiler.ir.MethodDescriptor;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;
import org.wengert.compiler.lift.ClassSource;

/**
 * Finds out whether one method, with the independents that the API takes by default, and all that
 * it can call, is differentiable in both modes.
 */
public final class MethodCheck {
  private final Compiler compiler;
  private final Class<?> declaring;
  private final MethodRef method;
  private final boolean isStatic;

  /**
   * @param declaring the class that declares the method; it is not initialized
   */
  public MethodCheck(Compiler compiler, Class<?> declaring, ClassSource.Member method) {
    this.compiler = compiler;
    this.declaring = declaring;
    this.method =
        new MethodRef(declaring.getName().replace('.', '/'), method.name(), method.descriptor());
    this.isStatic = (method.access() & Opcodes.ACC_STATIC) != 0;
  }

  /**
   * Whether a method could be annotated {@code @Differentiable}: it is written by somebody, takes
   * floating-point numbers, and returns some or can write into an array of them.
   */
  public static boolean isCandidate(ClassSource.Member method) {
    if ((method.access() & (Opcodes.ACC_ABSTRACT | Opcodes.ACC_SYNTHETIC)) != 0
        || method.name().startsWith("<")) {
      return false;
    }
    boolean takes = false;
    boolean yields = isNumeric(MethodDescriptor.result(method.descriptor()));
    for (String parameter : MethodDescriptor.parameters(method.descriptor())) {
      takes |= isNumeric(parameter);
      yields |= isNumeric(parameter) && parameter.charAt(0) == '[';
    }
    return takes && yields;
  }

  private static boolean isNumeric(String descriptor) {
    switch (descriptor.substring(descriptor.lastIndexOf('[') + 1)) {
      case "D", "F":
        return true;
      case "Ljava/lang/Double;", "Ljava/lang/Float;":
        return descriptor.charAt(0) != '[';
      default:
        return false;
    }
  }

  /** The whole diagnostic; null if the method is differentiable. */
  public String refusal() {
    Implementations implementations = new Implementations(compiler, List.of());
    Progress silent = new Progress(new PrintWriter(Writer.nullWriter()));
    VariantGraph graph = new VariantGraph(compiler, implementations, host -> {}, silent);
    List<VariantGraph.Node> nodes = new ArrayList<>();
    for (VariantKind kind : Mode.BOTH.kinds()) {
      Binding binding = isStatic ? Binding.STATIC : Binding.DIRECT;
      nodes.add(graph.add(declaring, new Variant(method, kind, activity(), binding, false)));
    }
    graph.complete();
    for (VariantGraph.Node node : nodes) {
      NotDifferentiable refusal = node.refusal();
      if (refusal != null) {
        List<CallSite> chain = node.chain();
        return refusal.text(chain);
      }
    }
    return null;
  }

  /** Compiles what the API asks for first, so that it need not wait. */
  public void compile() {
    boolean scalar = Type.ofDescriptor(MethodDescriptor.result(method.descriptor())).isFloating();
    compiler.prepare(declaring, method, activity(), isStatic, scalar ? "gradient" : "forward");
    compiler.prepare(declaring, method, activity(), isStatic, "jvp");
  }

  private String activity() {
    StringBuilder activity = new StringBuilder(isStatic ? "" : "-");
    for (String parameter : MethodDescriptor.parameters(method.descriptor())) {
      activity.append(isNumeric(parameter) ? 'A' : '-');
    }
    return activity.toString();
  }
}

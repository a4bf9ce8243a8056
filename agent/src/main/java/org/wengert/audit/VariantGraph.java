package org.wengert.audit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.wengert.compiler.Compiler;
import org.wengert.compiler.diag.CallSite;
import org.wengert.compiler.diag.NotDifferentiable;
import org.wengert.compiler.diag.Reason;
import org.wengert.compiler.ir.Binding;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Variant;
import org.wengert.compiler.ir.VariantKind;

/** Variants and the variants that they can call, each compiled once, by itself. */
final class VariantGraph {
  /** A variant, or why it cannot be had. */
  static final class Node {
    private final Variant variant;
    private final Set<Node> callers = new LinkedHashSet<>();
    private NotDifferentiable refusal;

    /** The callee through which a refusal reaches this one; null if it is its own. */
    private Node towards;

    private Node(Variant variant) {
      this.variant = variant;
    }

    /** Null if the variant, and all that it can call, compiles. */
    NotDifferentiable refusal() {
      return refusal;
    }

    /** The calls that lead from here to the refused method, innermost first. */
    List<CallSite> chain() {
      ArrayDeque<CallSite> chain = new ArrayDeque<>();
      for (Node at = this; at.towards != null; at = at.towards) {
        chain.addFirst(new CallSite(at.variant.method(), null, 0));
      }
      return List.copyOf(chain);
    }
  }

  private record Key(Class<?> declaring, Variant variant) {}

  private record Pending(Key key, Node node) {}

  private final Compiler compiler;
  private final Implementations implementations;
  private final Consumer<Class<?>> verification;
  private final Progress progress;
  private final Map<Key, Node> nodes = new LinkedHashMap<>();
  private final ArrayDeque<Pending> pending = new ArrayDeque<>();

  /**
   * @param verification looks at the class that was defined last for a host
   */
  VariantGraph(
      Compiler compiler,
      Implementations implementations,
      Consumer<Class<?>> verification,
      Progress progress) {
    this.compiler = compiler;
    this.implementations = implementations;
    this.verification = verification;
    this.progress = progress;
  }

  /** The node of a variant; {@link #complete} tells about it. */
  Node add(Class<?> declaring, Variant variant) {
    Variant made =
        variant.kind() == VariantKind.REVERSE ? variant.as(VariantKind.FORWARD) : variant;
    Key key = new Key(declaring, made);
    Node node = nodes.get(key);
    if (node == null) {
      node = new Node(made);
      nodes.put(key, node);
      pending.add(new Pending(key, node));
    }
    return node;
  }

  /** Compiles all that can be reached and carries refusals to the callers. */
  void complete() {
    while (!pending.isEmpty()) {
      Pending next = pending.remove();
      progress.tick("variants compiled", nodes.size() - pending.size(), nodes.size());
      try {
        compile(next);
      } catch (NotDifferentiable e) {
        next.node.refusal = e;
        if (e.getCause() != null) {
          progress.report(next.node.variant, e.getCause());
        }
      }
    }
    ArrayDeque<Node> refused = new ArrayDeque<>();
    for (Node node : nodes.values()) {
      if (node.refusal != null) {
        refused.add(node);
      }
    }
    while (!refused.isEmpty()) {
      Node node = refused.remove();
      for (Node caller : node.callers) {
        if (caller.refusal == null) {
          caller.refusal = node.refusal;
          caller.towards = node;
          refused.add(caller);
        }
      }
    }
  }

  private void compile(Pending next) {
    Map<Variant, Function> functions;
    try {
      functions = compiler.examine(next.key.declaring(), next.key.variant());
      verification.accept(next.key.declaring());
    } catch (StackOverflowError | IllegalStateException e) {
      throw failure(next.node, e);
    }
    for (Function function : functions.values()) {
      for (Variant callee : callees(function)) {
        follow(next, callee);
      }
    }
  }

  private static NotDifferentiable failure(Node node, Throwable e) {
    return new NotDifferentiable(Reason.INTERNAL, node.variant.method(), null, 0, e.toString(), e);
  }

  private static Set<Variant> callees(Function function) {
    Set<Variant> callees = new LinkedHashSet<>();
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.op() instanceof Op.CallVariant call) {
          callees.add(call.variant());
        }
      }
    }
    return callees;
  }

  private void follow(Pending caller, Variant callee) {
    MethodRef method = callee.method();
    Class<?> owner = owner(caller, method);
    List<Class<?>> declaring = new ArrayList<>();
    if (callee.binding() == Binding.VIRTUAL) {
      declaring.addAll(implementations.of(owner, method));
    } else {
      declaring.add(compiler.declaring(owner, method.name(), method.descriptor()));
    }
    Binding binding = callee.binding() == Binding.STATIC ? Binding.STATIC : Binding.DIRECT;
    for (Class<?> type : declaring) {
      MethodRef found =
          new MethodRef(type.getName().replace('.', '/'), method.name(), method.descriptor());
      Node node =
          add(
              type,
              new Variant(found, callee.kind(), callee.activity(), binding, callee.catching()));
      node.callers.add(caller.node);
    }
  }

  private static Class<?> owner(Pending caller, MethodRef method) {
    try {
      ClassLoader loader = caller.key.declaring().getClassLoader();
      return Class.forName(method.owner().replace('/', '.'), false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      throw new NotDifferentiable(Reason.NO_CLASS_FILE, method, null, 0, null);
    }
  }
}

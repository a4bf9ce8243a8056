package org.wengert.compiler.analyze;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Which references may lead to the same memory: a partition of the reference values (Steensgaard,
 * "Points-to Analysis in Almost Linear Time", 1996). Arrays are identical or disjoint, so two
 * values of different classes never overlap.
 *
 * <p>Memory from outside (parameters, statics, results of calls) is one class a type, except that
 * parameters that are not active are classes apart: whoever calls with such a signature has made
 * sure that they share no memory with the active ones, and where the same memory turns up again
 * through a static, the runtime refuses ({@code Shadows.shadowOf}).
 */
public final class Memory {
  private final Node[] nodes;
  private final Map<String, Node> external = new HashMap<>();
  private final Map<String, Node> externalInactive = new HashMap<>();

  /**
   * @param activity one character an input: {@code A} or {@code -}
   */
  public Memory(Function function, String activity) {
    this.nodes = new Node[function.valueCount()];
    for (int i = 0; i < function.inputs().size(); i++) {
      Value input = function.inputs().get(i);
      if (input.type().isReference()) {
        boolean active = i >= activity.length() || activity.charAt(i) == 'A';
        unite(input, active ? external(input.type()) : inactive(input.type()));
      }
    }
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        visit(instr);
      }
      for (Edge edge : block.edges()) {
        for (int i = 0; i < edge.args().size(); i++) {
          uniteValues(edge.target().params().get(i), edge.args().get(i));
        }
      }
      if (block.terminator() instanceof Terminator.Return end
          && end.value() != null
          && end.value().type().isReference()) {
        escape(node(end.value()));
      } else if (block.terminator() instanceof Terminator.Throw end) {
        unite(end.exception(), external(end.exception().type()));
      }
    }
  }

  /** The class of a reference value. */
  public Node classOf(Value reference) {
    return node(reference).find();
  }

  public boolean mayAlias(Value a, Value b) {
    return classOf(a) == classOf(b);
  }

  private Node node(Value value) {
    Node node = nodes[value.id()];
    if (node == null) {
      node = new Node();
      nodes[value.id()] = node;
    }
    return node;
  }

  private Node external(Type type) {
    return outside(type, external, false);
  }

  private Node inactive(Type type) {
    return outside(type, externalInactive, true);
  }

  private Node outside(Type type, Map<String, Node> known, boolean inactive) {
    String key = type.isArray() ? type.descriptor() : "object";
    Node node = known.get(key);
    if (node == null) {
      node = new Node();
      node.external = true;
      node.inactiveInput = inactive;
      known.put(key, node);
      if (type.isArray() && Type.ofDescriptor(type.elementDescriptor()).isReference()) {
        node.content = outside(Type.ofDescriptor(type.elementDescriptor()), known, inactive);
      }
    }
    return node;
  }

  private void unite(Value value, Node with) {
    if (!value.type().equals(Type.NULL)) {
      node(value).unite(with);
    }
  }

  private void uniteValues(Value a, Value b) {
    if (a.type().isReference() && !b.type().equals(Type.NULL) && !a.type().equals(Type.NULL)) {
      node(a).unite(node(b));
    }
  }

  private void visit(Instr instr) {
    Op op = instr.op();
    Value result = instr.result();
    if (op instanceof Op.ArrayLoad load && result.type().isReference()) {
      unite(result, node(load.array()).content());
    } else if (op instanceof Op.SafeLoad load && result.type().isReference()) {
      unite(result, node(load.array()).content());
    } else if (op instanceof Op.ArrayStore store && store.value().type().isReference()) {
      unite(store.value(), node(store.array()).content());
    } else if (op instanceof Op.NewArray created) {
      Node node = node(result);
      for (int i = 1; i < created.lengths().size(); i++) {
        node = node.content();
      }
    } else if (op instanceof Op.CheckCast cast) {
      uniteValues(result, cast.object());
    } else if (op instanceof Op.Select select) {
      uniteValues(result, select.ifTrue());
      uniteValues(result, select.ifFalse());
    } else if (op instanceof Op.Reserve reserve) {
      uniteValues(result, reserve.array());
    } else if (op instanceof Op.Invoke invoke && !invoke.pure()) {
      call(invoke, result);
    } else if (op instanceof Op.CallRuntime || op instanceof Op.CallVariant) {
      derivativeCall(op, result);
    } else if (result != null && result.type().isReference()) {
      unite(result, external(result.type()));
    } else if (op instanceof Op.PutStatic put && put.value().type().isReference()) {
      unite(put.value(), external(put.value().type()));
    }
  }

  /**
   * In derivative code that is differentiated again: all that is handed over is one class a type.
   */
  private void derivativeCall(Op op, Value result) {
    for (Value arg : op.operands()) {
      if (arg.type().isReference()) {
        unite(arg, external(arg.type()));
      }
    }
    if (result != null && result.type().isReference()) {
      unite(result, external(result.type()));
      unite(result, external(Type.DOUBLES));
      unite(result, external(Type.OBJECTS).content());
    }
  }

  private void call(Op.Invoke invoke, Value result) {
    ArrayMethod known = ArrayMethod.of(invoke);
    if (known == null) {
      unknownCall(invoke, result);
      return;
    }
    if (result != null && result.type().isReference()) {
      node(result).content().unite(node(invoke.args().get(0)).content());
    }
    if (known == ArrayMethod.ARRAYCOPY) {
      node(invoke.args().get(0)).content().unite(node(invoke.args().get(2)).content());
    } else if (known == ArrayMethod.FILL || known == ArrayMethod.FILL_RANGE) {
      Value filling = invoke.args().get(invoke.args().size() - 1);
      if (filling.type().isReference()) {
        unite(filling, node(invoke.args().get(0)).content());
      }
    }
  }

  /**
   * The callee may keep what it gets in a static, return it, or store one argument in another: all
   * of one type is one class with the memory outside. Inactive parameters stay apart unless the
   * callee can hand them back.
   */
  private void unknownCall(Op.Invoke invoke, Value result) {
    Set<String> comingBack = new HashSet<>();
    if (result != null && result.type().isReference()) {
      comingBack.add(result.type().descriptor());
      unite(result, external(result.type()));
    }
    for (Value arg : invoke.args()) {
      for (Type type = elementType(arg.type()); type != null; type = elementType(type)) {
        comingBack.add(type.descriptor());
      }
    }
    for (Value arg : invoke.args()) {
      if (arg.type().isReference() && !arg.type().equals(Type.NULL)) {
        handOver(arg.type(), node(arg), comingBack);
      }
    }
  }

  private void handOver(Type type, Node node, Set<String> comingBack) {
    if (!node.isInactiveInput() || comingBack.contains(type.descriptor())) {
      node.unite(external(type));
    } else if (elementType(type) != null) {
      handOver(elementType(type), node.content(), comingBack);
    }
  }

  /** The element type of an array of references, else null. */
  private static Type elementType(Type type) {
    if (!type.isArray()) {
      return null;
    }
    Type element = Type.ofDescriptor(type.elementDescriptor());
    return element.isReference() ? element : null;
  }

  private void escape(Node node) {
    Node root = node.find();
    if (!root.external) {
      root.external = true;
      if (root.content != null) {
        escape(root.content);
      }
    }
  }

  /** A class of references; {@link #find} names it. */
  public static final class Node {
    private Node parent;
    private Node content;
    private boolean external;
    private boolean inactiveInput;
    private boolean varied;
    private boolean useful;

    /** The representative of the class that this belongs to. */
    public Node find() {
      Node root = this;
      while (root.parent != null) {
        root = root.parent;
      }
      Node node = this;
      while (node.parent != null) {
        Node next = node.parent;
        node.parent = root;
        node = next;
      }
      return root;
    }

    /** The class of what the elements of these arrays refer to. */
    public Node content() {
      Node root = find();
      if (root.content == null) {
        root.content = new Node();
        if (root.external) {
          root.content.external = true;
        }
      }
      return root.content.find();
    }

    boolean hasContent() {
      return find().content != null;
    }

    void unite(Node other) {
      List<Node[]> pending = new ArrayList<>();
      pending.add(new Node[] {this, other});
      while (!pending.isEmpty()) {
        Node[] pair = pending.remove(pending.size() - 1);
        Node a = pair[0].find();
        Node b = pair[1].find();
        if (a == b) {
          continue;
        }
        b.parent = a;
        a.inactiveInput = a.inactiveInput && b.inactiveInput;
        boolean becameExternal = a.external != b.external;
        a.external |= b.external;
        if (a.content == null) {
          a.content = b.content;
        } else if (b.content != null) {
          pending.add(new Node[] {a.content, b.content});
        }
        if (becameExternal) {
          markExternal(a.content);
        }
      }
    }

    private static void markExternal(Node start) {
      Node node = start;
      while (node != null && !node.find().external) {
        Node root = node.find();
        root.external = true;
        node = root.content;
      }
    }

    /** Whether others may hold the same memory: it came from outside, or was handed out. */
    public boolean isExternal() {
      return find().external;
    }

    /** Whether all of it came in through parameters that are not active. */
    public boolean isInactiveInput() {
      return find().inactiveInput;
    }

    /** Whether a value that depends on an independent may be stored there. */
    public boolean isVaried() {
      return find().varied;
    }

    boolean makeVaried() {
      Node root = find();
      boolean changed = !root.varied;
      root.varied = true;
      return changed;
    }

    /** Whether a dependent may be computed from what is stored there. */
    public boolean isUseful() {
      return find().useful;
    }

    boolean makeUseful() {
      Node root = find();
      boolean changed = !root.useful;
      root.useful = true;
      return changed;
    }
  }
}

package org.wengert.compiler.analyze;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.ir.ArrayMethod;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.Element;
import org.wengert.compiler.ir.FieldRef;
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
 * <p>Memory from outside (parameters, statics, results of calls) is one class for each type of
 * array of numbers, and one for everything else, objects of all classes and arrays of objects. But
 * arrays of numbers that come in as parameters which are not active are classes apart: whoever
 * calls with such a signature has made sure that they share no memory with the active ones, and
 * where the same memory turns up again through a static, the runtime refuses ({@code
 * Shadows.shadowOf}).
 */
public final class Memory {
  /** The class of objects from outside: what is no array of numbers. */
  private static final String OBJECTS = "L";

  private static final String ELEMENTS = "[]";

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
      visit(block.terminator());
    }
    settleOutside(function);
  }

  private void visit(Terminator end) {
    if (end instanceof Terminator.Throw thrown) {
      unite(thrown.exception(), external(thrown.exception().type()));
    } else if (end instanceof Terminator.Return returned
        && returned.value() != null
        && returned.value().type().isReference()) {
      escape(node(returned.value()));
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

  /** Objects are never apart: what they lead to may be anything. */
  private Node inactive(Type type) {
    return endsInNumbers(type) ? outside(type, externalInactive, true) : external(type);
  }

  private static boolean endsInNumbers(Type type) {
    String d = type.descriptor();
    return d.charAt(0) == '[' && d.charAt(d.length() - 1) != ';';
  }

  private Node outside(Type type, Map<String, Node> known, boolean inactive) {
    String key = endsInNumbers(type) ? type.descriptor() : OBJECTS;
    Node node = known.get(key);
    if (node == null) {
      node = new Node();
      node.external = true;
      node.outside = true;
      node.fromInactive = inactive;
      node.fromElsewhere = !inactive;
      known.put(key, node);
      if (!key.equals(OBJECTS) && Type.ofDescriptor(type.elementDescriptor()).isReference()) {
        Type element = Type.ofDescriptor(type.elementDescriptor());
        node.contents.put(ELEMENTS, outside(element, known, inactive));
      }
    }
    return node.find();
  }

  /** The class of what elements or fields of a kind refer to. */
  private Node content(Node of, String key, Type type) {
    Node root = of.find();
    Node content = root.contents.get(key);
    if (content == null) {
      content =
          root.outside && !root.isInactiveInput() && type.isReference()
              ? external(type)
              : new Node();
      // Finding the class of what is outside may have changed which class this is.
      root = of.find();
      content.find().external |= root.external;
      Node other = root.contents.put(key, content);
      if (other != null) {
        content.unite(other);
      }
    }
    return content.find();
  }

  private Node elements(Value array, Type type) {
    return content(node(array), ELEMENTS, type);
  }

  private Node field(Value object, FieldRef field) {
    return content(node(object), keyOf(field), field.type());
  }

  /** Fields are told apart by what kind of memory they refer to. */
  private static String keyOf(FieldRef field) {
    return endsInNumbers(field.type()) ? field.descriptor() : OBJECTS;
  }

  private void unite(Value value, Node with) {
    if (!value.type().equals(Type.NULL)) {
      node(value).unite(with);
    }
  }

  private void uniteValues(Value a, Value b) {
    if (a.type().isReference()
        && b.type().isReference()
        && !b.type().equals(Type.NULL)
        && !a.type().equals(Type.NULL)) {
      node(a).unite(node(b));
    }
  }

  /**
   * Whatever may have come from outside is in the class for its type, however it came in: a list
   * yields objects that are cast to arrays, and an {@code Object[]} may be a {@code double[][]}.
   */
  private void settleOutside(Function function) {
    boolean changed = true;
    while (changed) {
      changed = false;
      for (Value input : function.inputs()) {
        changed |= settle(input);
      }
      for (Block block : function.blocks()) {
        for (Value param : block.params()) {
          changed |= settle(param);
        }
        for (Instr instr : block.instrs()) {
          if (instr.result() != null) {
            changed |= settle(instr.result());
          }
          changed |= settleStoredRows(instr.op());
        }
      }
    }
  }

  private boolean settle(Value value) {
    if (!value.type().isReference() || value.type().equals(Type.NULL)) {
      return false;
    }
    Node node = classOf(value);
    if (!node.outside || node.isInactiveInput()) {
      return false;
    }
    boolean changed = node != external(value.type());
    node.unite(external(value.type()));
    for (Node content : node.find().contents.values()) {
      changed |= !content.find().outside;
      content.find().outside = true;
      escape(content);
    }
    return changed;
  }

  /** Storing in an array of objects from outside may replace rows of any array of arrays. */
  private boolean settleStoredRows(Op op) {
    if (!(op instanceof Op.ArrayStore store)
        || store.element() != Element.REF
        || !store.array().type().isArray()
        || endsInNumbers(store.array().type())
        || !classOf(store.array()).outside) {
      return false;
    }
    boolean changed = false;
    for (String key : new ArrayList<>(external.keySet())) {
      if (key.startsWith("[[") && external.get(key).find() != classOf(store.array())) {
        external.get(key).unite(classOf(store.array()));
        changed = true;
      }
    }
    return changed;
  }

  private void visit(Instr instr) {
    Op op = instr.op();
    Value result = instr.result();
    boolean yieldsReference = result != null && result.type().isReference();
    if (op instanceof Op.ArrayLoad load && yieldsReference) {
      unite(result, elements(load.array(), result.type()));
    } else if (op instanceof Op.SafeLoad load && yieldsReference) {
      unite(result, elements(load.array(), result.type()));
    } else if (op instanceof Op.ArrayStore store) {
      if (store.value().type().isReference()) {
        unite(store.value(), elements(store.array(), store.value().type()));
      }
    } else if (op instanceof Op.NewArray created) {
      Node node = made(result);
      for (int i = 1; i < created.lengths().size(); i++) {
        node = content(node, ELEMENTS, Type.OBJECT);
      }
    } else if (op instanceof Op.CheckCast cast) {
      uniteValues(result, cast.object());
    } else if (op instanceof Op.Select select) {
      uniteValues(result, select.ifTrue());
      uniteValues(result, select.ifFalse());
    } else if (op instanceof Op.Reserve reserve) {
      uniteValues(result, reserve.array());
    } else if (op instanceof Op.Invoke invoke) {
      if (!invoke.pure()) {
        call(invoke, result);
      }
    } else if (op instanceof Op.CallRuntime || op instanceof Op.CallVariant) {
      derivativeCall(op, result);
    } else {
      visitObject(op, result);
    }
  }

  private void visitObject(Op op, Value result) {
    if (op instanceof Op.GetField get) {
      if (result.type().isReference()) {
        unite(result, field(get.object(), get.field()));
      }
    } else if (op instanceof Op.PutField put) {
      store(put.object(), put.field(), put.value());
    } else if (op instanceof Op.Held held) {
      store(held.object(), held.field(), held.value());
    } else if (op instanceof Op.Allocate) {
      made(result);
    } else if (op instanceof Op.Construct made) {
      made(result);
      if (!made.simple()) {
        unknownCall(made.args(), result);
      }
    } else if (op instanceof Op.InvokeDynamic made) {
      if (made.closure()) {
        made(result);
      } else {
        unknownCall(made.args(), result);
      }
    } else if (op instanceof Op.PutStatic put) {
      if (put.value().type().isReference()) {
        unite(put.value(), external(put.field().type()));
      }
    } else if (result != null && result.type().isReference()) {
      unite(result, external(result.type()));
    }
  }

  /** The class of memory that the function makes itself. */
  private Node made(Value result) {
    Node node = node(result).find();
    node.fromElsewhere = true;
    return node;
  }

  private void store(Value object, FieldRef field, Value value) {
    if (value.type().isReference()) {
      unite(value, field(object, field));
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
      unite(result, external(Type.OBJECTS));
    }
  }

  private void call(Op.Invoke invoke, Value result) {
    ArrayMethod known = ArrayMethod.of(invoke);
    if (known == null) {
      unknownCall(invoke.args(), result);
      return;
    }
    if (result != null && result.type().isReference()) {
      made(result);
      if (known == ArrayMethod.OBJECT_CLONE) {
        uniteValues(result, invoke.args().get(0));
      } else if (known != ArrayMethod.NEW_INSTANCE) {
        uniteElements(result, invoke.args().get(0));
      }
    }
    if (known == ArrayMethod.ARRAYCOPY) {
      uniteElements(invoke.args().get(2), invoke.args().get(0));
    } else if (known == ArrayMethod.FILL || known == ArrayMethod.FILL_RANGE) {
      Value filling = invoke.args().get(invoke.args().size() - 1);
      if (filling.type().isReference()) {
        unite(filling, elements(invoke.args().get(0), filling.type()));
      }
    }
  }

  private void uniteElements(Value copy, Value original) {
    Type type = original.type();
    if (!type.equals(Type.NULL) && (!type.isArray() || elementType(type) != null)) {
      elements(copy, Type.OBJECT).unite(elements(original, Type.OBJECT));
    }
  }

  /**
   * The callee may keep what it gets in a static, return it, or store one argument in another: all
   * of one type is one class with the memory outside. Inactive parameters stay apart unless the
   * callee can hand them back.
   */
  private void unknownCall(List<Value> args, Value result) {
    Set<String> comingBack = new HashSet<>();
    boolean anything = false;
    if (result != null && result.type().isReference()) {
      comingBack.add(result.type().descriptor());
      anything = !endsInNumbers(result.type());
      unite(result, external(result.type()));
    }
    for (Value arg : args) {
      for (Type type = elementType(arg.type()); type != null; type = elementType(type)) {
        comingBack.add(type.descriptor());
      }
      anything |= arg.type().isReference() && !endsInNumbers(arg.type());
    }
    for (Value arg : args) {
      if (arg.type().isReference() && !arg.type().equals(Type.NULL)) {
        handOver(arg.type(), node(arg), anything ? null : comingBack);
      }
    }
  }

  /**
   * @param comingBack types of the arrays that the callee can hand back; null for any
   */
  private void handOver(Type type, Node node, Set<String> comingBack) {
    if (!node.isInactiveInput() || comingBack == null || comingBack.contains(type.descriptor())) {
      node.unite(external(type));
    } else if (elementType(type) != null) {
      handOver(elementType(type), content(node, ELEMENTS, elementType(type)), comingBack);
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

  private static void escape(Node node) {
    List<Node> pending = new ArrayList<>();
    pending.add(node);
    while (!pending.isEmpty()) {
      Node root = pending.remove(pending.size() - 1).find();
      if (!root.external) {
        root.external = true;
        pending.addAll(root.contents.values());
      }
    }
  }

  /** All classes that can be reached from one, itself included. */
  public Set<Node> reach(Node start) {
    Set<Node> reached = new HashSet<>();
    List<Node> pending = new ArrayList<>();
    pending.add(start);
    while (!pending.isEmpty()) {
      Node node = pending.remove(pending.size() - 1).find();
      if (reached.add(node)) {
        pending.addAll(node.contents.values());
        Node objects = external.get(OBJECTS);
        if (objects != null && objects.find() == node) {
          pending.addAll(external.values());
        }
      }
    }
    return reached;
  }

  /** A class of references; {@link #find} names it. */
  public static final class Node {
    private Node parent;
    private Map<String, Node> contents = new LinkedHashMap<>(2);
    private boolean external;
    private boolean outside;
    private boolean fromInactive;
    private boolean fromElsewhere;
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
        a.fromInactive |= b.fromInactive;
        a.fromElsewhere |= b.fromElsewhere;
        a.outside |= b.outside;
        boolean becameExternal = a.external != b.external;
        a.external |= b.external;
        for (Map.Entry<String, Node> content : b.contents.entrySet()) {
          Node mine = a.contents.get(content.getKey());
          if (mine == null) {
            a.contents.put(content.getKey(), content.getValue());
          } else {
            pending.add(new Node[] {mine, content.getValue()});
          }
        }
        b.contents = Map.of();
        if (becameExternal) {
          for (Node content : a.contents.values()) {
            escape(content);
          }
        }
      }
    }

    /** Whether others may hold the same memory: it came from outside, or was handed out. */
    public boolean isExternal() {
      return find().external;
    }

    /** Whether all of it came in through parameters that are not active. */
    public boolean isInactiveInput() {
      Node root = find();
      return root.fromInactive && !root.fromElsewhere;
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

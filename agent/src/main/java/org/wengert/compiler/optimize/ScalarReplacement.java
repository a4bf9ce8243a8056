package org.wengert.compiler.optimize;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.wengert.compiler.ir.Block;
import org.wengert.compiler.ir.ClassFacts;
import org.wengert.compiler.ir.Condition;
import org.wengert.compiler.ir.Edge;
import org.wengert.compiler.ir.FieldRef;
import org.wengert.compiler.ir.Function;
import org.wengert.compiler.ir.Instr;
import org.wengert.compiler.ir.Op;
import org.wengert.compiler.ir.Terminator;
import org.wengert.compiler.ir.Type;
import org.wengert.compiler.ir.Value;

/**
 * Replaces objects that nobody outside the function ever sees by the values of their fields. These
 * are objects whose constructor only stores what it gets, of which then only fields are read, also
 * where several meet in a parameter of a block (a loop that makes a new vector in each iteration).
 * Where an object from elsewhere meets them and the fields are final, these are read on the way
 * there, and the reference goes along for null checks. Otherwise each would have a shadow.
 */
public final class ScalarReplacement {
  /** Stands for any object that was made here. */
  private static final Op.Const NOT_NULL = new Op.Const("", new Type("Ljava/lang/String;"));

  private final Function function;
  private final ClassFacts facts;
  private final Editor editor;

  /** Objects not known to be seen elsewhere: results of constructions, and parameters of blocks. */
  private final Map<Value, String> candidates = new IdentityHashMap<>();

  /** Parameters where objects from elsewhere arrive too. */
  private final Set<Value> mixed = Collections.newSetFromMap(new IdentityHashMap<>());

  /** Classes of which fields are read that may change. */
  private final Set<String> changing = new HashSet<>();

  /** By the fields of a class that are read, in an order of their own. */
  private final Map<String, TreeMap<String, FieldRef>> fields = new HashMap<>();

  private final Map<Value, Map<String, Value>> contents = new IdentityHashMap<>();

  /** For mixed parameters a reference that is null where the object would be. */
  private final Map<Value, Value> witnesses = new IdentityHashMap<>();

  private ScalarReplacement(Function function, ClassFacts facts) {
    this.function = function;
    this.facts = facts;
    this.editor = new Editor(function);
  }

  public static Function run(Function function, ClassFacts facts) {
    ScalarReplacement pass = new ScalarReplacement(function, facts);
    pass.findCandidates();
    pass.dropWhatIsSeen();
    return pass.candidates.isEmpty() ? function : pass.replace();
  }

  private void findCandidates() {
    for (Block block : function.blocks()) {
      for (Instr instr : block.instrs()) {
        if (instr.op() instanceof Op.Construct made
            && made.simple()
            && !facts.isInactive(made.constructor())) {
          candidates.put(instr.result(), made.constructor().owner());
        }
      }
    }
    if (candidates.isEmpty()) {
      return;
    }
    boolean grows = true;
    while (grows) {
      grows = false;
      for (Block block : function.blocks()) {
        for (Edge edge : block.edges()) {
          for (int i = 0; i < edge.args().size(); i++) {
            String type = candidates.get(edge.args().get(i));
            Value param = edge.target().params().get(i);
            grows |= type != null && candidates.putIfAbsent(param, type) == null;
          }
        }
      }
    }
  }

  /** Until all that is left is read by its fields only, and meets nothing but its like. */
  private void dropWhatIsSeen() {
    boolean shrinks = !candidates.isEmpty();
    while (shrinks) {
      int before = candidates.size();
      int seen = changing.size();
      for (Block block : function.blocks()) {
        for (Instr instr : block.instrs()) {
          dropUsed(instr.op());
        }
        for (Value operand : block.terminator().operands()) {
          candidates.remove(operand);
        }
        for (Edge edge : block.edges()) {
          for (int i = 0; i < edge.args().size(); i++) {
            dropUnlike(edge.args().get(i), edge.target().params().get(i));
          }
        }
      }
      shrinks = candidates.size() < before || seen != changing.size();
    }
  }

  private void dropUsed(Op op) {
    if (op instanceof Op.NullCheck) {
      return;
    } else if (op instanceof Op.GetField get) {
      if (candidates.containsKey(get.object()) && !isUnderstood(get)) {
        candidates.remove(get.object());
      }
      return;
    } else if (op instanceof Op.Held held) {
      candidates.remove(held.value());
      return;
    }
    for (Value operand : op.operands()) {
      candidates.remove(operand);
    }
  }

  private void dropUnlike(Value arg, Value param) {
    String given = candidates.get(arg);
    String taken = candidates.get(param);
    boolean alike = given == null ? mayJoin(taken, param) : given.equals(taken);
    if (!alike) {
      candidates.remove(param);
      if (taken == null) {
        candidates.remove(arg);
      }
    }
  }

  private boolean mayJoin(String type, Value param) {
    return type != null
        && !changing.contains(type)
        && param.type().equals(Type.ofInternalName(type));
  }

  /** Fields narrower than an int cut off bits of what is stored in them. */
  private boolean isUnderstood(Op.GetField get) {
    String type = candidates.get(get.object());
    FieldRef field = get.field();
    fields.computeIfAbsent(type, t -> new TreeMap<>()).put(key(field), field);
    if (field.mutability() != FieldRef.Mutability.FINAL) {
      changing.add(type);
    }
    return "BCSZ".indexOf(field.descriptor().charAt(0)) < 0;
  }

  /** A field may be named through any subclass, and hide another one of its name. */
  private String key(FieldRef field) {
    return facts.declaring(field) + "." + field.name() + ":" + field.descriptor();
  }

  private void findMixed() {
    int before = -1;
    while (before < mixed.size()) {
      before = mixed.size();
      for (Block block : function.blocks()) {
        for (Edge edge : block.edges()) {
          for (int i = 0; i < edge.args().size(); i++) {
            Value arg = edge.args().get(i);
            Value param = edge.target().params().get(i);
            if (candidates.containsKey(param)
                && (mixed.contains(arg) || !candidates.containsKey(arg))) {
              mixed.add(param);
            }
          }
        }
      }
    }
  }

  private Function replace() {
    findMixed();
    for (Block block : function.blocks()) {
      expandParams(block);
    }
    for (Block block : function.blocks()) {
      rewrite(block);
    }
    for (Block block : function.blocks()) {
      expandArguments(block);
    }
    editor.markChanged();
    return editor.finish();
  }

  private TreeMap<String, FieldRef> fieldsOf(Value object) {
    return fields.getOrDefault(candidates.get(object), new TreeMap<>());
  }

  private void expandParams(Block block) {
    List<Value> expanded = new ArrayList<>();
    for (Value param : block.params()) {
      if (candidates.containsKey(param)) {
        if (mixed.contains(param)) {
          Value witness = editor.newValue(Type.OBJECT);
          witnesses.put(param, witness);
          expanded.add(witness);
        }
        Map<String, Value> values = new HashMap<>();
        for (Map.Entry<String, FieldRef> field : fieldsOf(param).entrySet()) {
          Value value = editor.newValue(field.getValue().type());
          values.put(field.getKey(), value);
          expanded.add(value);
        }
        contents.put(param, values);
      } else {
        expanded.add(param);
      }
    }
    List<Value> params = editor.copyOf(block).params();
    params.clear();
    params.addAll(expanded);
  }

  private void rewrite(Block block) {
    Block copy = editor.copyOf(block);
    Instr attempted = copy.protectedInstr();
    boolean attemptRemains = true;
    List<Instr> kept = new ArrayList<>(copy.instrs().size());
    for (Instr instr : block.instrs()) {
      Value object = objectOf(instr);
      attemptRemains = object == null || !candidates.containsKey(object);
      if (attemptRemains) {
        kept.add(instr);
        continue;
      }
      if (instr.op() instanceof Op.Construct made) {
        contents.put(object, stored(object, made, instr.line(), kept));
      } else if (instr.op() instanceof Op.GetField get) {
        editor.replace(instr.result(), contents.get(object).get(key(get.field())));
      }
      if (witnesses.containsKey(object) && !(instr.op() instanceof Op.Held)) {
        kept.add(new Instr(null, new Op.NullCheck(witnesses.get(object)), instr.line()));
        attemptRemains = true;
      }
    }
    copy.instrs().clear();
    copy.instrs().addAll(kept);
    editor.settleTry(copy, attempted, attemptRemains);
  }

  /** The object that an instruction makes, or looks at; null if it does neither. */
  private static Value objectOf(Instr instr) {
    if (instr.op() instanceof Op.Construct) {
      return instr.result();
    } else if (instr.op() instanceof Op.GetField get) {
      return get.object();
    } else if (instr.op() instanceof Op.NullCheck check) {
      return check.object();
    }
    return instr.op() instanceof Op.Held held ? held.object() : null;
  }

  private Map<String, Value> stored(Value object, Op.Construct made, int line, List<Instr> out) {
    Map<String, Value> values = new HashMap<>();
    for (ClassFacts.Stored stored : facts.stores(made.constructor())) {
      if (stored.argument() >= 0) {
        values.put(key(stored.field()), made.args().get(stored.argument()));
      } else {
        values.put(key(stored.field()), constant(stored.constant(), line, out));
      }
    }
    for (Map.Entry<String, FieldRef> field : fieldsOf(object).entrySet()) {
      if (!values.containsKey(field.getKey())) {
        Op.Const zero = Op.Const.zero(field.getValue().type());
        values.put(field.getKey(), constant(zero, line, out));
      }
    }
    return values;
  }

  private Value constant(Op.Const constant, int line, List<Instr> out) {
    Value value = editor.newValue(constant.type());
    out.add(new Instr(value, constant, line));
    return value;
  }

  private void expandArguments(Block block) {
    List<Edge> edges = new ArrayList<>();
    for (Edge edge : block.edges()) {
      edges.add(expanded(edge, block.terminatorLine()));
    }
    editor.copyOf(block).redirect(edges);
  }

  /** The edge with fields in place of objects; over a block of its own if they must be read. */
  private Edge expanded(Edge edge, int line) {
    Block way = editor.newBlock();
    Block at = way;
    List<Value> args = new ArrayList<>();
    for (int i = 0; i < edge.args().size(); i++) {
      Value arg = edge.args().get(i);
      Value param = edge.target().params().get(i);
      if (!candidates.containsKey(param)) {
        args.add(arg);
        continue;
      }
      if (!candidates.containsKey(arg)) {
        args.add(arg);
        at = readFields(at, arg, param, args, line);
        continue;
      }
      if (mixed.contains(param)) {
        Value known = witnesses.get(arg);
        args.add(known != null ? known : constant(NOT_NULL, line, at.instrs()));
      }
      for (String field : fieldsOf(arg).keySet()) {
        args.add(contents.get(arg).get(field));
      }
    }
    Edge end = new Edge(editor.copyOf(edge.target()), List.copyOf(args));
    if (at == way && way.instrs().isEmpty()) {
      way.terminate(new Terminator.Jump(end), line);
      return end;
    }
    at.terminate(new Terminator.Jump(end), line);
    return new Edge(way, List.of());
  }

  /**
   * Reads the fields of an object from elsewhere, or takes zeros where it is null: whoever reads
   * them then checks first.
   *
   * @return the block that goes on
   */
  private Block readFields(Block at, Value object, Value param, List<Value> args, int line) {
    Block read = editor.newBlock();
    Block skip = editor.newBlock();
    Block join = editor.newBlock();
    Value none = constant(Op.Const.zero(Type.OBJECT), line, at.instrs());
    at.terminate(
        new Terminator.Branch(
            Condition.EQ, object, none, new Edge(skip, List.of()), new Edge(read, List.of())),
        line);
    List<Value> values = new ArrayList<>();
    List<Value> zeros = new ArrayList<>();
    for (FieldRef field : fieldsOf(param).values()) {
      Value value = editor.newValue(field.type());
      read.instrs().add(new Instr(value, new Op.GetField(field, object), line));
      values.add(value);
      zeros.add(constant(Op.Const.zero(field.type()), line, skip.instrs()));
      Value joined = editor.newValue(field.type());
      join.params().add(joined);
      args.add(joined);
    }
    read.terminate(new Terminator.Jump(new Edge(join, List.copyOf(values))), line);
    skip.terminate(new Terminator.Jump(new Edge(join, List.copyOf(zeros))), line);
    return join;
  }
}

package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Lists, maps, queues and boxes. Lists are never empty. Only the entry does to them what a
 * collection counts as a modification, and not while it iterates over one.
 */
final class CollectionRules {
  private CollectionRules() {}

  static Registry<Maker.StatementRule> addTo(Registry<Maker.StatementRule> rules) {
    return rules
        .add("collections", 3, CollectionRules::declare)
        .add("collections", 3, CollectionRules::store)
        .add("collections", 2.5, CollectionRules::grow)
        .add("collections", 3, CollectionRules::reorder)
        .add("collections", 2, CollectionRules::iterate)
        .add("collections", 0.6, CollectionRules::assignBox);
  }

  private static Expr call(LibraryOp op, Expr... arguments) {
    return new Expr.Library(op, List.of(arguments));
  }

  /** In a variable, or in a field of an object. */
  private static Expr variable(Maker m, Ty type) {
    List<Scope.Variable> all = m.scope.ofType(type);
    boolean inField = m.world.features.has("objects") && (all.isEmpty() || m.chance.of(0.3));
    Expr field = inField ? m.objects.field(type, false) : null;
    return field != null || all.isEmpty() ? field : m.chance.pick(all).local();
  }

  private static Expr index(Maker m, LibraryOp size, Expr list) {
    List<Scope.Variable> ints = m.scope.ofType(Ty.INT);
    return ints.isEmpty() || m.chance.of(0.3)
        ? Ast.integer(0)
        : Ast.math("floorMod", m.chance.pick(ints).local(), call(size, list));
  }

  /** {@code get} at a valid index, without effects. */
  static Expr at(Maker m, LibraryOp get, Expr list) {
    LibraryOp size =
        switch (get) {
          case ROWS_GET -> LibraryOp.ROWS_SIZE;
          case NODE_LIST_GET -> LibraryOp.NODE_LIST_SIZE;
          default -> LibraryOp.LIST_SIZE;
        };
    return call(get, list, index(m, size, list));
  }

  // Expressions

  static Expr read(Maker m, Ty type, int depth) {
    Ty from = m.chance.pick(Ty.LIST, Ty.LIST, Ty.MAP, Ty.BOX);
    Expr collection = variable(m, from);
    if (type != Ty.DOUBLE || collection == null) {
      return null;
    }
    return switch (from) {
      case LIST -> m.chance.of(0.2) ? folded(m, collection) : at(m, LibraryOp.LIST_GET, collection);
      case MAP -> call(LibraryOp.MAP_GET, collection, key(m), Rules.constant(m, Ty.DOUBLE));
      default -> call(m.chance.pick(LibraryOp.UNBOX, LibraryOp.UNBOX_IMPLICITLY), collection);
    };
  }

  private static Expr folded(Maker m, Expr list) {
    return m.chance.of(0.5)
        ? call(LibraryOp.LIST_MAX, list)
        : m.fit.variable(call(LibraryOp.LIST_FOLDED, list, Rules.constant(m, Ty.DOUBLE)));
  }

  private static Expr key(Maker m) {
    return m.chance.of(0.5) ? Ast.integer(m.chance.below(4)) : m.below(5);
  }

  private static boolean mayResize(Maker m) {
    return m.scope.entry && m.scope.iterations == 0;
  }

  /** Takes something out of a queue, which may be empty. */
  static Expr take(Maker m, Ty type, int depth) {
    Ty from = m.chance.pick(Ty.DEQUE, Ty.QUEUE);
    Expr queue = variable(m, from);
    return type != Ty.DOUBLE || queue == null || !mayResize(m)
        ? null
        : call(
            from == Ty.DEQUE ? LibraryOp.DEQUE_POLL : LibraryOp.QUEUE_POLL,
            queue,
            Rules.constant(m, Ty.DOUBLE));
  }

  static Expr size(Maker m, Ty type, int depth) {
    Ty from = m.chance.pick(Ty.LIST, Ty.MAP, Ty.DEQUE, Ty.ROWS);
    Expr collection = variable(m, from);
    if (type != Ty.INT || collection == null) {
      return null;
    }
    return switch (from) {
      case LIST -> call(LibraryOp.LIST_SIZE, collection);
      case MAP -> call(LibraryOp.MAP_SIZE, collection);
      case DEQUE -> call(LibraryOp.DEQUE_SIZE, collection);
      default -> call(LibraryOp.ROWS_SIZE, collection);
    };
  }

  /** Comparisons that the library makes. */
  static Expr compared(Maker m, Ty type, int depth) {
    if (type == Ty.LONG) {
      return null;
    }
    Expr box = variable(m, Ty.BOX);
    if (type == Ty.INT) {
      return box != null && m.chance.of(0.5)
          ? call(LibraryOp.BOX_COMPARE, box, m.value(Ty.BOX, 1))
          : call(LibraryOp.COMPARE, m.fitted(Ty.DOUBLE, 1), m.fitted(Ty.DOUBLE, 1));
    }
    Expr pair = m.world.features.has("objects") ? m.objects.existing(Ty.PAIR) : null;
    if (pair != null && m.chance.of(0.5)) {
      return call(LibraryOp.PAIR_EQUALS, pair, m.value(Ty.PAIR, 1));
    }
    Expr list = variable(m, Ty.LIST);
    if (list != null && m.chance.of(0.5)) {
      return call(LibraryOp.LIST_CONTAINS, list, m.fitted(Ty.DOUBLE, 1));
    }
    return box == null ? null : call(LibraryOp.BOX_EQUALS, box, m.value(Ty.BOX, 1));
  }

  static Expr has(Maker m, Ty type, int depth) {
    Expr map = variable(m, Ty.MAP);
    return map == null ? null : call(LibraryOp.MAP_HAS, map, key(m));
  }

  /** A new collection or box. */
  static Expr fresh(Maker m, Ty type, int depth) {
    return switch (type) {
      case LIST -> list(m, depth);
      case ROWS -> call(LibraryOp.ROWS_OF, m.value(Ty.DOUBLES, 1), m.value(Ty.DOUBLES, 1));
      case MAP -> call(m.chance.pick(LibraryOp.HASH_MAP, LibraryOp.TREE_MAP, LibraryOp.LINKED_MAP));
      case DEQUE -> call(m.chance.pick(LibraryOp.ARRAY_DEQUE, LibraryOp.LINKED_DEQUE));
      case QUEUE -> call(LibraryOp.QUEUE);
      case NODE_LIST -> nodes(m);
      case BOX -> call(LibraryOp.BOX, m.fitted(Ty.DOUBLE, depth));
      default -> throw new IllegalArgumentException("no collection " + type);
    };
  }

  private static Expr list(Maker m, int depth) {
    Expr old = variable(m, Ty.LIST);
    if (old != null && m.chance.of(0.3)) {
      return call(LibraryOp.LIST_COPY, old);
    }
    if (old != null && m.world.features.has("lambdas") && m.chance.of(0.3)) {
      return call(LibraryOp.LIST_MAPPED, old, m.value(Ty.BOXED_FUNCTION, 1));
    }
    LibraryOp op = m.chance.pick(LibraryOp.ARRAY_LIST_OF, LibraryOp.LINKED_LIST_OF);
    List<Expr> elements = new ArrayList<>();
    op.parameters().forEach(p -> elements.add(m.fitted(p, Math.min(depth, 2))));
    return new Expr.Library(op, elements);
  }

  /** A new array by way of a stream. */
  static Expr mapped(Maker m) {
    Expr list = m.world.features.has("collections") ? variable(m, Ty.LIST) : null;
    Expr array = m.arrays.existing(Ty.DOUBLES);
    Expr function = m.value(Ty.FUNCTION, 1);
    if (list != null && (array == null || m.chance.of(0.5))) {
      return call(LibraryOp.LIST_TO_ARRAY, list, function);
    }
    return array == null
        ? new Expr.NewArray(Ty.DOUBLES, List.of(Ast.integer(2)))
        : call(LibraryOp.ARRAY_MAPPED, array, function);
  }

  private static Expr nodes(Maker m) {
    Expr one = m.value(Ty.NODE, 1);
    return one == null ? null : call(LibraryOp.NODE_LIST_OF, one, m.value(Ty.NODE, 1));
  }

  // Statements

  private static List<Stmt> declare(Maker m) {
    Ty type =
        m.chance.pick(Ty.LIST, Ty.LIST, Ty.ROWS, Ty.MAP, Ty.DEQUE, Ty.BOX, Ty.QUEUE, Ty.NODE_LIST);
    boolean made = type != Ty.NODE_LIST || m.world.features.has("objects");
    Expr value = made ? m.objects.any(type, 2) : null;
    if (value == null) {
      return null;
    }
    boolean assignable = m.chance.of(0.3);
    Expr.Local variable = m.declare(type, "l", assignable, Scope.NO_GROUP).local();
    if (!assignable) {
      m.scope.capturable.add(variable.name());
    }
    return List.of(new Stmt.Declare(variable, value));
  }

  private static List<Stmt> assignBox(Maker m) {
    List<Scope.Variable> all = m.scope.assignable(Ty.BOX);
    return all.isEmpty()
        ? null
        : List.of(Ast.set(m.chance.pick(all).local(), m.objects.any(Ty.BOX, 2)));
  }

  private static List<Stmt> evaluated(Expr call) {
    return List.of(new Stmt.Evaluate(call));
  }

  /** Stores that change no size. */
  private static List<Stmt> store(Maker m) {
    Ty type = m.chance.pick(Ty.LIST, Ty.LIST, Ty.ROWS, Ty.NODE_LIST);
    Expr list = variable(m, type);
    if (list == null) {
      return null;
    }
    if (type == Ty.LIST && m.world.features.has("lambdas") && mayResize(m) && m.chance.of(0.2)) {
      return evaluated(call(LibraryOp.LIST_REPLACE, list, m.value(Ty.BOXED_FUNCTION, 1)));
    }
    if (type == Ty.NODE_LIST) {
      Expr index = index(m, LibraryOp.NODE_LIST_SIZE, list);
      Expr node = m.value(Ty.NODE, 1);
      return node == null ? null : evaluated(call(LibraryOp.NODE_LIST_SET, list, index, node));
    }
    return type == Ty.LIST
        ? evaluated(
            call(
                LibraryOp.LIST_SET,
                list,
                index(m, LibraryOp.LIST_SIZE, list),
                m.fitted(Ty.DOUBLE, 2)))
        : evaluated(
            call(
                LibraryOp.ROWS_SET,
                list,
                index(m, LibraryOp.ROWS_SIZE, list),
                m.value(Ty.DOUBLES, 1)));
  }

  private static List<Stmt> grow(Maker m) {
    Ty type =
        m.chance.pick(
            Ty.LIST, Ty.LIST, Ty.ROWS, Ty.MAP, Ty.MAP, Ty.DEQUE, Ty.DEQUE, Ty.QUEUE, Ty.NODE_LIST);
    Expr at = variable(m, type);
    if (at == null || !mayResize(m) || m.scope.multiplier > 12) {
      return null;
    }
    return switch (type) {
      case LIST -> growList(m, at);
      case ROWS -> evaluated(call(LibraryOp.ROWS_ADD, at, m.value(Ty.DOUBLES, 1)));
      case MAP -> changedMap(m, at);
      case QUEUE -> evaluated(call(LibraryOp.QUEUE_ADD, at, m.fitted(Ty.DOUBLE, 2)));
      case NODE_LIST -> {
        Expr node = m.value(Ty.NODE, 1);
        yield node == null ? null : evaluated(call(LibraryOp.NODE_LIST_ADD, at, node));
      }
      default -> {
        LibraryOp op = m.chance.pick(LibraryOp.DEQUE_ADD_LAST, LibraryOp.DEQUE_PUSH);
        yield evaluated(call(op, at, m.fitted(Ty.DOUBLE, 2)));
      }
    };
  }

  private static List<Stmt> changedMap(Maker m, Expr map) {
    return evaluated(
        switch (m.chance.below(8)) {
          case 0 -> call(LibraryOp.MAP_REMOVE, map, key(m));
          case 1 -> call(LibraryOp.MAP_SCALE, map);
          case 2 -> call(LibraryOp.MAP_COMPUTE, map, key(m));
          case 3 -> call(LibraryOp.MAP_MERGE, map, key(m), m.fitted(Ty.DOUBLE, 2));
          default -> call(LibraryOp.MAP_PUT, map, key(m), m.fitted(Ty.DOUBLE, 2));
        });
  }

  private static List<Stmt> growList(Maker m, Expr list) {
    Expr size = call(LibraryOp.LIST_SIZE, list);
    if (m.chance.of(0.25)) {
      Expr removed = call(LibraryOp.LIST_REMOVE, list, index(m, LibraryOp.LIST_SIZE, list));
      Expr target = SharedRules.target(m, Ty.DOUBLE);
      Expr several = Ast.binary(BinaryOp.GT, size, Ast.integer(1));
      return target == null
          ? null
          : List.of(new Stmt.If(several, List.of(Ast.set(target, removed)), List.of()));
    }
    if (m.chance.of(0.1) && m.scope.multiplier <= 1) {
      return evaluated(call(LibraryOp.LIST_ADD_ALL, list, variable(m, Ty.LIST)));
    }
    LibraryOp op = m.chance.pick(LibraryOp.LIST_ADD, LibraryOp.LIST_ADD, LibraryOp.LIST_ADD_FIRST);
    return evaluated(call(op, list, m.fitted(Ty.DOUBLE, 2)));
  }

  /** Sorting counts as a change while somebody iterates. */
  private static List<Stmt> reorder(Maker m) {
    Expr nodes = variable(m, Ty.NODE_LIST);
    if (nodes != null && mayResize(m) && m.chance.of(0.5)) {
      return sortedNodes(m, nodes);
    }
    Expr list = variable(m, Ty.LIST);
    if (list == null || !mayResize(m)) {
      return null;
    }
    LibraryOp op =
        m.chance.pick(LibraryOp.LIST_SORT, LibraryOp.LIST_SORT_DOWN, LibraryOp.LIST_REVERSE);
    return evaluated(call(op, list));
  }

  /** By a field of theirs, or by a field plus something. */
  private static List<Stmt> sortedNodes(Maker m, Expr nodes) {
    Expr.Local node = new Expr.Local(Ty.NODE, m.world.fresh("n"));
    List<ClassDef.FieldDef> keys =
        m.world.type("Node").fields().stream().filter(f -> f.type() == Ty.DOUBLE).toList();
    Expr key = new Expr.ObjectField(Ty.DOUBLE, node, m.chance.pick(keys).name());
    Stmt value = new Stmt.Return(m.chance.of(0.5) ? key : Ast.times(key, key));
    Expr lambda = new Expr.Lambda(Ty.NODE_KEY, List.of(node), List.of(value));
    return evaluated(call(LibraryOp.NODE_LIST_SORT, nodes, lambda));
  }

  /** An enhanced {@code for}. */
  private static List<Stmt> iterate(Maker m) {
    List<Scope.Variable> all =
        Stream.of(Ty.LIST, Ty.MAP, Ty.ROWS, Ty.DEQUE, Ty.QUEUE, Ty.NODE_LIST)
            .flatMap(t -> m.scope.ofType(t).stream())
            .toList();
    Scope.Mark mark = m.scope.mark();
    if (all.isEmpty() || !m.scope.enterLoop(5)) {
      return null;
    }
    Expr.Local collection = m.chance.pick(all).local();
    m.scope.iterations++;
    Ty element =
        switch (collection.type()) {
          case ROWS -> Ty.DOUBLES;
          case NODE_LIST -> Ty.NODE;
          default -> Ty.DOUBLE;
        };
    Expr.Local variable = m.declare(element, "each", false, Scope.NO_GROUP).local();
    m.scope.capturable.add(variable.name());
    m.scope.targets.add(new Scope.Target(null, Scope.Target.Kind.LOOP));
    List<Stmt> body = m.block(m.chance.between(1, 3));
    m.scope.iterations--;
    m.scope.reset(mark);
    return List.of(new Stmt.ForEach(null, variable, collection, body));
  }
}

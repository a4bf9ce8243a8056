package org.wengert.fuzz;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.wengert.fuzz.MathFunction.Partial;

/**
 * Calls of the JDK's collections, boxes and functional interfaces. The reference keeps {@link Dual}
 * where Java keeps a {@code Double}, in collections of the same classes. Type arguments are written
 * out: javac takes exponential time to infer them where such calls stand in each other.
 */
enum LibraryOp {
  BOX("Double.valueOf($0)", Ty.BOX, a -> a[0], Ty.DOUBLE),
  UNBOX("$0.doubleValue()", Ty.DOUBLE, a -> a[0], Ty.BOX),
  UNBOX_IMPLICITLY("((double) $0)", Ty.DOUBLE, a -> a[0], Ty.BOX),

  COMPARE("Double.compare($0, $1)", Ty.INT, LibraryOp::compared, Ty.DOUBLE, Ty.DOUBLE),
  BOX_COMPARE("$0.compareTo($1)", Ty.INT, LibraryOp::compared, Ty.BOX, Ty.BOX),
  BOX_EQUALS("$0.equals($1)", Ty.BOOLEAN, a -> compared(a) == 0, Ty.BOX, Ty.BOX),
  PAIR_EQUALS("$0.equals($1)", Ty.BOOLEAN, LibraryOp::equalPairs, Ty.PAIR, Ty.PAIR),
  LIST_CONTAINS(
      "$0.contains($1)",
      Ty.BOOLEAN,
      a -> duals(a).stream().anyMatch(x -> compared(x, a[1]) == 0),
      Ty.LIST,
      Ty.DOUBLE),

  ARRAY_LIST_OF(
      "new ArrayList<Double>(List.<Double>of($0, $1))",
      Ty.LIST,
      a -> new ArrayList<>(Arrays.asList(a)),
      Ty.DOUBLE,
      Ty.DOUBLE),
  LINKED_LIST_OF(
      "new LinkedList<Double>(Arrays.<Double>asList($0, $1, $2))",
      Ty.LIST,
      a -> new LinkedList<>(Arrays.asList(a)),
      Ty.DOUBLE,
      Ty.DOUBLE,
      Ty.DOUBLE),
  LIST_COPY("new ArrayList<Double>($0)", Ty.LIST, a -> new ArrayList<>(list(a)), Ty.LIST),
  LIST_ADD("$0.add($1)", Ty.VOID, a -> list(a).add(a[1]), Ty.LIST, Ty.DOUBLE),
  LIST_ADD_FIRST("$0.add(0, $1)", Ty.VOID, LibraryOp::addFirst, Ty.LIST, Ty.DOUBLE),
  LIST_ADD_ALL("$0.addAll($1)", Ty.VOID, a -> list(a).addAll((List<?>) a[1]), Ty.LIST, Ty.LIST),
  LIST_REMOVE(
      "((double) $0.remove($1))", Ty.DOUBLE, a -> list(a).remove((int) a[1]), Ty.LIST, Ty.INT),
  LIST_GET("((double) $0.get($1))", Ty.DOUBLE, a -> list(a).get((int) a[1]), Ty.LIST, Ty.INT),
  LIST_SET(
      "$0.set($1, $2)", Ty.VOID, a -> list(a).set((int) a[1], a[2]), Ty.LIST, Ty.INT, Ty.DOUBLE),
  LIST_SIZE("$0.size()", Ty.INT, a -> list(a).size(), Ty.LIST),
  LIST_SORT("Collections.sort($0)", Ty.VOID, a -> sorted(a, byValue()), Ty.LIST),
  LIST_SORT_DOWN(
      "$0.sort(Comparator.reverseOrder())", Ty.VOID, a -> sorted(a, byValue().reversed()), Ty.LIST),
  LIST_REVERSE("Collections.reverse($0)", Ty.VOID, LibraryOp::reverse, Ty.LIST),
  LIST_MAX(
      "((double) Collections.max($0))",
      Ty.DOUBLE,
      a -> Collections.max(duals(a), byValue()),
      Ty.LIST),

  LIST_REPLACE(
      "$0.replaceAll(((Function<Double, Double>) $1)::apply)",
      Ty.VOID,
      LibraryOp::replaceAll,
      Ty.LIST,
      Ty.BOXED_FUNCTION),
  LIST_MAPPED(
      "$0.stream().<Double>map($1).collect(Collectors.toList())",
      Ty.LIST,
      a -> list(a).stream().map(x -> apply(a[1], x)).collect(Collectors.toList()),
      Ty.LIST,
      Ty.BOXED_FUNCTION),
  LIST_TO_ARRAY(
      "$0.stream().mapToDouble(Double::doubleValue).map($1).toArray()",
      Ty.DOUBLES,
      a -> mapped(duals(a), a[1]),
      Ty.LIST,
      Ty.FUNCTION),
  ARRAY_MAPPED(
      "Arrays.stream($0).map($1).toArray()",
      Ty.DOUBLES,
      a -> mapped(Arrays.asList(((Cells) a[0]).at), a[1]),
      Ty.DOUBLES,
      Ty.FUNCTION),
  LIST_FOLDED(
      "$0.stream().mapToDouble(d -> d).reduce($1, (u, v) -> v - 0.5 * u)",
      Ty.DOUBLE,
      LibraryOp::folded,
      Ty.LIST,
      Ty.DOUBLE),

  NODE_LIST_OF(
      "new ArrayList<Node>(List.<Node>of($0, $1))",
      Ty.NODE_LIST,
      a -> new ArrayList<>(List.of(a)),
      Ty.NODE,
      Ty.NODE),
  NODE_LIST_GET("$0.get($1)", Ty.NODE, a -> list(a).get((int) a[1]), Ty.NODE_LIST, Ty.INT),
  NODE_LIST_SET(
      "$0.set($1, $2)", Ty.VOID, a -> list(a).set((int) a[1], a[2]), Ty.NODE_LIST, Ty.INT, Ty.NODE),
  NODE_LIST_ADD("$0.add($1)", Ty.VOID, a -> list(a).add(a[1]), Ty.NODE_LIST, Ty.NODE),
  NODE_LIST_SIZE("$0.size()", Ty.INT, a -> list(a).size(), Ty.NODE_LIST),
  NODE_LIST_SORT(
      "$0.sort(Comparator.<Node>comparingDouble($1))",
      Ty.VOID,
      LibraryOp::sortedByKey,
      Ty.NODE_LIST,
      Ty.NODE_KEY),

  QUEUE("new PriorityQueue<Double>()", Ty.QUEUE, a -> new PriorityQueue<>(byValue())),
  QUEUE_ADD("$0.add($1)", Ty.VOID, a -> queue(a).add((Dual) a[1]), Ty.QUEUE, Ty.DOUBLE),
  QUEUE_POLL(
      "($0.isEmpty() ? $1 : (double) $0.poll())",
      Ty.DOUBLE,
      a -> queue(a).isEmpty() ? a[1] : queue(a).poll(),
      Ty.QUEUE,
      Ty.DOUBLE),

  ROWS_OF(
      "new ArrayList<double[]>(List.<double[]>of($0, $1))",
      Ty.ROWS,
      a -> new ArrayList<>(List.of(a)),
      Ty.DOUBLES,
      Ty.DOUBLES),
  ROWS_GET("((double[]) $0.get($1))", Ty.DOUBLES, a -> list(a).get((int) a[1]), Ty.ROWS, Ty.INT),
  ROWS_SET(
      "$0.set($1, $2)", Ty.VOID, a -> list(a).set((int) a[1], a[2]), Ty.ROWS, Ty.INT, Ty.DOUBLES),
  ROWS_ADD("$0.add($1)", Ty.VOID, a -> list(a).add(a[1]), Ty.ROWS, Ty.DOUBLES),
  ROWS_SIZE("$0.size()", Ty.INT, a -> list(a).size(), Ty.ROWS),

  HASH_MAP("new HashMap<Integer, Double>()", Ty.MAP, a -> new HashMap<>()),
  TREE_MAP("new TreeMap<Integer, Double>()", Ty.MAP, a -> new TreeMap<>()),
  LINKED_MAP("new LinkedHashMap<Integer, Double>()", Ty.MAP, a -> new LinkedHashMap<>()),
  MAP_PUT("$0.put($1, $2)", Ty.VOID, a -> map(a).put(a[1], a[2]), Ty.MAP, Ty.INT, Ty.DOUBLE),
  MAP_MERGE(
      "$0.merge($1, $2, Double::sum)",
      Ty.VOID,
      a -> map(a).merge(a[1], a[2], (x, y) -> weighted(1, (Dual) x, 1, (Dual) y)),
      Ty.MAP,
      Ty.INT,
      Ty.DOUBLE),
  MAP_SCALE("$0.replaceAll((k, v) -> 0.5 * v)", Ty.VOID, LibraryOp::scaled, Ty.MAP),
  MAP_COMPUTE(
      "$0.computeIfAbsent($1, k -> 1.5)",
      Ty.VOID,
      a -> map(a).computeIfAbsent(a[1], k -> Dual.constant(Ty.DOUBLE, 1.5)),
      Ty.MAP,
      Ty.INT),
  MAP_GET(
      "((double) $0.getOrDefault($1, $2))",
      Ty.DOUBLE,
      a -> map(a).getOrDefault(a[1], a[2]),
      Ty.MAP,
      Ty.INT,
      Ty.DOUBLE),
  MAP_HAS("$0.containsKey($1)", Ty.BOOLEAN, a -> map(a).containsKey(a[1]), Ty.MAP, Ty.INT),
  MAP_REMOVE("$0.remove($1)", Ty.VOID, a -> map(a).remove(a[1]), Ty.MAP, Ty.INT),
  MAP_SIZE("$0.size()", Ty.INT, a -> map(a).size(), Ty.MAP),

  ARRAY_DEQUE("new ArrayDeque<Double>()", Ty.DEQUE, a -> new ArrayDeque<>()),
  LINKED_DEQUE("new LinkedList<Double>()", Ty.DEQUE, a -> new LinkedList<>()),
  DEQUE_ADD_LAST("$0.addLast($1)", Ty.VOID, LibraryOp::addLast, Ty.DEQUE, Ty.DOUBLE),
  DEQUE_PUSH("$0.push($1)", Ty.VOID, LibraryOp::push, Ty.DEQUE, Ty.DOUBLE),
  DEQUE_POLL(
      "($0.isEmpty() ? $1 : (double) $0.pollFirst())",
      Ty.DOUBLE,
      a -> deque(a).isEmpty() ? a[1] : deque(a).pollFirst(),
      Ty.DEQUE,
      Ty.DOUBLE),
  DEQUE_SIZE("$0.size()", Ty.INT, a -> deque(a).size(), Ty.DEQUE),

  APPLY("$0.applyAsDouble($1)", Ty.DOUBLE, LibraryOp::apply, Ty.FUNCTION, Ty.DOUBLE),
  AND_THEN(
      "$0.andThen($1)",
      Ty.FUNCTION,
      a -> (Closure) x -> apply(a[1], apply(a[0], x[0])),
      Ty.FUNCTION,
      Ty.FUNCTION),
  COMPOSE(
      "$0.compose($1)",
      Ty.FUNCTION,
      a -> (Closure) x -> apply(a[0], apply(a[1], x[0])),
      Ty.FUNCTION,
      Ty.FUNCTION),
  IDENTITY("DoubleUnaryOperator.identity()", Ty.FUNCTION, a -> (Closure) x -> x[0]),
  APPLY_BOXED("((double) $0.apply($1))", Ty.DOUBLE, LibraryOp::apply, Ty.BOXED_FUNCTION, Ty.DOUBLE),
  AND_THEN_BOXED(
      "$0.<Double>andThen($1)",
      Ty.BOXED_FUNCTION,
      a -> (Closure) x -> apply(a[1], apply(a[0], x[0])),
      Ty.BOXED_FUNCTION,
      Ty.BOXED_FUNCTION);

  /** What the call does in the reference. */
  interface Meaning {
    Object of(Object... arguments);
  }

  private final String source;
  private final Ty result;
  private final Meaning meaning;
  private final List<Ty> parameters;

  LibraryOp(String source, Ty result, Meaning meaning, Ty... parameters) {
    this.source = source;
    this.result = result;
    this.meaning = meaning;
    this.parameters = List.of(parameters);
  }

  Ty result() {
    return result;
  }

  /** Of the receiver and the arguments. */
  List<Ty> parameters() {
    return parameters;
  }

  /** Whether the order of numbers decides what it does. */
  boolean compares() {
    return switch (this) {
      case LIST_SORT, LIST_SORT_DOWN, LIST_MAX, NODE_LIST_SORT, QUEUE_ADD -> true;
      default -> false;
    };
  }

  /** Whether numbers decide what integer or truth it yields. */
  boolean decides() {
    return switch (this) {
      case COMPARE, BOX_COMPARE, BOX_EQUALS, PAIR_EQUALS, LIST_CONTAINS -> true;
      default -> false;
    };
  }

  /** No effect, and the same value when evaluated again at once. */
  boolean isPure() {
    return switch (this) {
      case UNBOX, UNBOX_IMPLICITLY, LIST_GET, LIST_SIZE, LIST_MAX -> true;
      case NODE_LIST_GET, NODE_LIST_SIZE -> true;
      case ROWS_GET, ROWS_SIZE, MAP_GET, MAP_HAS, MAP_SIZE, DEQUE_SIZE -> true;
      default -> false;
    };
  }

  /** As Java, given the arguments as Java. */
  String print(List<String> arguments) {
    String text = source;
    for (int i = 0; i < arguments.size(); i++) {
      text = text.replace("$" + i, arguments.get(i));
    }
    return text;
  }

  /** The value; null if void. */
  Object call(Object... arguments) {
    if (arguments.length > 0 && arguments[0] == null) {
      throw new NullPointerException();
    }
    Object value = meaning.of(arguments);
    return result == Ty.VOID ? null : value;
  }

  @SuppressWarnings("unchecked")
  private static List<Object> list(Object... a) {
    return (List<Object>) a[0];
  }

  @SuppressWarnings("unchecked")
  private static List<Dual> duals(Object... a) {
    return (List<Dual>) a[0];
  }

  @SuppressWarnings("unchecked")
  private static Map<Object, Object> map(Object... a) {
    return (Map<Object, Object>) a[0];
  }

  @SuppressWarnings("unchecked")
  private static Deque<Object> deque(Object... a) {
    return (Deque<Object>) a[0];
  }

  /** As {@code Double} orders its values. */
  private static Comparator<Dual> byValue() {
    return (x, y) -> Double.compare(x.value(), y.value());
  }

  private static Object apply(Object... a) {
    return ((Closure) a[0]).call(a[1]);
  }

  private static int compared(Object... a) {
    return byValue().compare((Dual) a[0], (Dual) a[1]);
  }

  /** As records do: numbers by {@code compare}, references by identity. */
  private static Object equalPairs(Object... a) {
    Thing one = (Thing) a[0];
    Thing other = (Thing) a[1];
    return other != null
        && one.fields.keySet().stream()
            .allMatch(f -> equal(one.fields.get(f), other.fields.get(f)));
  }

  private static boolean equal(Object x, Object y) {
    return x instanceof Dual ? compared(x, y) == 0 : x == y || x instanceof Integer && x.equals(y);
  }

  private static Object replaceAll(Object... a) {
    list(a).replaceAll(x -> apply(a[1], x));
    return null;
  }

  private static Cells mapped(List<Dual> from, Object function) {
    Dual[] to = from.stream().map(x -> (Dual) apply(function, x)).toArray(Dual[]::new);
    return new Cells(Ty.DOUBLE, to);
  }

  private static Object folded(Object... a) {
    Dual sum = (Dual) a[1];
    for (Dual d : duals(a)) {
      sum = weighted(1, d, -0.5, sum);
    }
    return sum;
  }

  /** {@code a x + b y}, exactly as Java computes it where the factors are powers of two. */
  private static Dual weighted(double a, Dual x, double b, Dual y) {
    Partial[] partials = {new Partial(a), new Partial(b)};
    return Dual.chain(Ty.DOUBLE, a * x.value() + b * y.value(), partials, x, y);
  }

  private static Object scaled(Object... a) {
    map(a).replaceAll((k, v) -> Dual.chain(Ty.DOUBLE, 0.5 * ((Dual) v).value(), 0.5, (Dual) v));
    return null;
  }

  private static Object sortedByKey(Object... a) {
    list(a).sort((x, y) -> byValue().compare((Dual) apply(a[1], x), (Dual) apply(a[1], y)));
    return null;
  }

  @SuppressWarnings("unchecked")
  private static PriorityQueue<Dual> queue(Object... a) {
    return (PriorityQueue<Dual>) a[0];
  }

  private static Object addFirst(Object... a) {
    list(a).add(0, a[1]);
    return null;
  }

  private static Object addLast(Object... a) {
    deque(a).addLast(a[1]);
    return null;
  }

  private static Object push(Object... a) {
    deque(a).push(a[1]);
    return null;
  }

  private static Object sorted(Object[] a, Comparator<Dual> order) {
    duals(a).sort(order);
    return null;
  }

  private static Object reverse(Object... a) {
    Collections.reverse(list(a));
    return null;
  }
}

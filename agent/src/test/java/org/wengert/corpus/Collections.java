package org.wengert.corpus;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.PriorityQueue;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The class library's collections, boxes and streams, differentiated as they are. */
@SuppressWarnings("JdkObsolete") // such code is the point
public final class Collections {

  private Collections() {}

  public static double linkedList(double[] x) {
    LinkedList<Double> list = new LinkedList<>();
    for (double xi : x) {
      list.addFirst(xi * xi);
    }
    double sum = 0;
    while (!list.isEmpty()) {
      sum = sum * 0.5 + list.removeLast();
    }
    return sum;
  }

  public static double deque(double[] x) {
    Deque<double[]> deque = new ArrayDeque<>();
    for (double xi : x) {
      deque.push(new double[] {xi, xi * xi});
    }
    double r = 1;
    while (deque.size() > 1) {
      double[] a = deque.pop();
      double[] b = deque.pop();
      deque.push(new double[] {a[0] * b[1], a[1] + b[0]});
      r += a[0];
    }
    return r * deque.peek()[0] + deque.peek()[1];
  }

  public static double hashMap(double x, double y) {
    Map<String, Double> map = new HashMap<>();
    map.put("x", x);
    map.put("y", y);
    map.put("xy", map.get("x") * map.get("y"));
    map.put("x", map.get("xy") * x);
    double sum = map.getOrDefault("z", 2.0);
    for (String key : List.of("x", "y", "xy")) {
      sum += map.get(key);
    }
    return sum;
  }

  public static double treeMap(double[] x) {
    TreeMap<Integer, Double> map = new TreeMap<>();
    for (int i = 0; i < x.length; i++) {
      map.put((i * 7) % 5, x[i] * x[i]);
    }
    double sum = 0;
    for (Map.Entry<Integer, Double> entry : map.entrySet()) {
      sum += entry.getKey() * entry.getValue() + entry.getValue() * sum;
    }
    return sum;
  }

  public static double priorityQueue(double[] x) {
    PriorityQueue<Double> queue = new PriorityQueue<>();
    for (double xi : x) {
      queue.add(Math.sin(xi));
    }
    double sum = 0;
    int weight = 1;
    while (!queue.isEmpty()) {
      sum += weight * queue.poll();
      weight++;
    }
    return sum;
  }

  public static double sorted(double[] x) {
    double[] copy = x.clone();
    Arrays.sort(copy);
    double sum = 0;
    for (int i = 0; i < copy.length; i++) {
      sum += (i + 1) * copy[i] * copy[0];
    }
    return sum;
  }

  public static double sortedList(double[] x) {
    List<Double> list = new ArrayList<>();
    for (double xi : x) {
      list.add(xi * xi);
    }
    java.util.Collections.sort(list);
    list.sort(Comparator.reverseOrder());
    double sum = 0;
    for (int i = 0; i < list.size(); i++) {
      sum += (i + 1) * list.get(i);
    }
    return sum;
  }

  record Point(double x, double y) {}

  public static double sortedObjects(double[] x) {
    List<Point> points = new ArrayList<>();
    for (int i = 0; i + 1 < x.length; i++) {
      points.add(new Point(x[i], x[i + 1] * x[i]));
    }
    points.sort(Comparator.comparingDouble(Point::y));
    double sum = 0;
    for (Point p : points) {
      sum = sum * 0.5 + p.x() * p.y();
    }
    return sum;
  }

  public static double optional(double x) {
    Optional<Double> o = Optional.of(x * x);
    OptionalDouble d = OptionalDouble.of(x);
    return o.map(y -> y * 3).orElse(1.0) * d.getAsDouble() + OptionalDouble.empty().orElse(2.0);
  }

  public static double doubleStream(double[] x) {
    return DoubleStream.of(x).map(y -> y * y).filter(y -> y > 0.1).sum()
        + Arrays.stream(x).map(Math::sin).max().getAsDouble();
  }

  public static double intStream(double[] x) {
    return IntStream.range(0, x.length).mapToDouble(i -> x[i] * (i + 1)).map(y -> y * y).sum();
  }

  public static double stream(double[] x) {
    List<Double> squares = Arrays.stream(x).boxed().map(y -> y * y).collect(Collectors.toList());
    return Stream.of(1.0, squares.get(0), x[0]).reduce(1.0, (a, b) -> a * b)
        + squares.stream().mapToDouble(Double::doubleValue).sum();
  }

  public static double immutable(double x, double y) {
    List<Double> list = List.of(x, y, x * y);
    Map<String, Double> map = Map.of("a", x, "b", y);
    double sum = 0;
    for (double v : list) {
      sum += v * v;
    }
    return sum * map.get("a") + map.get("b");
  }
}

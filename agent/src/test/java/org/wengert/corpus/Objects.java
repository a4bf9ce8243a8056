package org.wengert.corpus;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Objects: fields, constructors, dispatch, identity. */
public final class Objects {

  private Objects() {}

  /** Only stores what it gets. */
  private static final class Pair {
    final double a;
    double b;

    Pair(double a, double b) {
      this.a = a;
      this.b = b;
    }

    double product() {
      return a * b;
    }
  }

  /** With logic in its constructor. */
  record Polar(double radius, double angle) {
    Polar {
      if (radius < 0) {
        radius = -radius;
        angle += Math.PI;
      }
      angle = angle * 1.5;
    }

    double x() {
      return radius * Math.cos(angle);
    }
  }

  public static double pair(double x, double y) {
    Pair p = new Pair(x * y, y);
    p.b *= p.a;
    return p.product() + p.b;
  }

  public static double polar(double r, double phi) {
    Polar p = new Polar(r * r - 3, phi);
    return p.x() * p.angle();
  }

  private static class Matrix {
    private final double[] data;
    private final int columns;

    Matrix(int rows, int columns) {
      this.data = new double[rows * columns];
      this.columns = columns;
    }

    double get(int i, int j) {
      return data[i * columns + j];
    }

    void set(int i, int j, double x) {
      data[i * columns + j] = x;
    }

    Matrix times(Matrix other) {
      int rows = data.length / columns;
      Matrix product = new Matrix(rows, other.columns);
      for (int i = 0; i < rows; i++) {
        for (int j = 0; j < other.columns; j++) {
          double sum = 0;
          for (int k = 0; k < columns; k++) {
            sum += get(i, k) * other.get(k, j);
          }
          product.set(i, j, sum);
        }
      }
      return product;
    }
  }

  public static double matrices(double[] x) {
    Matrix m = new Matrix(2, 2);
    for (int i = 0; i < 2; i++) {
      for (int j = 0; j < 2; j++) {
        m.set(i, j, x[2 * i + j]);
      }
    }
    Matrix p = m.times(m).times(m);
    return p.get(0, 0) * p.get(1, 1) - p.get(0, 1) + p.get(1, 0);
  }

  private interface Shape {
    double area();

    default double twice() {
      return 2 * area();
    }
  }

  private static final class Square implements Shape {
    private final double side;

    Square(double side) {
      this.side = side;
    }

    @Override
    public double area() {
      return side * side;
    }
  }

  private static class Disc implements Shape {
    double radius;

    Disc(double radius) {
      this.radius = Math.abs(radius);
    }

    @Override
    public double area() {
      return Math.PI * radius * radius;
    }
  }

  private static final class Ring extends Disc {
    private final double inner;

    Ring(double outer, double inner) {
      super(outer + inner);
      this.inner = inner;
    }

    @Override
    public double area() {
      return super.area() - Math.PI * inner * inner;
    }

    @Override
    public double twice() {
      return super.twice() + inner;
    }
  }

  public static double shapes(double[] x) {
    Shape[] shapes = new Shape[x.length];
    for (int i = 0; i < x.length; i++) {
      shapes[i] =
          i % 3 == 0 ? new Square(x[i]) : i % 3 == 1 ? new Disc(x[i]) : new Ring(x[i], x[i - 1]);
    }
    double sum = 0;
    for (Shape shape : shapes) {
      sum += shape.area() * shape.twice();
    }
    return sum;
  }

  private abstract static class Expression {
    abstract double eval(double[] x);
  }

  private static final class Variable extends Expression {
    private final int index;

    Variable(int index) {
      this.index = index;
    }

    @Override
    double eval(double[] x) {
      return x[index];
    }
  }

  private static final class Sum extends Expression {
    private final Expression a;
    private final Expression b;

    Sum(Expression a, Expression b) {
      this.a = a;
      this.b = b;
    }

    @Override
    double eval(double[] x) {
      return a.eval(x) + b.eval(x);
    }
  }

  private static final class Product extends Expression {
    private final Expression a;
    private final Expression b;

    Product(Expression a, Expression b) {
      this.a = a;
      this.b = b;
    }

    @Override
    double eval(double[] x) {
      return a.eval(x) * b.eval(x);
    }
  }

  public static double expressionTree(double[] x) {
    Expression e = new Variable(0);
    for (int i = 1; i < x.length; i++) {
      e = new Sum(new Product(e, new Variable(i)), e);
    }
    return e.eval(x);
  }

  private static final class Node {
    double value;
    Node next;

    Node(double value) {
      this.value = value;
    }
  }

  /** A cycle, through which values are updated in place. */
  public static double ring(double[] x) {
    Node first = new Node(x[0]);
    Node last = first;
    for (int i = 1; i < x.length; i++) {
      last.next = new Node(x[i]);
      last = last.next;
    }
    last.next = first;
    Node at = first;
    for (int step = 0; step < 2 * x.length; step++) {
      at.next.value = at.next.value * 0.5 + at.value * at.value * 0.3;
      at = at.next;
    }
    return at.value * last.value;
  }

  public static double boxes(double x, double y) {
    Double a = x * y;
    Double b = a;
    a = a + b * y;
    Object o = a;
    return (Double) o * b;
  }

  public static double lists(double[] x) {
    List<Double> list = new ArrayList<>();
    for (double xi : x) {
      list.add(xi * xi);
    }
    double sum = 0;
    for (int i = 0; i < list.size(); i++) {
      sum += list.get(i) * (i + 1);
    }
    for (double xi : list) {
      sum *= 1 + 0.1 * xi;
    }
    return sum;
  }

  public static double listsOfArrays(double[] x) {
    List<double[]> rows = new ArrayList<>();
    rows.add(x);
    rows.add(x.clone());
    rows.get(0)[0] *= 2;
    double sum = 0;
    for (double[] row : rows) {
      for (double v : row) {
        sum += v * row[0];
      }
    }
    return sum + Arrays.asList(1.0, sum).get(1);
  }
}

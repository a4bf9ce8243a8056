package org.wengert.benchmarks.expression;

/** A formula as a tree: what it is worth depends on classes that are known at run time only. */
interface Expression {

  double value(double[] x);

  /** The value, after all values below have been written; for the gradient by hand. */
  double forward(double[] x, Values values);

  /** Reads back what {@link #forward} wrote, and adds to the gradient. */
  void reverse(double adjoint, Values values, double[] gradient);

  /** Values on a stack. */
  final class Values {
    private double[] stack = new double[64];
    private int top;

    double push(double value) {
      if (top == stack.length) {
        stack = java.util.Arrays.copyOf(stack, 2 * top);
      }
      stack[top++] = value;
      return value;
    }

    double pop() {
      return stack[--top];
    }
  }

  /** A constant. */
  record Number(double number) implements Expression {
    @Override
    public double value(double[] x) {
      return number;
    }

    @Override
    public double forward(double[] x, Values values) {
      return number;
    }

    @Override
    public void reverse(double adjoint, Values values, double[] gradient) {}
  }

  /** An independent. */
  record Variable(int index) implements Expression {
    @Override
    public double value(double[] x) {
      return x[index];
    }

    @Override
    public double forward(double[] x, Values values) {
      return x[index];
    }

    @Override
    public void reverse(double adjoint, Values values, double[] gradient) {
      gradient[index] += adjoint;
    }
  }

  /** A sum. */
  record Sum(Expression left, Expression right) implements Expression {
    @Override
    public double value(double[] x) {
      return left.value(x) + right.value(x);
    }

    @Override
    public double forward(double[] x, Values values) {
      return left.forward(x, values) + right.forward(x, values);
    }

    @Override
    public void reverse(double adjoint, Values values, double[] gradient) {
      right.reverse(adjoint, values, gradient);
      left.reverse(adjoint, values, gradient);
    }
  }

  /** A product. */
  record Product(Expression left, Expression right) implements Expression {
    @Override
    public double value(double[] x) {
      return left.value(x) * right.value(x);
    }

    @Override
    public double forward(double[] x, Values values) {
      double l = left.forward(x, values);
      double r = right.forward(x, values);
      values.push(l);
      values.push(r);
      return l * r;
    }

    @Override
    public void reverse(double adjoint, Values values, double[] gradient) {
      double r = values.pop();
      double l = values.pop();
      right.reverse(adjoint * l, values, gradient);
      left.reverse(adjoint * r, values, gradient);
    }
  }

  /** A sine. */
  record Sine(Expression argument) implements Expression {
    @Override
    public double value(double[] x) {
      return Math.sin(argument.value(x));
    }

    @Override
    public double forward(double[] x, Values values) {
      return Math.sin(values.push(argument.forward(x, values)));
    }

    @Override
    public void reverse(double adjoint, Values values, double[] gradient) {
      argument.reverse(adjoint * Math.cos(values.pop()), values, gradient);
    }
  }
}

package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** How a block ends. */
public sealed interface Terminator {

  /** Values used, those on edges not included. */
  List<Value> operands();

  List<Edge> edges();

  /** The same terminator with other operands and edges (as many of each, in the same order). */
  Terminator map(UnaryOperator<Value> values, UnaryOperator<Edge> edges);

  record Jump(Edge target) implements Terminator {
    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public List<Edge> edges() {
      return List.of(target);
    }

    @Override
    public Terminator map(UnaryOperator<Value> values, UnaryOperator<Edge> edges) {
      return new Jump(edges.apply(target));
    }
  }

  /** Compares two ints, or (EQ, NE) two references. */
  record Branch(Condition condition, Value left, Value right, Edge ifTrue, Edge ifFalse)
      implements Terminator {
    @Override
    public List<Value> operands() {
      return List.of(left, right);
    }

    @Override
    public List<Edge> edges() {
      return List.of(ifTrue, ifFalse);
    }

    @Override
    public Terminator map(UnaryOperator<Value> values, UnaryOperator<Edge> edges) {
      return new Branch(
          condition,
          values.apply(left),
          values.apply(right),
          edges.apply(ifTrue),
          edges.apply(ifFalse));
    }
  }

  /** {@code keys} ascending, parallel to {@code targets}. */
  record Switch(Value selector, List<Integer> keys, List<Edge> targets, Edge otherwise)
      implements Terminator {
    @Override
    public List<Value> operands() {
      return List.of(selector);
    }

    @Override
    public List<Edge> edges() {
      List<Edge> all = new ArrayList<>(targets);
      all.add(otherwise);
      return all;
    }

    @Override
    public Terminator map(UnaryOperator<Value> values, UnaryOperator<Edge> edges) {
      List<Edge> mapped = new ArrayList<>(targets.size());
      for (Edge target : targets) {
        mapped.add(edges.apply(target));
      }
      return new Switch(values.apply(selector), keys, List.copyOf(mapped), edges.apply(otherwise));
    }
  }

  /** {@code value} is null for void functions. */
  record Return(Value value) implements Terminator {
    @Override
    public List<Value> operands() {
      return value == null ? List.of() : List.of(value);
    }

    @Override
    public List<Edge> edges() {
      return List.of();
    }

    @Override
    public Terminator map(UnaryOperator<Value> values, UnaryOperator<Edge> edges) {
      return value == null ? this : new Return(values.apply(value));
    }
  }

  record Throw(Value exception) implements Terminator {
    @Override
    public List<Value> operands() {
      return List.of(exception);
    }

    @Override
    public List<Edge> edges() {
      return List.of();
    }

    @Override
    public Terminator map(UnaryOperator<Value> values, UnaryOperator<Edge> edges) {
      return new Throw(values.apply(exception));
    }
  }
}

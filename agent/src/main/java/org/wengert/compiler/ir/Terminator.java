package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** How a block ends. */
public sealed interface Terminator {

  /** Values used, those on edges not included. */
  List<Value> operands();

  List<Edge> edges();

  /** The same terminator with other operands, those on edges not included. */
  Terminator withOperands(UnaryOperator<Value> values);

  /** The same terminator with other edges: as many, in the order of {@link #edges}. */
  Terminator withEdges(List<Edge> edges);

  /** The same terminator with other operands and edges (as many of each, in the same order). */
  default Terminator map(UnaryOperator<Value> values, UnaryOperator<Edge> edges) {
    Terminator end = withOperands(values);
    List<Edge> mapped = new ArrayList<>();
    for (Edge edge : edges()) {
      mapped.add(edges.apply(edge));
    }
    return end.withEdges(mapped);
  }

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
    public Terminator withOperands(UnaryOperator<Value> values) {
      return this;
    }

    @Override
    public Terminator withEdges(List<Edge> edges) {
      return new Jump(edges.get(0));
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
    public Terminator withOperands(UnaryOperator<Value> values) {
      return new Branch(condition, values.apply(left), values.apply(right), ifTrue, ifFalse);
    }

    @Override
    public Terminator withEdges(List<Edge> edges) {
      return new Branch(condition, left, right, edges.get(0), edges.get(1));
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
    public Terminator withOperands(UnaryOperator<Value> values) {
      return new Switch(values.apply(selector), keys, targets, otherwise);
    }

    @Override
    public Terminator withEdges(List<Edge> edges) {
      int last = edges.size() - 1;
      return new Switch(selector, keys, List.copyOf(edges.subList(0, last)), edges.get(last));
    }
  }

  /**
   * Ends a block whose last instruction may throw: if it does, control goes to a landing, else
   * along {@code normal}. A landing has this block as its only predecessor and no parameters, and
   * starts with {@link Op.Caught}; what the last instruction yields is not known there.
   */
  record Try(Edge normal, Edge exceptional) implements Terminator {
    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public List<Edge> edges() {
      return List.of(normal, exceptional);
    }

    @Override
    public Terminator withOperands(UnaryOperator<Value> values) {
      return this;
    }

    @Override
    public Terminator withEdges(List<Edge> edges) {
      return new Try(edges.get(0), edges.get(1));
    }

    /** Where an exception of the last instruction goes. */
    public Block landing() {
      return exceptional.target();
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
    public Terminator withOperands(UnaryOperator<Value> values) {
      return value == null ? this : new Return(values.apply(value));
    }

    @Override
    public Terminator withEdges(List<Edge> edges) {
      return this;
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
    public Terminator withOperands(UnaryOperator<Value> values) {
      return new Throw(values.apply(exception));
    }

    @Override
    public Terminator withEdges(List<Edge> edges) {
      return this;
    }
  }
}

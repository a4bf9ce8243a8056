package org.wengert.fuzz;

import java.util.ArrayList;
import java.util.List;

/**
 * Expressions of the generator's language, a subset of Java's. Structural equality is meant: equal
 * records print the same source.
 */
sealed interface Expr {

  /** Static type of the value. */
  Ty type();

  /** Direct sub-expressions in the order of evaluation. */
  default List<Expr> children() {
    return List.of();
  }

  /** The same node over other sub-expressions, as many as {@link #children()} has. */
  default Expr rebuild(List<Expr> children) {
    return this;
  }

  <R> R accept(Visitor<R> visitor);

  /** A case per node. */
  interface Visitor<R> {
    R literal(Literal e);

    R local(Local e);

    R field(StaticField e);

    R unary(Unary e);

    R binary(Binary e);

    R cast(Cast e);

    R math(MathCall e);

    R element(Element e);

    R length(Length e);

    R conditional(Conditional e);

    R switchValue(SwitchValue e);

    R call(Call e);

    R newArray(NewArray e);

    R arrayLiteral(ArrayLiteral e);

    R cloneOf(CloneOf e);

    R copyOf(CopyOf e);

    R copyOfRange(CopyOfRange e);

    R assign(Assign e);

    R increment(Increment e);

    R objectField(ObjectField e);

    R create(New e);

    R invoke(Invoke e);

    R same(Same e);

    R instanceOf(InstanceOf e);

    R downcast(Downcast e);

    R lambda(Lambda e);

    R methodReference(MethodReference e);

    R library(Library e);
  }

  /**
   * A constant: {@code Double}, {@code Float}, {@code Integer}, {@code Long} or {@code Boolean}.
   */
  record Literal(Ty type, Object value) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.literal(this);
    }
  }

  /** A local variable or parameter. */
  record Local(Ty type, String name) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.local(this);
    }
  }

  /** A static field of the program's class. */
  record StaticField(Ty type, String name) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.field(this);
    }
  }

  /** A prefix operator. */
  record Unary(UnaryOp op, Expr operand) implements Expr {
    @Override
    public Ty type() {
      return operand.type();
    }

    @Override
    public List<Expr> children() {
      return List.of(operand);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new Unary(op, c.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.unary(this);
    }
  }

  /** A binary operator; numeric operands may differ in type and are promoted as in Java. */
  record Binary(BinaryOp op, Expr left, Expr right) implements Expr {
    @Override
    public Ty type() {
      return op.type(left.type(), right.type());
    }

    @Override
    public List<Expr> children() {
      return List.of(left, right);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new Binary(op, c.get(0), c.get(1));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.binary(this);
    }
  }

  /** A cast between primitive types. */
  record Cast(Conversion to, Expr operand) implements Expr {
    @Override
    public Ty type() {
      return to.type();
    }

    @Override
    public List<Expr> children() {
      return List.of(operand);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new Cast(to, c.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.cast(this);
    }
  }

  /** A call of a method of {@code Math}, or of {@code StrictMath} if {@code strict}. */
  record MathCall(MathFunction function, boolean strict, List<Expr> arguments) implements Expr {
    @Override
    public Ty type() {
      return function.result();
    }

    @Override
    public List<Expr> children() {
      return arguments;
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new MathCall(function, strict, c);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.math(this);
    }
  }

  /** {@code array[index]}. */
  record Element(Expr array, Expr index) implements Expr {
    @Override
    public Ty type() {
      return array.type().element();
    }

    @Override
    public List<Expr> children() {
      return List.of(array, index);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new Element(c.get(0), c.get(1));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.element(this);
    }
  }

  /** {@code array.length}. */
  record Length(Expr array) implements Expr {
    @Override
    public Ty type() {
      return Ty.INT;
    }

    @Override
    public List<Expr> children() {
      return List.of(array);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new Length(c.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.length(this);
    }
  }

  /** {@code condition ? then : otherwise}; both arms have the same type. */
  record Conditional(Expr condition, Expr then, Expr otherwise) implements Expr {
    @Override
    public Ty type() {
      return then.type();
    }

    @Override
    public List<Expr> children() {
      return List.of(condition, then, otherwise);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new Conditional(c.get(0), c.get(1), c.get(2));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.conditional(this);
    }
  }

  /**
   * A switch expression over an {@code int}. Arm {@code i} belongs to label {@code i}; the last
   * arm, which has no label, is the default.
   */
  record SwitchValue(Expr selector, List<Integer> labels, List<Expr> arms) implements Expr {
    @Override
    public Ty type() {
      return arms.get(0).type();
    }

    @Override
    public List<Expr> children() {
      List<Expr> all = new ArrayList<>(List.of(selector));
      all.addAll(arms);
      return all;
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new SwitchValue(c.get(0), labels, List.copyOf(c.subList(1, c.size())));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.switchValue(this);
    }
  }

  /** A call of a method of the program. */
  record Call(String method, Ty type, List<Expr> arguments) implements Expr {
    @Override
    public List<Expr> children() {
      return arguments;
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new Call(method, type, c);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.call(this);
    }
  }

  /** {@code new double[n]}, or {@code new double[n][m]} with two dimensions. */
  record NewArray(Ty type, List<Expr> dimensions) implements Expr {
    @Override
    public List<Expr> children() {
      return dimensions;
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new NewArray(type, c);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.newArray(this);
    }
  }

  /** {@code new double[] {...}}; the elements of a matrix are its rows. */
  record ArrayLiteral(Ty type, List<Expr> elements) implements Expr {
    @Override
    public List<Expr> children() {
      return elements;
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new ArrayLiteral(type, c);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.arrayLiteral(this);
    }
  }

  /** {@code array.clone()}, shallow for a matrix. */
  record CloneOf(Expr array) implements Expr {
    @Override
    public Ty type() {
      return array.type();
    }

    @Override
    public List<Expr> children() {
      return List.of(array);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new CloneOf(c.get(0));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.cloneOf(this);
    }
  }

  /** {@code Arrays.copyOf(array, length)}. */
  record CopyOf(Expr array, Expr length) implements Expr {
    @Override
    public Ty type() {
      return array.type();
    }

    @Override
    public List<Expr> children() {
      return List.of(array, length);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new CopyOf(c.get(0), c.get(1));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.copyOf(this);
    }
  }

  /** {@code Arrays.copyOfRange(array, from, to)}. */
  record CopyOfRange(Expr array, Expr from, Expr to) implements Expr {
    @Override
    public Ty type() {
      return array.type();
    }

    @Override
    public List<Expr> children() {
      return List.of(array, from, to);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new CopyOfRange(c.get(0), c.get(1), c.get(2));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.copyOfRange(this);
    }
  }

  /**
   * {@code target = value}, or {@code target op= value} where {@code op} is not null, with Java's
   * implicit narrowing. The target is a {@link Local}, a {@link StaticField}, an {@link Element} or
   * an {@link ObjectField}.
   */
  record Assign(Expr target, BinaryOp op, Expr value) implements Expr {
    @Override
    public Ty type() {
      return target.type();
    }

    @Override
    public List<Expr> children() {
      return List.of(target, value);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new Assign(c.get(0), op, c.get(1));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.assign(this);
    }
  }

  /** {@code ++target}, {@code target++} and the two decrements; {@code by} is 1 or -1. */
  record Increment(Expr target, boolean prefix, int by) implements Expr {
    @Override
    public Ty type() {
      return target.type();
    }

    @Override
    public List<Expr> children() {
      return List.of(target);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new Increment(c.get(0), prefix, by);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.increment(this);
    }
  }

  /** {@code target.name}; of a record the accessor. */
  record ObjectField(Ty type, Expr target, String name) implements Expr {
    @Override
    public List<Expr> children() {
      return List.of(target);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new ObjectField(type, c.get(0), name);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.objectField(this);
    }
  }

  /** {@code new Owner(arguments)} of a class of the program; {@code type} is what it is used as. */
  record New(Ty type, String owner, List<Expr> arguments) implements Expr {
    @Override
    public List<Expr> children() {
      return arguments;
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new New(type, owner, c);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.create(this);
    }
  }

  /**
   * {@code receiver.method(arguments)}, selected by the receiver's class unless the receiver is
   * {@link #SUPER} or {@link #DEFAULT}.
   */
  record Invoke(Ty type, Expr receiver, String method, List<Expr> arguments) implements Expr {
    static final Local SUPER = new Local(Ty.NODE, "super");
    static final Local DEFAULT = new Local(Ty.SHAPE, "Shape.super");

    @Override
    public List<Expr> children() {
      List<Expr> all = new ArrayList<>(List.of(receiver));
      all.addAll(arguments);
      return all;
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new Invoke(type, c.get(0), method, List.copyOf(c.subList(1, c.size())));
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.invoke(this);
    }
  }

  /** Whether two references are the same object, or not if {@code negated}. */
  record Same(Expr left, Expr right, boolean negated) implements Expr {
    @Override
    public Ty type() {
      return Ty.BOOLEAN;
    }

    @Override
    public List<Expr> children() {
      return List.of(left, right);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new Same(c.get(0), c.get(1), negated);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.same(this);
    }
  }

  /** {@code operand instanceof Owner}. */
  record InstanceOf(Expr operand, String owner) implements Expr {
    @Override
    public Ty type() {
      return Ty.BOOLEAN;
    }

    @Override
    public List<Expr> children() {
      return List.of(operand);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new InstanceOf(c.get(0), owner);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.instanceOf(this);
    }
  }

  /** {@code (Owner) operand}, to a subclass that has more fields. */
  record Downcast(Expr operand, String owner) implements Expr {
    @Override
    public Ty type() {
      return operand.type();
    }

    @Override
    public List<Expr> children() {
      return List.of(operand);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new Downcast(c.get(0), owner);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.downcast(this);
    }
  }

  /** A lambda with a body that returns; it captures locals that are never assigned again. */
  record Lambda(Ty type, List<Local> parameters, List<Stmt> body) implements Expr {
    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.lambda(this);
    }
  }

  /**
   * A reference to a method from one double to a double: of {@code receiver}, or where that is null
   * of the program, or where {@code function} is not null that of {@code Math}.
   */
  record MethodReference(Ty type, Expr receiver, String method, MathFunction function)
      implements Expr {
    @Override
    public List<Expr> children() {
      return receiver == null ? List.of() : List.of(receiver);
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return c.isEmpty() ? this : new MethodReference(type, c.get(0), method, function);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.methodReference(this);
    }
  }

  /** A call into the JDK's collections, boxes and functions. */
  record Library(LibraryOp op, List<Expr> arguments) implements Expr {
    @Override
    public Ty type() {
      return op.result();
    }

    @Override
    public List<Expr> children() {
      return arguments;
    }

    @Override
    public Expr rebuild(List<Expr> c) {
      return new Library(op, c);
    }

    @Override
    public <R> R accept(Visitor<R> visitor) {
      return visitor.library(this);
    }
  }
}

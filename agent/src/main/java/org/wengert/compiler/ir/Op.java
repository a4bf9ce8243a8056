package org.wengert.compiler.ir;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/** An operation: what an instruction does to its operands. */
public sealed interface Op {

  /** The operands, in the order of evaluation. */
  List<Value> operands();

  /** The same operation on other operands. */
  Op map(UnaryOperator<Value> mapping);

  /** Type of the result; {@link Type#VOID} if there is none. */
  Type type();

  /** Bits of {@link Effect}. */
  int effects();

  /** A constant: Integer, Long, Float, Double, String, a class ({@link Type}), or null. */
  record Const(Object constant, Type type) implements Op {
    /** Zero, or null, of a type. */
    public static Const zero(Type type) {
      switch (type.descriptor().charAt(0)) {
        case 'I':
          return of(0);
        case 'J':
          return new Const(0L, Type.LONG);
        case 'F':
          return new Const(0f, Type.FLOAT);
        case 'D':
          return of(0.0);
        default:
          return new Const(null, Type.NULL);
      }
    }

    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return this;
    }

    @Override
    public int effects() {
      return constant instanceof Type ? Effect.THROWS : Effect.NONE;
    }

    @Override
    public boolean equals(Object other) {
      return other instanceof Const c
          && java.util.Objects.equals(c.constant, constant)
          && c.type.equals(type);
    }

    @Override
    public int hashCode() {
      return java.util.Objects.hashCode(constant) * 31 + type.hashCode();
    }

    /** Bitwise equality, so that -0.0 and 0.0 differ and NaN equals itself. */
    public static Const of(double d) {
      return new Const(d, Type.DOUBLE);
    }

    public static Const of(int i) {
      return new Const(i, Type.INT);
    }
  }

  record Unary(UnaryKind kind, Value operand) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(operand);
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new Unary(kind, mapping.apply(operand));
    }

    @Override
    public Type type() {
      return kind.result();
    }

    @Override
    public int effects() {
      return Effect.NONE;
    }
  }

  record Binary(BinaryKind kind, Value left, Value right) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(left, right);
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new Binary(kind, mapping.apply(left), mapping.apply(right));
    }

    @Override
    public Type type() {
      return kind.result();
    }

    @Override
    public int effects() {
      return kind.mayThrow() ? Effect.THROWS : Effect.NONE;
    }
  }

  /** One of two values by a comparison of two ints or references; both are already computed. */
  record Select(Condition condition, Value left, Value right, Value ifTrue, Value ifFalse)
      implements Op {
    @Override
    public List<Value> operands() {
      return List.of(left, right, ifTrue, ifFalse);
    }

    @Override
    public Op map(UnaryOperator<Value> m) {
      return new Select(
          condition, m.apply(left), m.apply(right), m.apply(ifTrue), m.apply(ifFalse));
    }

    @Override
    public Type type() {
      return ifTrue.type();
    }

    @Override
    public int effects() {
      return Effect.NONE;
    }
  }

  record ArrayLength(Value array) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(array);
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new ArrayLength(mapping.apply(array));
    }

    @Override
    public Type type() {
      return Type.INT;
    }

    @Override
    public int effects() {
      return Effect.THROWS;
    }
  }

  /** {@code type} is the static type of the element; for references what the array's type says. */
  record ArrayLoad(Element element, Value array, Value index, Type type) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(array, index);
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new ArrayLoad(element, mapping.apply(array), mapping.apply(index), type);
    }

    @Override
    public int effects() {
      return Effect.READS | Effect.THROWS;
    }
  }

  /**
   * @param held whether the element is there already, put by a call just before: nothing is
   *     emitted, but for derivatives it is a store
   */
  record ArrayStore(Element element, Value array, Value index, Value value, boolean held)
      implements Op {
    /** A store that happens. */
    public ArrayStore(Element element, Value array, Value index, Value value) {
      this(element, array, index, value, false);
    }

    @Override
    public List<Value> operands() {
      return List.of(array, index, value);
    }

    @Override
    public Op map(UnaryOperator<Value> m) {
      return new ArrayStore(element, m.apply(array), m.apply(index), m.apply(value), held);
    }

    @Override
    public Type type() {
      return Type.VOID;
    }

    @Override
    public int effects() {
      return held ? Effect.WRITES : Effect.WRITES | Effect.THROWS;
    }
  }

  /**
   * A load that never throws: the element, or zero (null) where the array is null or the index out
   * of bounds. What loop-invariant code motion hoists; the throwing load stays where it was, its
   * result unused, so that exceptions keep their place.
   */
  record SafeLoad(Element element, Value array, Value index, Type type) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(array, index);
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new SafeLoad(element, mapping.apply(array), mapping.apply(index), type);
    }

    @Override
    public int effects() {
      return Effect.READS;
    }
  }

  /** {@code array[index] += value} over doubles where that is possible; the adjoint of SafeLoad. */
  record SafeAdd(Value array, Value index, Value value) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(array, index, value);
    }

    @Override
    public Op map(UnaryOperator<Value> m) {
      return new SafeAdd(m.apply(array), m.apply(index), m.apply(value));
    }

    @Override
    public Type type() {
      return Type.VOID;
    }

    @Override
    public int effects() {
      return Effect.READS | Effect.WRITES;
    }
  }

  /** A new array of {@code type} with one length for each of its first dimensions given. */
  record NewArray(Type type, List<Value> lengths) implements Op {
    @Override
    public List<Value> operands() {
      return lengths;
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new NewArray(type, mapAll(lengths, mapping));
    }

    @Override
    public int effects() {
      return Effect.ALLOCATES | Effect.THROWS;
    }
  }

  record GetStatic(FieldRef field) implements Op {
    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return this;
    }

    @Override
    public Type type() {
      return field.type();
    }

    /** WRITES because the first access may run a class initializer. */
    @Override
    public int effects() {
      return Effect.READS | Effect.WRITES | Effect.THROWS;
    }
  }

  /**
   * @param held whether the value is there already, put by a call just before: nothing is emitted,
   *     but for derivatives it is a store
   */
  record PutStatic(FieldRef field, Value value, boolean held) implements Op {
    /** A store that happens. */
    public PutStatic(FieldRef field, Value value) {
      this(field, value, false);
    }

    @Override
    public List<Value> operands() {
      return List.of(value);
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new PutStatic(field, mapping.apply(value), held);
    }

    @Override
    public Type type() {
      return Type.VOID;
    }

    @Override
    public int effects() {
      return held ? Effect.WRITES : Effect.WRITES | Effect.THROWS;
    }
  }

  record GetField(FieldRef field, Value object) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(object);
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new GetField(field, mapping.apply(object));
    }

    @Override
    public Type type() {
      return field.type();
    }

    @Override
    public int effects() {
      return field.mutability() == FieldRef.Mutability.FINAL
          ? Effect.THROWS
          : Effect.READS | Effect.THROWS;
    }
  }

  /**
   * @param held whether the value is there already, put by a call just before: nothing is emitted,
   *     but for derivatives it is a store
   */
  record PutField(FieldRef field, Value object, Value value, boolean held) implements Op {
    /** A store that happens. */
    public PutField(FieldRef field, Value object, Value value) {
      this(field, object, value, false);
    }

    @Override
    public List<Value> operands() {
      return List.of(object, value);
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new PutField(field, mapping.apply(object), mapping.apply(value), held);
    }

    @Override
    public Type type() {
      return Type.VOID;
    }

    @Override
    public int effects() {
      return held ? Effect.WRITES : Effect.WRITES | Effect.THROWS;
    }
  }

  /**
   * A new object, made and constructed as the plain program does it. The class has been initialized
   * before the arguments were computed: see {@link InitClass}.
   *
   * @param constructor its owner is the class
   * @param simple whether the constructor does nothing but store what {@link Held} says
   */
  record Construct(MethodRef constructor, boolean simple, List<Value> args) implements Op {
    @Override
    public List<Value> operands() {
      return args;
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new Construct(constructor, simple, mapAll(args, mapping));
    }

    @Override
    public Type type() {
      return Type.ofInternalName(constructor.owner());
    }

    @Override
    public int effects() {
      return simple
          ? Effect.ALLOCATES
          : Effect.ALLOCATES | Effect.READS | Effect.WRITES | Effect.THROWS;
    }
  }

  /** An object without a constructor having run: a variant of one follows as a call. */
  record Allocate(Type type) implements Op {
    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return this;
    }

    @Override
    public int effects() {
      return Effect.ALLOCATES | Effect.THROWS;
    }
  }

  /**
   * Says what a field of an object holds that was made just before: memory that nobody knew, unlike
   * that of a {@link PutField} that is held. Nothing is emitted; derivatives treat it as a store.
   */
  record Held(FieldRef field, Value object, Value value) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(object, value);
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new Held(field, mapping.apply(object), mapping.apply(value));
    }

    @Override
    public Type type() {
      return Type.VOID;
    }

    @Override
    public int effects() {
      return Effect.WRITES;
    }
  }

  /** Throws if the reference is null: what a call of an instance method does before anything. */
  record NullCheck(Value object) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(object);
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new NullCheck(mapping.apply(object));
    }

    @Override
    public Type type() {
      return Type.VOID;
    }

    @Override
    public int effects() {
      return Effect.THROWS;
    }
  }

  record CheckCast(Type type, Value object) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(object);
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new CheckCast(type, mapping.apply(object));
    }

    @Override
    public int effects() {
      return Effect.THROWS;
    }
  }

  record InstanceOf(Type tested, Value object) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(object);
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new InstanceOf(tested, mapping.apply(object));
    }

    @Override
    public Type type() {
      return Type.INT;
    }

    @Override
    public int effects() {
      return Effect.NONE;
    }
  }

  /**
   * The exception that led to a landing, whose first instruction this is. WRITES, so that it stays
   * where it is.
   */
  record Caught() implements Op {
    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return this;
    }

    @Override
    public Type type() {
      return Type.THROWABLE;
    }

    @Override
    public int effects() {
      return Effect.WRITES;
    }
  }

  /** {@code monitorenter} or {@code monitorexit}; in balanced code the latter never throws. */
  record Monitor(boolean enter, Value object) implements Op {
    @Override
    public List<Value> operands() {
      return List.of(object);
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new Monitor(enter, mapping.apply(object));
    }

    @Override
    public Type type() {
      return Type.VOID;
    }

    @Override
    public int effects() {
      return enter ? Effect.WRITES | Effect.THROWS : Effect.WRITES;
    }
  }

  /**
   * A call of a primal method. {@code pure} marks methods of the rule table that depend on their
   * operands only and never throw, such as {@code Math.sin}.
   */
  record Invoke(
      InvokeKind kind, MethodRef method, boolean ownerIsInterface, boolean pure, List<Value> args)
      implements Op {
    /** Whether the first argument is the object whose method is called. */
    public boolean hasReceiver() {
      return kind == InvokeKind.PLAIN
          ? args.size() > MethodDescriptor.parameters(method.descriptor()).size()
          : kind != InvokeKind.STATIC;
    }

    @Override
    public List<Value> operands() {
      return args;
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new Invoke(kind, method, ownerIsInterface, pure, mapAll(args, mapping));
    }

    @Override
    public Type type() {
      String d = method.descriptor();
      return Type.ofDescriptor(d.substring(d.indexOf(')') + 1));
    }

    @Override
    public int effects() {
      return pure ? Effect.NONE : Effect.READS | Effect.WRITES | Effect.THROWS;
    }
  }

  /**
   * A call site of the primal program that is linked dynamically; opaque to this package.
   *
   * @param closure whether it makes a functional object that holds the arguments; {@link Held} says
   *     how, with the fields of {@link Closure}
   */
  record InvokeDynamic(
      String name, String descriptor, boolean closure, Object site, List<Value> args)
      implements Op {
    /** A site that makes no closure. */
    public InvokeDynamic(String name, String descriptor, Object site, List<Value> args) {
      this(name, descriptor, false, site, args);
    }

    @Override
    public List<Value> operands() {
      return args;
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new InvokeDynamic(name, descriptor, closure, site, mapAll(args, mapping));
    }

    @Override
    public Type type() {
      return Type.ofDescriptor(descriptor.substring(descriptor.indexOf(')') + 1));
    }

    @Override
    public int effects() {
      return closure
          ? Effect.ALLOCATES | Effect.THROWS
          : Effect.READS | Effect.WRITES | Effect.THROWS;
    }
  }

  /** Runs the class's initializer if it has not run: what an inlined static call would trigger. */
  record InitClass(String owner) implements Op {
    @Override
    public List<Value> operands() {
      return List.of();
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return this;
    }

    @Override
    public Type type() {
      return Type.VOID;
    }

    @Override
    public int effects() {
      return Effect.READS | Effect.WRITES | Effect.THROWS;
    }
  }

  /** A call of a derivative variant; emitted as a static call or a linked call site. */
  record CallVariant(Variant variant, String descriptor, List<Value> args) implements Op {
    @Override
    public List<Value> operands() {
      return args;
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new CallVariant(variant, descriptor, mapAll(args, mapping));
    }

    @Override
    public Type type() {
      return Type.ofDescriptor(descriptor.substring(descriptor.indexOf(')') + 1));
    }

    @Override
    public int effects() {
      return Effect.READS | Effect.WRITES | Effect.THROWS;
    }
  }

  /**
   * A call of another part of the same function, which was too large for one method: a method of
   * the class that is emitted. Made last, after all passes.
   */
  record CallPart(String name, String descriptor, List<Value> args) implements Op {
    @Override
    public List<Value> operands() {
      return args;
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new CallPart(name, descriptor, mapAll(args, mapping));
    }

    @Override
    public Type type() {
      return Type.ofDescriptor(descriptor.substring(descriptor.indexOf(')') + 1));
    }

    @Override
    public int effects() {
      return Effect.READS | Effect.WRITES | Effect.THROWS;
    }
  }

  /**
   * Stands after a call for which a user has given the derivative: the transforms write a call of
   * the rule for it. It is in functions only from shadowing to the transforms.
   *
   * @param values the call's arguments, the receiver first; arrays that the call may write as they
   *     were before it
   * @param copies the same, but all arrays of primitives as they were before the call
   * @param derivatives tangents or adjoints for the arrays that the rule is for, in order
   * @param result what the call returned; null for nothing
   * @param resultCopy the same, an array as it was after the call
   * @param resultDerivative tangents or adjoints of a returned array; null if there is none
   */
  record Ruled(
      CustomRule rule,
      List<Value> values,
      List<Value> copies,
      List<Value> derivatives,
      Value result,
      Value resultCopy,
      Value resultDerivative)
      implements Op {
    @Override
    public List<Value> operands() {
      List<Value> all = new ArrayList<>(values);
      all.addAll(copies);
      all.addAll(derivatives);
      if (result != null) {
        all.add(result);
        all.add(resultCopy);
      }
      if (resultDerivative != null) {
        all.add(resultDerivative);
      }
      return all;
    }

    @Override
    public Op map(UnaryOperator<Value> m) {
      return new Ruled(
          rule,
          mapAll(values, m),
          mapAll(copies, m),
          mapAll(derivatives, m),
          result == null ? null : m.apply(result),
          result == null ? null : m.apply(resultCopy),
          resultDerivative == null ? null : m.apply(resultDerivative));
    }

    @Override
    public Type type() {
      return Type.VOID;
    }

    @Override
    public int effects() {
      return Effect.READS | Effect.WRITES | Effect.THROWS;
    }
  }

  /** A call of a helper of the runtime. */
  record CallRuntime(RuntimeFunction function, List<Value> args) implements Op {
    @Override
    public List<Value> operands() {
      return args;
    }

    @Override
    public Op map(UnaryOperator<Value> mapping) {
      return new CallRuntime(function, mapAll(args, mapping));
    }

    @Override
    public Type type() {
      return function.result();
    }

    @Override
    public int effects() {
      // What only makes something may be left out.
      return function.effects() == Effect.ALLOCATES || function == RuntimeFunction.COPY_VALUES
          ? function.effects()
          : function.effects() | Effect.THROWS;
    }
  }

  /**
   * Room for {@code count} more entries above {@code cursor} in one of the tape's arrays: yields
   * the array given if it is long enough, else the tape's grown copy of it.
   */
  record Reserve(Element element, Value tape, Value array, Value cursor, Value count)
      implements Op {
    @Override
    public List<Value> operands() {
      return List.of(tape, array, cursor, count);
    }

    @Override
    public Op map(UnaryOperator<Value> m) {
      return new Reserve(element, m.apply(tape), m.apply(array), m.apply(cursor), m.apply(count));
    }

    @Override
    public Type type() {
      return array().type();
    }

    @Override
    public int effects() {
      return Effect.READS | Effect.WRITES | Effect.THROWS;
    }
  }

  private static List<Value> mapAll(List<Value> values, UnaryOperator<Value> mapping) {
    List<Value> mapped = new ArrayList<>(values.size());
    for (Value value : values) {
      mapped.add(mapping.apply(value));
    }
    return List.copyOf(mapped);
  }
}

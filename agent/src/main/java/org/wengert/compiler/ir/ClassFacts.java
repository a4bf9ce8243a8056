package org.wengert.compiler.ir;

import java.util.List;

/** What analyses and transforms ask about classes. */
public interface ClassFacts {
  /** Where a field's derivative lies in the shadow of its object. */
  MirrorSlot slot(FieldRef field);

  /** What a shadow of an object of exactly this class holds. */
  MirrorShape shape(String internalName);

  /**
   * Whether an object of this static type can do without a shadow until it is accessed: it is no
   * array, and as far as the type tells it does not change.
   */
  default boolean mayWait(Type type) {
    return false;
  }

  /** The one method that a call runs, whatever the receiver; null if that decides. */
  MethodRef target(Op.Invoke call);

  /**
   * What a constructor stores in the fields of the new object, if it does nothing else; null if it
   * may do more.
   */
  List<Stored> stores(MethodRef constructor);

  /** The class that declares an instance field; the one named if that cannot be found out. */
  String declaring(FieldRef field);

  /**
   * Whether the user has said that calls of a method, or of a constructor, run plain: what they
   * yield is constant.
   */
  boolean isInactive(MethodRef method);

  /** The rule of the user for what a call runs; null if there is none, or the receiver decides. */
  CustomRule rule(Op.Invoke call);

  /** The rule of the user for a method, by the class that declares it; null if there is none. */
  CustomRule rule(MethodRef method);

  /** Whether a class has no subclasses; not told of those whose file cannot be found. */
  boolean isFinal(String internalName);

  /**
   * The method (name and descriptor) of a record that the JVM makes at a site, if the application's
   * methods of components may run in it; else null.
   */
  default String recordMethod(Op.InvokeDynamic site) {
    return null;
  }

  /** How a field may change. */
  FieldRef.Mutability mutability(FieldRef field);

  /**
   * A field assigned by a constructor.
   *
   * @param argument index of the constructor's argument, -1 for a constant
   * @param constant null unless {@code argument} is -1
   */
  record Stored(FieldRef field, int argument, Op.Const constant) {}

  /** Knows of no class file: no objects, every call is a static one. */
  ClassFacts NONE =
      new ClassFacts() {
        @Override
        public MirrorSlot slot(FieldRef field) {
          throw new IllegalStateException("nothing is known of " + field);
        }

        @Override
        public MirrorShape shape(String internalName) {
          throw new IllegalStateException("nothing is known of " + internalName);
        }

        @Override
        public MethodRef target(Op.Invoke call) {
          return call.method();
        }

        @Override
        public List<Stored> stores(MethodRef constructor) {
          return null;
        }

        @Override
        public String declaring(FieldRef field) {
          return field.owner();
        }

        @Override
        public boolean isFinal(String internalName) {
          return true;
        }

        @Override
        public boolean isInactive(MethodRef method) {
          return false;
        }

        @Override
        public CustomRule rule(Op.Invoke call) {
          return null;
        }

        @Override
        public CustomRule rule(MethodRef method) {
          return null;
        }

        @Override
        public FieldRef.Mutability mutability(FieldRef field) {
          return FieldRef.Mutability.PLAIN;
        }
      };
}

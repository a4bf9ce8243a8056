package org.wengert.compiler.ir;

/**
 * The helpers of the runtime that generated code calls: the one list of their names and types. All
 * are static methods of classes of {@code org.wengert.runtime}, most of {@code Shadows}, with the
 * tape (where they need one) as first argument.
 */
public enum RuntimeFunction {
  /**
   * {@code (tape, shadowArray, index, row)}: the shadow of {@code row}, just read from the array
   * whose shadow is given, made at first need and entered there.
   */
  ROW_SHADOW(
      "rowShadow",
      "(Lorg/wengert/runtime/Tape;[Ljava/lang/Object;ILjava/lang/Object;)Ljava/lang/Object;",
      Effect.READS),
  /**
   * {@code (tape, mirror, index, object)}: as {@link #ROW_SHADOW} for a field that holds an object
   * which is no array; null, not created yet, where the mirror is.
   */
  HELD_SHADOW(
      "heldShadow",
      "(Lorg/wengert/runtime/Tape;[Ljava/lang/Object;ILjava/lang/Object;)Ljava/lang/Object;",
      Effect.READS),
  /** {@code (tape, object, shadow)}: the shadow itself, or that of {@link #SHADOW_OF} for null. */
  OBJECT_SHADOW(
      "objectShadow",
      "(Lorg/wengert/runtime/Tape;Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
      Effect.READS),
  /** {@code (tape, reference)}: the shadow of memory from outside if it has one already. */
  KNOWN_SHADOW(
      "knownShadow",
      "(Lorg/wengert/runtime/Tape;Ljava/lang/Object;)Ljava/lang/Object;",
      Effect.READS),
  /**
   * {@link #OBJECT_SHADOW} of an object in which something is stored: never one that objects share.
   */
  STORED_SHADOW(
      "storedShadow",
      "(Lorg/wengert/runtime/Tape;Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
      Effect.READS),
  /** {@code (tape, reference)}: the shadow of memory that came from outside, by identity. */
  SHADOW_OF(
      "shadowOf", "(Lorg/wengert/runtime/Tape;Ljava/lang/Object;)Ljava/lang/Object;", Effect.READS),
  /**
   * {@code (tape, class, nameOfDeclaringClass, field)}: the one-element shadow of a static field,
   * which the class declares or inherits.
   */
  STATIC_CELL(
      "staticCell",
      "(Lorg/wengert/runtime/Tape;Ljava/lang/Class;Ljava/lang/String;Ljava/lang/String;)[D",
      Effect.READS),
  /** {@code (like)}: a zero shadow of the shape of an array just allocated or copied. */
  SHADOW_LIKE(
      "shadowLike", "(Ljava/lang/Object;)Ljava/lang/Object;", Effect.ALLOCATES | Effect.READS),
  /** {@code (shadow)}: the shadows of all rows of an array of arrays just made, to be cleared. */
  ROWS_OF("rowsOf", "(Ljava/lang/Object;)[Ljava/lang/Object;", Effect.ALLOCATES | Effect.READS),
  /** {@code (rows)}: fills what {@link #ROWS_OF} yielded with zeros. */
  CLEAR_ROWS("clearRows", "([Ljava/lang/Object;)V", Effect.WRITES),
  /** {@code (shadow)}: adjoints of a copy of an object. */
  CLONE_ADJOINT(
      "cloneAdjoint", "(Ljava/lang/Object;)Ljava/lang/Object;", Effect.ALLOCATES | Effect.READS),
  /** The same, for the tangents of {@link #CLONE_ADJOINT}: they are zero, whatever is copied. */
  CLONE_ADJOINT_AGAIN(
      "cloneAdjoint", "(Ljava/lang/Object;)Ljava/lang/Object;", Effect.ALLOCATES | Effect.READS),
  /** {@code (shadow)}: tangents of a copy of an object. */
  CLONE_TANGENT(
      "cloneTangent", "(Ljava/lang/Object;)Ljava/lang/Object;", Effect.ALLOCATES | Effect.READS),
  /** {@code (shadow, copy)}: the reverse of copying an object. */
  CLONE_REVERSE("cloneReverse", "(Ljava/lang/Object;Ljava/lang/Object;)V", Effect.WRITES),
  /**
   * {@code (tape, shadow, copy, tangentOfShadow, tangentOfCopy)}: the tangent of {@link
   * #CLONE_REVERSE}, by the tape of the second order.
   */
  CLONE_REVERSE_AGAIN(
      "cloneReverseAgain",
      "(Lorg/wengert/runtime/Tape;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;"
          + "Ljava/lang/Object;)V",
      Effect.WRITES),
  /** {@code (tape)}: notes how much the forward sweep has recorded. */
  NOTE_USED("noteUsed", "(Lorg/wengert/runtime/Tape;)V", Effect.WRITES),
  /** {@code (tape, reference)}: the shadow of what a variant has just returned. */
  RESULT_SHADOW(
      "resultShadow",
      "(Lorg/wengert/runtime/Tape;Ljava/lang/Object;)Ljava/lang/Object;",
      Effect.READS),
  /** {@code (shadow, from, to, rowShadow)}: fills a range of an array of shadows. */
  FILL_ROWS("fillRows", "([Ljava/lang/Object;IILjava/lang/Object;)V", Effect.WRITES),
  /** {@code (tape, reference, shadow)}: enters memory that becomes reachable from outside. */
  ENTER(
      "enter", "(Lorg/wengert/runtime/Tape;Ljava/lang/Object;Ljava/lang/Object;)V", Effect.WRITES),
  /** {@code (shadow)}: fills a shadow of doubles with zeros; shadows of rows are left alone. */
  CLEAR("clearFlat", "(Ljava/lang/Object;)V", Effect.WRITES),
  /** Copies a range of shadows, like {@code System.arraycopy} on the primal arrays. */
  COPY("copy", "(Ljava/lang/Object;ILjava/lang/Object;II)V", Effect.WRITES),
  /**
   * {@code (src, srcPos, dst, dstPos, n)}: how many references {@code System.arraycopy} is going to
   * copy, which throws in its middle if one does not fit the destination.
   */
  COPYABLE("copyable", "(Ljava/lang/Object;ILjava/lang/Object;II)I", Effect.READS),
  /**
   * Reverses {@code System.arraycopy(src, srcPos, dst, dstPos, n)} on double shadows: adds the
   * adjoints of the destination range to the source range and clears what was overwritten.
   */
  COPY_REVERSE("copyReverse", "([DI[DII)V", Effect.WRITES),
  /** Sets {@code shadow[from..to)} to a value. */
  FILL("fill", "([DIID)V", Effect.WRITES),
  /** Sum of {@code shadow[from..to)}, which is cleared. */
  FILL_REVERSE("fillReverse", "([DII)D", Effect.WRITES),
  /** {@code (source, from, length)}: adjoints of a copy of an array. */
  COPY_ADJOINT("copyAdjoint", "([DII)[D", Effect.ALLOCATES),
  /** {@code (source, from, length)}: tangents of a copy of an array. */
  COPY_TANGENT("copyTangent", "([DII)[D", Effect.ALLOCATES | Effect.READS),
  /** {@code (source, from, copy)}: the reverse of a copy. */
  COPY_OF_REVERSE("copyOfReverse", "([DI[D)V", Effect.WRITES),
  /** {@code (array)}: a copy of all ranks, as it is now; never throws. */
  COPY_VALUES(
      "copyValues", "(Ljava/lang/Object;)Ljava/lang/Object;", Effect.ALLOCATES | Effect.READS),
  /** {@code (tape, array, shadow)}: the shadow as the array of doubles that a user's rule takes. */
  TYPED_SHADOW(
      "typedShadow",
      "(Lorg/wengert/runtime/Tape;Ljava/lang/Object;Ljava/lang/Object;)Ljava/lang/Object;",
      Effect.READS),
  /** {@code (tape, result, argument)}: refuses an array that is no new one. */
  CHECK_NEW(
      "checkNew",
      "(Lorg/wengert/runtime/Tape;Ljava/lang/Object;Ljava/lang/Object;)V",
      Effect.WRITES),
  /** {@code (shadow, tangents)}: copies what a user's rule has returned, of all ranks. */
  ASSIGN("assign", "(Ljava/lang/Object;Ljava/lang/Object;)V", Effect.WRITES),
  /**
   * {@code (object, type, method)}: refuses what the library's method, which runs plain, must not
   * be given: an object of an application's class whose overriding methods have to do with numbers.
   */
  CHECK_PLAIN(
      "checkPlain",
      "(Ljava/lang/Object;Ljava/lang/String;Ljava/lang/String;)V",
      Effect.READS | Effect.WRITES),
  /** {@code ()}: a tape for a derivative that is taken in code that is differentiated. */
  NEW_TAPE(Owner.NESTED, "newTape", "()Lorg/wengert/runtime/Tape;", Effect.ALLOCATES),
  /** {@code (outer, inner)}: what goes beside such a tape, with the shadows of the outer one. */
  NESTED_TAPE(
      Owner.NESTED,
      "tapeBeside",
      "(Lorg/wengert/runtime/Tape;Lorg/wengert/runtime/Tape;)Lorg/wengert/runtime/Tape;",
      Effect.ALLOCATES | Effect.READS),
  /** {@code (tape, array, shadow)}: binds an argument, for the time of one call. */
  BIND_NESTED(
      Owner.NESTED,
      "bind",
      "(Lorg/wengert/runtime/Tape;Ljava/lang/Object;Ljava/lang/Object;)V",
      Effect.WRITES),
  /** {@code (tape, function)}: what a function has captured is no independent of a nested call. */
  CHECK_CAPTURED(
      Owner.NESTED,
      "checkCaptured",
      "(Lorg/wengert/runtime/Tape;Ljava/lang/Object;)V",
      Effect.WRITES),
  /** {@code (tape)}: ends a nested call. */
  END_NESTED(Owner.NESTED, "end", "(Lorg/wengert/runtime/Tape;)V", Effect.WRITES),
  /** {@code (tape)}: room for what {@link #RECORD_DERIVATIVE} or the like records. */
  BEGIN_RECORD(Owner.REPLAY, "begin", "(Lorg/wengert/runtime/Tape;)V", Effect.WRITES),
  /** {@code (tape, object, shadow, function, point, value)}: a nested derivative was taken. */
  RECORD_DERIVATIVE(
      Owner.REPLAY,
      "recordDerivative",
      "(Lorg/wengert/runtime/Tape;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;DD)V",
      Effect.WRITES),
  /** {@code (tape, object, shadow, function, point, pointShadow, gradientShadow, value)}. */
  RECORD_GRADIENT(
      Owner.REPLAY,
      "recordGradient",
      "(Lorg/wengert/runtime/Tape;Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;"
          + "Ljava/lang/Object;Ljava/lang/Object;Ljava/lang/Object;D)V",
      Effect.WRITES),
  /**
   * {@code (tape, seed, forward, reverse)}: reverses what was recorded, by the variants named;
   * yields the adjoint of a scalar point.
   */
  REPLAY_NESTED(
      Owner.REPLAY,
      "replay",
      "(Lorg/wengert/runtime/Tape;DLjava/lang/String;Ljava/lang/String;)D",
      Effect.WRITES),
  /** {@code (tape, array, parameter)}: an argument of a nested call that is no independent. */
  BIND_INACTIVE(
      Owner.NESTED,
      "bindInactive",
      "(Lorg/wengert/runtime/Tape;Ljava/lang/Object;Ljava/lang/String;)V",
      Effect.WRITES),
  /**
   * {@code (tape, host, entry, arguments, shadows, value)}: an entry point of a companion was
   * called.
   */
  RECORD_ENTRY(
      Owner.ENTRIES,
      "record",
      "(Lorg/wengert/runtime/Tape;Ljava/lang/Class;Ljava/lang/String;[Ljava/lang/Object;"
          + "[Ljava/lang/Object;D)V",
      Effect.WRITES),
  /** {@code (tape, seed, scalars)}: reverses that; yields the adjoint of the first scalar. */
  REPLAY_ENTRY(Owner.ENTRIES, "replay", "(Lorg/wengert/runtime/Tape;DI)D", Effect.WRITES),
  /** {@code (tape, count)}: room for arguments or results beyond a signature. */
  FRAME_DOUBLES("frameDoubles", "(Lorg/wengert/runtime/Tape;I)[D", Effect.WRITES),
  FRAME_INTS("frameInts", "(Lorg/wengert/runtime/Tape;I)[I", Effect.WRITES),
  FRAME_LONGS("frameLongs", "(Lorg/wengert/runtime/Tape;I)[J", Effect.WRITES),
  FRAME_REFS("frameRefs", "(Lorg/wengert/runtime/Tape;I)[Ljava/lang/Object;", Effect.WRITES),
  /** {@code (tape, array, cursor, count)}: the tape's doubles with room for count more. */
  GROW_DOUBLES("growDoubles", "(Lorg/wengert/runtime/Tape;II)[D", Effect.WRITES),
  GROW_INTS("growInts", "(Lorg/wengert/runtime/Tape;II)[I", Effect.WRITES),
  GROW_LONGS("growLongs", "(Lorg/wengert/runtime/Tape;II)[J", Effect.WRITES),
  GROW_REFS("growRefs", "(Lorg/wengert/runtime/Tape;II)[Ljava/lang/Object;", Effect.WRITES);

  /** Internal names of the classes that declare them. */
  private static final class Owner {
    private static final String SHADOWS = "org/wengert/runtime/Shadows";
    private static final String NESTED = "org/wengert/runtime/Nested";
    private static final String REPLAY = "org/wengert/runtime/NestedReplay";
    private static final String ENTRIES = "org/wengert/runtime/EntryReplay";
  }

  /** Declares most, and the strong product. */
  public static final String SHADOWS = Owner.SHADOWS;

  private final String owner;
  private final String methodName;
  private final String descriptor;
  private final int effects;

  RuntimeFunction(String methodName, String descriptor, int effects) {
    this(Owner.SHADOWS, methodName, descriptor, effects);
  }

  RuntimeFunction(String owner, String methodName, String descriptor, int effects) {
    this.owner = owner;
    this.methodName = methodName;
    this.descriptor = descriptor;
    this.effects = effects;
  }

  /** Internal name of the class that declares the method. */
  public String owner() {
    return owner;
  }

  public String methodName() {
    return methodName;
  }

  public String descriptor() {
    return descriptor;
  }

  public int effects() {
    return effects;
  }

  public Type result() {
    return Type.ofDescriptor(descriptor.substring(descriptor.indexOf(')') + 1));
  }
}

package org.wengert.compiler.ir;

/**
 * Methods of the class library that make, copy or fill arrays (or copy an object), which the
 * transforms know by heart.
 */
public enum ArrayMethod {
  /** {@code System.arraycopy(src, srcPos, dst, dstPos, n)}. */
  ARRAYCOPY,
  /** {@code Arrays.fill(a, v)}. */
  FILL,
  /** {@code Arrays.fill(a, from, to, v)}. */
  FILL_RANGE,
  /** {@code Arrays.copyOf(a, n)}. */
  COPY_OF,
  /** {@code Arrays.copyOfRange(a, from, to)}. */
  COPY_OF_RANGE,
  /** {@code a.clone()}. */
  CLONE,
  /** {@code Array.newInstance(type, n)}, also with lengths of several ranks. */
  NEW_INSTANCE,
  /** {@code super.clone()} of an object. */
  OBJECT_CLONE;

  /** Null if the call is none of these, or not on arrays whose type is known. */
  public static ArrayMethod of(Op.Invoke invoke) {
    MethodRef method = invoke.method();
    if (method.name().equals("clone") && method.owner().startsWith("[")) {
      return CLONE;
    }
    if (invoke.kind() != InvokeKind.STATIC) {
      boolean clones = invoke.kind() == InvokeKind.SPECIAL && method.name().equals("clone");
      return clones && method.owner().equals("java/lang/Object") ? OBJECT_CLONE : null;
    }
    if (method.owner().equals("java/lang/reflect/Array")) {
      return method.name().equals("newInstance") ? NEW_INSTANCE : null;
    }
    if (method.owner().equals("java/lang/System") && method.name().equals("arraycopy")) {
      return invoke.args().get(0).type().isArray() && invoke.args().get(2).type().isArray()
          ? ARRAYCOPY
          : null;
    }
    return method.owner().equals("java/util/Arrays")
        ? ofArrays(method, invoke.args().size())
        : null;
  }

  private static ArrayMethod ofArrays(MethodRef method, int arity) {
    switch (method.name()) {
      case "fill":
        return arity == 2 ? FILL : FILL_RANGE;
      case "copyOf":
        return arity == 2 ? COPY_OF : null;
      case "copyOfRange":
        return arity == 3 ? COPY_OF_RANGE : null;
      default:
        return null;
    }
  }
}

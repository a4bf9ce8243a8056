package org.wengert.compiler.ir;

/**
 * The symbolic name of a field: internal name of the class, name, descriptor; and how it may
 * change, as far as that is known.
 */
public record FieldRef(String owner, String name, String descriptor, Mutability mutability) {
  /** Who may change a field, and when that is seen. */
  public enum Mutability {
    /** Any code may; nothing else is known. */
    PLAIN,
    /** Constructors only, and none is running where this access is. */
    FINAL,
    /** Other threads may, and what they wrote before becomes visible. */
    VOLATILE
  }

  /** Of a field of which nothing is known. */
  public FieldRef(String owner, String name, String descriptor) {
    this(owner, name, descriptor, Mutability.PLAIN);
  }

  public Type type() {
    return Type.ofDescriptor(descriptor);
  }

  /** Whether both name a field that may be the same one. */
  public boolean mayBe(FieldRef other) {
    return name.equals(other.name) && descriptor.equals(other.descriptor);
  }

  @Override
  public String toString() {
    return owner + "." + name + ":" + descriptor;
  }
}

package org.wengert.compiler.ir;

/**
 * The symbolic name of a field: internal name of the class, name, descriptor; and what is known of
 * the field.
 *
 * @param owner the class that the code names; it may only inherit the field
 * @param declaring the class that declares the field, the owner unless something else is known
 * @param mutability how it may change
 */
public record FieldRef(
    String owner, String name, String descriptor, String declaring, Mutability mutability) {
  /** Who may change a field, and when that is seen. */
  public enum Mutability {
    /** Any code may; nothing else is known. */
    PLAIN,
    /** Constructors only, and none that has not ended has shown the object to this access. */
    FINAL,
    /** Other threads may, and what they wrote before becomes visible. */
    VOLATILE
  }

  /** Of a field of which nothing is known. */
  public FieldRef(String owner, String name, String descriptor) {
    this(owner, name, descriptor, owner);
  }

  public FieldRef(String owner, String name, String descriptor, String declaring) {
    this(owner, name, descriptor, declaring, Mutability.PLAIN);
  }

  public FieldRef(String owner, String name, String descriptor, Mutability mutability) {
    this(owner, name, descriptor, owner, mutability);
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

package org.wengert.compiler.ir;

/**
 * The symbolic name of a field: internal name of the class, name, descriptor.
 *
 * @param owner the class that the code names; it may only inherit the field
 * @param declaring the class that declares the field, the owner unless something else is known
 */
public record FieldRef(String owner, String name, String descriptor, String declaring) {
  public FieldRef(String owner, String name, String descriptor) {
    this(owner, name, descriptor, owner);
  }

  public Type type() {
    return Type.ofDescriptor(descriptor);
  }

  @Override
  public String toString() {
    return owner + "." + name + ":" + descriptor;
  }
}

package org.wengert.compiler.ir;

/** The symbolic name of a field: internal name of the class, name, descriptor. */
public record FieldRef(String owner, String name, String descriptor) {
  public Type type() {
    return Type.ofDescriptor(descriptor);
  }

  @Override
  public String toString() {
    return owner + "." + name + ":" + descriptor;
  }
}

package org.wengert.compiler.ir;

/**
 * The symbolic name of a method.
 *
 * @param owner internal name of the class
 * @param descriptor JVM method descriptor
 */
public record MethodRef(String owner, String name, String descriptor) {
  // Written out: a record's own equality is linked at its first use, which costs milliseconds.
  @Override
  public boolean equals(Object other) {
    return other instanceof MethodRef method
        && method.name.equals(name)
        && method.owner.equals(owner)
        && method.descriptor.equals(descriptor);
  }

  @Override
  public int hashCode() {
    return (owner.hashCode() * 31 + name.hashCode()) * 31 + descriptor.hashCode();
  }

  @Override
  public String toString() {
    return owner + "." + name + descriptor;
  }
}

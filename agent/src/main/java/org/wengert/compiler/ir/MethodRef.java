package org.wengert.compiler.ir;

/**
 * The symbolic name of a method.
 *
 * @param owner internal name of the class
 * @param descriptor JVM method descriptor
 */
public record MethodRef(String owner, String name, String descriptor) {
  @Override
  public String toString() {
    return owner + "." + name + descriptor;
  }
}

package org.wengert;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers for the fields of an object, which the caller chooses: tangents of an argument for {@link
 * Derivative#jvp}, or adjoints of a result, or of what an argument holds on exit, for {@link
 * Pullback#apply} and {@link Pullback#applyAtExit}. What is not set is zero.
 *
 * <pre>{@code
 * ObjectSeed.of(body).set("mass", 1).set("position", new double[] {0, 1, 0})
 * }</pre>
 */
public final class ObjectSeed {
  private final Object object;
  private final Fields fields;
  private final Map<Integer, Object> values = new LinkedHashMap<>();

  private ObjectSeed(Object object) {
    this.object = object;
    this.fields = Fields.of(object.getClass());
  }

  /** Zero for all that an object holds. */
  public static ObjectSeed of(Object object) {
    if (object == null) {
      throw new IllegalArgumentException("the object is null: pass the one that has the fields");
    }
    return new ObjectSeed(object);
  }

  /**
   * Sets what belongs to a field.
   *
   * @param field its name, as in {@link ObjectDerivative#get}
   * @param value a number for a number; an array of its shape for an array; a list or map for a
   *     list or map; an {@code ObjectSeed} of the object that the field holds for another object
   * @return this
   * @throws IllegalArgumentException if the class has no such field, or it never holds
   *     floating-point numbers
   */
  public ObjectSeed set(String field, Object value) {
    values.put(fields.index(field), value);
    return this;
  }

  Object object() {
    return object;
  }

  /** By index of the field. */
  Map<Integer, Object> values() {
    return values;
  }

  String nameOf(int field) {
    return fields.names().get(field);
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (Map.Entry<Integer, Object> entry : values.entrySet()) {
      text.append(text.length() == 0 ? "" : ", ")
          .append(nameOf(entry.getKey()))
          .append('=')
          .append(Values.text(entry.getValue()));
    }
    return object.getClass().getSimpleName() + "[" + text + "]";
  }
}

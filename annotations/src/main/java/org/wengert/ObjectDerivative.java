package org.wengert;

import org.wengert.internal.RuntimeLink;
import org.wengert.internal.Shadows;

/**
 * The derivatives (adjoints or tangents) of what one object held: on entry to the call for adjoints
 * of arguments, at its end for tangents and for results. Fields of any access and of super classes
 * are included.
 *
 * @see Adjoints#at
 * @see Jvp#at
 */
public final class ObjectDerivative {
  private final Reached reached;
  private final Object object;

  ObjectDerivative(Reached reached, Object object) {
    this.reached = reached;
    this.object = object;
  }

  /** The object that this is about. */
  public Object object() {
    return object;
  }

  /**
   * The derivative of a field: {@code Double} for a double or {@code Double}, {@code Float} for a
   * float; for an array one of its shape; for a list or map one of the same elements or keys; for
   * another object an {@code ObjectDerivative}; null where the field holds null or what has no
   * floating-point numbers.
   *
   * @param field its name; {@code "Base.x"} for a field of the super class {@code Base} that a
   *     field of a subclass hides
   * @throws IllegalArgumentException if the class has no such field, or it never holds
   *     floating-point numbers: the message names those that do
   */
  public Object get(String field) {
    int i = Fields.of(object.getClass()).index(field);
    Object[] look = RuntimeLink.look(reached.snapshot, object);
    int index = ((int[]) look[1])[i];
    if (index >= 0) {
      double number = look[0] == null ? 0 : ((double[]) look[0])[index];
      return Shadows.scalar(Fields.of(object.getClass()).type(i), number);
    }
    return reached.derivative(((Object[]) look[2])[i], ((Object[]) look[3])[i]);
  }

  /** {@link #get} of a field of type double, float, Double or Float. */
  public double number(String field) {
    Object found = get(field);
    if (found instanceof Number number) {
      return number.doubleValue();
    }
    throw new IllegalArgumentException(
        "field "
            + field
            + " of "
            + object.getClass().getName()
            + (found == null ? " holds no number" : " is no number")
            + ": ask get(\""
            + field
            + "\")");
  }

  /** The names that {@link #get} knows. */
  public java.util.List<String> fields() {
    return Fields.of(object.getClass()).names();
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    Fields all = Fields.of(object.getClass());
    for (String field : all.names()) {
      Class<?> type = all.type(all.index(field));
      if (Shadows.isFloating(type) || Shadows.isBox(type)) {
        text.append(text.length() == 0 ? "" : ", ")
            .append(field)
            .append('=')
            .append(Values.text(get(field)));
      }
    }
    return object.getClass().getSimpleName() + "[" + text + "]";
  }
}

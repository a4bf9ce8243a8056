package org.wengert;

import java.util.ArrayList;
import java.util.List;
import org.wengert.internal.RuntimeLink;

/** The fields of a class and its super classes that may hold floating-point numbers. */
final class Fields {
  private final Class<?> of;
  private final Class<?>[] owners;
  private final String[] fields;
  private final Class<?>[] types;
  private List<String> names;

  private Fields(Class<?> of) {
    this.of = of;
    Object[] found = RuntimeLink.fields(of);
    this.owners = (Class<?>[]) found[0];
    this.fields = (String[]) found[1];
    this.types = (Class<?>[]) found[2];
  }

  static Fields of(Class<?> type) {
    if (type.isArray()) {
      throw new IllegalArgumentException(
          "a " + type.getSimpleName() + " has no fields: pass an array of its shape instead");
    }
    return new Fields(type);
  }

  Class<?> type(int field) {
    return types[field];
  }

  /** The class that declares it. */
  Class<?> owner(int field) {
    return owners[field];
  }

  /** By simple name the field of the most special class, or by class and name. */
  int index(String wanted) {
    for (int i = fields.length - 1; i >= 0; i--) {
      if (fields[i].equals(wanted)
          || (owners[i].getSimpleName() + "." + fields[i]).equals(wanted)
          || (owners[i].getName() + "." + fields[i]).equals(wanted)) {
        return i;
      }
    }
    throw new IllegalArgumentException(
        of.getName()
            + " has no field "
            + wanted
            + " that may hold floating-point numbers; "
            + (fields.length == 0 ? "it has none" : "it has " + String.join(", ", names())));
  }

  /** Hidden ones with their class. */
  List<String> names() {
    if (names == null) {
      names = qualified();
    }
    return names;
  }

  private List<String> qualified() {
    List<String> names = new ArrayList<>();
    for (int i = 0; i < fields.length; i++) {
      boolean hidden = false;
      for (int j = i + 1; j < fields.length; j++) {
        hidden |= fields[j].equals(fields[i]);
      }
      names.add(hidden ? owners[i].getSimpleName() + "." + fields[i] : fields[i]);
    }
    return names;
  }
}

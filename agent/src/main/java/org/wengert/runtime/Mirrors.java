package org.wengert.runtime;

/** Shadows of objects, by class. */
final class Mirrors {
  private static final ClassValue<MirrorLayout> LAYOUTS =
      new ClassValue<>() {
        @Override
        protected MirrorLayout computeValue(Class<?> type) {
          return Linker.compiler().layout(type);
        }
      };

  private static final ClassValue<MirrorField[]> FIELDS =
      new ClassValue<>() {
        @Override
        protected MirrorField[] computeValue(Class<?> type) {
          return Linker.compiler().fields(type);
        }
      };

  private Mirrors() {}

  /** The fields of objects of a class that have places in their shadows, super classes first. */
  static MirrorField[] fields(Class<?> type) {
    return FIELDS.get(type);
  }

  /** A shadow of zeros for an object that is no array; null if its class needs none. */
  static Object newShadow(Object object) {
    return LAYOUTS.get(object.getClass()).newShadow();
  }

  /** As {@link #newShadow(Object)}, for an object that a call meets. */
  static Object newShadow(Tape tape, Object object) {
    MirrorLayout layout = LAYOUTS.get(object.getClass());
    return layout.flat() && layout.doubles() > 0
        ? tape.flatShadow(layout.doubles())
        : layout.newShadow();
  }

  /** Whether an object is a number or stands for one: shared freely, so never found by identity. */
  static boolean isBox(Object object) {
    return object instanceof Double
        || object instanceof Float
        || (!object.getClass().isArray() && LAYOUTS.get(object.getClass()).number());
  }

  /** The adjoints or tangents in a shadow itself, not those of what it refers to; may be null. */
  static double[] cells(Object shadow) {
    if (shadow instanceof double[] doubles) {
      return doubles;
    }
    return shadow instanceof Object[] mirror && mirror.length > 0 && mirror[0] instanceof double[] d
        ? d
        : null;
  }
}

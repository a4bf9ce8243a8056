package org.wengert.libraries;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.hipparchus.CalculusFieldElement;
import org.hipparchus.analysis.differentiation.Gradient;

/**
 * Static methods of Hipparchus that exist for doubles and, under the same name, for elements of any
 * field.
 */
final class Twins {
  /**
   * @param doubles which parameters are doubles; the others are integers, the same for both
   */
  record Twin(Method real, Method field, boolean[] doubles) {
    @Override
    public String toString() {
      return real.getDeclaringClass().getSimpleName()
          + "."
          + real.getName()
          + Arrays.toString(real.getParameterTypes());
    }

    int independents() {
      int count = 0;
      for (boolean isDouble : doubles) {
        count += isDouble ? 1 : 0;
      }
      return count;
    }

    /** Value and partials by the field's own arithmetic; null where there are none. */
    Gradient expected(Object[] args) throws IllegalAccessException {
      Object[] elements = args.clone();
      int number = 0;
      for (int i = 0; i < args.length; i++) {
        if (doubles[i]) {
          elements[i] = Gradient.variable(independents(), number++, (double) args[i]);
        }
      }
      try {
        Object found = field.invoke(null, elements);
        return found instanceof Gradient gradient ? gradient : null;
      } catch (InvocationTargetException e) {
        return null;
      }
    }
  }

  private Twins() {}

  static List<Twin> all() throws IOException, URISyntaxException {
    Path jar =
        Path.of(
            CalculusFieldElement.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    List<Twin> twins = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      for (ZipEntry entry : file.stream().toList()) {
        String name = entry.getName();
        if (name.startsWith("org/hipparchus/") && name.endsWith(".class")) {
          add(name.substring(0, name.length() - ".class".length()).replace('/', '.'), twins);
        }
      }
    }
    return twins;
  }

  private static void add(String className, List<Twin> twins) {
    Class<?> type;
    try {
      type = Class.forName(className, false, Twins.class.getClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return;
    }
    if (!Modifier.isPublic(type.getModifiers())) {
      return;
    }
    for (Method method : type.getMethods()) {
      if (Modifier.isStatic(method.getModifiers())
          && method.getDeclaringClass() == type
          && method.getReturnType() == double.class) {
        addTwin(method, twins);
      }
    }
  }

  private static void addTwin(Method method, List<Twin> twins) {
    Class<?>[] types = method.getParameterTypes();
    boolean[] doubles = new boolean[types.length];
    Class<?>[] fieldTypes = types.clone();
    boolean any = false;
    for (int i = 0; i < types.length; i++) {
      if (types[i] == double.class) {
        doubles[i] = true;
        any = true;
        fieldTypes[i] = CalculusFieldElement.class;
      } else if (types[i] != int.class && types[i] != long.class) {
        return;
      }
    }
    if (any) {
      try {
        Method field = method.getDeclaringClass().getMethod(method.getName(), fieldTypes);
        if (CalculusFieldElement.class.isAssignableFrom(field.getReturnType())) {
          twins.add(new Twin(method, field, doubles));
        }
      } catch (NoSuchMethodException e) {
        return; // It has no twin.
      }
    }
  }
}

package org.wengert.audit;

import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.reflect.Array;
import java.lang.reflect.Constructor;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import org.wengert.compiler.lift.ClassSource;

/** Makes arguments, the same ones for the same seed. */
final class Sampler {
  private static final int SIZE = 3;
  private static final int DEEPEST = 4;
  private static final int MOST_CONSTRUCTORS = 6;

  /** No object of a type can be made. */
  static final class NoSample extends Exception {
    private static final long serialVersionUID = 1L;

    NoSample(String message) {
      super(message, null, false, false);
    }
  }

  private final List<Class<?>> concrete = new ArrayList<>();
  private Random random;
  private int style;

  Sampler(AuditedJars jars) {
    for (ClassSource source : jars.sources()) {
      try {
        Class<?> type = jars.load(source.name());
        if (!Modifier.isAbstract(type.getModifiers())) {
          concrete.add(type);
        }
      } catch (ClassNotFoundException | LinkageError e) {
        continue; // No objects of this class.
      }
    }
  }

  /**
   * @param style of numbers and objects: a method may work for one and not for another
   */
  Object[] arguments(Type[] types, long seed, int style) throws NoSample {
    this.random = new Random(seed);
    this.style = style;
    Object[] made = new Object[types.length];
    for (int i = 0; i < types.length; i++) {
      made[i] = sample(types[i], 0);
    }
    return made;
  }

  /** Of collections, what the type says that they hold. */
  private Object sample(Type type, int depth) throws NoSample {
    if (type instanceof ParameterizedType generic
        && erasure(type).isAssignableFrom(ArrayList.class)
        && erasure(type) != Object.class) {
      Class<?> element = erasure(generic.getActualTypeArguments()[0]);
      List<Object> list = new ArrayList<>();
      for (int i = 0; i < SIZE; i++) {
        list.add(sample(element, depth + 1));
      }
      return list;
    }
    return sample(erasure(type), depth);
  }

  private static Class<?> erasure(Type type) {
    if (type instanceof Class<?> known) {
      return known;
    } else if (type instanceof ParameterizedType generic) {
      return (Class<?>) generic.getRawType();
    } else if (type instanceof TypeVariable<?> variable) {
      return erasure(variable.getBounds()[0]);
    } else if (type instanceof WildcardType any) {
      return erasure(any.getUpperBounds()[0]);
    }
    Class<?> element = erasure(((GenericArrayType) type).getGenericComponentType());
    return element.arrayType();
  }

  private double number() {
    double x = 0.1 + 0.8 * random.nextDouble();
    switch (style % 6) {
      case 0:
        return x;
      case 1:
        return 1 + 3 * x;
      case 2:
        return random.nextBoolean() ? x : -x;
      case 3:
        return 10 * x;
      case 4:
        return 1 + x;
      default:
        return 11 + 10 * x;
    }
  }

  private int integer() {
    switch (style % 5) {
      case 0:
        return 1;
      case 1:
        return SIZE;
      case 2:
        return 0;
      case 3:
        return 2;
      default:
        return random.nextInt(SIZE);
    }
  }

  private Object sample(Class<?> type, int depth) throws NoSample {
    if (type.isPrimitive()) {
      return primitive(type);
    } else if (type.isArray()) {
      return array(type, depth);
    } else if (type.isEnum()) {
      Object[] constants = type.getEnumConstants();
      return constants[random.nextInt(constants.length)];
    }
    Object common = common(type);
    return common != null ? common : object(type, depth);
  }

  private Object primitive(Class<?> type) {
    if (type == double.class) {
      return number();
    } else if (type == float.class) {
      return (float) number();
    } else if (type == boolean.class) {
      return random.nextBoolean();
    } else if (type == long.class) {
      return (long) integer();
    } else if (type == int.class) {
      return integer();
    } else if (type == short.class) {
      return (short) integer();
    } else if (type == byte.class) {
      return (byte) integer();
    }
    return 'a';
  }

  private Object array(Class<?> type, int depth) throws NoSample {
    Class<?> element = type.getComponentType();
    Object made = Array.newInstance(element, SIZE);
    Object before = null;
    for (int i = 0; i < SIZE; i++) {
      Object value = sample(element, depth + 1);
      if (value instanceof Double d && style % 3 == 1) {
        value = before == null ? d : d + (Double) before; // Ascending, as knots are.
      }
      before = value;
      Array.set(made, i, value);
    }
    return made;
  }

  /** Of the class library. */
  private Object common(Class<?> type) {
    if (type == Double.class
        || type == Object.class
        || type == Number.class
        || type == Comparable.class) {
      return number();
    } else if (type == Float.class) {
      return (float) number();
    } else if (type == Integer.class) {
      return integer();
    } else if (type == Long.class) {
      return (long) integer();
    } else if (type == Boolean.class) {
      return random.nextBoolean();
    } else if (type == String.class || type == CharSequence.class) {
      return "1.5";
    } else if (type.isAssignableFrom(ArrayList.class)) {
      return new ArrayList<>(List.of(number(), number(), number()));
    } else if (type.isAssignableFrom(TreeMap.class)) {
      return style % 2 == 0
          ? new TreeMap<>(Map.of("a", number(), "b", number()))
          : new TreeMap<>(Map.of(0, number(), 1, number()));
    } else if (type == PrintStream.class) {
      return new PrintStream(OutputStream.nullOutputStream());
    } else if (type == Predicate.class) {
      Predicate<Object> all = x -> true;
      return all;
    } else if (type == Function.class) {
      Function<Object, Object> same = x -> x;
      return same;
    } else if (type == DoubleFunction.class) {
      DoubleFunction<Object> boxed = x -> x;
      return boxed;
    } else if (type == Random.class) {
      return new Random(1);
    } else if (type == Class.class) {
      return Double.class;
    } else if (type == java.util.Locale.class) {
      return java.util.Locale.ROOT;
    }
    return null;
  }

  private Object object(Class<?> type, int depth) throws NoSample {
    if (depth > DEEPEST) {
      throw new NoSample("objects nest too deep for " + type.getName());
    }
    List<Constructor<?>> constructors = constructors(type);
    int first = constructors.isEmpty() ? 0 : Math.floorMod(style, constructors.size());
    for (int i = 0; i < Math.min(constructors.size(), MOST_CONSTRUCTORS); i++) {
      Constructor<?> constructor = constructors.get((first + i) % constructors.size());
      try {
        constructor.setAccessible(true);
        Type[] types = parameters(constructor);
        Object[] args = new Object[types.length];
        for (int k = 0; k < args.length; k++) {
          args[k] = sample(types[k], depth + 1);
        }
        return constructor.newInstance(args);
      } catch (NoSample
          | InvocationTargetException
          | InstantiationException
          | IllegalAccessException
          | RuntimeException
          | LinkageError e) {
        continue; // Another constructor may do.
      }
    }
    throw new NoSample("no object of " + type.getName() + " can be made");
  }

  /** Class files leave implicit parameters out of generic signatures. */
  private static Type[] parameters(Constructor<?> constructor) {
    Type[] generic = constructor.getGenericParameterTypes();
    return generic.length == constructor.getParameterCount()
        ? generic
        : constructor.getParameterTypes();
  }

  /** Of the class and its audited subclasses, simple ones first. */
  private List<Constructor<?>> constructors(Class<?> type) {
    List<Constructor<?>> found = new ArrayList<>();
    List<Class<?>> candidates = new ArrayList<>(concrete);
    if (!Modifier.isAbstract(type.getModifiers()) && !candidates.contains(type)) {
      candidates.add(type); // Of a jar that is needed, but not audited.
    }
    for (Class<?> candidate : candidates) {
      if (type.isAssignableFrom(candidate)) {
        try {
          found.addAll(Arrays.asList(candidate.getDeclaredConstructors()));
        } catch (LinkageError e) {
          continue; // Its parameters cannot be had.
        }
      }
    }
    found.sort(
        Comparator.comparing((Constructor<?> c) -> c.getDeclaringClass() != type)
            .thenComparing(c -> !Modifier.isPublic(c.getModifiers()))
            .thenComparing(Constructor::toString));
    return found;
  }
}

package org.wengert.fuzz;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A compiled program with inputs for its entry. */
record Subject(Program program, long seed, Inputs inputs, Class<?> type) {

  /** Generates and compiles the programs of these seeds, in one run of the compiler. */
  static List<Subject> of(List<Long> seeds, Features features, int size) {
    Map<Long, Program> programs = new LinkedHashMap<>();
    Map<String, String> sources = new LinkedHashMap<>();
    for (long seed : seeds) {
      String name = "P" + Long.toUnsignedString(seed);
      Program program = ProgramGenerator.generate(name, seed, features, size);
      programs.put(seed, program);
      sources.put(name, Printer.print(program));
    }
    try {
      MemoryLoader loader = MemoryCompiler.compile(sources);
      return programs.entrySet().stream()
          .map(
              e -> of(e.getValue(), e.getKey(), inputs(e.getValue(), e.getKey(), features), loader))
          .toList();
    } catch (MemoryCompiler.Refused refused) {
      throw new IllegalStateException("the generator made invalid Java: " + refused.getMessage());
    }
  }

  private static Inputs inputs(Program program, long seed, Features features) {
    return InputGenerator.generate(program, seed, features);
  }

  private static Subject of(Program program, long seed, Inputs inputs, ClassLoader loader) {
    try {
      return new Subject(program, seed, inputs, loader.loadClass(program.name()));
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The same program and inputs in a class of their own. */
  static Subject compile(Program program, long seed, Inputs inputs) throws MemoryCompiler.Refused {
    Map<String, String> source = Map.of(program.name(), Printer.print(program));
    return of(program, seed, inputs, MemoryCompiler.compile(source));
  }

  /** The method that is differentiated. */
  Method entry() {
    Method entry =
        Arrays.stream(type.getDeclaredMethods())
            .filter(m -> m.getName().equals(Program.ENTRY))
            .findFirst()
            .orElseThrow();
    entry.setAccessible(true);
    return entry;
  }

  /** Sets every static field to its initial value, arrays to fresh copies. */
  void reset() {
    for (Program.Field f : program.fields()) {
      try {
        field(f.name()).set(null, Inputs.cloneOf(f.initial()));
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
    if (program.isPrepared()) {
      prepare();
    }
  }

  private void prepare() {
    try {
      Method prepare = type.getDeclaredMethod(Program.PREPARE);
      prepare.setAccessible(true);
      prepare.invoke(null);
    } catch (InvocationTargetException thrown) {
      // It ends early, in the reference too.
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private Class<?> owner(String field) {
    if (!field.startsWith(Program.INHERITED)) {
      return type;
    }
    for (Class<?> nested : type.getDeclaredClasses()) {
      if (nested.getSimpleName().equals(Program.BASE)) {
        return nested;
      }
    }
    throw new IllegalStateException("no class " + Program.BASE);
  }

  private Field field(String name) {
    try {
      Field field = owner(name).getDeclaredField(name);
      field.setAccessible(true);
      return field;
    } catch (NoSuchFieldException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Contents of the static fields now, in the order of declaration. */
  Object[] fields() {
    return program.fields().stream()
        .map(f -> f.isGraph() ? Graph.text(read(f.name())) : read(f.name()))
        .toArray();
  }

  private Object read(String name) {
    try {
      return field(name).get(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The plain call on fresh arguments from reset fields. */
  State plainRun() {
    reset();
    Object[] arguments = inputs.copy().arguments();
    Object result = null;
    Throwable thrown = null;
    try {
      result = entry().invoke(null, arguments);
    } catch (InvocationTargetException e) {
      thrown = e.getCause();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
    return new State(result, thrown, arguments, fields());
  }
}

package org.wengert.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.wengert.compiler.lift.ClassHierarchy;
import org.wengert.compiler.lift.ClassSource;
import org.wengert.compiler.lift.UnreadableClassException;

/** Class files by name, as one class loader sees them. Not safe for use by several threads. */
final class ClassFiles implements ClassHierarchy {
  private static final ClassSource MISSING = null;
  private final boolean boot;

  /** Weak, since who has the class files of a loader is found by the loader. */
  private final WeakReference<ClassLoader> loader;

  private final Map<String, ClassSource> known = new HashMap<>();

  /**
   * @param loader null for the boot loader
   */
  ClassFiles(ClassLoader loader) {
    this.boot = loader == null;
    this.loader = new WeakReference<>(loader);
  }

  /**
   * The class of an internal name; null if its file cannot be found.
   *
   * @throws UnreadableClassException if it is found but cannot be read
   */
  ClassSource find(String internalName) {
    if (known.containsKey(internalName)) {
      return known.get(internalName);
    }
    byte[] bytes = bytes(internalName);
    ClassSource source = bytes == null ? MISSING : ClassSource.of(bytes);
    known.put(internalName, source);
    return source;
  }

  /** The class that declares a method, looked for upwards from {@code owner}; null if none does. */
  ClassSource declaring(String owner, String name, String descriptor) {
    String current = owner;
    while (current != null) {
      ClassSource source = find(current);
      if (source == null) {
        return null;
      }
      if (source.find(name, descriptor) != null) {
        return source;
      }
      current = source.superName();
    }
    return null;
  }

  @Override
  public String commonSuper(String a, String b) {
    Set<String> ofA = new HashSet<>();
    for (String type = a; type != null; type = superOf(type)) {
      ofA.add(type);
    }
    for (String type = b; type != null; type = superOf(type)) {
      if (ofA.contains(type)) {
        return type;
      }
    }
    return "java/lang/Object";
  }

  /** Null where it is not known. */
  private String superOf(String type) {
    try {
      ClassSource source = find(type);
      return source == null ? null : source.superName();
    } catch (UnreadableClassException e) {
      return null;
    }
  }

  /** Whether a class is known to be one of exceptions. */
  boolean isThrowable(String type) {
    String at = type;
    while (at != null && !at.equals("java/lang/Throwable")) {
      at = superOf(at);
    }
    return at != null;
  }

  private byte[] bytes(String internalName) {
    String resource = internalName + ".class";
    try (InputStream in = open(resource)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UnreadableClassException("cannot read " + resource + ": " + e, e);
    }
  }

  private InputStream open(String resource) {
    if (boot) {
      return ClassLoader.getSystemResourceAsStream(resource);
    }
    ClassLoader alive = loader.get();
    return alive == null ? null : alive.getResourceAsStream(resource);
  }
}

package org.wengert.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import org.wengert.compiler.lift.ClassSource;
import org.wengert.compiler.lift.UnreadableClassException;

/** Class files by name, as one class loader sees them. Not safe for use by several threads. */
final class ClassFiles {
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

  /**
   * The class that a static field named through {@code owner} belongs to: the class itself, its
   * superinterfaces, its superclass (JVMS 5.4.3.2); null if it cannot be found.
   */
  ClassSource declaringField(String owner, String name, String descriptor) {
    ClassSource source = owner == null ? null : find(owner);
    if (source == null || source.declaresField(name, descriptor)) {
      return source;
    }
    for (String implemented : source.interfaces()) {
      ClassSource found = declaringField(implemented, name, descriptor);
      if (found != null) {
        return found;
      }
    }
    return declaringField(source.superName(), name, descriptor);
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

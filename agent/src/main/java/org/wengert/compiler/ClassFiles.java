package org.wengert.compiler;

import java.io.IOException;
import java.io.InputStream;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.lift.ClassHierarchy;
import org.wengert.compiler.lift.ClassSource;
import org.wengert.compiler.lift.UnreadableClassException;

/** Class files by name, as one class loader sees them. Not safe for use by several threads. */
final class ClassFiles implements ClassHierarchy {
  private static final String OBJECT = "java/lang/Object";
  private static final ClassSource MISSING = null;
  private static final String RUNTIME = "org/wengert/runtime/";
  private static final String RUNTIME_JAR = "META-INF/wengert/wengert-runtime.jar";
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

  /**
   * The class or interface that declares a method, looked for upwards from {@code owner}, super
   * classes before interfaces; null if none does.
   */
  ClassSource declaring(String owner, String name, String descriptor) {
    ClassSource start = find(owner);
    ClassSource abstractly = null;
    for (ClassSource at = start; at != null; at = above(at)) {
      if (at.find(name, descriptor) != null) {
        return at;
      }
    }
    for (ClassSource at = start; at != null; at = above(at)) {
      for (String i : at.interfaces()) {
        ClassSource found = find(i) == null ? null : declaring(i, name, descriptor);
        if (found != null && isAbstract(found, name, descriptor)) {
          abstractly = found;
        } else if (found != null) {
          return found;
        }
      }
    }
    return abstractly;
  }

  private static boolean isAbstract(ClassSource source, String name, String descriptor) {
    return (source.find(name, descriptor).access() & Opcodes.ACC_ABSTRACT) != 0;
  }

  @Override
  public ClassSource declaringField(String owner, String name, String descriptor) {
    for (ClassSource at = find(owner); at != null; at = above(at)) {
      if (at.declaresField(name, descriptor)) {
        return at;
      }
      for (String i : at.interfaces()) {
        ClassSource found = declaringField(i, name, descriptor);
        if (found != null) {
          return found;
        }
      }
    }
    return null;
  }

  private ClassSource above(ClassSource source) {
    return source.superName() == null ? null : find(source.superName());
  }

  @Override
  public String commonSuper(String a, String b) {
    ClassSource first = find(a);
    ClassSource second = find(b);
    if (first == null || second == null || isInterface(first) || isInterface(second)) {
      return OBJECT;
    }
    for (ClassSource x = first; x != null; x = above(x)) {
      for (ClassSource y = second; y != null; y = above(y)) {
        if (x.name().equals(y.name())) {
          return x.name();
        }
      }
    }
    return OBJECT;
  }

  private static boolean isInterface(ClassSource source) {
    return (source.access() & Opcodes.ACC_INTERFACE) != 0;
  }

  /** The lines of all files of a name that the loader sees; of the boot loader's none. */
  List<String> lines(String resource) {
    List<String> lines = new ArrayList<>();
    ClassLoader alive = boot ? null : loader.get();
    if (alive == null) {
      return lines;
    }
    try {
      Enumeration<URL> found = alive.getResources(resource);
      while (found.hasMoreElements()) {
        try (InputStream in = found.nextElement().openStream()) {
          String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
          for (String line : text.split("\n")) {
            if (!line.isBlank()) {
              lines.add(line.strip());
            }
          }
        }
      }
    } catch (IOException e) {
      throw new UnreadableClassException("cannot read " + resource + ": " + e, e);
    }
    return lines;
  }

  /**
   * Whether two classes come from one directory or jar, so that the same loader has defined them.
   * Not told of classes whose loader shows no place, which may see another class by the same name.
   */
  boolean haveOneOrigin(String a, String b) {
    String origin = origin(a);
    return origin != null && origin.equals(origin(b));
  }

  private String origin(String internalName) {
    String resource = internalName + ".class";
    ClassLoader alive = boot ? null : loader.get();
    URL found = alive == null ? null : alive.getResource(resource);
    String text = found == null ? "" : found.toString();
    return text.endsWith(resource) ? text.substring(0, text.length() - resource.length()) : null;
  }

  private byte[] bytes(String internalName) {
    String resource = internalName + ".class";
    try (InputStream in = open(resource)) {
      return in == null ? null : in.readAllBytes();
    } catch (IOException e) {
      throw new UnreadableClassException("cannot read " + resource + ": " + e, e);
    }
  }

  private InputStream open(String resource) throws IOException {
    if (boot) {
      InputStream found = ClassLoader.getSystemResourceAsStream(resource);
      return found == null && resource.startsWith(RUNTIME) ? ofRuntime(resource) : found;
    }
    ClassLoader alive = loader.get();
    return alive == null ? null : alive.getResourceAsStream(resource);
  }

  /** The boot loader shows no files of jars that an agent appended, but the agent's own is seen. */
  private static InputStream ofRuntime(String resource) throws IOException {
    InputStream nested = ClassLoader.getSystemResourceAsStream(RUNTIME_JAR);
    if (nested == null) {
      return null;
    }
    ZipInputStream entries = new ZipInputStream(nested);
    for (ZipEntry e = entries.getNextEntry(); e != null; e = entries.getNextEntry()) {
      if (e.getName().equals(resource)) {
        return entries;
      }
    }
    entries.close();
    return null;
  }
}

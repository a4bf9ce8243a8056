package org.wengert.audit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import org.wengert.compiler.lift.ClassSource;
import org.wengert.compiler.lift.UnreadableClassException;

/** The classes of the jars, by name, and the loader that defines them. */
final class AuditedJars implements AutoCloseable {
  private final TreeMap<String, ClassSource> sources = new TreeMap<>();
  private final TreeMap<String, String> unreadable = new TreeMap<>();
  private final URLClassLoader loader;

  private AuditedJars(URLClassLoader loader) {
    this.loader = loader;
  }

  /**
   * @param excluded classes that are left out
   */
  static AuditedJars open(List<Path> jars, List<Path> classPath, ClassNames excluded)
      throws IOException {
    List<URL> urls = new ArrayList<>();
    for (Path jar : jars) {
      urls.add(jar.toUri().toURL());
    }
    for (Path jar : classPath) {
      urls.add(jar.toUri().toURL());
    }
    URLClassLoader loader =
        new URLClassLoader(urls.toArray(new URL[0]), ClassLoader.getPlatformClassLoader());
    AuditedJars audited = new AuditedJars(loader);
    try {
      for (Path jar : jars) {
        audited.read(jar, excluded);
      }
    } catch (IOException e) {
      audited.close();
      throw e;
    }
    return audited;
  }

  private void read(Path path, ClassNames excluded) throws IOException {
    try (JarFile jar = new JarFile(path.toFile(), true, JarFile.OPEN_READ, Runtime.version())) {
      for (ZipEntry entry : jar.versionedStream().toList()) {
        String name = entry.getName();
        if (!name.endsWith(".class") || name.endsWith("-info.class")) {
          continue;
        }
        String binaryName = name.substring(0, name.length() - ".class".length()).replace('/', '.');
        if (!excluded.contain(binaryName)) {
          try (InputStream in = jar.getInputStream(jar.getEntry(name))) {
            read(in.readAllBytes(), binaryName);
          }
        }
      }
    }
  }

  private void read(byte[] classFile, String binaryName) {
    try {
      ClassSource source = ClassSource.of(classFile);
      sources.putIfAbsent(source.name(), source);
    } catch (UnreadableClassException e) {
      unreadable.put(binaryName, e.getMessage());
    }
  }

  /** All classes, in the order of their names. */
  List<ClassSource> sources() {
    return List.copyOf(sources.values());
  }

  /** The class of an internal name; null if it is not audited. */
  ClassSource source(String internalName) {
    return sources.get(internalName);
  }

  /** By binary name, why a class file could not be read. */
  TreeMap<String, String> unreadable() {
    return unreadable;
  }

  /**
   * Loads a class without running its initializer.
   *
   * @throws ClassNotFoundException if it is missing
   * @throws LinkageError if it or a super class cannot be had
   */
  Class<?> load(String internalName) throws ClassNotFoundException {
    return Class.forName(internalName.replace('/', '.'), false, loader);
  }

  @Override
  public void close() throws IOException {
    loader.close();
  }
}

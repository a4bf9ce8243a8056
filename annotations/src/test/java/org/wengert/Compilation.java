package org.wengert;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;
import org.wengert.processor.DerivativeOfProcessor;
import org.wengert.processor.DifferentiableProcessor;

/** Compiles sources with the annotation processor and all warnings on, into a directory. */
public final class Compilation {
  private final Path classes;
  private final Map<String, String> generated = new LinkedHashMap<>();
  private final DiagnosticCollector<JavaFileObject> diagnostics = new DiagnosticCollector<>();
  private final boolean succeeded;

  private Compilation(Map<String, String> sources, List<String> options) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> all = new ArrayList<>(List.of("-Xlint:all", "--release", "17"));
    all.addAll(options);
    List<JavaFileObject> files = new ArrayList<>();
    sources.forEach((name, text) -> files.add(new Source(name, text)));
    try (StandardJavaFileManager manager =
        compiler.getStandardFileManager(diagnostics, null, null)) {
      classes = Files.createTempDirectory("wengert-compilation");
      manager.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      manager.setLocationFromPaths(StandardLocation.SOURCE_OUTPUT, List.of(classes));
      var task = compiler.getTask(null, new Recorder(manager), diagnostics, all, null, files);
      task.setProcessors(List.of(new DifferentiableProcessor(), new DerivativeOfProcessor()));
      succeeded = task.call();
      for (String name : new ArrayList<>(generated.keySet())) {
        Path file = classes.resolve(name.replace('.', '/') + ".java");
        generated.put(name, Files.exists(file) ? Files.readString(file) : "");
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Compiles one class. */
  public static Compilation of(String name, String text) {
    return of(Map.of(name, text));
  }

  /** Compiles several classes, by qualified name. */
  public static Compilation of(Map<String, String> sources, String... options) {
    return new Compilation(sources, List.of(options));
  }

  public boolean succeeded() {
    return succeeded;
  }

  /** Source of a generated class. */
  public String generated(String name) {
    return generated.get(name);
  }

  /** {@code ERROR 3: text}, one a diagnostic. */
  public List<String> diagnostics() {
    return diagnostics.getDiagnostics().stream().map(Compilation::text).toList();
  }

  private static String text(Diagnostic<? extends JavaFileObject> d) {
    return d.getKind() + " " + d.getLineNumber() + ": " + d.getMessage(java.util.Locale.ROOT);
  }

  /** Loads a class; what it refers to comes from the tests' class path. */
  public Class<?> load(String name) {
    if (!succeeded) {
      throw new AssertionError(String.join("\n", diagnostics()));
    }
    try {
      return Class.forName(name, true, new Loader());
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
  }

  public Path classes() {
    return classes;
  }

  private final class Loader extends ClassLoader {
    Loader() {
      super(Compilation.class.getClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      try {
        byte[] bytes = Files.readAllBytes(classes.resolve(name.replace('.', '/') + ".class"));
        return defineClass(name, bytes, 0, bytes.length);
      } catch (IOException e) {
        throw new ClassNotFoundException(name, e);
      }
    }
  }

  private final class Recorder extends ForwardingJavaFileManager<StandardJavaFileManager> {
    Recorder(StandardJavaFileManager manager) {
      super(manager);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, javax.tools.FileObject sibling)
        throws IOException {
      if (kind == JavaFileObject.Kind.SOURCE) {
        generated.put(name, "");
      }
      return super.getJavaFileForOutput(location, name, kind, sibling);
    }
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String text;

    Source(String name, String text) {
      super(URI.create("string:///" + name.replace('.', '/') + ".java"), Kind.SOURCE);
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }
}

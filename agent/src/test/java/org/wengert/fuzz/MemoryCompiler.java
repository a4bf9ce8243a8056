package org.wengert.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.annotation.processing.Processor;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.wengert.processor.DifferentiableProcessor;

/** Compiles sources held in memory, many at once, with this JDK's compiler. */
final class MemoryCompiler {
  private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
  private static final StandardJavaFileManager FILES =
      JAVAC.getStandardFileManager(null, null, null);
  private static final List<String> OPTIONS =
      List.of("-g", "-parameters", "-nowarn", "-Xlint:none");

  private MemoryCompiler() {}

  /** The compiler refused; the message holds its diagnostics. */
  static final class Refused extends Exception {
    private static final long serialVersionUID = 1L;

    Refused(String diagnostics) {
      super(diagnostics);
    }
  }

  /**
   * Compiles the sources, keyed by the name of their public class, in one run of the compiler.
   *
   * @return a loader that holds all classes
   */
  static MemoryLoader compile(Map<String, String> sources) throws Refused {
    return compile(sources, List.of());
  }

  /** The same, with the companions of what is annotated. */
  static MemoryLoader compileWithCompanions(Map<String, String> sources) throws Refused {
    return compile(sources, List.of(new DifferentiableProcessor()));
  }

  private static MemoryLoader compile(Map<String, String> sources, List<Processor> processors)
      throws Refused {
    Map<String, byte[]> classes = new HashMap<>();
    DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
    List<Source> units =
        sources.entrySet().stream().map(e -> new Source(e.getKey(), e.getValue())).toList();
    JavaCompiler.CompilationTask task =
        JAVAC.getTask(null, new Output(FILES, classes), problems, OPTIONS, null, units);
    task.setProcessors(processors);
    if (!task.call()) {
      throw new Refused(describe(problems, sources));
    }
    return new MemoryLoader(classes);
  }

  private static String describe(
      DiagnosticCollector<JavaFileObject> problems, Map<String, String> sources) {
    StringBuilder text = new StringBuilder();
    for (Diagnostic<? extends JavaFileObject> d : problems.getDiagnostics()) {
      if (d.getKind() != Diagnostic.Kind.ERROR || text.length() > 20_000) {
        continue;
      }
      text.append(d.getMessage(null)).append(" at line ").append(d.getLineNumber()).append('\n');
      if (d.getSource() instanceof Source source) {
        text.append(sources.get(source.className)).append('\n');
      }
    }
    return text.toString();
  }

  private static final class Source extends SimpleJavaFileObject {
    private final String className;
    private final String text;

    Source(String className, String text) {
      super(URI.create("string:///" + className + ".java"), Kind.SOURCE);
      this.className = className;
      this.text = text;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return text;
    }
  }

  /** A source that an annotation processor writes. */
  private static final class Written extends SimpleJavaFileObject {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Written(String className) {
      super(URI.create("written:///" + className + ".java"), Kind.SOURCE);
    }

    @Override
    public OutputStream openOutputStream() {
      return bytes;
    }

    @Override
    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
      return bytes.toString(StandardCharsets.UTF_8);
    }
  }

  private static final class Output extends ForwardingJavaFileManager<JavaFileManager> {
    private final Map<String, byte[]> classes;

    Output(JavaFileManager files, Map<String, byte[]> classes) {
      super(files);
      this.classes = classes;
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
        Location location, String name, JavaFileObject.Kind kind, FileObject sibling) {
      if (kind == JavaFileObject.Kind.SOURCE) {
        return new Written(name);
      }
      return new SimpleJavaFileObject(URI.create("bytes:///" + name + ".class"), kind) {
        @Override
        public OutputStream openOutputStream() {
          return new ByteArrayOutputStream() {
            @Override
            public void close() {
              classes.put(name, toByteArray());
            }
          };
        }
      };
    }
  }
}

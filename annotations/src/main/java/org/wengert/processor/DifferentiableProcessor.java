package org.wengert.processor;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.FilerException;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.PackageElement;
import javax.lang.model.element.TypeElement;
import javax.lang.model.util.ElementFilter;
import javax.lang.model.util.Elements;
import javax.tools.Diagnostic;
import org.wengert.Differentiable;
import org.wengert.Inactive;

/**
 * Writes the typed companions of classes with {@link Differentiable} methods: one source file a
 * class, from that class alone.
 */
public final class DifferentiableProcessor extends AbstractProcessor {

  private static final String GENERATED = "javax.annotation.processing.Generated";

  /** For {@code javac}. */
  public DifferentiableProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(Differentiable.class.getName(), Inactive.class.getName(), GENERATED);
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    Set<TypeElement> hosts = new LinkedHashSet<>();
    for (Element method : round.getElementsAnnotatedWith(Differentiable.class)) {
      hosts.add((TypeElement) method.getEnclosingElement());
    }
    hosts.forEach(this::process);
    return true; // else -Xlint:processing warns that nobody claims these annotations
  }

  private void process(TypeElement host) {
    List<ExecutableElement> accepted = accepted(host);
    List<MethodModel> methods = new ArrayList<>();
    for (ExecutableElement method : withoutClashes(accepted)) {
      MethodModel model = MethodModel.of(host, method, processingEnv.getTypeUtils(), elements());
      if (hasForms(model)) {
        methods.add(model);
      }
    }
    if (!methods.isEmpty()) {
      write(host, methods);
    }
  }

  /** The annotated methods in source order, without those that are refused for themselves. */
  private List<ExecutableElement> accepted(TypeElement host) {
    Refusals refusals = new Refusals(elements());
    List<ExecutableElement> accepted = new ArrayList<>();
    for (ExecutableElement method : ElementFilter.methodsIn(host.getEnclosedElements())) {
      if (method.getAnnotation(Differentiable.class) != null) {
        Optional<String> refusal = refusals.of(host, method);
        refusal.ifPresent(text -> error(method, text));
        if (refusal.isEmpty()) {
          accepted.add(method);
        }
      }
    }
    return accepted;
  }

  /**
   * Members of companions start with the method's name, so that overloads clash; names that differ
   * in case only would clash in file systems that ignore case.
   */
  private List<ExecutableElement> withoutClashes(List<ExecutableElement> methods) {
    Map<String, List<ExecutableElement>> byPrefix = new LinkedHashMap<>();
    for (ExecutableElement method : methods) {
      String key = MethodModel.prefix(method).toLowerCase(Locale.ROOT);
      byPrefix.computeIfAbsent(key, k -> new ArrayList<>()).add(method);
    }
    List<ExecutableElement> alone = new ArrayList<>();
    for (List<ExecutableElement> same : byPrefix.values()) {
      if (same.size() == 1) {
        alone.addAll(same);
      } else {
        String all = String.join(" and ", same.stream().map(MethodModel::signature).toList());
        same.forEach(
            m ->
                error(
                    m,
                    "the companions of "
                        + all
                        + " would have the same names: give each but one a"
                        + " name, as in @Differentiable(name = \""
                        + m.getSimpleName()
                        + "2\")"));
      }
    }
    return alone;
  }

  /** Parameter lists have at most 255 slots: what does not fit is left out, with a note. */
  private boolean hasForms(MethodModel method) {
    List<Form> forms = CompanionWriter.forms(method, new Source());
    boolean any = false;
    for (Form form : forms) {
      any |= form.fits();
    }
    String advice =
        "; call Derivatives.of("
            + method.host().getSimpleName()
            + ".class, \""
            + method.signature()
            + "\")";
    for (Form form : forms) {
      if (!form.fits() && any) {
        print(
            Diagnostic.Kind.NOTE,
            method.element(),
            "the companion of "
                + method.signature()
                + " has no "
                + method.names().member(form.member())
                + ": it needs "
                + form.slots()
                + " of "
                + Form.MAX_SLOTS
                + " argument slots"
                + advice);
      }
    }
    if (!any) {
      error(
          method.element(),
          method.signature()
              + " has too many parameters for a companion: it needs "
              + forms.get(0).slots()
              + " of "
              + Form.MAX_SLOTS
              + " argument slots; remove"
              + " @Differentiable"
              + advice);
    }
    return any;
  }

  private void write(TypeElement host, List<MethodModel> methods) {
    PackageElement inPackage = elements().getPackageOf(host);
    String simple = Names.companion(host);
    String qualified = inPackage.isUnnamed() ? simple : inPackage.getQualifiedName() + "." + simple;
    boolean generated = elements().getTypeElement(elements().getModuleOf(host), GENERATED) != null;
    String text = new CompanionWriter(host, inPackage, generated).write(methods);
    ExecutableElement first = methods.get(0).element();
    try (Writer out = processingEnv.getFiler().createSourceFile(qualified, host).openWriter()) {
      out.write(text);
    } catch (FilerException e) {
      error(
          first,
          "the companion of "
              + host.getQualifiedName()
              + " would be class "
              + qualified
              + ", which exists already: rename one of the classes");
    } catch (IOException e) {
      error(first, "cannot write " + qualified + ": " + e);
    }
  }

  private Elements elements() {
    return processingEnv.getElementUtils();
  }

  private void error(ExecutableElement method, String text) {
    print(Diagnostic.Kind.ERROR, method, text);
  }

  /** At the annotation, where javac reports a line. */
  private void print(Diagnostic.Kind kind, ExecutableElement method, String text) {
    for (AnnotationMirror annotation : method.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(Differentiable.class.getName())) {
        processingEnv.getMessager().printMessage(kind, text, method, annotation);
      }
    }
  }
}

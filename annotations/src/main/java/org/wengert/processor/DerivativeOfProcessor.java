package org.wengert.processor;

import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import javax.annotation.processing.AbstractProcessor;
import javax.annotation.processing.Filer;
import javax.annotation.processing.RoundEnvironment;
import javax.lang.model.SourceVersion;
import javax.lang.model.element.AnnotationMirror;
import javax.lang.model.element.AnnotationValue;
import javax.lang.model.element.Element;
import javax.lang.model.element.ExecutableElement;
import javax.lang.model.element.Modifier;
import javax.lang.model.element.TypeElement;
import javax.lang.model.type.DeclaredType;
import javax.lang.model.util.ElementFilter;
import javax.tools.Diagnostic;
import javax.tools.StandardLocation;
import org.wengert.DerivativeOf;

/**
 * Checks methods annotated {@link DerivativeOf}, and lists their classes in a resource, where the
 * agent finds them. A processor of its own, since that list is made from all classes together.
 */
public final class DerivativeOfProcessor extends AbstractProcessor {
  /** Binary names of classes, one a line. */
  private static final String INDEX = "META-INF/wengert/rules";

  private final Set<String> hosts = new TreeSet<>();

  /** Rules by the method that they are for, without its mode: what they must agree on. */
  private final Map<String, RuleForm> byTarget = new HashMap<>();

  /** By method and mode. */
  private final Map<String, ExecutableElement> byMode = new HashMap<>();

  /** For {@code javac}. */
  public DerivativeOfProcessor() {}

  @Override
  public Set<String> getSupportedAnnotationTypes() {
    return Set.of(DerivativeOf.class.getName());
  }

  @Override
  public SourceVersion getSupportedSourceVersion() {
    return SourceVersion.latestSupported();
  }

  @Override
  public boolean process(Set<? extends TypeElement> annotations, RoundEnvironment round) {
    for (Element element : round.getElementsAnnotatedWith(DerivativeOf.class)) {
      ExecutableElement rule = (ExecutableElement) element;
      String problem = problem(rule);
      if (problem == null) {
        TypeElement host = (TypeElement) rule.getEnclosingElement();
        hosts.add(processingEnv.getElementUtils().getBinaryName(host).toString());
      } else {
        print(Diagnostic.Kind.ERROR, rule, problem);
      }
    }
    if (round.processingOver() && !round.errorRaised() && !hosts.isEmpty()) {
      write();
    }
    return true;
  }

  private void print(Diagnostic.Kind kind, ExecutableElement rule, String text) {
    processingEnv.getMessager().printMessage(kind, text, rule, annotation(rule));
  }

  private static AnnotationMirror annotation(ExecutableElement rule) {
    for (AnnotationMirror annotation : rule.getAnnotationMirrors()) {
      TypeElement type = (TypeElement) annotation.getAnnotationType().asElement();
      if (type.getQualifiedName().contentEquals(DerivativeOf.class.getName())) {
        return annotation;
      }
    }
    throw new IllegalStateException(rule + " is not annotated");
  }

  /** Null if all is well, or nothing can be said. */
  private String problem(ExecutableElement rule) {
    DerivativeOf given = rule.getAnnotation(DerivativeOf.class);
    if (!rule.getModifiers().contains(Modifier.STATIC)) {
      return rule.getSimpleName() + " is not static: a rule is called without an object";
    } else if (given.mode().length == 0) {
      return "mode = {} is no mode: name FORWARD, REVERSE or both";
    }
    TypeElement named = type(rule);
    if ((named == null) == given.typeName().isEmpty()) {
      return "name the class that declares "
          + given.method()
          + ": by type, or else by typeName if it cannot be named here";
    }
    TypeElement owner =
        named != null
            ? named
            : processingEnv.getElementUtils().getTypeElement(given.typeName().replace('$', '.'));
    if (owner == null) {
      print(
          Diagnostic.Kind.WARNING,
          rule,
          "there is no class " + given.typeName() + " here: the rule is not checked");
      return null;
    }
    return problem(rule, given, owner);
  }

  /** The element {@code type} of the annotation; null if it is not given. */
  private static TypeElement type(ExecutableElement rule) {
    for (Map.Entry<? extends ExecutableElement, ? extends AnnotationValue> element :
        annotation(rule).getElementValues().entrySet()) {
      if (element.getKey().getSimpleName().contentEquals("type")
          && element.getValue().getValue() instanceof DeclaredType type) {
        return (TypeElement) type.asElement();
      }
    }
    return null;
  }

  private String problem(ExecutableElement rule, DerivativeOf given, TypeElement owner) {
    List<ExecutableElement> candidates = new ArrayList<>();
    for (ExecutableElement method : ElementFilter.methodsIn(owner.getEnclosedElements())) {
      if (method.getSimpleName().contentEquals(given.method())) {
        candidates.add(method);
      }
    }
    if (candidates.isEmpty()) {
      return owner.getQualifiedName() + " declares no method " + given.method();
    }
    String first = null;
    for (ExecutableElement candidate : candidates) {
      RuleForm form = new RuleForm(candidate, rule, processingEnv.getTypeUtils());
      String problem = problem(form, given);
      if (problem == null && form.begins()) {
        return clash(owner, candidate, form, rule, given);
      }
      first = first == null || form.begins() ? problem : first;
    }
    return first;
  }

  private static String problem(RuleForm form, DerivativeOf given) {
    String problem = form.obstacle();
    for (DerivativeOf.Mode mode : given.mode()) {
      problem = problem != null ? problem : form.mismatch(mode == DerivativeOf.Mode.FORWARD);
    }
    return problem;
  }

  /** Why the rule does not go together with others that were compiled with it; or null. */
  private String clash(
      TypeElement owner,
      ExecutableElement target,
      RuleForm form,
      ExecutableElement rule,
      DerivativeOf given) {
    String key = owner.getQualifiedName() + "." + target;
    RuleForm other = byTarget.putIfAbsent(key, form);
    if (other != null && !other.active().equals(form.active())) {
      return "the rules for " + key + " mark different parameters @Inactive";
    }
    for (DerivativeOf.Mode mode : given.mode()) {
      if (byMode.putIfAbsent(mode + key, rule) != null) {
        return "there is another rule for " + key + " in mode " + mode;
      }
    }
    return null;
  }

  /**
   * What an earlier, incremental compilation has listed stays: classes without rules do no harm.
   */
  private void write() {
    Filer filer = processingEnv.getFiler();
    Set<String> all = new TreeSet<>(hosts);
    try {
      String before =
          filer
              .getResource(StandardLocation.CLASS_OUTPUT, "", INDEX)
              .getCharContent(true)
              .toString();
      before.lines().filter(line -> !line.isBlank()).forEach(all::add);
    } catch (IOException | RuntimeException e) {
      all.addAll(hosts); // There is none yet.
    }
    try (Writer out = filer.createResource(StandardLocation.CLASS_OUTPUT, "", INDEX).openWriter()) {
      for (String host : all) {
        out.write(host + "\n");
      }
    } catch (IOException e) {
      processingEnv
          .getMessager()
          .printMessage(Diagnostic.Kind.ERROR, "cannot write " + INDEX + ": " + e);
    }
  }
}

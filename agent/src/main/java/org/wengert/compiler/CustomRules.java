package org.wengert.compiler;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Opcodes;
import org.wengert.compiler.ir.CustomRule;
import org.wengert.compiler.ir.MethodRef;
import org.wengert.compiler.lift.ClassSource;
import org.wengert.compiler.lift.RuleAnnotation;
import org.wengert.compiler.lift.UnreadableClassException;
import org.wengert.compiler.rules.RuleTable;

/**
 * The rules of users ({@code @DerivativeOf}) that one class loader sees. Which classes have some is
 * read from the index files that the annotation processor writes, when the first derivative of code
 * of this loader is asked for; no other class is looked at.
 */
final class CustomRules {
  /** Binary names of classes, one a line; the processor writes it. */
  private static final String INDEX = "META-INF/wengert/rules";

  private final ClassFiles files;
  private final Settings settings;

  /** By the class that declares the method; null until somebody asks. */
  private Map<MethodRef, CustomRule> rules;

  private final Set<MethodRef> methods = new HashSet<>();

  CustomRules(ClassFiles files, Settings settings) {
    this.files = files;
    this.settings = settings;
  }

  /**
   * The rule for a method; null if there is none.
   *
   * @param declared by the class that declares it
   */
  CustomRule find(MethodRef declared) {
    return isEmpty() ? null : rules.get(declared);
  }

  /** Whether there are none at all, as is usual. */
  boolean isEmpty() {
    if (rules == null) {
      rules = new HashMap<>();
      read();
    }
    return rules.isEmpty();
  }

  /** Whether a method is one of the rules. */
  boolean isRule(MethodRef method) {
    return methods.contains(method);
  }

  private void read() {
    Set<String> names = new LinkedHashSet<>(files.lines(INDEX));
    names.addAll(settings.ruleClasses());
    for (String name : names) {
      try {
        ClassSource source = files.find(name.replace('.', '/'));
        if (source != null) {
          for (RuleAnnotation annotation : RuleAnnotation.of(source)) {
            add(source, annotation);
          }
        } else if (settings.ruleClasses().contains(name)) {
          Warnings.warn("the agent option rules names " + name + ", which cannot be found");
        }
      } catch (UnreadableClassException e) {
        Warnings.warn("rules of " + name + " cannot be read: " + e.getMessage());
      }
    }
  }

  private void add(ClassSource host, RuleAnnotation annotation) {
    CustomRule.Method rule =
        new CustomRule.Method(
            new MethodRef(host.name(), annotation.name(), annotation.descriptor()),
            (host.access() & Opcodes.ACC_INTERFACE) != 0);
    ClassSource owner =
        annotation.targetOwner() == null ? null : files.find(annotation.targetOwner());
    if (annotation.targetOwner() != null && owner == null) {
      return; // Of a library that is not there: nobody calls it.
    }
    List<ClassSource.Member> candidates = candidates(owner, annotation.targetName());
    if (candidates.isEmpty()) {
      Warnings.warn(
          "the rule "
              + rule
              + " is for "
              + name(annotation)
              + ", which is no method with a body, or native, there: it is ignored");
      return;
    }
    ClassSource.Member meant = meant(owner, candidates, annotation);
    if (meant != null) {
      add(owner, meant, annotation, rule);
      return;
    }
    boolean any = false;
    for (ClassSource.Member candidate : candidates) {
      any |= signature(owner, candidate, annotation).begins(annotation.descriptor());
    }
    for (ClassSource.Member candidate : candidates) {
      // Whichever is meant must not be differentiated as if there were no rule.
      if (!any || signature(owner, candidate, annotation).begins(annotation.descriptor())) {
        add(owner, candidate, annotation, rule);
      }
    }
  }

  private static List<ClassSource.Member> candidates(ClassSource owner, String name) {
    List<ClassSource.Member> candidates = new ArrayList<>();
    if (owner != null && !name.startsWith("<")) {
      for (ClassSource.Member member : owner.methods()) {
        if (member.name().equals(name)
            && (member.access() & (Opcodes.ACC_SYNTHETIC | Opcodes.ACC_ABSTRACT)) == 0) {
          candidates.add(member);
        }
      }
    }
    return candidates;
  }

  private static String name(RuleAnnotation annotation) {
    return (annotation.targetOwner() == null
            ? "a method without a class"
            : annotation.targetOwner().replace('/', '.'))
        + "."
        + annotation.targetName();
  }

  /** The overload that the rule fits; null if it fits none. */
  private static ClassSource.Member meant(
      ClassSource owner, List<ClassSource.Member> candidates, RuleAnnotation annotation) {
    for (ClassSource.Member candidate : candidates) {
      RuleSignature signature = signature(owner, candidate, annotation);
      if (signature.begins(annotation.descriptor()) && problem(signature, annotation) == null) {
        return candidate;
      }
    }
    return null;
  }

  private static RuleSignature signature(
      ClassSource owner, ClassSource.Member target, RuleAnnotation annotation) {
    boolean isStatic = (target.access() & Opcodes.ACC_STATIC) != 0;
    return new RuleSignature(owner.name(), target.descriptor(), isStatic, annotation.inactive());
  }

  /** Why the annotated method is no rule for a method; null if it is one. */
  private static String problem(RuleSignature signature, RuleAnnotation annotation) {
    if ((annotation.access() & Opcodes.ACC_STATIC) == 0) {
      return "it is not static";
    } else if (!annotation.forward() && !annotation.reverse()) {
      return "it names no mode";
    }
    String problem = signature.obstacle();
    if (problem == null && annotation.forward()) {
      problem = signature.mismatch(annotation.name(), annotation.descriptor(), true);
    }
    if (problem == null && annotation.reverse()) {
      problem = signature.mismatch(annotation.name(), annotation.descriptor(), false);
    }
    return problem;
  }

  private void add(
      ClassSource owner,
      ClassSource.Member target,
      RuleAnnotation annotation,
      CustomRule.Method rule) {
    MethodRef method = new MethodRef(owner.name(), target.name(), target.descriptor());
    if (isKnown(method)) {
      Warnings.warn(
          "the rule " + rule + " is ignored: the compiler has one for " + name(annotation));
      return;
    }
    RuleSignature signature = signature(owner, target, annotation);
    String problem = problem(signature, annotation);
    CustomRule made =
        new CustomRule(
            method,
            signature.active(),
            annotation.forward() ? rule : null,
            annotation.reverse() ? rule : null,
            problem == null ? null : rule + " for " + name(annotation) + ": " + problem);
    methods.add(rule.method());
    CustomRule before = rules.get(method);
    rules.put(method, before == null ? made : both(before, made));
  }

  /** Whether the compiler knows the derivative by heart, and would not look at the rule. */
  private static boolean isKnown(MethodRef method) {
    switch (method.owner()) {
      case "java/lang/Object",
      "java/lang/System",
      "java/lang/reflect/Array",
      "java/lang/Double",
      "java/lang/Float":
        return true;
      case "java/util/Arrays":
        return method.name().equals("fill") || method.name().startsWith("copyOf");
      default:
        return RuleTable.forMethod(method.owner(), method.name(), method.descriptor()) != null;
    }
  }

  private static CustomRule both(CustomRule a, CustomRule b) {
    String problem = a.problem() != null ? a.problem() : b.problem();
    if (problem == null && a.forward() != null && b.forward() != null) {
      problem = "there are two for forward mode, " + a.forward() + " and " + b.forward();
    } else if (problem == null && a.reverse() != null && b.reverse() != null) {
      problem = "there are two for reverse mode, " + a.reverse() + " and " + b.reverse();
    } else if (problem == null && !java.util.Arrays.equals(a.active(), b.active())) {
      CustomRule.Method forward = a.forward() != null ? a.forward() : b.forward();
      CustomRule.Method reverse = a.reverse() != null ? a.reverse() : b.reverse();
      problem = forward + " and " + reverse + " mark different parameters @Inactive";
    }
    return new CustomRule(
        a.target(),
        a.active(),
        a.forward() != null ? a.forward() : b.forward(),
        a.reverse() != null ? a.reverse() : b.reverse(),
        problem);
  }
}

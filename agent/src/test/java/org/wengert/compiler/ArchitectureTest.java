package org.wengert.compiler;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The directions of the pipeline: a stage knows the IR, the rules, the diagnostics and what earlier
 * stages yield; the middle knows neither the JVM's class files nor the runtime.
 */
class ArchitectureTest {
  private static final Path SOURCES = Path.of("src/main/java/org/wengert");
  private static final Pattern NAMED =
      Pattern.compile("\\borg\\.(wengert\\.(?:compiler\\.)?[a-z]+|objectweb)\\b");
  private static final String ASM = "objectweb";

  /** By package, the packages that it may name. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("compiler.ir", Set.of()),
          Map.entry("compiler.rules", Set.of()),
          Map.entry("compiler.diag", Set.of("compiler.ir")),
          Map.entry("compiler.lift", Set.of("compiler.ir", ASM)),
          Map.entry("compiler.analyze", Set.of("compiler.ir", "compiler.rules")),
          Map.entry(
              "compiler.check",
              Set.of(
                  "compiler.ir",
                  "compiler.rules",
                  "compiler.diag",
                  "compiler.lift",
                  "compiler.analyze")),
          Map.entry("compiler.optimize", Set.of("compiler.ir", "compiler.rules")),
          Map.entry(
              "compiler.differentiate",
              Set.of("compiler.ir", "compiler.rules", "compiler.analyze")),
          Map.entry("compiler.outline", Set.of("compiler.ir")),
          Map.entry(
              "compiler.emit",
              Set.of("compiler.ir", "compiler.rules", "compiler.lift", "compiler.outline", ASM)),
          Map.entry("runtime", Set.of()));

  @Test
  void packagesKnowOnlyWhatComesBeforeThem() throws IOException {
    List<String> wrong = new ArrayList<>();
    for (Map.Entry<String, Set<String>> rule : ALLOWED.entrySet()) {
      Set<String> named = namedIn(rule.getKey());
      named.remove(rule.getKey());
      named.removeAll(rule.getValue());
      if (!named.isEmpty()) {
        wrong.add(rule.getKey() + " names " + named);
      }
    }
    assertEquals(List.of(), wrong);
  }

  @Test
  void everyPackageHasARule() throws IOException {
    try (Stream<Path> folders = Files.list(SOURCES.resolve("compiler"))) {
      for (Path folder : folders.filter(Files::isDirectory).toList()) {
        assertTrue(ALLOWED.containsKey("compiler." + folder.getFileName()), folder::toString);
      }
    }
  }

  @Test
  void ruleIsBrokenByAnImport() {
    assertEquals(Set.of("compiler.emit"), namedIn("import org.wengert.compiler.emit.Code;", "\n"));
    assertEquals(Set.of(ASM), namedIn("import org.objectweb.asm.Type;", "\n"));
  }

  private static Set<String> namedIn(String name) throws IOException {
    Set<String> named = new TreeSet<>();
    Path folder = SOURCES.resolve(name.replace('.', '/'));
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        named.addAll(namedIn(Files.readString(file), "\n"));
      }
    }
    return named;
  }

  /** Packages named in code; comments and texts may speak of anything. */
  private static Set<String> namedIn(String source, String lineEnd) {
    Set<String> named = new TreeSet<>();
    for (String line : source.split(lineEnd)) {
      String code = line.strip().replaceAll("\"[^\"]*\"", "");
      if (code.startsWith("*") || code.startsWith("//") || code.startsWith("/*")) {
        continue;
      }
      Matcher matcher = NAMED.matcher(code);
      while (matcher.find()) {
        String found = matcher.group(1);
        if (!code.startsWith("package ")) {
          named.add(found.replace("wengert.", ""));
        }
      }
    }
    return named;
  }
}

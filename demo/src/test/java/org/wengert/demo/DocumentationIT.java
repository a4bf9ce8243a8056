package org.wengert.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the documentation shows, works: with the shipped jars, compiled as the README says. */
class DocumentationIT {

  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(?:#[^)]*)?\\)");

  @TempDir Path directory;

  static List<Path> pages() throws IOException {
    try (Stream<Path> docs = Files.list(Shipped.ROOT.resolve("docs"))) {
      List<Path> pages = new ArrayList<>();
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
      for (String name : List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")) {
        pages.add(Shipped.ROOT.resolve(name));
      }
      return pages;
    }
  }

  static List<Example> examples() throws IOException {
    List<Example> examples = new ArrayList<>();
    for (Path page : pages()) {
      examples.addAll(Example.of(page));
    }
    return examples;
  }

  @Test
  void readmeStartsWithTheCommandsForTheDemoAndForTheTests() throws IOException {
    Path readme = Shipped.ROOT.resolve("README.md");
    List<Example.Block> blocks = Example.Block.of(Files.readAllLines(readme));
    assertTrue(blocks.get(0).text().endsWith("-jar demo/target/wengert-demo.jar\n"));
    assertEquals("mvn verify\n", blocks.get(1).text());
    assertFalse(Example.of(readme).isEmpty());
  }

  @ParameterizedTest
  @MethodSource("pages")
  void everyLinkLeadsToAFile(Path page) throws IOException {
    Matcher links = LINK.matcher(Files.readString(page));
    while (links.find()) {
      Path target = page.resolveSibling(links.group(1));
      assertTrue(Files.exists(target), () -> page.getFileName() + " links to " + target);
    }
  }

  @ParameterizedTest
  @MethodSource("examples")
  void exampleCompilesAndPrintsWhatThePageSays(Example example) throws Exception {
    Path source = directory.resolve(example.className() + ".java");
    Files.writeString(source, example.source());
    compile(example, source);
    if (example.hasMain()) {
      Shipped.Outcome outcome =
          Shipped.java(
              directory,
              List.of(
                  Shipped.agentFlag(),
                  "-cp",
                  Shipped.classPath(directory, Shipped.ANNOTATIONS),
                  example.className()));
      assertEquals(0, outcome.exit(), outcome.text());
      if (example.output() != null) {
        assertEquals(example.output(), outcome.text(), example.where());
      }
    }
  }

  private void compile(Example example, Path source) throws IOException {
    JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
    StringWriter messages = new StringWriter();
    try (StandardJavaFileManager files = javac.getStandardFileManager(null, null, null)) {
      List<String> options =
          List.of(
              "-parameters",
              "-processorpath",
              Shipped.ANNOTATIONS.toString(),
              "-cp",
              Shipped.ANNOTATIONS.toString(),
              "-d",
              directory.toString());
      boolean compiled =
          javac
              .getTask(messages, files, null, options, null, files.getJavaFileObjects(source))
              .call();
      assertTrue(compiled, () -> example.where() + ": " + messages);
    }
  }
}

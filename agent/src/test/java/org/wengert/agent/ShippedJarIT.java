package org.wengert.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.JarInputStream;
import java.util.zip.ZipEntry;
import org.junit.jupiter.api.Test;

/** Opens the jar that users get and looks at what lies in it. */
class ShippedJarIT {
  private static final String NESTED_RUNTIME = "META-INF/wengert/wengert-runtime.jar";

  @Test
  void everyClassOfTheJarIsOurOwnOrRelocatedUnderOurName() throws IOException {
    List<String> foreign = new ArrayList<>();
    for (String name : entries()) {
      if (!name.startsWith("org/wengert/") && !name.startsWith("META-INF/")) {
        foreign.add(name);
      }
    }
    assertEquals(List.of("org/"), foreign);
  }

  @Test
  void packagesOfTheJarAreTheExpectedOnes() throws IOException {
    List<String> unexpected = new ArrayList<>();
    for (String name : entries()) {
      boolean expected =
          name.startsWith("org/wengert/agent/")
              || name.startsWith("org/wengert/audit/")
              || name.startsWith("org/wengert/compiler/")
              || name.startsWith("org/wengert/shaded/picocli/")
              || name.startsWith("org/wengert/shaded/asm/");
      if (name.endsWith(".class") && !expected) {
        unexpected.add(name);
      }
    }
    assertEquals(List.of(), unexpected);
  }

  @Test
  void noEntryAppearsTwice() throws IOException {
    List<String> names = entries();
    assertEquals(new HashSet<>(names).size(), names.size());
  }

  @Test
  void asmIsRelocated() throws IOException {
    assertTrue(entries().contains("org/wengert/shaded/asm/ClassReader.class"));
  }

  @Test
  void runtimeLiesInTheNestedJarOnly() throws IOException {
    List<String> nested = nestedRuntimeClasses();
    assertTrue(nested.contains("org/wengert/runtime/package-info.class"), nested::toString);
    for (String name : nested) {
      assertTrue(name.startsWith("org/wengert/runtime/"), name);
    }
    for (String name : entries()) {
      assertTrue(!name.startsWith("org/wengert/runtime/"), name);
    }
  }

  @Test
  void manifestNamesTheAgentAndItsCapabilities() throws IOException {
    try (JarFile jar = open()) {
      Attributes manifest = jar.getManifest().getMainAttributes();
      assertEquals("org.wengert.agent.WengertAgent", manifest.getValue("Premain-Class"));
      assertEquals("org.wengert.agent.WengertAgent", manifest.getValue("Agent-Class"));
      assertEquals("org.wengert.agent.Launcher", manifest.getValue("Launcher-Agent-Class"));
      assertEquals("org.wengert.agent.Launcher", manifest.getValue("Main-Class"));
      assertEquals("true", manifest.getValue("Can-Retransform-Classes"));
      assertEquals("true", manifest.getValue("Can-Redefine-Classes"));
    }
  }

  @Test
  void licencesTravelWithTheJar() throws IOException {
    assertTrue(entries().containsAll(List.of("META-INF/LICENSE", "META-INF/NOTICE")));
  }

  private static List<String> nestedRuntimeClasses() throws IOException {
    List<String> names = new ArrayList<>();
    try (JarFile jar = open()) {
      ZipEntry runtime = jar.getEntry(NESTED_RUNTIME);
      assertNotNull(runtime, NESTED_RUNTIME);
      try (InputStream bytes = jar.getInputStream(runtime);
          JarInputStream nested = new JarInputStream(bytes)) {
        for (ZipEntry e = nested.getNextEntry(); e != null; e = nested.getNextEntry()) {
          if (e.getName().endsWith(".class")) {
            names.add(e.getName());
          }
        }
      }
    }
    return names;
  }

  private static List<String> entries() throws IOException {
    try (JarFile jar = open()) {
      return jar.stream().map(ZipEntry::getName).toList();
    }
  }

  private static JarFile open() throws IOException {
    return new JarFile(Path.of(System.getProperty("wengert.agent.jar")).toFile());
  }
}

package org.wengert.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeftoversTest {
  @TempDir private Path directory;

  @BeforeEach
  void leaveFiles() throws IOException {
    Files.createFile(directory.resolve("wengert-runtime-1abc.jar"));
    Files.createFile(directory.resolve("wengert-runtime-2abc.jar"));
    Files.createFile(directory.resolve("other.jar"));
  }

  @Test
  void copiesOfEarlierJvmsGoWhereOpenFilesStay() throws IOException {
    RuntimePlacement.deleteLeftovers(directory.toFile(), true);
    assertEquals(List.of("other.jar"), names());
  }

  @Test
  void copiesStayWhereTheyMayBeInUse() throws IOException {
    RuntimePlacement.deleteLeftovers(directory.toFile(), false);
    assertEquals(3, names().size());
  }

  private List<String> names() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}

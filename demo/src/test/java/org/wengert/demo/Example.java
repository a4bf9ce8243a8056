package org.wengert.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A code block of the documentation: a whole Java file.
 *
 * @param where file and line
 * @param source the code
 * @param output the text block that follows directly, which is what the program prints; else null
 */
record Example(String where, String source, String output) {

  private static final Pattern CLASS = Pattern.compile("(?m)^(?:public )?(?:final )?class (\\w+)");

  /** All Java blocks of a Markdown file, in order. */
  static List<Example> of(Path file) throws IOException {
    List<Block> blocks = Block.of(Files.readAllLines(file));
    List<Example> examples = new ArrayList<>();
    for (int i = 0; i < blocks.size(); i++) {
      Block block = blocks.get(i);
      if (block.language().equals("java")) {
        boolean printed = i + 1 < blocks.size() && blocks.get(i + 1).language().equals("text");
        examples.add(
            new Example(
                file.getFileName() + ":" + block.line(),
                block.text(),
                printed ? blocks.get(i + 1).text() : null));
      }
    }
    return examples;
  }

  /** The first class of the file. */
  String className() {
    Matcher matcher = CLASS.matcher(source);
    if (!matcher.find()) {
      throw new AssertionError(where + " declares no class");
    }
    return matcher.group(1);
  }

  boolean hasMain() {
    return source.contains("public static void main(");
  }

  @Override
  public String toString() {
    return where;
  }

  /**
   * A fenced block.
   *
   * @param language what follows the fence
   * @param line of the fence, from 1
   * @param text its lines, each with a line feed
   */
  record Block(String language, int line, String text) {

    static List<Block> of(List<String> lines) {
      List<Block> blocks = new ArrayList<>();
      int fence = -1;
      for (int i = 0; i < lines.size(); i++) {
        if (lines.get(i).startsWith("```")) {
          if (fence >= 0) {
            String text =
                String.join("", lines.subList(fence + 1, i).stream().map(l -> l + "\n").toList());
            blocks.add(new Block(lines.get(fence).substring(3).strip(), fence + 1, text));
          }
          fence = fence >= 0 ? -1 : i;
        }
      }
      if (fence >= 0) {
        throw new AssertionError("the block of line " + (fence + 1) + " is not closed");
      }
      return blocks;
    }
  }
}

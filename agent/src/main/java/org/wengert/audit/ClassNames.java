package org.wengert.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Classes named by patterns. */
final class ClassNames {
  private final List<Pattern> patterns;

  private ClassNames(List<Pattern> patterns) {
    this.patterns = patterns;
  }

  /**
   * @param globs binary names, where {@code *} stands for any characters
   */
  static ClassNames of(List<String> globs) {
    List<Pattern> patterns = new ArrayList<>();
    for (String glob : globs) {
      StringBuilder pattern = new StringBuilder();
      for (String part : glob.split("\\*", -1)) {
        pattern.append(pattern.length() == 0 ? "" : ".*").append(Pattern.quote(part));
      }
      patterns.add(Pattern.compile(pattern.toString()));
    }
    return new ClassNames(patterns);
  }

  boolean contain(String binaryName) {
    for (Pattern pattern : patterns) {
      if (pattern.matcher(binaryName).matches()) {
        return true;
      }
    }
    return false;
  }
}

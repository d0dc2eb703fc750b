package io.triggerscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The stylesheets are such that the jar is the same whenever it is built. */
class StylesTest {

  private static final Pattern TWO_PSEUDO_CLASSES = Pattern.compile("[^\\s,]*:[\\w-]+:[\\w-]+");

  @Test
  void noSelectorHasTwoPseudoClasses() throws IOException {
    var selectors = new ArrayList<String>();
    try (var files = Files.walk(Path.of("app/src/main/resources"))) {
      for (var file : files.filter(f -> f.toString().endsWith(".css")).toList()) {
        TWO_PSEUDO_CLASSES
            .matcher(Files.readString(file))
            .results()
            .map(MatchResult::group)
            .forEach(selectors::add);
      }
    }
    assertThat(selectors)
        .as("JavaFX writes them into the .bss in an order that changes from build to build")
        .isEmpty();
  }
}

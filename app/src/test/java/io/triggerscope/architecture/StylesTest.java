package io.triggerscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The stylesheets are such that the jar is the same whenever it is built. */
class StylesTest {

  private static final Pattern TWO_PSEUDO_CLASSES = Pattern.compile("[^\\s,]*:[\\w-]+:[\\w-]+");

  @Test
  void noSelectorHasTwoPseudoClasses() throws IOException {
    try (var files = Files.walk(Path.of("app/src/main/resources"))) {
      var selectors =
          files
              .filter(file -> file.toString().endsWith(".css"))
              .flatMap(file -> TWO_PSEUDO_CLASSES.matcher(read(file)).results())
              .map(MatchResult::group);
      assertThat(selectors)
          .as("JavaFX writes them into the .bss in an order that changes from build to build")
          .isEmpty();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

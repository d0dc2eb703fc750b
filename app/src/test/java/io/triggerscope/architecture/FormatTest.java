package io.triggerscope.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions.Style;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every Java file is written as google-java-format writes it. {@code mvn test -Dtest=FormatTest
 * -Dformat=write} rewrites those that are not.
 */
class FormatTest {

  private static final boolean WRITE = "write".equals(System.getProperty("format"));

  @Test
  void everyJavaFileIsFormatted() throws IOException, FormatterException {
    var formatter = new Formatter();
    var unformatted = new ArrayList<Path>();
    try (var app = Files.walk(Path.of("app/src"));
        var packaging = Files.walk(Path.of("packaging"))) {
      var files = Stream.concat(app, packaging);
      for (var file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
        var source = Files.readString(file);
        var formatted =
            formatter.formatSource(
                ImportOrderer.reorderImports(
                    RemoveUnusedImports.removeUnusedImports(source), Style.GOOGLE));
        if (!source.equals(formatted)) {
          if (WRITE) {
            Files.writeString(file, formatted);
          } else {
            unformatted.add(file);
          }
        }
      }
    }
    assertThat(unformatted).as("files to be rewritten with -Dformat=write").isEmpty();
  }
}

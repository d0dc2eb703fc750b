package io.triggerscope.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** The soak in short, in a process of its own, where nothing else takes memory. */
@Isolated("it measures a process over its time")
class SoakIT {

  @Test
  void aFeedThatRunsForLongTakesNoMoreThanAtFirst() throws IOException, InterruptedException {
    var soak =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Soak.class.getName(),
                "PT30S")
            .redirectErrorStream(true)
            .start();
    var out = new String(soak.getInputStream().readAllBytes());
    assertThat(soak.waitFor()).as(out).isZero();
    assertThat(out).contains("Nothing grew.");
  }
}

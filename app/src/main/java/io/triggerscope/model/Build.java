package io.triggerscope.model;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Which build of TriggerScope this is, and on what it runs. Immutable.
 *
 * @param version as in 0.1.0
 * @param runsOn Java, JavaFX and the operating system, with their versions
 */
public record Build(String version, String runsOn) {

  /** A program that was not packaged runs from its classes, which know no version. */
  public static Build ofThisProgram() {
    var version = Build.class.getPackage().getImplementationVersion();
    return new Build(
        version == null ? "(from its classes)" : version,
        Stream.of(
                "Java " + Runtime.version(),
                "JavaFX " + System.getProperty("javafx.runtime.version", "not loaded"),
                System.getProperty("os.name", "")
                    + " "
                    + System.getProperty("os.version", "")
                    + " "
                    + System.getProperty("os.arch", ""))
            .collect(Collectors.joining(" · ")));
  }
}

package io.triggerscope.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;

/** Programs that some tests need and that do not come from Maven Central. */
public final class Program {

  private Program() {}

  /** Where it is not on PATH the test is skipped, but not in CI. */
  public static void assumePresent(String name) {
    try {
      new ProcessBuilder(name, "--version").start().waitFor();
    } catch (IOException e) {
      assertThat(System.getenv("CI")).as("in CI there is a " + name).isNull();
      assumeThat(e).as(name + " is on PATH").isNull();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

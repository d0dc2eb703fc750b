package io.triggerscope.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalLong;

/** The operating system's process behind a session, on this computer. */
record ServerProcess(int pid) {

  /**
   * The CPU time that it has used, in nanoseconds; known on Linux only. The first number of {@code
   * schedstat} is the sum of utime and stime in {@code stat}, which is in hundredths of a second.
   */
  OptionalLong cpuTime() {
    var file = Path.of("/proc", String.valueOf(pid), "schedstat");
    if (!Files.exists(file)) {
      return OptionalLong.empty();
    }
    try {
      // it is brought up to date when the process goes to sleep, shortly after its answer
      Thread.sleep(5);
      return OptionalLong.of(Long.parseLong(Files.readString(file).split(" ", -1)[0]));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}

package io.triggerscope.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Drops every packet from and to a TCP port of this machine, without a word to either side. */
public final class Firewall implements AutoCloseable {

  private final int port;

  public Firewall(int port) {
    this.port = port;
    change("-I");
  }

  /** Whether this user may change the rules. */
  public static boolean isAvailable() {
    try {
      return run(List.of("iptables", "-w", "-n", "-L", "INPUT")) == 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  private void change(String action) {
    for (var end : List.of("--sport", "--dport")) {
      var rule = List.of("INPUT", "-p", "tcp", end, String.valueOf(port), "-j", "DROP");
      var command = new ArrayList<>(List.of("iptables", "-w", action));
      command.addAll(rule);
      if (run(command) != 0) {
        throw new IllegalStateException("failed: " + command);
      }
    }
  }

  private static int run(List<String> command) {
    try {
      return new ProcessBuilder(command)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .redirectError(ProcessBuilder.Redirect.DISCARD)
          .start()
          .waitFor();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lets them pass again. */
  @Override
  public void close() {
    change("-D");
  }
}

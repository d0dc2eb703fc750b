import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A program that is run and must succeed. Built by one thread. */
final class Command {

  private static final long PATIENCE_MINUTES = 10;

  private final List<String> words = new ArrayList<>();
  private final ProcessBuilder builder = new ProcessBuilder(words);

  /** A program of the JDK that runs this. */
  static Command ofJdk(String tool) {
    return new Command(Path.of(System.getProperty("java.home"), "bin", tool).toString());
  }

  Command(String program) {
    words.add(program);
    builder.redirectErrorStream(true);
  }

  Command with(Object... arguments) {
    for (var argument : arguments) {
      words.add(argument.toString());
    }
    return this;
  }

  Command in(Path folder) {
    builder.directory(folder.toFile());
    return this;
  }

  Command where(Map<String, String> environment) {
    builder.environment().putAll(environment);
    return this;
  }

  /** Shows what it prints only when it fails. */
  String run() throws IOException, InterruptedException {
    var process = builder.start();
    process.getOutputStream().close();
    var watch =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    if (!process.waitFor(PATIENCE_MINUTES, TimeUnit.MINUTES)) {
                      process.destroyForcibly();
                    }
                  } catch (InterruptedException e) {
                    // it has ended
                  }
                });
    var said = new String(process.getInputStream().readAllBytes());
    int code = process.waitFor();
    watch.interrupt();
    if (code != 0) {
      throw new IOException("%s%nended with %d and said:%n%s".formatted(words, code, said));
    }
    return said;
  }
}

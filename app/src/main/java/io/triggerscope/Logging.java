package io.triggerscope;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.logging.ConsoleHandler;
import java.util.logging.FileHandler;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogManager;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import net.harawata.appdirs.AppDirsFactory;

/**
 * Where the program's own log goes: warnings to standard error, one line each; from INFO on to a
 * rotating file in the user's log folder. Never to standard output, which belongs to the commands.
 */
final class Logging {

  private static final int FILE_BYTES = 1_000_000;
  private static final int FILES = 3;

  private Logging() {}

  static void start() {
    start(Path.of(AppDirsFactory.getInstance().getUserLogDir("triggerscope", null, null)));
  }

  /** Without the file, and with a warning, where the folder cannot be written. */
  static void start(Path folder) {
    LogManager.getLogManager().reset();
    var root = Logger.getLogger("");
    root.addHandler(configured(new ConsoleHandler(), Level.WARNING, new Line()));
    try {
      Files.createDirectories(folder);
      var pattern = folder.resolve("triggerscope.%u.%g.log").toString();
      var file = new FileHandler(pattern, FILE_BYTES, FILES, true);
      root.addHandler(configured(file, Level.INFO, new LineAndTrace()));
    } catch (IOException e) {
      root.log(Level.WARNING, "No log file is written: {0}", e.toString());
    }
  }

  private static Handler configured(Handler handler, Level level, Formatter formatter) {
    handler.setLevel(level);
    handler.setFormatter(formatter);
    return handler;
  }

  /** {@code 14:03:29.328 WARNING feed: the message}, a thrown exception by its name and message. */
  private static class Line extends Formatter {

    private static final DateTimeFormatter TIME =
        DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS");

    @Override
    public String format(LogRecord entry) {
      var time = LocalDateTime.ofInstant(entry.getInstant(), ZoneId.systemDefault());
      var thrown = entry.getThrown();
      return "%s %s %s: %s%s%n"
          .formatted(
              TIME.format(time),
              entry.getLevel(),
              simpleName(entry.getLoggerName()),
              formatMessage(entry).replaceAll("\\R\\s*", " "),
              thrown == null ? "" : " (" + thrown.toString().replaceAll("\\R\\s*", " ") + ")");
    }

    private static String simpleName(String logger) {
      return logger.substring(logger.lastIndexOf('.') + 1);
    }
  }

  /** The same, then the stack trace of what was thrown. */
  private static final class LineAndTrace extends Line {

    @Override
    public String format(LogRecord entry) {
      var thrown = entry.getThrown();
      return thrown == null ? super.format(entry) : super.format(entry) + trace(thrown);
    }

    private static String trace(Throwable thrown) {
      var text = new java.io.StringWriter();
      thrown.printStackTrace(new java.io.PrintWriter(text));
      return text.toString();
    }
  }
}

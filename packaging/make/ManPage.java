import java.io.IOException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/** The manual page, made of what the program's own {@code --help} says, so that it cannot age. */
final class ManPage {

  /** A command in the list of them: {@code " tail Prints …"}. */
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+)  +[A-Z]");

  private final Path program;
  private final String version;

  ManPage(Path program, String version) {
    this.program = program;
    this.version = version;
  }

  /** As troff with the man macros. */
  String text() throws IOException, InterruptedException {
    var help = help();
    var page = new StringBuilder();
    page.append(
        ".TH TRIGGERSCOPE 1 \"\" \"TriggerScope %s\" \"User commands\"\n".formatted(version));
    page.append(
        ".SH NAME\ntriggerscope \\- oscilloscope for PostgreSQL cache\\-invalidation triggers\n");
    page.append(".SH USAGE\n").append(asItIs(help));
    var commands = help.substring(help.indexOf("\nCommands:"));
    for (var names = COMMAND.matcher(commands); names.find(); ) {
      page.append(".SH THE COMMAND %s\n".formatted(names.group(1)));
      page.append(asItIs(help(names.group(1))));
    }
    page.append(
        """
        .SH FILES
        .TP
        .I $XDG_CONFIG_HOME/triggerscope
        connections, preferences and cascade rules; ~/.config/triggerscope when it is not set
        .TP
        .I $XDG_CACHE_HOME/triggerscope
        the log, and the PostgreSQL of the demo; ~/.cache/triggerscope when it is not set
        .SH ENVIRONMENT
        .TP
        .B PGPASSWORD
        the password when the URL has none; else .pgpass is read
        """);
    return page.toString();
  }

  private String help(String... command) throws IOException, InterruptedException {
    return new Command(program.toString()).with((Object[]) command).with("--help").run();
  }

  private static String asItIs(String text) {
    return ".nf\n"
        + text.replace("\\", "\\e").replace("-", "\\-").replaceAll("(?m)^(?=[.'])", "\\\\&")
        + ".fi\n";
  }
}

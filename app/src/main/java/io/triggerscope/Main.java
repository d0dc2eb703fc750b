package io.triggerscope;

import io.triggerscope.cli.CleanupCommand;
import io.triggerscope.cli.DemoCommand;
import io.triggerscope.cli.DurationConverter;
import io.triggerscope.cli.ErrorsCommand;
import io.triggerscope.cli.MigrateCommand;
import io.triggerscope.cli.TailCommand;
import io.triggerscope.cli.TestCommand;
import io.triggerscope.cli.VerifyCommand;
import io.triggerscope.cli.What;
import io.triggerscope.cli.Where;
import io.triggerscope.model.Build;
import io.triggerscope.viewmodel.Preferences.Theme;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code triggerscope}: opens the window, unless a subcommand is given. */
@Command(
    name = "triggerscope",
    mixinStandardHelpOptions = true,
    versionProvider = Main.Version.class,
    sortOptions = false,
    description = "Shows live what PostgreSQL's cache-invalidation triggers announce.",
    footer = {"", "Without a command it opens the window."})
public final class Main implements Callable<Integer> {

  /** The exit code of --smoke when a part does not work. */
  private static final int BROKEN = 1;

  private final ToIntFunction<Launch> window;
  private final Display display;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Parameters(
      arity = "0..1",
      paramLabel = "CAPTURE",
      description = "The same as --capture CAPTURE, as desktops open files.")
  private @Nullable Path opened;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private @Nullable Where where;

  @Mixin private What what = new What();

  @Option(
      names = "--snapshot",
      paramLabel = "DIR",
      description = "Write a picture of each screen to DIR, without a display, and exit.")
  private @Nullable Path snapshots;

  @Option(
      names = "--for",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "With --snapshot: how long to run before the pictures. Default: 20s.")
  private @Nullable Duration runFor;

  @Option(
      names = "--theme",
      paramLabel = "THEME",
      defaultValue = "system",
      description = "The look: dark, light or system. Default: ${DEFAULT-VALUE}.")
  private Theme theme = Theme.SYSTEM;

  @Option(
      names = "--smoke",
      description = "Start every part once on the demo, without a display, and print what works.")
  private boolean smoke;

  /**
   * @param window opens the window and returns the exit code
   */
  Main(ToIntFunction<Launch> window, Display display) {
    this.window = window;
    this.display = display;
  }

  public static void main(String[] args) {
    var display = Display.ofThisComputer();
    if (args.length == 0) {
      System.exit(open(display));
    }
    Logging.start();
    var commandLine = commandLine(new Main(launch -> App.run(launch, () -> {}), display));
    // not System.out, which keeps it to itself when nobody reads any more
    commandLine.setOut(
        new PrintWriter(
            new OutputStreamWriter(
                new FileOutputStream(FileDescriptor.out), System.out.charset())));
    System.exit(commandLine.execute(args));
  }

  /** Opens the window, without what would take a quarter of the time until it is there. */
  private static int open(Display display) {
    try {
      return App.run(Launch.OF_THE_WINDOW, Logging::start);
    } catch (RuntimeException | UnsatisfiedLinkError e) {
      return display
          .obstacle()
          .map(obstacle -> cannotShow(obstacle, new PrintWriter(System.err, true)))
          .orElseGet(() -> report(e));
    }
  }

  static CommandLine commandLine(Main main) {
    return new CommandLine(main)
        .addSubcommand(new DemoCommand())
        .addSubcommand(new TailCommand())
        .addSubcommand(new VerifyCommand())
        .addSubcommand(new TestCommand())
        .addSubcommand(new ErrorsCommand())
        .addSubcommand(new MigrateCommand())
        .addSubcommand(new CleanupCommand())
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler((problem, _) -> refuse(problem))
        .setExecutionExceptionHandler((bug, _, _) -> report(bug));
  }

  private static int refuse(ParameterException problem) {
    var command = problem.getCommandLine();
    command.getErr().println(problem.getMessage());
    command.getErr().println("Try: " + command.getCommandSpec().qualifiedName() + " --help");
    return ExitCode.USAGE;
  }

  private static int report(Throwable bug) {
    LoggerFactory.getLogger(Main.class).error("This is a bug in TriggerScope", bug);
    return ExitCode.SOFTWARE;
  }

  @Override
  public Integer call() {
    if (smoke) {
      check(
          where == null && opened == null && snapshots == null && runFor == null,
          "--smoke goes alone");
      return new Smoke(window, spec.commandLine().getOut()).passes(display) ? ExitCode.OK : BROKEN;
    }
    check(where == null || opened == null, "a CAPTURE goes without --demo, --url and --capture");
    check(
        opened == null || Files.isReadable(opened),
        "There is neither a command nor a readable file %s".formatted(opened));
    check(snapshots != null || runFor == null, "--for goes with --snapshot DIR");
    check(
        snapshots == null || where != null || opened != null,
        "--snapshot goes with --demo, --url URL or --capture FILE");
    var launch = launch();
    var obstacle = snapshots == null ? display.obstacle() : Optional.<String>empty();
    if (obstacle.isPresent() && !launch.demo()) {
      return cannotShow(obstacle.get(), spec.commandLine().getErr());
    }
    var obstacleToPictures = display.obstacleToPictures();
    if (obstacleToPictures.isPresent()) {
      tell(obstacleToPictures.get());
      return ExitCode.USAGE;
    }
    if (obstacle.isEmpty()) {
      return window.applyAsInt(launch);
    }
    var folder = defaultSnapshots();
    tell(
        "%s So pictures of the screens are written to %s after %d s."
            .formatted(obstacle.get(), folder.toAbsolutePath(), launch.runFor().toSeconds()));
    return window.applyAsInt(launch.into(folder));
  }

  private static int cannotShow(String obstacle, PrintWriter err) {
    err.println(obstacle + " Try --snapshot DIR with --demo, --url URL or --capture FILE.");
    return ExitCode.USAGE;
  }

  private void check(boolean fine, String otherwise) {
    if (!fine) {
      throw new ParameterException(spec.commandLine(), otherwise);
    }
  }

  private void tell(String sentence) {
    spec.commandLine().getErr().println(sentence);
  }

  private Launch launch() {
    var url = where == null ? null : where.url();
    return new Launch(
        where != null && where.demo(),
        url == null ? null : what.on(url, false),
        where == null ? opened : where.capture(),
        what.givenRules(),
        theme,
        snapshots,
        runFor == null ? Launch.PICTURES_AFTER : runFor,
        false);
  }

  /** {@code target/snapshots} where it runs from a build's classes, else the current folder. */
  private static Path defaultSnapshots() {
    try {
      var code = Path.of(Main.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      return Files.isDirectory(code) ? code.resolveSibling("snapshots") : Path.of("");
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The version in the jar's manifest; a build's classes have none. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {"TriggerScope " + Build.ofThisProgram().version()};
    }
  }
}

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipFile;

/**
 * The app as jpackage lays it out: launcher, runtime and jars, and the AOT cache of a training run.
 *
 * @param home the folder, on macOS {@code TriggerScope.app}
 * @param app where the jars are, and the launcher's settings
 * @param runtime what jlink made, for the training
 */
record Image(Path home, Path app, Path runtime) {

  private static final Path PACKAGING = Path.of("packaging");
  private static final List<String> NATIVE = List.of(".so", ".dylib", ".dll");

  static Image make(
      Path runnable, Path build, OperatingSystem system, String version, FileTime time)
      throws IOException, InterruptedException {
    var input = Files.createDirectories(build.resolve("input"));
    for (var jar : Installers.files(runnable.resolve("lib"), ".jar")) {
      Jars.copy(jar, input, time);
    }
    var runtime = link(runnable.resolve("javafx"), build, version);
    Command.ofJdk("jpackage")
        .with("--type", "app-image", "--dest", build.resolve("image"))
        .with("@" + PACKAGING.resolve("common.args"), "@" + PACKAGING.resolve(system.arguments()))
        .with("--app-version", version, "--input", input, "--runtime-image", runtime)
        .with("--main-jar", "triggerscope-" + version + ".jar")
        .with(memory().flatMap(option -> Stream.of("--java-options", option)).toArray())
        .run();
    var home = build.resolve("image").resolve(system.imageName());
    var image = new Image(home, home.resolve(system.appFolder()), runtime);
    image.train(build);
    if (system == OperatingSystem.LINUX) {
      image.launchByScript();
    }
    return image;
  }

  /** What the launch scripts have as well. */
  private static Stream<String> memory() throws IOException {
    return Files.readAllLines(PACKAGING.resolve("launcher/java.args")).stream()
        .filter(line -> !line.startsWith("#"));
  }

  /** A runtime with JavaFX in it, so that its libraries need not be unpacked at each user's. */
  private static Path link(Path javafx, Path build, String version)
      throws IOException, InterruptedException {
    var modules = Files.createDirectories(build.resolve("jmods"));
    for (var jar : Installers.files(javafx, ".jar")) {
      var name = jar.getFileName().toString().replaceFirst("javafx-(\\w+)-.*", "javafx.$1");
      var classes = Files.createDirectories(build.resolve(name).resolve("classes"));
      var libraries = Files.createDirectories(build.resolve(name).resolve("libraries"));
      try (var zip = new ZipFile(jar.toFile())) {
        for (var entry : zip.stream().filter(entry -> !entry.isDirectory()).toList()) {
          boolean library = NATIVE.stream().anyMatch(entry.getName()::endsWith);
          if (library || !entry.getName().startsWith("META-INF/")) {
            var file = (library ? libraries : classes).resolve(entry.getName());
            Files.createDirectories(file.getParent());
            Files.copy(zip.getInputStream(entry), file, StandardCopyOption.REPLACE_EXISTING);
          }
        }
      }
      Command.ofJdk("jmod")
          .with("create", "--class-path", classes, "--libs", libraries)
          .with(modules.resolve(name + ".jmod"))
          .run();
    }
    var runtime = build.resolve("runtime");
    Command.ofJdk("jlink")
        .with("@" + PACKAGING.resolve("runtime.args"))
        .with("--module-path", modules, "--output", runtime)
        .run();
    return runtime;
  }

  /**
   * Runs the app once with everything it has, as the launcher would, and keeps the classes loaded
   * and linked. The cache is for this runtime and these jars; that it is taken is tried at once.
   */
  private void train(Path build) throws IOException, InterruptedException {
    var options = settings("java-options", app.toString());
    options.removeIf(option -> option.startsWith("-XX:AOTCache="));
    var jars = String.join(java.io.File.pathSeparator, settings("app.classpath", app.toString()));
    var home = Files.createDirectories(build.resolve("home")).toAbsolutePath();
    var record = build.resolve("triggerscope.aotconf");
    var said =
        java()
            .with("-XX:AOTMode=record", "-XX:AOTConfiguration=" + record)
            // what the methods did would have them compiled, at length, while the window opens
            .with("-XX:+UnlockDiagnosticVMOptions", "-XX:-AOTRecordTraining")
            .with(options.toArray())
            .with("-Duser.home=" + home, "-cp", jars, "io.triggerscope.Main", "--smoke")
            // so that nothing of who builds is read or written
            .where(Map.of("XDG_CONFIG_HOME", home + "/config", "XDG_CACHE_HOME", home + "/cache"))
            .run();
    said.lines().filter(line -> line.startsWith("ok ")).forEach(Installers::say);
    java()
        .with("-XX:AOTMode=create", "-XX:AOTConfiguration=" + record)
        .with("-XX:AOTCache=" + app.resolve("triggerscope.aot"))
        .with(options.toArray())
        .with("-cp", jars)
        .run();
    java()
        .with("-XX:AOTMode=on", "-XX:AOTCache=" + app.resolve("triggerscope.aot"))
        .with(options.toArray())
        .with("-Duser.home=" + home, "-cp", jars, "io.triggerscope.Main", "--version")
        .run();
  }

  private Command java() {
    return new Command(runtime.resolve("bin").resolve("java").toString());
  }

  /**
   * Has a script start the Java of the runtime. jpackage's launcher asks rpm and dpkg first, at
   * each start, for all files of the package, which takes a sixth of the time until the window.
   */
  private void launchByScript() throws IOException {
    var launcher = home.resolve("bin/triggerscope");
    var script =
        """
        #!/bin/sh
        # Starts TriggerScope on the Java that came with it.
        set -eu
        script=$(readlink -f -- "$0")
        home=${script%%/bin/*}
        # meant for a JDK, and the runtime has less
        unset JDK_JAVA_OPTIONS
        # glibc would give each busy thread an arena of its own, and keep what is in them
        export MALLOC_ARENA_MAX=2
        exec "$home/lib/runtime/bin/triggerscope" \\
          %s \\
          -classpath "%s" \\
          io.triggerscope.Main "$@"
        """
            .formatted(
                String.join(
                    " \\\n  ",
                    settings("java-options", "$home/lib/app").stream()
                        .map("\"%s\""::formatted)
                        .toList()),
                String.join(":", settings("app.classpath", "$home/lib/app")));
    Files.writeString(launcher, script);
    for (var tool : Installers.files(home.resolve("lib/runtime/bin"), "")) {
      if (tool.endsWith("java")) {
        // by its name the system's lists of processes call it
        Files.move(tool, tool.resolveSibling("triggerscope"));
      } else {
        Files.delete(tool);
      }
    }
    Files.delete(home.resolve("lib/libapplauncher.so"));
    for (var settings : List.of("triggerscope.cfg", ".jpackage.xml")) {
      Files.delete(app.resolve(settings));
    }
  }

  /** Of what jpackage wrote for its launcher. */
  private List<String> settings(String key, String folder) throws IOException {
    try (var lines = Files.lines(Installers.files(app, ".cfg").getFirst())) {
      return lines
          .filter(line -> line.startsWith(key + "="))
          .map(line -> line.substring(key.length() + 1).replace("$APPDIR", folder))
          .collect(Collectors.toCollection(ArrayList::new));
    }
  }
}

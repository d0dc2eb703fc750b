import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;

/**
 * Makes the installers of this system in {@code target/installers} of what {@code mvn package} left
 * in {@code target/triggerscope}. Run in the project's folder.
 */
final class Installers {

  private static final Path RUNNABLE = Path.of("target/triggerscope");
  private static final Path BUILD = Path.of("target/packaging");
  private static final Path INSTALLERS = Path.of("target/installers");

  private Installers() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (!Files.isDirectory(RUNNABLE)) {
      System.err.println(RUNNABLE + " is missing: mvn package makes it.");
      System.exit(2);
    }
    remove(BUILD);
    remove(INSTALLERS);
    Files.createDirectories(INSTALLERS);
    var system = OperatingSystem.current();
    var image = Image.make(RUNNABLE, BUILD, system, version(), time());
    switch (system) {
      case LINUX -> new LinuxPackages(image, BUILD, INSTALLERS, version(), time()).make();
      case MACOS -> mac(image);
      case WINDOWS -> windows(image);
    }
    for (var installer : files(INSTALLERS, "")) {
      say("%s, %.1f MB".formatted(installer, Files.size(installer) / 1e6));
    }
  }

  /** Signed when the environment names whose key to sign with. */
  private static void mac(Image image) throws IOException, InterruptedException {
    var signer = System.getenv("MAC_SIGNING_KEY_USER_NAME");
    boolean signed = signer != null && !signer.isEmpty();
    var signing =
        signed ? List.of("--mac-sign", "--mac-signing-key-user-name", signer) : List.<String>of();
    if (signed) {
      Command.ofJdk("jpackage")
          .with("--type", "app-image", "--app-image", image.home())
          .with(signing.toArray())
          .run();
    }
    for (var type : List.of("dmg", "pkg")) {
      installer(type, image).with("--name", "TriggerScope").with(signing.toArray()).run();
    }
  }

  private static void windows(Image image) throws IOException, InterruptedException {
    installer("msi", image).with("--name", "TriggerScope", "@packaging/windows-msi.args").run();
  }

  private static Command installer(String type, Image image) {
    return Command.ofJdk("jpackage")
        .with("--type", type, "--app-image", image.home())
        .with("--app-version", version(), "--dest", INSTALLERS);
  }

  static void say(String line) {
    System.out.println(line);
  }

  /** The version in the name of our jar. */
  private static String version() {
    var jar =
        files(RUNNABLE.resolve("lib"), ".jar").stream()
            .map(file -> file.getFileName().toString())
            .filter(name -> name.startsWith("triggerscope-"))
            .findFirst()
            .orElseThrow();
    return jar.substring("triggerscope-".length(), jar.length() - ".jar".length());
  }

  /** The one time that all files bear: the build's, so that a second build makes the same. */
  private static FileTime time() throws IOException {
    var pom = Files.readString(Path.of("pom.xml"));
    var tag = "project.build.outputTimestamp>";
    int start = pom.indexOf(tag) + tag.length();
    return FileTime.from(Instant.parse(pom.substring(start, pom.indexOf('<', start))));
  }

  /** The files of a folder whose names end so, in the order of their names. */
  static List<Path> files(Path folder, String ending) {
    try (var files = Files.list(folder)) {
      return files.filter(file -> file.toString().endsWith(ending)).sorted().toList();
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  static void remove(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (var files = Files.walk(folder)) {
        for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}

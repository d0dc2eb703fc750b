import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;

/**
 * One tree of files as a .deb, an .rpm and a .tar.gz. Everything lies in the packages as files,
 * with no scripts to run, so that the package tools know all of it and remove all of it.
 */
final class LinuxPackages {

  private static final Path SOURCE = Path.of("packaging/linux");
  private static final Path ICONS = Path.of("icons");
  private static final String NAME = "triggerscope";

  /** Of zstd: 19, or xz, make the packages a tenth smaller and take minutes. */
  private static final String COMPRESSION = "9";

  private final Image image;
  private final Path build;
  private final Path installers;
  private final String version;
  private final FileTime time;
  private final Path tree;
  private final Map<String, String> reproducible;

  LinuxPackages(Image image, Path build, Path installers, String version, FileTime time) {
    this.image = image;
    this.build = build;
    this.installers = installers;
    this.version = version;
    this.time = time;
    this.tree = build.resolve("tree");
    this.reproducible =
        Map.of("SOURCE_DATE_EPOCH", Long.toString(time.toMillis() / 1000), "TZ", "UTC");
  }

  void make() throws IOException, InterruptedException {
    fill();
    tarGz();
    deb();
    rpm();
  }

  private void fill() throws IOException, InterruptedException {
    Files.createDirectories(tree.resolve("opt"));
    new Command("cp").with("-a", image.home(), tree.resolve("opt")).run();
    var link = tree.resolve("usr/bin").resolve(NAME);
    Files.createDirectories(link.getParent());
    Files.createSymbolicLink(link, Path.of("../../opt/triggerscope/bin/triggerscope"));
    copy(SOURCE.resolve("triggerscope.desktop"), "usr/share/applications/triggerscope.desktop");
    copy(SOURCE.resolve("triggerscope.xml"), "usr/share/mime/packages/triggerscope.xml");
    for (var icon : Installers.files(ICONS, ".png")) {
      icon(icon);
    }
    copy(
        ICONS.resolve("triggerscope.svg"),
        "usr/share/icons/hicolor/scalable/apps/" + NAME + ".svg");
    var doc = "usr/share/doc/triggerscope/";
    copy(SOURCE.resolve("copyright"), doc + "copyright");
    copy(Path.of("LICENSE"), doc + "LICENSE");
    copy(Path.of("CHANGELOG.md"), doc + "changelog");
    copy(Path.of("target/classes/io/triggerscope/licences.txt"), doc + "licences.txt");
    var man = tree.resolve("usr/share/man/man1/triggerscope.1");
    Files.createDirectories(man.getParent());
    Files.writeString(man, new ManPage(image.home().resolve("bin/triggerscope"), version).text());
    new Command("gzip").with("-9n", man, tree.resolve(doc + "changelog")).run();
    new Command("chmod").with("-R", "u=rwX,go=rX", tree).run();
    // the same packages from the same sources
    new Command("find")
        .with(tree, "-exec", "touch", "--no-dereference", "--date=" + time, "{}", "+")
        .run();
  }

  /** {@code triggerscope-48.png} is an app's icon, {@code capture-48.png} that of its files. */
  private void icon(Path icon) throws IOException {
    var name = icon.getFileName().toString().replace(".png", "").split("-", -1);
    if (Integer.parseInt(name[1]) <= 512) {
      var place = name[0].equals(NAME) ? "apps/triggerscope" : "mimetypes/application-x-tscope";
      copy(icon, "usr/share/icons/hicolor/%1$sx%1$s/%2$s.png".formatted(name[1], place));
    }
  }

  private void copy(Path file, String place) throws IOException {
    var copy = tree.resolve(place);
    Files.createDirectories(copy.getParent());
    Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
  }

  /** The app's folder with what a desktop takes from it, for a place of the user's. */
  private void tarGz() throws IOException, InterruptedException {
    var file =
        installers
            .resolve("%s-%s-linux-%s.tar.gz".formatted(NAME, version, architecture("x64", "arm64")))
            .toAbsolutePath();
    new Command("tar")
        .with("--create", "--gzip", "--file=" + file, "--sort=name", "--mtime=" + time)
        .with("--owner=0", "--group=0", "--numeric-owner")
        .with("--transform=s,^opt/triggerscope,triggerscope,;s,^usr/share,triggerscope/share,")
        .with("opt/triggerscope", "usr/share")
        .in(tree)
        .where(Map.of("GZIP", "-n"))
        .run();
  }

  private void deb() throws IOException, InterruptedException {
    var root = build.resolve("deb");
    new Command("cp").with("-a", tree, root).run();
    var control = Files.createDirectories(root.resolve("DEBIAN")).resolve("control");
    var architecture = architecture("amd64", "arm64");
    long bytes = 0;
    try (var files = Files.walk(tree)) {
      for (var file : files.filter(Files::isRegularFile).toList()) {
        bytes += Files.size(file);
      }
    }
    Files.writeString(
        control,
        Files.readString(SOURCE.resolve("control"))
            .replace("@VERSION@", version)
            .replace("@ARCHITECTURE@", architecture)
            .replace("@KILOBYTES@", Long.toString(bytes / 1024)));
    var sums =
        new Command("find")
            .with("opt", "usr", "-type", "f", "-exec", "md5sum", "{}", "+")
            .in(root)
            .run();
    Files.writeString(
        control.resolveSibling("md5sums"),
        sums.lines()
            .sorted(java.util.Comparator.comparing(line -> line.substring(34)))
            .collect(java.util.stream.Collectors.joining("\n", "", "\n")));
    new Command("dpkg-deb")
        .with("--build", "--root-owner-group", "-Zzstd", "-z" + COMPRESSION, root)
        .with(installers.resolve("%s_%s_%s.deb".formatted(NAME, version, architecture)))
        .where(reproducible)
        .run();
  }

  private void rpm() throws IOException, InterruptedException {
    var top = build.resolve("rpm").toAbsolutePath();
    var spec = Files.createDirectories(top).resolve("triggerscope.spec");
    Files.writeString(
        spec,
        Files.readString(SOURCE.resolve("triggerscope.spec"))
            .replace("@VERSION@", version)
            .replace("@COMPRESSION@", COMPRESSION)
            .replace("@TREE@", tree.toAbsolutePath().toString()));
    new Command("rpmbuild")
        .with("-bb", "--quiet", "--define", "_topdir " + top)
        .with("--define", "_rpmdir " + installers.toAbsolutePath())
        .with("--define", "_rpmfilename %{NAME}-%{VERSION}-%{RELEASE}.%{ARCH}.rpm")
        .with("--define", "use_source_date_epoch_as_buildtime 1")
        .with("--define", "clamp_mtime_to_source_date_epoch 1")
        .with("--define", "_buildhost triggerscope")
        .with(spec)
        .where(reproducible)
        .run();
  }

  private static String architecture(String intel, String arm) {
    return System.getProperty("os.arch").equals("aarch64") ? arm : intel;
  }
}

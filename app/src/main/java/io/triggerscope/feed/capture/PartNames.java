package io.triggerscope.feed.capture;

import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * How the parts of one capture are named: {@code name.tscope}, {@code name.2.tscope}, {@code
 * name.3.tscope}, likewise with {@code .gz} at the end. Immutable.
 */
record PartNames(Path folder, String stem, String extension) {

  private static final Pattern NAME = Pattern.compile("(.+?)((?:\\.tscope)?(?:\\.gz)?)");

  /**
   * @param first the name of part 1
   */
  static PartNames of(Path first) {
    var path = first.toAbsolutePath();
    var folder = path.getParent();
    var matcher = NAME.matcher(String.valueOf(path.getFileName()));
    return folder != null && matcher.matches()
        ? new PartNames(folder, matcher.group(1), matcher.group(2))
        : new PartNames(path, "", "");
  }

  /** The names of which {@code later} is that of part {@code part}, if it is such a name. */
  static PartNames of(Path later, int part) {
    var names = of(later);
    var end = "." + part;
    return part > 1 && names.stem.endsWith(end)
        ? new PartNames(
            names.folder,
            names.stem.substring(0, names.stem.length() - end.length()),
            names.extension)
        : names;
  }

  Path part(int number) {
    return folder.resolve(stem + (number == 1 ? "" : "." + number) + extension);
  }

  /** Which part, from 2 on, bears this name; empty when it is no such name. */
  OptionalInt numberOf(Path file) {
    var matcher =
        Pattern.compile(Pattern.quote(stem) + "\\.(\\d{1,6})" + Pattern.quote(extension))
            .matcher(String.valueOf(file.getFileName()));
    return matcher.matches() && Integer.parseInt(matcher.group(1)) > 1
        ? OptionalInt.of(Integer.parseInt(matcher.group(1)))
        : OptionalInt.empty();
  }

  boolean compressed() {
    return extension.endsWith(".gz");
  }
}

import java.util.Locale;

/** The system whose installers are made: the one this runs on. */
enum OperatingSystem {
  LINUX("linux.args", "triggerscope", "lib/app"),
  MACOS("macos.args", "TriggerScope.app", "Contents/app"),
  WINDOWS("windows.args", "TriggerScope", "app");

  private final String arguments;
  private final String imageName;
  private final String appFolder;

  OperatingSystem(String arguments, String imageName, String appFolder) {
    this.arguments = arguments;
    this.imageName = imageName;
    this.appFolder = appFolder;
  }

  static OperatingSystem current() {
    var name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
    return name.startsWith("win") ? WINDOWS : name.startsWith("mac") ? MACOS : LINUX;
  }

  /** The file with jpackage's arguments for it. */
  String arguments() {
    return arguments;
  }

  /** What jpackage calls the folder of the app. */
  String imageName() {
    return imageName;
  }

  /** Where in that folder the jars are. */
  String appFolder() {
    return appFolder;
  }
}

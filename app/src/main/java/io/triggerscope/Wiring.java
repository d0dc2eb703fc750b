package io.triggerscope;

import io.triggerscope.connection.ProfileFile;
import io.triggerscope.connection.StoredFile;
import io.triggerscope.connection.SystemKeychain;
import io.triggerscope.viewmodel.ConnectViewModel;
import io.triggerscope.viewmodel.Preferences;
import io.triggerscope.viewmodel.Preferences.Theme;
import io.triggerscope.viewmodel.Rules;
import io.triggerscope.viewmodel.Threads;
import io.triggerscope.viewmodel.WindowViewModel;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import javafx.application.Platform;

/** Builds every long-lived object of the window, and closes them in reverse. */
final class Wiring implements AutoCloseable {

  private final Launch launch;
  private final Preferences preferences;
  private final WindowViewModel window;

  /**
   * @param started completed once JavaFX has started; what is done for the FX thread waits for it
   */
  Wiring(Launch launch, CompletableFuture<Void> started) {
    this.launch = launch;
    var clock = InstantSource.system();
    // pictures are the same whatever the user chose
    preferences =
        launch.snapshots() == null
            ? Preferences.open(Preferences.standardFile(clock), clock)
            : new Preferences();
    if (launch.theme() != Theme.SYSTEM) {
      preferences.themeProperty().set(launch.theme());
    }
    var threads =
        new Threads(
            Thread.ofVirtual().name("background-", 0).factory(),
            action -> {
              started.join();
              Platform.runLater(action);
            });
    var connect =
        new ConnectViewModel(
            new ProfileFile(ProfileFile.standardPath(), clock),
            new SystemKeychain(),
            Rules.in(StoredFile.standardFolder(), launch.rules(), threads, clock),
            threads,
            clock);
    this.window = new WindowViewModel(connect, preferences, threads, clock);
  }

  Preferences preferences() {
    return preferences;
  }

  WindowViewModel window() {
    return window;
  }

  /** Opens what the command line asked for. */
  void begin() {
    if (launch.demo()) {
      window.connect().startDemo();
    } else if (launch.settings() != null) {
      window.connect().connect(launch.settings());
    } else if (launch.capture() != null) {
      window.connect().openCapture(launch.capture());
    }
  }

  /** Blocks until the session is closed and the demo database is gone. */
  @Override
  public void close() {
    window.close();
  }
}

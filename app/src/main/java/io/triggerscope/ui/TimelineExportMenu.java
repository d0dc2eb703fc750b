package io.triggerscope.ui;

import io.triggerscope.model.ExportFormat;
import io.triggerscope.ui.FileDialogs.Kind;
import io.triggerscope.viewmodel.ExportViewModel;
import io.triggerscope.viewmodel.Preferences;
import javafx.scene.control.CheckMenuItem;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

/** The menu that writes what the timeline's filter leaves to a file. */
final class TimelineExportMenu extends MenuButton {

  private final ExportViewModel vm;
  private final Preferences preferences;
  private final FileDialogs dialogs;

  TimelineExportMenu(ExportViewModel vm, Preferences preferences, FileDialogs dialogs) {
    super("Export", Icons.of("fth-download"));
    this.vm = vm;
    this.preferences = preferences;
    this.dialogs = dialogs;
    setId("timeline-export");
    disableProperty().bind(vm.run().runningProperty());
    var redacted = new CheckMenuItem("Redacted: ids hashed, payloads left out");
    redacted.setId("export-redacted");
    redacted.selectedProperty().bindBidirectional(vm.redactedProperty());
    getItems()
        .addAll(
            item("All that matches as NDJSON…", ExportFormat.NDJSON, Kind.NDJSON),
            item("Its notifications as CSV…", ExportFormat.CSV, Kind.CSV),
            new SeparatorMenuItem(),
            redacted);
  }

  private MenuItem item(String text, ExportFormat format, Kind kind) {
    var item = new MenuItem(text);
    item.setId("export-" + format.extension());
    item.setOnAction(
        _ -> {
          vm.formatProperty().set(format);
          var name = vm.suggestedName(preferences.zoneProperty().get());
          dialogs.save(getScene().getWindow(), kind, name).ifPresent(vm::start);
        });
    return item;
  }
}

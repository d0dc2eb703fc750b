package io.triggerscope.ui;

import io.triggerscope.viewmodel.MigrationsViewModel;
import io.triggerscope.viewmodel.Preferences;
import java.nio.file.Path;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/** The choice of where the migrations come from. Confined to the FX thread. */
final class MigrationSourceMenu extends MenuButton {

  MigrationSourceMenu(MigrationsViewModel vm, FileDialogs dialogs, Preferences preferences) {
    setId("migrations-source");
    setMinWidth(USE_PREF_SIZE);
    var shipped = new MenuItem("Shipped with TriggerScope");
    shipped.setId("shipped-migrations");
    shipped.setOnAction(_ -> vm.folderProperty().set(null));
    var folder = new MenuItem("From a folder…");
    folder.setId("migrations-folder");
    folder.setOnAction(
        _ -> dialogs.folder(getScene().getWindow()).ifPresent(vm.folderProperty()::set));
    getItems().setAll(shipped, folder);
    disableProperty().bind(vm.runningProperty());
    preferences.keep(
        vm.folderPreference(),
        vm.folderProperty(),
        text -> text.isEmpty() ? null : Path.of(text),
        chosen -> chosen == null ? "" : chosen.toString());
    vm.folderProperty().subscribe(chosen -> setText(chosen == null ? "Shipped" : "Folder"));
  }
}

package io.triggerscope.ui;

import io.triggerscope.viewmodel.MigrationsViewModel;
import io.triggerscope.viewmodel.Preferences;
import java.nio.file.Path;
import javafx.scene.control.Label;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.scene.control.OverrunStyle;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import org.jspecify.annotations.Nullable;

/** Where the migrations come from, and the choice of it. Confined to the FX thread. */
final class MigrationSourceLine extends HBox {

  private static final String SHIPPED = "Shipped with TriggerScope";

  private final MenuButton menu = new MenuButton();
  private final Label path = new Label();

  MigrationSourceLine(MigrationsViewModel vm, FileDialogs dialogs, Preferences preferences) {
    getStyleClass().addAll("line", "migration-source");
    var shipped = new MenuItem(SHIPPED);
    shipped.setId("shipped-migrations");
    shipped.setOnAction(_ -> vm.folderProperty().set(null));
    var folder = new MenuItem("From a folder…");
    folder.setId("migrations-folder");
    folder.setOnAction(
        _ -> dialogs.folder(getScene().getWindow()).ifPresent(vm.folderProperty()::set));
    menu.setId("migrations-source");
    menu.setMinWidth(USE_PREF_SIZE);
    menu.getItems().setAll(shipped, folder);
    menu.disableProperty().bind(vm.runningProperty());
    path.setId("migrations-path");
    path.getStyleClass().addAll("mono", "muted");
    // of a path the end tells most
    path.setTextOverrun(OverrunStyle.LEADING_ELLIPSIS);
    getChildren().setAll(menu, path);
    preferences.keep(
        vm.folderPreference(),
        vm.folderProperty(),
        text -> text.isEmpty() ? null : Path.of(text),
        chosen -> chosen == null ? "" : chosen.toString());
    vm.folderProperty().subscribe(this::show);
  }

  private void show(@Nullable Path folder) {
    menu.setText(folder == null ? SHIPPED : "From a folder");
    path.setText(folder == null ? "" : folder.toString());
    path.setTooltip(folder == null ? null : new Tooltip(folder.toString()));
  }
}

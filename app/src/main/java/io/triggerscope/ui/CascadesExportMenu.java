package io.triggerscope.ui;

import io.triggerscope.ui.FileDialogs.Kind;
import io.triggerscope.ui.chart.BarsPage;
import io.triggerscope.ui.chart.StackedBars;
import io.triggerscope.viewmodel.CascadesViewModel;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.Preferences;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

/** The menu that writes what the Cascades screen shows to files. */
final class CascadesExportMenu extends MenuButton {

  private final CascadesViewModel vm;
  private final StackedBars bars;
  private final Preferences preferences;
  private final FileDialogs dialogs;

  CascadesExportMenu(
      CascadesViewModel vm, StackedBars bars, Preferences preferences, FileDialogs dialogs) {
    super("Export");
    this.vm = vm;
    this.bars = bars;
    this.preferences = preferences;
    this.dialogs = dialogs;
    setId("cascades-export");
    setMinWidth(USE_PREF_SIZE);
    disableProperty().bind(bars.barsProperty().map(List::isEmpty));
    getItems()
        .addAll(
            item("Figures as CSV…", Kind.CSV, vm::exportFigures),
            item("Chart as PNG…", Kind.PNG, this::exportPng),
            item("Chart as SVG…", Kind.SVG, this::exportSvg));
  }

  private MenuItem item(String text, Kind kind, Consumer<Path> export) {
    var item = new MenuItem(text);
    item.setOnAction(
        _ -> dialogs.save(getScene().getWindow(), kind, suggestedName(kind)).ifPresent(export));
    return item;
  }

  private String suggestedName(Kind kind) {
    return Format.fileName(
            "cascades-" + vm.database(),
            vm.shownProperty().get().range().to(),
            preferences.zoneProperty().get())
        + "."
        + kind.name().toLowerCase(Locale.ROOT);
  }

  private void exportPng(Path file) {
    var page = page();
    if (page.fitsImage()) {
      var image = page.image();
      vm.export().write(file, to -> Png.write(image, to));
    } else {
      vm.export()
          .refuse(
              "A PNG of so many users would be "
                  + Format.count((long) page.height())
                  + " pixels high. Export as SVG, or show fewer users.");
    }
  }

  private void exportSvg(Path file) {
    var svg = page().svg();
    vm.export().text(file, () -> svg);
  }

  private BarsPage page() {
    var shown = vm.shownProperty().get();
    var zone = preferences.zoneProperty().get();
    var range = shown.range();
    var users =
        (shown.top().size() < shown.matching() ? Format.count(shown.top().size()) + " of " : "")
            + Format.count(shown.matching(), "user");
    var filter = shown.filter().isEmpty() ? "" : " whose id contains “" + shown.filter() + "”";
    return bars.page(
        List.of(
            "Database " + vm.database(),
            Format.fullTime(range.from(), zone) + " – " + Format.fullTime(range.to(), zone),
            users + filter + ", " + shown.order().label()),
        shown.series());
  }
}

package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.feed.export.EventExport;
import io.triggerscope.feed.export.Exported;
import io.triggerscope.feed.export.Redaction;
import io.triggerscope.model.ExportFormat;
import io.triggerscope.viewmodel.ExportRun.Said;
import io.triggerscope.viewmodel.Notice.Tone;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/**
 * Exporting the events that are shown to a file. Confined to the FX thread; the file is written in
 * the background.
 */
public final class ExportViewModel {

  private final Supplier<EventView> shown;
  private final String name;
  private final InstantSource clock;
  private final ExportRun run;
  private final ObjectProperty<ExportFormat> format =
      new SimpleObjectProperty<>(this, "format", ExportFormat.NDJSON);
  private final BooleanProperty redacted = new SimpleBooleanProperty(this, "redacted");

  /**
   * @param shown gives what is to be exported when an export begins
   * @param name what the user calls that of which these are the events
   */
  public ExportViewModel(
      Supplier<EventView> shown, String name, Threads threads, InstantSource clock) {
    this.shown = shown;
    this.name = name;
    this.clock = clock;
    this.run = new ExportRun(threads, clock, "notification");
  }

  public ObjectProperty<ExportFormat> formatProperty() {
    return format;
  }

  /** Whether ids are replaced by tokens, and texts that may hold ids left out. */
  public BooleanProperty redactedProperty() {
    return redacted;
  }

  public ExportRun run() {
    return run;
  }

  /** {@code prod-eu-20261122-140329.ndjson}, and with {@code -redacted} when it is. */
  public String suggestedName(ZoneId zone) {
    return Format.fileName(name, clock.instant(), zone)
        + (redacted.get() ? "-redacted." : ".")
        + format.get().extension();
  }

  /** Begins to export what is shown now to a file that must be new; no-op while one is exported. */
  public void start(Path file) {
    var view = shown.get();
    var export =
        new EventExport(view, format.get(), redacted.get() ? Redaction.hashed() : Redaction.NONE);
    run.start(
        view.notifications(),
        written -> export.to(file, written),
        exported ->
            new Said(
                exported.payloadsGone() == 0 ? Tone.GOOD : Tone.ATTENTION, sentences(exported)));
  }

  private static String sentences(Exported exported) {
    var sentences = new ArrayList<String>();
    sentences.add(
        "Exported %s, %s, to %s."
            .formatted(
                Format.count(exported.notifications(), "notification"),
                Format.bytes(exported.bytes()),
                exported.file()));
    var others = others(exported);
    if (!others.isEmpty()) {
      sentences.add(
          switch (exported.format()) {
            case NDJSON -> "Also " + others + ".";
            case CSV -> "Not in a CSV file: " + others + ".";
          });
    }
    if (exported.redacted()) {
      sentences.add("Ids are replaced; payloads and marker labels are left out.");
    }
    if (exported.payloadsGone() > 0) {
      sentences.add(
          Format.count(exported.payloadsGone(), "payload") + " no longer kept, so left empty.");
    }
    return String.join(" ", sentences);
  }

  private static String others(Exported exported) {
    var others = new ArrayList<String>();
    if (exported.malformed() > 0) {
      others.add(Format.count(exported.malformed(), "malformed payload"));
    }
    if (exported.blindWindows() > 0) {
      others.add(Format.count(exported.blindWindows(), "blind window"));
    }
    if (exported.markers() > 0) {
      others.add(Format.count(exported.markers(), "marker"));
    }
    return String.join(", ", others);
  }
}

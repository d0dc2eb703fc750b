package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.feed.export.EventExport;
import io.triggerscope.feed.export.Exported;
import io.triggerscope.feed.export.Redaction;
import io.triggerscope.model.ExportFormat;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.viewmodel.Notice.Tone;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.function.Supplier;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyDoubleProperty;
import javafx.beans.property.ReadOnlyDoubleWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import org.jspecify.annotations.Nullable;

/**
 * Exporting the events that are shown to a file. Confined to the FX thread; the file is written in
 * the background.
 */
public final class ExportViewModel {

  private final Supplier<EventView> shown;
  private final String name;
  private final Threads threads;
  private final InstantSource clock;
  private final Work work;
  private final ObjectProperty<ExportFormat> format =
      new SimpleObjectProperty<>(this, "format", ExportFormat.NDJSON);
  private final BooleanProperty redacted = new SimpleBooleanProperty(this, "redacted");
  private final ReadOnlyDoubleWrapper fraction = new ReadOnlyDoubleWrapper(this, "fraction");
  private final ReadOnlyStringWrapper progress = new ReadOnlyStringWrapper(this, "progress", "");
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice");

  /**
   * @param shown gives what is to be exported when an export begins
   * @param name what the user calls that of which these are the events
   */
  public ExportViewModel(
      Supplier<EventView> shown, String name, Threads threads, InstantSource clock) {
    this.shown = shown;
    this.name = name;
    this.threads = threads;
    this.clock = clock;
    this.work = new Work(threads);
  }

  public ObjectProperty<ExportFormat> formatProperty() {
    return format;
  }

  /** Whether ids are replaced by tokens, and texts that may hold ids left out. */
  public BooleanProperty redactedProperty() {
    return redacted;
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return work.runningProperty();
  }

  /** How much of the running export is written, from 0 to 1. */
  public ReadOnlyDoubleProperty fractionProperty() {
    return fraction.getReadOnlyProperty();
  }

  /** {@code 12,000 of 500,000 notifications}; empty while nothing is exported. */
  public ReadOnlyStringProperty progressProperty() {
    return progress.getReadOnlyProperty();
  }

  /** How the last export ended; null before the first and while one runs. */
  public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** {@code prod-eu-20261122-140329.ndjson}, and with {@code -redacted} when it is. */
  public String suggestedName(ZoneId zone) {
    return Format.fileName(name, clock.instant(), zone)
        + (redacted.get() ? "-redacted." : ".")
        + format.get().extension();
  }

  /** Begins to export what is shown now to a file that must be new; no-op while one is exported. */
  public void start(Path file) {
    if (work.isRunning()) {
      return;
    }
    var view = shown.get();
    long total = view.notifications();
    var export =
        new EventExport(view, format.get(), redacted.get() ? Redaction.hashed() : Redaction.NONE);
    var written = new Latest<Long>(threads.fx(), done -> tell(done, total));
    notice.set(null);
    tell(0, total);
    work.start(() -> export.to(file, written::accept), this::ended);
  }

  /** Ends the running export, which leaves no file. */
  public void cancel() {
    work.interrupt();
  }

  private void tell(long done, long total) {
    fraction.set(total == 0 ? 0 : (double) done / total);
    progress.set(Format.count(done) + " of " + Format.count(total, "notification"));
  }

  private void ended(Outcome<Exported> outcome) {
    fraction.set(0);
    progress.set("");
    notice.set(
        switch (outcome) {
          case Outcome.Done<Exported>(var exported) ->
              said(exported.payloadsGone() == 0 ? Tone.GOOD : Tone.ATTENTION, sentences(exported));
          case Outcome.Failed<Exported>(Failure.TimedOut(var message)) ->
              said(Tone.ATTENTION, message);
          case Outcome.Failed<Exported>(var failure) -> said(Tone.FAILED, failure.message());
        });
  }

  private Notice said(Tone tone, String sentence) {
    return new Notice(tone, sentence, clock.instant());
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

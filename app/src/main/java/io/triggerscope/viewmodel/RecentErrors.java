package io.triggerscope.viewmodel;

import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorKind;
import io.triggerscope.model.ErrorPlace;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.ReadIds;
import io.triggerscope.model.TriggerError;
import io.triggerscope.model.TriggerErrorLog;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The errors since shortly before we connected, or all of a capture, followed by id: the newest
 * {@value #CAPACITY} at most, and how many of them nobody has looked at. Confined to the FX thread.
 */
final class RecentErrors {

  static final int CAPACITY = 5_000;

  private static final int LIMIT = 1_000;

  /** Among so many of the newest ids those without a row are looked for when we begin. */
  private static final int BEFORE_NEWEST = 200;

  private static final Duration BEFORE_CONNECT = Duration.ofMinutes(15);
  private static final Duration PAUSE = Duration.ofSeconds(2);
  private static final Duration PAUSE_AFTER_FAILURE = Duration.ofSeconds(10);
  private static final Duration PAUSE_WHILE_MISSING = Duration.ofMinutes(1);

  private final Session session;
  private final TriggerErrorLog errors;
  private final GroupNotes notes;
  private final InstantSource clock;
  private final IntConsumer answered;
  private final Work work;
  private final ObservableList<TriggerError> rows = FXCollections.observableArrayList();
  private final ObservableList<TriggerError> readOnlyRows =
      FXCollections.unmodifiableObservableList(rows);
  private final ReadOnlyLongWrapper unseen = new ReadOnlyLongWrapper(this, "unseen");

  /** Null before the first reading. */
  private @Nullable ReadIds read;

  private Instant due = Instant.MIN;

  /** What there was when we began to follow. */
  private record Beginning(ReadIds read, List<TriggerError> newestFirst) {

    /** A row that was committed between the two readings is in the page, and not in a gap. */
    Beginning(ReadIds read, List<TriggerError> page, Instant now) {
      this(
          read.with(page.stream().map(TriggerError::id).filter(id -> id <= read.newest()), now),
          page.stream().filter(row -> row.id() <= read.newest()).toList());
    }
  }

  /**
   * @param notes what they cover is not counted as unseen
   * @param answered told, each time that the server has answered, how many errors may be new
   */
  RecentErrors(Session session, GroupNotes notes, IntConsumer answered) {
    this.session = session;
    this.notes = notes;
    this.errors = session.errors();
    this.clock = session.clock();
    this.answered = answered;
    this.work = new Work(session.threads());
  }

  /** Oldest first. */
  ObservableList<TriggerError> rows() {
    return readOnlyRows;
  }

  ReadOnlyLongProperty unseenProperty() {
    return unseen.getReadOnlyProperty();
  }

  /** The greatest id that was read; negative before the first reading. */
  long newestId() {
    return read == null ? -1 : read.newest();
  }

  void seen() {
    unseen.set(0);
  }

  /** Asks the server for new rows, if it was left alone for long enough. */
  void poll() {
    var now = clock.instant();
    if (!work.isRunning() && !now.isBefore(due)) {
      if (read == null) {
        begin(from(now), now);
      } else {
        follow(read);
      }
    }
  }

  /** Null: from the oldest on. */
  private @Nullable Instant from(Instant now) {
    return switch (session) {
      case LiveSession _ -> now.minus(BEFORE_CONNECT);
      case CaptureSession _ -> null;
    };
  }

  /** Makes the next {@link #poll} ask the server in any case. */
  void hurry() {
    due = Instant.MIN;
  }

  private void begin(@Nullable Instant from, Instant now) {
    var filter = ErrorFilter.between(from, null);
    read(
        () ->
            errors
                .newestId()
                .then(id -> newestIds(id, now))
                .then(
                    ids ->
                        errors
                            .page(filter, new ErrorPlace.Newest(), CAPACITY)
                            .map(page -> new Beginning(ids, page.rows(), now))),
        beginning -> {
          read = beginning.read;
          rows.setAll(beginning.newestFirst.reversed());
          // the screen may have been read before these came
          answered.accept(rows.size());
        });
  }

  private Outcome<ReadIds> newestIds(long newest, Instant now) {
    return errors
        .newerThan(ReadIds.upTo(Math.max(0, newest - BEFORE_NEWEST)), BEFORE_NEWEST)
        .map(
            rows ->
                rows.isEmpty()
                    ? ReadIds.upTo(newest)
                    : ReadIds.upTo(rows.getFirst().id())
                        .with(rows.stream().map(TriggerError::id), now));
  }

  private void follow(ReadIds until) {
    read(
        () -> errors.newerThan(until, LIMIT),
        newer -> {
          read = until.with(newer.stream().map(TriggerError::id), clock.instant());
          if (!newer.isEmpty()) {
            add(newer);
          }
          answered.accept(newer.size());
        });
  }

  private void add(List<TriggerError> newer) {
    if (session instanceof LiveSession live) {
      live.recorder().add(newer);
    }
    var all =
        Stream.concat(rows.stream(), newer.stream()).sorted(TriggerError.OLDEST_FIRST).toList();
    rows.setAll(all.subList(Math.max(0, all.size() - CAPACITY), all.size()));
    unseen.set(unseen.get() + newer.stream().filter(row -> !isKnown(row)).count());
    if (newer.size() == LIMIT) {
      hurry();
    }
  }

  private boolean isKnown(TriggerError row) {
    return notes.covers(ErrorKind.of(row), row.occurredAt());
  }

  private <T> void read(Supplier<Outcome<T>> job, Consumer<T> then) {
    work.start(
        job,
        outcome -> {
          switch (outcome) {
            case Outcome.Done<T>(var value) -> {
              due = clock.instant().plus(PAUSE);
              then.accept(value);
            }
            // the screen's own reading says why; here the server is only left alone for longer
            case Outcome.Failed<T>(var failure) -> {
              due =
                  clock
                      .instant()
                      .plus(
                          failure instanceof Failure.Missing
                              ? PAUSE_WHILE_MISSING
                              : PAUSE_AFTER_FAILURE);
            }
          }
        });
  }
}

package io.triggerscope.feed.capture;

import io.triggerscope.model.ErrorFacets;
import io.triggerscope.model.ErrorField;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorGroup;
import io.triggerscope.model.ErrorGroups;
import io.triggerscope.model.ErrorHistogram;
import io.triggerscope.model.ErrorLogShape;
import io.triggerscope.model.ErrorPage;
import io.triggerscope.model.ErrorPlace;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.ReadIds;
import io.triggerscope.model.TriggerError;
import io.triggerscope.model.TriggerErrorLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rows of {@code trigger_error_log} in a capture; answers as the server would. Immutable. */
public final class RecordedErrors implements TriggerErrorLog {

  private static final Comparator<ErrorGroup> LARGEST_FIRST =
      Comparator.comparing(ErrorGroup::rows)
          .thenComparing(ErrorGroup::last)
          .reversed()
          .thenComparing(ErrorGroup::sqlstate)
          .thenComparing(ErrorGroup::text);

  private final List<TriggerError> byId;
  private final List<TriggerError> newestFirst;
  private final Instant end;

  /** Equal parts of a stretch of time; what is beyond the last belongs to it. */
  private record Axis(Instant from, long micros, int size) {

    int part(TriggerError row) {
      long part = from.until(row.occurredAt(), ChronoUnit.MICROS) / micros;
      return (int) Math.min(part, size - 1);
    }
  }

  /** What rows of one group have in common. */
  private record Key(String sqlstate, String text) {}

  /**
   * @param end when the recording ended: the present, as far as the rows know
   */
  public RecordedErrors(List<TriggerError> errors, Instant end) {
    this.byId =
        errors.stream()
            .collect(Collectors.toMap(TriggerError::id, row -> row, (one, _) -> one, TreeMap::new))
            .values()
            .stream()
            .toList();
    this.newestFirst = byId.stream().sorted(TriggerError.OLDEST_FIRST.reversed()).toList();
    this.end = end;
  }

  @Override
  public Outcome<ErrorLogShape> shape() {
    return new Outcome.Done<>(ErrorLogShape.OURS);
  }

  @Override
  public Outcome<ErrorFacets> facets(ErrorFilter filter) {
    var cells =
        matching(ErrorFacets.freed(filter))
            .map(row -> new ErrorFacets.Cell(values(row), 1, row.occurredAt(), row.occurredAt()))
            .toList();
    return new Outcome.Done<>(ErrorFacets.of(cells, filter));
  }

  private static Map<ErrorField, String> values(TriggerError row) {
    var values = new EnumMap<ErrorField, String>(ErrorField.class);
    ErrorFacets.FIELDS.forEach(field -> values.put(field, field.of(row)));
    return values;
  }

  @Override
  public Outcome<ErrorHistogram> histogram(ErrorFilter filter, int buckets) {
    var matching = matching(filter).toList();
    var axis = axis(filter, matching, buckets);
    var counts = new ArrayList<Map<String, Long>>();
    for (int i = 0; i < buckets; i++) {
      counts.add(new TreeMap<>());
    }
    for (var row : matching) {
      counts.get(axis.part(row)).merge(ErrorField.TABLE.of(row), 1L, Long::sum);
    }
    return new Outcome.Done<>(
        new ErrorHistogram(
            axis.from, Duration.of(axis.micros, ChronoUnit.MICROS), List.copyOf(counts)));
  }

  private Axis axis(ErrorFilter filter, List<TriggerError> newestFirst, int size) {
    var oldest = newestFirst.isEmpty() ? end : newestFirst.getLast().occurredAt();
    var from = filter.from() == null ? oldest : filter.from();
    var to = filter.to() == null ? end : filter.to();
    return new Axis(from, Math.max(1, Math.ceilDiv(from.until(to, ChronoUnit.MICROS), size)), size);
  }

  @Override
  public Outcome<ErrorGroups> groups(ErrorFilter filter, ErrorGroups.Fold fold, int limit) {
    var matching = matching(filter).toList();
    var axis = axis(filter, matching, ErrorGroup.TREND_PARTS);
    var field =
        switch (fold) {
          case FINGERPRINT -> ErrorField.FINGERPRINT;
          case MESSAGE -> ErrorField.MESSAGE;
        };
    var groups =
        matching.stream()
            .collect(
                Collectors.groupingBy(row -> new Key(ErrorField.SQLSTATE.of(row), field.of(row))))
            .entrySet()
            .stream()
            .map(entry -> group(entry.getKey(), entry.getValue(), axis))
            .sorted(LARGEST_FIRST)
            .toList();
    return new Outcome.Done<>(
        new ErrorGroups(groups.stream().limit(limit).toList(), groups.size()));
  }

  /**
   * @param rows newest first
   */
  private static ErrorGroup group(Key key, List<TriggerError> rows, Axis axis) {
    var trend = new ArrayList<>(Collections.nCopies(ErrorGroup.TREND_PARTS, 0L));
    rows.forEach(row -> trend.set(axis.part(row), trend.get(axis.part(row)) + 1));
    return new ErrorGroup(
        key.sqlstate,
        key.text,
        rows.size(),
        rows.getLast().occurredAt(),
        rows.getFirst().occurredAt(),
        rows.stream().map(ErrorField.TABLE::of).distinct().sorted().toList(),
        List.copyOf(trend));
  }

  @Override
  public Outcome<ErrorPage> page(ErrorFilter filter, ErrorPlace place, int limit) {
    return new Outcome.Done<>(
        switch (place) {
          case ErrorPlace.Newest _ -> page(matching(filter), limit);
          case ErrorPlace.OlderThan(var other) ->
              page(
                  matching(filter).filter(row -> TriggerError.OLDEST_FIRST.compare(row, other) < 0),
                  limit);
          case ErrorPlace.Oldest _ -> turned(page(oldestFirst(filter), limit));
          case ErrorPlace.NewerThan(var other) ->
              turned(
                  page(
                      oldestFirst(filter)
                          .filter(row -> TriggerError.OLDEST_FIRST.compare(row, other) > 0),
                      limit));
        });
  }

  private static ErrorPage page(Stream<TriggerError> from, int limit) {
    var rows = from.limit(limit + 1L).toList();
    return new ErrorPage(
        List.copyOf(rows.subList(0, Math.min(limit, rows.size()))), rows.size() > limit);
  }

  private static ErrorPage turned(ErrorPage page) {
    return new ErrorPage(List.copyOf(page.rows().reversed()), page.more());
  }

  @Override
  public Outcome<Long> forEach(ErrorFilter filter, Predicate<TriggerError> each) {
    return new Outcome.Done<>(matching(filter).takeWhile(each).count());
  }

  @Override
  public Outcome<Long> newestId() {
    return new Outcome.Done<>(byId.isEmpty() ? 0 : byId.getLast().id());
  }

  @Override
  public Outcome<List<TriggerError>> newerThan(ReadIds read, int limit) {
    return new Outcome.Done<>(
        byId.stream().filter(row -> !read.contains(row.id())).limit(limit).toList());
  }

  private Stream<TriggerError> matching(ErrorFilter filter) {
    return newestFirst.stream().filter(filter::matches);
  }

  private Stream<TriggerError> oldestFirst(ErrorFilter filter) {
    return newestFirst.reversed().stream().filter(filter::matches);
  }
}

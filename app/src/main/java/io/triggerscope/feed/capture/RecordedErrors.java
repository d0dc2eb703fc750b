package io.triggerscope.feed.capture;

import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorHistogram;
import io.triggerscope.model.ErrorPage;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TriggerError;
import io.triggerscope.model.TriggerErrorLog;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows of {@code trigger_error_log} in a capture; answers as the server would. Immutable. */
public final class RecordedErrors implements TriggerErrorLog {

  private static final Comparator<TriggerError> OLDEST_FIRST =
      Comparator.comparing(TriggerError::occurredAt).thenComparing(TriggerError::id);

  private final List<TriggerError> byId;
  private final List<TriggerError> newestFirst;
  private final Instant end;

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
    this.newestFirst = byId.stream().sorted(OLDEST_FIRST.reversed()).toList();
    this.end = end;
  }

  @Override
  public Outcome<ErrorHistogram> histogram(ErrorFilter filter, int buckets) {
    var matching = newestFirst.stream().filter(row -> matches(row, filter)).toList();
    var newest = matching.isEmpty() ? null : matching.getFirst().occurredAt();
    var oldest = matching.isEmpty() ? null : matching.getLast().occurredAt();
    var from = filter.from() != null ? filter.from() : oldest != null ? oldest : end;
    var to = filter.to() == null ? end : filter.to();
    long width = Math.max(1, Math.ceilDiv(from.until(to, ChronoUnit.MICROS), buckets));
    var counts = new ArrayList<Map<String, Long>>();
    for (int i = 0; i < buckets; i++) {
      counts.add(new TreeMap<>());
    }
    for (var row : matching) {
      long bucket = from.until(row.occurredAt(), ChronoUnit.MICROS) / width;
      counts.get((int) Math.min(bucket, buckets - 1)).merge(name(row.tableName()), 1L, Long::sum);
    }
    return new Outcome.Done<>(
        new ErrorHistogram(
            from,
            Duration.of(width, ChronoUnit.MICROS),
            List.copyOf(counts),
            matching.size(),
            oldest,
            newest,
            facet(filter, TriggerError::tableName),
            facet(filter, TriggerError::operation)));
  }

  private Map<String, Long> facet(
      ErrorFilter filter, Function<TriggerError, @Nullable String> value) {
    return newestFirst.stream()
        .filter(row -> isInRange(row, filter))
        .collect(
            Collectors.groupingBy(
                row -> name(value.apply(row)), TreeMap::new, Collectors.counting()));
  }

  @Override
  public Outcome<ErrorPage> page(ErrorFilter filter, @Nullable TriggerError after, int limit) {
    var rows =
        newestFirst.stream()
            .filter(row -> after == null || OLDEST_FIRST.compare(row, after) < 0)
            .filter(row -> matches(row, filter))
            .limit(limit + 1L)
            .toList();
    return new Outcome.Done<>(
        new ErrorPage(
            List.copyOf(rows.subList(0, Math.min(limit, rows.size()))), rows.size() > limit));
  }

  @Override
  public Outcome<Long> newestId() {
    return new Outcome.Done<>(byId.isEmpty() ? 0 : byId.getLast().id());
  }

  @Override
  public Outcome<List<TriggerError>> newerThan(long id, int limit) {
    return new Outcome.Done<>(byId.stream().filter(row -> row.id() > id).limit(limit).toList());
  }

  private static boolean matches(TriggerError row, ErrorFilter filter) {
    return isInRange(row, filter)
        && isWanted(row.tableName(), filter.tables())
        && isWanted(row.operation(), filter.operations())
        && holds(row, filter.text().toLowerCase(Locale.ROOT));
  }

  private static boolean isInRange(TriggerError row, ErrorFilter filter) {
    return (filter.from() == null || !row.occurredAt().isBefore(filter.from()))
        && (filter.to() == null || row.occurredAt().isBefore(filter.to()));
  }

  private static boolean isWanted(@Nullable String value, Set<String> wanted) {
    return wanted.isEmpty() || wanted.contains(name(value));
  }

  private static boolean holds(TriggerError row, String text) {
    return Stream.of(row.errorMessage(), row.errorContext())
        .filter(Objects::nonNull)
        .collect(Collectors.joining("\n"))
        .toLowerCase(Locale.ROOT)
        .contains(text);
  }

  private static String name(@Nullable String text) {
    return Objects.requireNonNullElse(text, "");
  }
}

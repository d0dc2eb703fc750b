package io.triggerscope.model;

import java.time.Instant;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which rows of {@code trigger_error_log} are wanted; all conditions hold together. Immutable.
 *
 * @param from inclusive; null: from the oldest row on
 * @param to exclusive; null: up to now
 * @param values of which fields not any value is wanted
 * @param text what message or context must contain, letter case ignored; empty: anything
 * @param afterId only rows with a greater id; 0: all
 */
public record ErrorFilter(
    @Nullable Instant from,
    @Nullable Instant to,
    Map<ErrorField, ErrorValues> values,
    String text,
    long afterId) {

  public static final ErrorFilter ALL = new ErrorFilter(null, null, Map.of(), "", 0);

  public ErrorFilter {
    values =
        values.entrySet().stream()
            .filter(entry -> !entry.getValue().isAny())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** All rows of a stretch of time. */
  public static ErrorFilter between(@Nullable Instant from, @Nullable Instant to) {
    return new ErrorFilter(from, to, Map.of(), "", 0);
  }

  public ErrorValues values(ErrorField field) {
    return values.getOrDefault(field, ErrorValues.ANY);
  }

  public ErrorFilter with(ErrorField field, ErrorValues wanted) {
    var changed = new EnumMap<ErrorField, ErrorValues>(ErrorField.class);
    changed.putAll(values);
    changed.put(field, wanted);
    return new ErrorFilter(from, to, changed, text, afterId);
  }

  /** Only these values of a field. */
  public ErrorFilter only(ErrorField field, String... wanted) {
    return with(field, ErrorValues.only(Set.of(wanted)));
  }

  /** Only rows of this kind. */
  public ErrorFilter only(ErrorKind kind) {
    return only(ErrorField.SQLSTATE, kind.sqlstate())
        .only(ErrorField.FINGERPRINT, kind.fingerprint());
  }

  public ErrorFilter withText(String wanted) {
    return new ErrorFilter(from, to, values, wanted, afterId);
  }

  public boolean matches(TriggerError row) {
    return (from == null || !row.occurredAt().isBefore(from))
        && (to == null || row.occurredAt().isBefore(to))
        && row.id() > (afterId == 0 ? Long.MIN_VALUE : afterId)
        && values.entrySet().stream()
            .allMatch(entry -> entry.getValue().accept(entry.getKey().of(row)))
        && holdsText(row);
  }

  private boolean holdsText(TriggerError row) {
    return Stream.of(row.errorMessage(), row.errorContext())
        .filter(Objects::nonNull)
        .collect(Collectors.joining("\n"))
        .toLowerCase(Locale.ROOT)
        .contains(text.toLowerCase(Locale.ROOT));
  }
}

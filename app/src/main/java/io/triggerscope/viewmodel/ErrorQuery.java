package io.triggerscope.viewmodel;

import io.triggerscope.model.ErrorField;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorValues;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the filters of the Errors screen are set to; all hold together. Immutable.
 *
 * @param values of which fields not any value is wanted
 * @param text what message or context must contain; empty: anything
 * @param onlyNew whether only errors are wanted that came since the user last looked
 */
public record ErrorQuery(
    ErrorSpan span, Map<ErrorField, ErrorValues> values, String text, boolean onlyNew) {

  public static final ErrorQuery DEFAULT =
      new ErrorQuery(ErrorRange.LAST_24_HOURS, Map.of(), "", false);

  public ErrorQuery {
    values =
        values.entrySet().stream()
            .filter(entry -> !entry.getValue().isAny())
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  public ErrorQuery withSpan(ErrorSpan other) {
    return new ErrorQuery(other, values, text, onlyNew);
  }

  public ErrorQuery with(ErrorField field, ErrorValues wanted) {
    var changed = new EnumMap<ErrorField, ErrorValues>(ErrorField.class);
    changed.putAll(values);
    changed.put(field, wanted);
    return new ErrorQuery(span, changed, text, onlyNew);
  }

  /** Any of these values of a field; of none any. */
  public ErrorQuery withOnly(ErrorField field, Set<String> wanted) {
    return with(field, ErrorValues.only(wanted));
  }

  public ErrorQuery withText(String other) {
    return new ErrorQuery(span, values, other, onlyNew);
  }

  public ErrorQuery withOnlyNew(boolean other) {
    return new ErrorQuery(span, values, text, other);
  }

  public ErrorValues values(ErrorField field) {
    return values.getOrDefault(field, ErrorValues.ANY);
  }

  /**
   * @param looked the newest id when the user last looked
   */
  ErrorFilter filter(Instant now, long looked) {
    return new ErrorFilter(span.from(now), span.to(), values, text.strip(), onlyNew ? looked : 0);
  }
}

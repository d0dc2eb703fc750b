package io.triggerscope.model;

import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What rows of {@code trigger_error_log} are told apart by, and filtered for. */
public enum ErrorField {
  TABLE("table", TriggerError::tableName),
  OPERATION("operation", TriggerError::operation),
  SQLSTATE("SQLSTATE", TriggerError::sqlstate),
  TRANSACTION("transaction", TriggerError::batchId),
  /** The message without what varies in it: see {@link Fingerprint}. */
  FINGERPRINT("fingerprint", row -> Fingerprint.of(row.errorMessage())),
  MESSAGE("message", TriggerError::errorMessage);

  private final String word;
  private final Function<TriggerError, @Nullable String> value;

  ErrorField(String word, Function<TriggerError, @Nullable String> value) {
    this.word = word;
    this.value = value;
  }

  /** As in a sentence. */
  public String word() {
    return word;
  }

  /** As in names of parameters and controls: {@code table}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** What a row has of it; empty when it has nothing. */
  public String of(TriggerError row) {
    return Objects.requireNonNullElse(value.apply(row), "");
  }
}

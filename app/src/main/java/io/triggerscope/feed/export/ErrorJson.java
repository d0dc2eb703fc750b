package io.triggerscope.feed.export;

import io.triggerscope.model.TriggerError;
import tools.jackson.core.JsonGenerator;

/**
 * The columns of a row of {@code trigger_error_log} in JSON, by their names, and what is read out
 * of the context. Pure functions.
 */
public final class ErrorJson {

  private ErrorJson() {}

  public static void write(TriggerError row, JsonGenerator out) {
    out.writeNumberProperty("id", row.id());
    out.writeStringProperty("occurred_at", row.occurredAt().toString());
    JsonLine.write("table_name", row.tableName(), out);
    JsonLine.write("operation", row.operation(), out);
    JsonLine.write("sqlstate", row.sqlstate(), out);
    JsonLine.write("batch_id", row.batchId(), out);
    JsonLine.write("error_message", row.errorMessage(), out);
    JsonLine.write("error_context", row.errorContext(), out);
  }
}

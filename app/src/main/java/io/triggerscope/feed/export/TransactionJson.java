package io.triggerscope.feed.export;

import io.triggerscope.model.Notification;
import io.triggerscope.model.Transaction;
import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.core.util.Separators;
import tools.jackson.core.util.Separators.Spacing;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/**
 * Transactions as one JSON array laid out for reading, by the names of an export. It ends at a
 * bound and says in itself what it leaves out. Confined to its user.
 */
public final class TransactionJson {

  private static final ObjectWriter WRITER =
      new JsonMapper()
          .writer()
          .with(
              new DefaultPrettyPrinter(
                  Separators.createDefaultInstance().withObjectNameValueSpacing(Spacing.AFTER)));

  private final StringWriter text = new StringWriter();
  private final int mostNotifications;
  private final int mostCharacters;
  private int notifications;

  /**
   * @param mostNotifications after so many, and
   * @param mostCharacters after so many characters no more notifications are written
   */
  public TransactionJson(int mostNotifications, int mostCharacters) {
    this.mostNotifications = mostNotifications;
    this.mostCharacters = mostCharacters;
  }

  /** What these are as JSON; {@code more} says how many transactions there are besides. */
  public String of(List<Transaction> transactions, int more) {
    return array(
        out -> {
          transactions.forEach(transaction -> write(transaction, out));
          if (more > 0) {
            out.writeStartObject();
            out.writeNumberProperty("transactions_left_out", more);
            out.writeEndObject();
          }
        });
  }

  public String of(Notification notification) {
    return array(out -> write(notification, out));
  }

  private String array(Consumer<JsonGenerator> elements) {
    try (var out = WRITER.createGenerator(text)) {
      out.writeStartArray();
      elements.accept(out);
      out.writeEndArray();
    }
    return text.append('\n').toString();
  }

  private void write(Transaction transaction, JsonGenerator out) {
    out.writeStartObject();
    out.writeStringProperty("batch_id", transaction.batchId())
        .writeStringProperty("first_received_at", transaction.firstReceivedAt().toString())
        .writeNumberProperty("notifications", transaction.notifications())
        .writeNumberProperty("batches", transaction.batches().size())
        .writeNumberProperty("naive_ops", transaction.naiveOps())
        .writeNumberProperty("batched_ops", transaction.batchedOps());
    out.writeObjectPropertyStart("tables");
    transaction.tables().forEach(out::writeNumberProperty);
    out.writeEndObject();
    out.writeArrayPropertyStart("records");
    int written = 0;
    for (var batch : transaction.batches()) {
      for (var notification : batch.notifications()) {
        if (isFull(out)) {
          break;
        }
        write(notification, out);
        written++;
      }
    }
    out.writeEndArray();
    if (written < transaction.notifications()) {
      out.writeNumberProperty("records_left_out", transaction.notifications() - written);
    }
    out.writeEndObject();
  }

  private boolean isFull(JsonGenerator out) {
    return notifications >= mostNotifications
        || text.getBuffer().length() + out.streamWriteOutputBuffered() >= mostCharacters;
  }

  private void write(Notification notification, JsonGenerator out) {
    out.writeStartObject();
    EventJson.write(notification, Redaction.NONE, out);
    out.writeEndObject();
    notifications++;
  }
}

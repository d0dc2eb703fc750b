package io.triggerscope.viewmodel;

import io.triggerscope.model.EpochNanos;
import io.triggerscope.model.Transaction;
import java.util.function.ToLongFunction;

/** A column of the table of transactions, and what sorting by it goes by. */
public enum TransactionColumn {
  RECEIVED("Received", t -> EpochNanos.of(t.firstReceivedAt())),
  TRANSACTION("Transaction", t -> number(t.batchId())),
  /** By the first letters of the first table. */
  TABLES("Tables", t -> letters(t.tables().keySet().iterator().next())),
  NOTIFICATIONS("Notifications", Transaction::notifications),
  BATCHES("Batches", t -> t.batches().size()),
  USERS("Users", t -> t.users().size()),
  CACHE_OPS("Cache ops", Transaction::batchedOps),
  SAVED("Saved", t -> (long) (t.saved() * 1e12)),
  LATENCY("Latency", t -> t.latency().toNanos());

  private static final int LETTERS = 7;

  private final String title;
  private final ToLongFunction<Transaction> key;

  TransactionColumn(String title, ToLongFunction<Transaction> key) {
    this.title = title;
    this.key = key;
  }

  public String title() {
    return title;
  }

  ToLongFunction<Transaction> key() {
    return key;
  }

  /** Ids that are no numbers come last. */
  private static long number(String batchId) {
    try {
      return Long.parseLong(batchId);
    } catch (NumberFormatException _) {
      return Long.MAX_VALUE;
    }
  }

  private static long letters(String text) {
    long letters = 0;
    for (int i = 0; i < LETTERS; i++) {
      letters = letters << 8 | (i < text.length() ? Math.min(text.charAt(i), 255) : 0);
    }
    return letters;
  }
}

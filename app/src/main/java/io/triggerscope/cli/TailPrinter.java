package io.triggerscope.cli;

import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.model.Batch;
import io.triggerscope.model.FeedCounters;
import java.io.PrintWriter;

/**
 * Prints the events of a feed at the pace of its output: each snapshot's new ones, counting those
 * that left the ring before their turn. Confined to one thread at a time.
 */
final class TailPrinter {

  private final TailLines lines;
  private final PrintWriter out;
  private final Runnable readerGone;
  private FeedCounters counters = FeedCounters.ZERO;
  private long next;
  private long printed;

  /**
   * @param readerGone called when {@code out} can no longer be written
   */
  TailPrinter(TailLines lines, PrintWriter out, Runnable readerGone) {
    this.lines = lines;
    this.out = out;
    this.readerGone = readerGone;
  }

  void print(FeedSnapshot snapshot) {
    var events = snapshot.events();
    counters = snapshot.counters();
    for (next = Math.max(next, events.first()); next < events.end(); next++) {
      var event = events.get(next);
      if (event != null) {
        line(lines.event(event));
      }
      printed += event instanceof Batch batch ? batch.size() : 0;
    }
    if (out.checkError()) {
      readerGone.run();
    }
  }

  void printSummary() {
    line(lines.summary(TailSummary.of(counters, printed)));
    out.flush();
  }

  private void line(String text) {
    out.print(text);
    out.print('\n');
  }
}

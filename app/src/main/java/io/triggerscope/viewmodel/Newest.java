package io.triggerscope.viewmodel;

import io.triggerscope.model.Outcome;
import java.util.function.Consumer;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyBooleanProperty;
import org.jspecify.annotations.Nullable;

/**
 * Answers questions in the background, one after the other; of those asked meanwhile only the last,
 * so that a slider that is dragged does not leave a queue behind. Confined to the FX thread.
 */
final class Newest<Q, A> {

  private final Work work;
  private final Function<Q, A> answer;
  private final Consumer<A> answered;
  private @Nullable Q waiting;

  /**
   * @param answer called on a background thread
   */
  Newest(Threads threads, Function<Q, A> answer, Consumer<A> answered) {
    this.work = new Work(threads);
    this.answer = answer;
    this.answered = answered;
  }

  ReadOnlyBooleanProperty runningProperty() {
    return work.runningProperty();
  }

  void ask(Q question) {
    if (work.isRunning()) {
      waiting = question;
    } else {
      work.start(() -> new Outcome.Done<>(answer.apply(question)), this::deliver);
    }
  }

  private void deliver(Outcome<A> outcome) {
    switch (outcome) {
      case Outcome.Done<A>(var value) -> answered.accept(value);
      case Outcome.Failed<A> _ -> {} // only a bug, which is in the log; the last answer stays
    }
    var next = waiting;
    waiting = null;
    if (next != null) {
      ask(next);
    }
  }

  /** Forgets what is asked. */
  void cancel() {
    waiting = null;
    work.cancel();
  }
}

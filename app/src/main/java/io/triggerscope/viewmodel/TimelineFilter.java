package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.feed.filter.FilterCompletion;
import io.triggerscope.feed.filter.FilterName;
import io.triggerscope.feed.filter.FilterQuery;
import io.triggerscope.feed.filter.FilterQuery.Valid;
import io.triggerscope.feed.filter.FilterQuery.Wrong;
import io.triggerscope.feed.filter.SeenValues;
import io.triggerscope.feed.filter.Term;
import io.triggerscope.model.Outcome;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.beans.value.ObservableValue;
import org.jspecify.annotations.Nullable;

/**
 * The timeline's filter as it is being written: the text, what is wrong with it, and how it can go
 * on. A text that is not understood leaves the last query in force. Confined to the FX thread.
 */
public final class TimelineFilter {

  /** What a value on the screen is, which can be filtered for. */
  public enum Field {
    TABLE(FilterName.TABLE),
    OPERATION(FilterName.OP),
    USER(FilterName.USER),
    AGENT(FilterName.AGENT),
    RECORD(FilterName.RECORD),
    TRANSACTION(FilterName.TX);

    private final FilterName name;

    Field(FilterName name) {
      this.name = name;
    }

    /** As the language of filters calls it. */
    public String word() {
      return name.word();
    }
  }

  /**
   * How a text can go on.
   *
   * @param from where what a proposal replaces begins
   * @param to the index behind it
   */
  public record Completion(int from, int to, List<String> proposals) {}

  private final StringProperty text = new SimpleStringProperty(this, "text", "");
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private final ReadOnlyObjectWrapper<FilterQuery> query =
      new ReadOnlyObjectWrapper<>(this, "query", FilterQuery.ALL);
  private final ReadOnlyObjectWrapper<SeenValues> seen =
      new ReadOnlyObjectWrapper<>(this, "seen", SeenValues.NOTHING);
  private final Supplier<EventView> events;
  private final Work looking;

  /**
   * @param events of which the values complete a text
   * @param changed told each new query
   */
  TimelineFilter(Supplier<EventView> events, Threads threads, Consumer<FilterQuery> changed) {
    this.events = events;
    this.looking = new Work(threads);
    text.subscribe(this::read);
    query.subscribe((_, now) -> changed.accept(now));
  }

  private void read(String newText) {
    switch (FilterQuery.parse(newText)) {
      case Valid(var newQuery) -> {
        problem.set("");
        query.set(newQuery);
      }
      case Wrong(var reason, _, _) -> problem.set(reason);
    }
  }

  public StringProperty textProperty() {
    return text;
  }

  /** Why the text is not understood, in a sentence; empty while it is. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** The query in force: of the last text that was understood. */
  public ReadOnlyObjectProperty<FilterQuery> queryProperty() {
    return query.getReadOnlyProperty();
  }

  /** Whether the query leaves anything out. */
  public ObservableValue<Boolean> activeProperty() {
    return query.map(asked -> !asked.isAll());
  }

  /** Changes when a completion may offer other values than before. */
  public ReadOnlyObjectProperty<SeenValues> seenProperty() {
    return seen.getReadOnlyProperty();
  }

  /** Looks in the background for the values that occur, to complete with them. */
  public void look() {
    if (!looking.isRunning()) {
      var view = events.get();
      looking.start(
          () -> new Outcome.Done<>(view.seenValues()),
          outcome -> {
            if (outcome instanceof Outcome.Done<SeenValues>(var values)) {
              seen.set(values);
            }
          });
    }
  }

  /** How the text can go on where the caret stands. */
  public Completion completion(int caret) {
    var completion = FilterCompletion.at(text.get(), caret, seen.get());
    return new Completion(completion.from(), completion.to(), completion.proposals());
  }

  /**
   * Asks for what bears this value as well.
   *
   * @param value null: that bears none
   */
  public void only(Field field, @Nullable String value) {
    text.set(query.get().with(Term.of(field.name, value)).text());
  }

  /** Leaves out what bears this value. */
  public void leaveOut(Field field, @Nullable String value) {
    text.set(query.get().with(Term.of(field.name, value).negate()).text());
  }

  /** Asks for nothing else but this user. */
  public void followUser(String userId) {
    text.set(Term.of(FilterName.USER, userId).text());
  }

  public void clear() {
    text.set("");
  }
}

package io.triggerscope.viewmodel;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.EventView;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.model.CacheOps;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.UserCascade;
import io.triggerscope.model.UserOps;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import org.jspecify.annotations.Nullable;

/**
 * The Cascades screen: what the notifications of a time range cost the caches, per user, and for
 * one chosen user when and why. Confined to the FX thread; the sums are made in the background.
 */
public final class CascadesViewModel {

  /** The time range, up to now. */
  public enum Range {
    MINUTE("Last 1 min", Duration.ofMinutes(1)),
    MINUTES_5("Last 5 min", Duration.ofMinutes(5)),
    MINUTES_15("Last 15 min", Duration.ofMinutes(15)),
    RETAINED("All retained", null);

    private final String label;
    private final @Nullable Duration length;

    Range(String label, @Nullable Duration length) {
      this.label = label;
      this.length = length;
    }

    /** As the tool bar says it. */
    public String label() {
      return label;
    }

    Instant from(Instant now, EventView events) {
      if (length != null) {
        return now.minus(length);
      }
      return events.isEmpty() ? now : events.oldestAt();
    }
  }

  /** What the users are ordered by, greatest first. */
  public enum Order {
    CACHE_OPS("by cache ops", Comparator.comparingLong(user -> user.ops().batched())),
    NOTIFICATIONS("by notifications", Comparator.comparingLong(user -> user.ops().notifications()));

    private final String label;
    final Comparator<UserOps> greatestFirst;

    Order(String label, Comparator<UserOps> ascending) {
      this.label = label;
      this.greatestFirst = ascending.reversed().thenComparing(UserOps::userId);
    }

    /** As the tool bar says it. */
    public String label() {
      return label;
    }
  }

  /** Whether there are users to show. */
  public enum Found {
    USERS,
    /** There are, but the filter leaves none. */
    NONE_MATCHING,
    /** There are events, but none in the range names a user. */
    NONE_IN_RANGE,
    /** No event was received yet. */
    NOTHING_YET
  }

  /**
   * What the screen shows. Immutable.
   *
   * @param found why there are no users to show, if there are none
   * @param filter what the users were filtered by
   * @param figures of the range, and of the matching users only while a filter is set
   * @param series all that occur, in the order of the chart
   * @param matching how many users match the filter
   * @param top the first of these
   * @param chosen null while nobody is chosen
   */
  public record Shown(
      Found found,
      String filter,
      CacheOps figures,
      Set<String> series,
      int matching,
      List<UserOps> top,
      @Nullable UserCascade chosen) {

    public static final Shown NOTHING =
        new Shown(Found.NOTHING_YET, "", CacheOps.ZERO, Set.of(), 0, List.of(), null);
  }

  /** How many users can be shown. */
  public static final List<Integer> LIMITS = List.of(10, 20, 50);

  private static final Duration BETWEEN_REFRESHES = Duration.ofSeconds(1);

  private final ReadOnlyObjectProperty<FeedSnapshot> snapshot;
  private final CascadeRules rules;
  private final InstantSource clock;
  private final Work work;
  private final ObjectProperty<Range> range =
      new SimpleObjectProperty<>(this, "range", Range.MINUTES_15);
  private final ObjectProperty<Integer> limit = new SimpleObjectProperty<>(this, "limit", 20);
  private final ObjectProperty<Order> order =
      new SimpleObjectProperty<>(this, "order", Order.CACHE_OPS);
  private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
  private final ObjectProperty<@Nullable String> chosenUser =
      new SimpleObjectProperty<>(this, "chosenUser");
  private final ReadOnlyObjectWrapper<Shown> shown =
      new ReadOnlyObjectWrapper<>(this, "shown", Shown.NOTHING);
  private EventView summedUp = EventView.EMPTY;
  private Instant startedAt = Instant.MIN;

  public CascadesViewModel(Session session) {
    this(session.snapshotProperty(), session.rules(), session.threads(), session.clock());
  }

  /** For a feed without a session, as tests have it. */
  public CascadesViewModel(
      ReadOnlyObjectProperty<FeedSnapshot> snapshot,
      CascadeRules rules,
      Threads threads,
      InstantSource clock) {
    this.snapshot = snapshot;
    this.rules = rules;
    this.clock = clock;
    this.work = new Work(threads);
    range.subscribe((_, _) -> sumUp());
    limit.subscribe((_, _) -> sumUp());
    order.subscribe((_, _) -> sumUp());
    filter.subscribe((_, _) -> sumUp());
    chosenUser.subscribe(
        (_, user) -> {
          if (!isShown(user)) {
            sumUp();
          }
        });
  }

  public ObjectProperty<Range> rangeProperty() {
    return range;
  }

  /** At most how many users are shown. */
  public ObjectProperty<Integer> limitProperty() {
    return limit;
  }

  public ObjectProperty<Order> orderProperty() {
    return order;
  }

  /** A part of the user's id, letter case ignored; empty for all users. */
  public StringProperty filterProperty() {
    return filter;
  }

  /** The user whose cascade is shown; the first one shown is chosen by itself. */
  public ObjectProperty<@Nullable String> chosenUserProperty() {
    return chosenUser;
  }

  public ReadOnlyObjectProperty<Shown> shownProperty() {
    return shown.getReadOnlyProperty();
  }

  /**
   * Brings the sums up to date, unless that was begun less than a second ago or nothing can have
   * changed. To be called often while the screen is shown.
   */
  public void refresh() {
    boolean due = !clock.instant().isBefore(startedAt.plus(BETWEEN_REFRESHES));
    if (due && !work.isRunning() && (hasNews() || rangeMoves())) {
      sumUp();
    }
  }

  private boolean isShown(@Nullable String user) {
    var chosen = shown.get().chosen;
    return chosen != null && chosen.userId().equals(user);
  }

  private boolean hasNews() {
    return snapshot.get().events().end() != summedUp.end();
  }

  private boolean rangeMoves() {
    return range.get().length != null && summedUp.first() < summedUp.end();
  }

  private void sumUp() {
    startedAt = clock.instant();
    summedUp = snapshot.get().events();
    var question =
        new CascadeQuestion(
            summedUp,
            rules,
            range.get().from(startedAt, summedUp),
            startedAt,
            limit.get(),
            order.get(),
            filter.get().strip(),
            chosenUser.get());
    work.start(() -> new Outcome.Done<>(question.answer()), this::show);
  }

  private void show(Outcome<Shown> outcome) {
    switch (outcome) {
      case Outcome.Done<Shown>(var value) -> {
        shown.set(value);
        if (chosenUser.get() == null && value.chosen != null) {
          chosenUser.set(value.chosen.userId());
        }
      }
      case Outcome.Failed<Shown> _ -> {} // only a bug, which is in the log; the last sums stay
    }
  }
}

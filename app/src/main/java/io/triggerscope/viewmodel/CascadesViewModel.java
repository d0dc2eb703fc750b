package io.triggerscope.viewmodel;

import io.triggerscope.feed.EventView;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.feed.WhatIf;
import io.triggerscope.model.CacheOps;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TimeRange;
import io.triggerscope.model.UserCascade;
import io.triggerscope.model.UserOps;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
   * @param inOrder whether these are the first, and in order: else they have kept their places
   *     while their figures changed
   * @param chosen null while nobody is chosen
   */
  public record Shown(
      Found found,
      String filter,
      TimeRange range,
      UserOrder order,
      CacheOps figures,
      Set<String> series,
      int matching,
      List<UserOps> top,
      boolean inOrder,
      @Nullable UserCascade chosen) {

    public static final Shown NOTHING =
        new Shown(
            Found.NOTHING_YET,
            "",
            new TimeRange(Instant.EPOCH, Instant.EPOCH),
            UserOrder.CACHE_OPS,
            CacheOps.ZERO,
            Set.of(),
            0,
            List.of(),
            true,
            null);

    private List<String> places() {
      return top.stream().map(UserOps::userId).toList();
    }
  }

  /** The limit by which all users are shown. */
  public static final int ALL = Integer.MAX_VALUE;

  /** How many users can be shown. */
  public static final List<Integer> LIMITS = List.of(10, 20, 50, ALL);

  private static final Duration BETWEEN_ORDERINGS = Duration.ofSeconds(1);
  private static final Duration BETWEEN_SUMS = Duration.ofSeconds(1);

  /** A little less than the quarter of a second in which the window calls. */
  private static final Duration BETWEEN_QUICK_SUMS = Duration.ofMillis(200);

  private static final Duration QUICK = Duration.ofMillis(100);

  private final ReadOnlyObjectProperty<FeedSnapshot> snapshot;
  private final String database;
  private final Rules rules;
  private final Threads threads;
  private final InstantSource clock;
  private final Work work;
  private final FileExport export;
  private final ObjectProperty<CascadeRange> range =
      new SimpleObjectProperty<>(this, "range", CascadeRange.MINUTES_15);
  private final ObjectProperty<Integer> limit = new SimpleObjectProperty<>(this, "limit", 20);
  private final ObjectProperty<UserOrder> order =
      new SimpleObjectProperty<>(this, "order", UserOrder.CACHE_OPS);
  private final StringProperty filter = new SimpleStringProperty(this, "filter", "");
  private final ObjectProperty<@Nullable String> chosenUser =
      new SimpleObjectProperty<>(this, "chosenUser");
  private final ReadOnlyObjectWrapper<Shown> shown =
      new ReadOnlyObjectWrapper<>(this, "shown", Shown.NOTHING);
  private EventView summedUp = EventView.EMPTY;
  private Instant startedAt = Instant.MIN;
  private Instant orderedAt = Instant.MIN;
  private Duration betweenSums = BETWEEN_QUICK_SUMS;

  public CascadesViewModel(Session session, Rules rules) {
    this(session.snapshotProperty(), session.database(), rules, session.threads(), session.clock());
  }

  /**
   * For a feed without a session, as tests have it.
   *
   * @param database its name, for what is exported
   */
  public CascadesViewModel(
      ReadOnlyObjectProperty<FeedSnapshot> snapshot,
      String database,
      Rules rules,
      Threads threads,
      InstantSource clock) {
    this.snapshot = snapshot;
    this.database = database;
    this.rules = rules;
    this.clock = clock;
    this.threads = threads;
    this.work = new Work(threads);
    this.export = new FileExport(threads, clock);
    range.subscribe((_, _) -> sumUpInOrder());
    limit.subscribe((_, _) -> sumUpInOrder());
    order.subscribe((_, _) -> sumUpInOrder());
    filter.subscribe((_, _) -> sumUpInOrder());
    chosenUser.subscribe(
        (_, user) -> {
          if (!isShown(user)) {
            sumUp(shown.get().places());
          }
        });
  }

  public ObjectProperty<CascadeRange> rangeProperty() {
    return range;
  }

  /** At most how many users are shown. */
  public ObjectProperty<Integer> limitProperty() {
    return limit;
  }

  public ObjectProperty<UserOrder> orderProperty() {
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

  /** The name of the database whose notifications these are. */
  public String database() {
    return database;
  }

  /** How exports end. */
  public FileExport export() {
    return export;
  }

  /** What becomes of the rules, or was wrong with those kept. */
  public ReadOnlyObjectProperty<@Nullable Notice> rulesNoticeProperty() {
    return rules.noticeProperty();
  }

  /** Begins to edit the rules, beside what they would change of what is shown now. */
  public RulesViewModel editRules() {
    return new RulesViewModel(rules, question(List.of())::figuresBy, threads, clock);
  }

  /** Begins to ask what other batching would make of what is shown now, whoever the user. */
  public WhatIfViewModel whatIf() {
    var question = question(List.of());
    return new WhatIfViewModel(
        () -> WhatIf.of(question.events(), question.range().from()), threads);
  }

  /** Writes the figures of all who match, a row each, as CSV. */
  public void exportFigures(Path file) {
    var question = question(List.of());
    export.text(file, () -> CascadesCsv.of(question.allUsers()));
  }

  /**
   * Brings the sums up to date, four times a second as long as that is quick, else once, and the
   * order of the users at most once a second. To be called often while the screen is shown.
   */
  public void refresh() {
    if (work.isRunning()) {
      return;
    }
    var now = clock.instant();
    boolean news = hasNews() && !now.isBefore(startedAt.plus(betweenSums));
    boolean moved = rangeMoves() && !now.isBefore(startedAt.plus(BETWEEN_SUMS));
    boolean mayOrder = !now.isBefore(orderedAt.plus(BETWEEN_ORDERINGS));
    if (hasOtherRules() || mayOrder && (news || moved || !shown.get().inOrder)) {
      sumUpInOrder();
    } else if (news || moved) {
      sumUp(shown.get().places());
    }
  }

  private boolean isShown(@Nullable String user) {
    var chosen = shown.get().chosen;
    return chosen != null && chosen.userId().equals(user);
  }

  private boolean hasNews() {
    return snapshot.get().events().end() != summedUp.end();
  }

  private boolean hasOtherRules() {
    return !summedUp.isEmpty() && !snapshot.get().events().rules().equals(summedUp.rules());
  }

  private boolean rangeMoves() {
    return range.get().moves() && !summedUp.isEmpty();
  }

  private void sumUpInOrder() {
    sumUp(List.of());
  }

  private void sumUp(List<String> places) {
    var question = question(places);
    startedAt = question.range().to();
    if (places.isEmpty()) {
      orderedAt = startedAt;
    }
    summedUp = question.events();
    work.start(() -> new Outcome.Done<>(question.answer()), this::show);
  }

  private CascadeQuestion question(List<String> places) {
    var events = snapshot.get().events();
    return new CascadeQuestion(
        events,
        range.get().upTo(clock.instant(), events),
        new CascadeQuestion.Users(filter.get().strip(), order.get(), limit.get()),
        chosenUser.get(),
        places);
  }

  private void show(Outcome<Shown> outcome) {
    switch (outcome) {
      case Outcome.Done<Shown>(var value) -> {
        boolean quick = Duration.between(startedAt, clock.instant()).compareTo(QUICK) < 0;
        betweenSums = quick ? BETWEEN_QUICK_SUMS : BETWEEN_SUMS;
        shown.set(value);
        if (chosenUser.get() == null && value.chosen != null) {
          chosenUser.set(value.chosen.userId());
        }
      }
      case Outcome.Failed<Shown> _ -> {} // only a bug, which is in the log; the last sums stay
    }
  }
}

package io.triggerscope.viewmodel;

import io.triggerscope.demo.DemoDatabase;
import io.triggerscope.demo.DemoWorkload;
import io.triggerscope.feed.CascadeRules;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Outcome;
import java.time.InstantSource;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.jspecify.annotations.Nullable;

public final class ConnectViewModel {
  private final CascadeRules rules;
  private final Threads threads;
  private final InstantSource clock;
  private final Work work;
  private Consumer<Session> opened = _ -> {};
  private final ReadOnlyObjectWrapper<@Nullable String> problem = new ReadOnlyObjectWrapper<>();

  public ConnectViewModel(CascadeRules rules, Threads threads, InstantSource clock) {
    this.rules = rules;
    this.threads = threads;
    this.clock = clock;
    this.work = new Work(threads);
  }

  void setOpened(Consumer<Session> opened) {
    this.opened = opened;
  }

  public ReadOnlyObjectProperty<@Nullable String> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  public void startDemo() {
    work.start(
        () ->
            DemoDatabase.start(0)
                .then(
                    db -> {
                      var w = new DemoWorkload(db, DemoWorkload.SEED);
                      w.start();
                      return Session.open(
                          "demo", db.settings(), rules, threads, clock, w::close, db::close);
                    }),
        this::done);
  }

  public void connect(ConnectionSettings settings) {
    work.start(() -> Session.open("x", settings, rules, threads, clock), this::done);
  }

  private void done(Outcome<Session> outcome) {
    switch (outcome) {
      case Outcome.Done<Session>(var s) -> opened.accept(s);
      case Outcome.Failed<Session>(var f) -> problem.set(f.sentence());
    }
  }
}

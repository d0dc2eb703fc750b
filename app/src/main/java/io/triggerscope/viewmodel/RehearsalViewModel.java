package io.triggerscope.viewmodel;

import io.triggerscope.model.Limits;
import io.triggerscope.model.Rehearsal;
import io.triggerscope.model.Rehearsal.FiredTrigger;
import io.triggerscope.postgres.StatementRehearsal;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.beans.binding.StringBinding;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/**
 * A statement that is run and taken back, to see what the triggers do with it and cost. Confined to
 * the FX thread.
 */
public final class RehearsalViewModel {

  private final LiveSession session;
  private final StatementRehearsal rehearsals;
  private final StringProperty statement = new SimpleStringProperty(this, "statement", "");
  private final StringBinding refusal =
      Bindings.createStringBinding(
          () ->
              statement.get().isBlank()
                  ? ""
                  : StatementRehearsal.refusal(statement.get())
                      .map(why -> "It will not be sent. " + why)
                      .orElse(""),
          statement);
  private final LastGood<Rehearsal> result;

  RehearsalViewModel(LiveSession session) {
    this.session = session;
    this.rehearsals = new StatementRehearsal(session.target());
    this.result = new LastGood<>(session);
  }

  /** What the user writes. */
  public StringProperty statementProperty() {
    return statement;
  }

  /** Why what is written cannot be rehearsed; empty while it can, and while nothing is written. */
  public StringBinding refusal() {
    return refusal;
  }

  public boolean canRun() {
    return !statement.get().isBlank()
        && refusal.get().isEmpty()
        && access().refusal().isEmpty()
        && !result.isRunning();
  }

  public WriteAccess access() {
    return WriteAccess.of(session);
  }

  /** What the last rehearsal found. */
  public LastGood<Rehearsal> result() {
    return result;
  }

  /** Within what limits it runs. */
  public static Limits limits() {
    return StatementRehearsal.LIMITS;
  }

  /** Runs what is written and takes it back; on PROD the user has confirmed it. */
  public void run() {
    var written = statement.get();
    result.read(() -> rehearsals.run(written, limits()));
  }

  /** How long it took, and which part of that the triggers. */
  public static String summary(Rehearsal rehearsal) {
    var triggers =
        rehearsal.triggers().stream().map(FiredTrigger::took).reduce(Duration.ZERO, Duration::plus);
    return "Ran in "
        + Format.duration(rehearsal.execution())
        + (rehearsal.triggers().isEmpty()
            ? "; no trigger fired."
            : ", of that "
                + Format.duration(triggers)
                + " ("
                + Format.percent(rehearsal.triggers().stream().mapToDouble(rehearsal::share).sum())
                + ") in triggers.")
        + " All of it was rolled back, and nothing was announced.";
  }

  /** All of it, to be pasted. */
  public String report() {
    var rehearsal = result.value();
    return rehearsal == null
        ? ""
        : Stream.of(
                Stream.of(summary(rehearsal)),
                rehearsal.triggers().stream()
                    .map(
                        t ->
                            "trigger %s on %s: %s, %s, %s"
                                .formatted(
                                    t.name(),
                                    t.relation(),
                                    Format.count(t.calls(), "call"),
                                    Format.duration(t.took()),
                                    Format.percent(rehearsal.share(t)))),
                rehearsal.rows().stream()
                    .map(
                        r ->
                            "rows of %s: %s inserted, %s updated, %s deleted"
                                .formatted(
                                    r.relation(),
                                    Format.count(r.inserted()),
                                    Format.count(r.updated()),
                                    Format.count(r.deleted()))),
                rehearsal.messages().stream(),
                Stream.of(rehearsal.plan()))
            .flatMap(lines -> lines)
            .collect(Collectors.joining("\n"));
  }
}

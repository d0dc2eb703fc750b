package io.triggerscope.postgres;

import io.triggerscope.model.Finding;
import io.triggerscope.model.Finding.Severity;
import io.triggerscope.model.Health;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TriggerHealth;
import io.triggerscope.postgres.Sessions.Purpose;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jdbi.v3.core.mapper.reflect.ConstructorMapper;

/** Checks the triggers, and what no trigger can guard itself against. Safe for any thread. */
public final class HealthChecks {

  private final Target target;

  public HealthChecks(Target target) {
    this.target = target;
  }

  /** Asks the server; what it does not tell of one thing is a finding among the others. */
  public Outcome<Health> run() {
    return hazards()
        .map(
            hazards -> {
              var findings = new ArrayList<>(hazards.findings());
              findings.add(plpgsql());
              var triggers = triggers();
              findings.addAll(
                  switch (triggers) {
                    case Outcome.Done<List<TriggerHealth>>(var healths) -> findings(healths);
                    case Outcome.Failed<List<TriggerHealth>>(var failure) ->
                        List.of(
                            new Finding(
                                Severity.CRITICAL,
                                "The triggers could not be checked",
                                failure.sentence(),
                                "Run the migrations, or have grants.sql run for your role."));
                  });
              findings.sort(Comparator.comparing(Finding::severity));
              return new Health(
                  triggers instanceof Outcome.Done<List<TriggerHealth>>(var healths)
                      ? healths
                      : List.of(),
                  findings);
            });
  }

  private Outcome<Hazards> hazards() {
    return target.read(
        handle ->
            handle
                .createQuery(Target.sql(HealthChecks.class, "hazards"))
                .map(ConstructorMapper.of(Hazards.class))
                .one());
  }

  private Outcome<List<TriggerHealth>> triggers() {
    return Contract.needs(
        Contract.HEALTH,
        target.read(
            handle ->
                handle
                    .createQuery(Target.sql(HealthChecks.class, "triggers"))
                    .map(ConstructorMapper.of(TriggerHealth.class))
                    .list()));
  }

  /** In a session of its own: one that has loaded it before would not notice. */
  private Finding plpgsql() {
    try (var connection = target.sessions().plain(Purpose.READ).getConnection();
        var statement = connection.createStatement()) {
      statement.execute(Target.sql(HealthChecks.class, "plpgsql"));
      return new Finding(
          Severity.PASSED, "PL/pgSQL loads", "A new session ran an empty block.", "");
    } catch (SQLException e) {
      return new Finding(
          Severity.CRITICAL,
          "PL/pgSQL could not be run in a new session",
          SqlStates.failure(e).sentence(),
          "Where the server was upgraded, restart it: until then every write of the six tables"
              + " fails in new sessions.");
    }
  }

  /** What is wrong with the triggers, table by table; or that nothing is. */
  static List<Finding> findings(List<TriggerHealth> triggers) {
    var findings = new ArrayList<Finding>();
    new Health(triggers, List.of())
        .tables()
        .forEach((table, events) -> findings.addAll(ofTable(table, List.copyOf(events.values()))));
    if (findings.isEmpty()) {
      findings.add(
          new Finding(
              Severity.PASSED,
              "All triggers are there, enabled and as the migration made them",
              triggers.size() + " pairs of table and event; no error in the last hour.",
              ""));
    }
    return findings;
  }

  private static List<Finding> ofTable(String table, List<TriggerHealth> events) {
    var findings = new ArrayList<Finding>();
    var missing =
        events.stream()
            .filter(e -> !e.present())
            .map(TriggerHealth::event)
            .collect(Collectors.joining(", "));
    if (!missing.isEmpty()) {
      findings.add(
          new Finding(
              Severity.CRITICAL,
              "Nothing announces " + missing + " on " + table,
              "There is no trigger " + events.getFirst().triggerName() + " for it.",
              "Run migration 021 again, through psql if Operations says that it is applied."));
    }
    var present = events.stream().filter(TriggerHealth::present).findFirst();
    present.ifPresent(trigger -> findings.addAll(ofTrigger(trigger)));
    long errors = events.stream().mapToLong(TriggerHealth::errorsLastHour).sum();
    if (errors > 0) {
      findings.add(
          new Finding(
              Severity.WARNING,
              "Changes of " + table + " failed to be announced in the last hour",
              events.stream()
                  .filter(e -> e.errorsLastHour() > 0)
                  .map(e -> e.errorsLastHour() + " on " + e.event() + ", last: " + e.lastError())
                  .collect(Collectors.joining("; ")),
              "See Errors."));
    }
    return findings;
  }

  private static List<Finding> ofTrigger(TriggerHealth trigger) {
    var findings = new ArrayList<Finding>();
    var name = trigger.triggerName();
    switch (Objects.requireNonNullElse(trigger.enabled(), "D")) {
      case "D" ->
          findings.add(
              new Finding(
                  Severity.CRITICAL,
                  "Trigger " + name + " is disabled",
                  "No change of " + trigger.tableName() + " is announced.",
                  "ALTER TABLE %s ENABLE TRIGGER %s".formatted(trigger.tableName(), name)));
      case "R" ->
          findings.add(
              new Finding(
                  Severity.WARNING,
                  "Trigger " + name + " fires in replication only",
                  "Its state is ENABLE REPLICA.",
                  "ALTER TABLE %s ENABLE TRIGGER %s".formatted(trigger.tableName(), name)));
      default -> {}
    }
    if (!trigger.current()) {
      findings.add(
          new Finding(
              Severity.WARNING,
              name + " or its function is not as migration 021 made it",
              "The definition differs from the one that its comment seals.",
              "Run migration 021 again through psql to restore it."));
    }
    return findings;
  }
}

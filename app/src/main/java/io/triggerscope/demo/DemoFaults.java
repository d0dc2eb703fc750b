package io.triggerscope.demo;

import io.triggerscope.demo.DemoStep.Kind;
import io.triggerscope.model.ConnectionSettings;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * What goes wrong in the demo: transactions in which a trigger fails for a real reason, and
 * notifications that are none of the contract's. The causes are explained in the demo's schema.
 * Confined to the plan.
 */
final class DemoFaults {

  private static final String CALL =
      """
      INSERT INTO calls (id, user_id, agent_id, phone_number) VALUES (?, ?, ?, '+15550000000')""";

  private final DemoChance chance;
  private final List<DemoUser> users;
  private int faults;

  DemoFaults(DemoChance chance, List<DemoUser> users) {
    this.chance = chance;
    this.users = users;
  }

  /** The next transaction in which a trigger fails, each time for another reason. */
  DemoStep next(Duration pause) {
    var user = users.get(chance.busyFirst(users.size()));
    return switch (faults++ % 6) {
      case 0 -> new DemoStep(pause, Kind.FAULT, importLead(user));
      case 1 -> new DemoStep(pause, Kind.FAULT, renamedAgentOfAnalytics(user));
      case 2 -> new DemoStep(pause, Kind.LOCKED_OUT, lockedOut());
      case 3 -> new DemoStep(pause, Kind.FAULT, renamedUserOfCredits(user));
      case 4 -> new DemoStep(pause, Kind.FAULT, importedLeadsDeleted(user));
      default -> new DemoStep(pause, Kind.FAULT, renamedAgentOfCalls(user));
    };
  }

  /** 42501: the importer may write leads but not read the calls that the trigger looks into. */
  private List<DemoStatement> importLead(DemoUser user) {
    var call = chance.id();
    return List.of(
        call(user, call),
        DemoStatement.of("SET LOCAL ROLE triggerscope_demo_importer"),
        lead(user, call, chance.id()));
  }

  private List<DemoStatement> importedLeadsDeleted(DemoUser user) {
    var call = chance.id();
    var lead = chance.id();
    return List.of(
        call(user, call),
        lead(user, call, lead),
        DemoStatement.of("SET LOCAL ROLE triggerscope_demo_importer"),
        DemoStatement.of("DELETE FROM lead_analytics WHERE id = ?", lead));
  }

  /** 42703: a deployment has renamed a column that the trigger function reads. */
  private List<DemoStatement> renamedAgentOfAnalytics(DemoUser user) {
    return List.of(
        DemoStatement.of("ALTER TABLE agent_analytics RENAME COLUMN agent_id TO voice_agent_id"),
        DemoStatement.of(
            """
            UPDATE agent_analytics SET success_rate = 1 - success_rate
            WHERE id = (SELECT id FROM agent_analytics WHERE user_id = ? LIMIT 1)""",
            user.id),
        DemoStatement.of("ALTER TABLE agent_analytics RENAME COLUMN voice_agent_id TO agent_id"));
  }

  private List<DemoStatement> renamedUserOfCredits(DemoUser user) {
    return List.of(
        DemoStatement.of("ALTER TABLE credit_transactions RENAME COLUMN user_id TO account_id"),
        DemoStatement.of(
            """
            INSERT INTO credit_transactions (id, account_id, kind, amount)
            VALUES (?, ?, 'refund', ?)""",
            chance.id(),
            user.id,
            chance.cents(100, 900)),
        DemoStatement.of("ALTER TABLE credit_transactions RENAME COLUMN account_id TO user_id"));
  }

  private List<DemoStatement> renamedAgentOfCalls(DemoUser user) {
    return List.of(
        DemoStatement.of("ALTER TABLE calls RENAME COLUMN agent_id TO voice_agent_id"),
        DemoStatement.of(
            CALL.replace("agent_id", "voice_agent_id"),
            chance.id(),
            user.id,
            chance.oneOf(user.agents)),
        DemoStatement.of("ALTER TABLE calls RENAME COLUMN voice_agent_id TO agent_id"));
  }

  /** 55P03: somebody else holds calls, and this writer will not wait. */
  private List<DemoStatement> lockedOut() {
    return List.of(
        DemoStatement.of("LOCK TABLE calls IN ACCESS EXCLUSIVE MODE"),
        DemoStatement.of("SET LOCAL lock_timeout = '50ms'"),
        DemoStatement.of(
            """
            UPDATE lead_analytics SET score = 100 - score
            WHERE id = (SELECT id FROM lead_analytics LIMIT 1)"""));
  }

  private DemoStatement call(DemoUser user, UUID call) {
    return DemoStatement.of(CALL, call, user.id, chance.oneOf(user.agents));
  }

  private static DemoStatement lead(DemoUser user, UUID call, UUID lead) {
    return DemoStatement.of(
        "INSERT INTO lead_analytics (id, user_id, call_id) VALUES (?, ?, ?)", lead, user.id, call);
  }

  /** What another program, or a tired person in psql, sends on the channel. */
  DemoStatement malformed() {
    var user = chance.oneOf(users);
    return DemoStatement.of(
        "SELECT pg_notify(?, ?)",
        ConnectionSettings.DEFAULT_CHANNEL,
        switch (chance.between(0, 3)) {
          case 0 -> "{\"table\":\"calls\",\"operation\":\"INSERT\",\"user_id\":\"" + user.id;
          case 1 -> "{\"table\":\"agents\",\"user_id\":\"" + user.id + "\",\"timestamp\":0}";
          case 2 -> "[\"calls\",\"INSERT\",\"" + user.id + "\"]";
          default -> "flush everything please";
        });
  }
}

package io.triggerscope.demo;

import java.util.List;
import java.util.UUID;

/**
 * The calls of the demo's users, and what follows from them: leads, counts and credits. Confined to
 * the plan.
 */
final class DemoCalls {

  private static final List<String> SENTIMENTS = List.of("negative", "neutral", "positive");
  private static final List<String> SUMMARIES =
      List.of(
          "Asked for a price and a call back on Monday.",
          "Booked an appointment for next week.",
          "Wanted to speak to a person.",
          "Left a message about an invoice.",
          "Hung up during the greeting.");

  private final DemoChance chance;

  DemoCalls(DemoChance chance) {
    this.chance = chance;
  }

  List<DemoStatement> start(DemoUser user) {
    var call = chance.id();
    DemoUser.remember(user.openCalls, call);
    return List.of(
        DemoStatement.of(
            """
            INSERT INTO calls (id, user_id, agent_id, direction, phone_number, status)
            VALUES (?, ?, ?, 'inbound', ?, 'ringing')""",
            call,
            user.id,
            chance.oneOf(user.agents),
            phoneNumber()));
  }

  List<DemoStatement> finish(DemoUser user) {
    var call = user.openCalls.removeFirst();
    DemoUser.remember(user.calls, call);
    return List.of(
        DemoStatement.of(
            """
            UPDATE calls
            SET status = ?, ended_at = now(), duration_seconds = ?, cost_credits = ?
            WHERE id = ?""",
            chance.share() < 0.8 ? "completed" : "no_answer",
            chance.between(5, 900),
            chance.cents(5, 900),
            call));
  }

  /** A finished call with all that follows from it, in one transaction. */
  List<DemoStatement> makeInOne(DemoUser user) {
    var call = chance.id();
    var agent = chance.oneOf(user.agents);
    var lead = chance.id();
    var credit = chance.id();
    int seconds = chance.between(5, 900);
    var cost = chance.cents(5, 900);
    DemoUser.remember(user.calls, call);
    DemoUser.remember(user.leads, lead);
    DemoUser.remember(user.credits, credit);
    return List.of(
        DemoStatement.of(
            """
            INSERT INTO calls (id, user_id, agent_id, direction, phone_number, status, started_at,
              ended_at, duration_seconds, cost_credits)
            VALUES (?, ?, ?, 'outbound', ?, 'completed', now() - make_interval(secs => ?),
              now(), ?, ?)""",
            call,
            user.id,
            agent,
            phoneNumber(),
            (double) seconds,
            seconds,
            cost),
        DemoStatement.of(
            """
            INSERT INTO lead_analytics (id, user_id, call_id, sentiment, score, summary)
            VALUES (?, ?, ?, ?, ?, ?)""",
            lead,
            user.id,
            call,
            chance.oneOf(SENTIMENTS),
            chance.between(0, 100),
            chance.oneOf(SUMMARIES)),
        countCall(user, agent),
        DemoStatement.of(
            """
            INSERT INTO credit_transactions (id, user_id, kind, amount, description)
            VALUES (?, ?, 'usage', ?, 'call')""",
            credit,
            user.id,
            cost.negate()));
  }

  List<DemoStatement> drop(DemoUser user) {
    return List.of(DemoStatement.of("DELETE FROM calls WHERE id = ?", user.calls.removeFirst()));
  }

  List<DemoStatement> rescoreLead(DemoUser user) {
    return List.of(
        DemoStatement.of(
            "UPDATE lead_analytics SET score = ?, qualified = NOT qualified WHERE id = ?",
            chance.between(0, 100),
            user.leads.getLast()));
  }

  List<DemoStatement> dropLead(DemoUser user) {
    return List.of(
        DemoStatement.of("DELETE FROM lead_analytics WHERE id = ?", user.leads.removeFirst()));
  }

  List<DemoStatement> recount(DemoUser user) {
    return List.of(countCall(user, chance.oneOf(user.agents)));
  }

  List<DemoStatement> buyCredits(DemoUser user) {
    var credit = chance.id();
    var amount = chance.cents(1_000, 50_000);
    DemoUser.remember(user.credits, credit);
    return List.of(
        DemoStatement.of(
            """
            INSERT INTO credit_transactions (id, user_id, kind, amount, description)
            VALUES (?, ?, 'purchase', ?, 'card payment')""",
            credit,
            user.id,
            amount),
        DemoStatement.of(
            "UPDATE users SET credit_balance = credit_balance + ? WHERE id = ?", amount, user.id));
  }

  List<DemoStatement> correctCredits(DemoUser user) {
    return List.of(
        DemoStatement.of(
            """
            UPDATE credit_transactions SET kind = 'adjustment', amount = ? WHERE id = ?""",
            chance.cents(1, 500),
            user.credits.getLast()));
  }

  List<DemoStatement> dropCredits(DemoUser user) {
    return List.of(
        DemoStatement.of(
            "DELETE FROM credit_transactions WHERE id = ?", user.credits.removeFirst()));
  }

  private DemoStatement countCall(DemoUser user, UUID agent) {
    return DemoStatement.of(
        """
        INSERT INTO agent_analytics (id, user_id, agent_id, calls_handled, success_rate)
        VALUES (?, ?, ?, 1, ?)
        ON CONFLICT (agent_id, day) DO UPDATE
        SET calls_handled = agent_analytics.calls_handled + 1,
          success_rate = EXCLUDED.success_rate, updated_at = now()""",
        chance.id(),
        user.id,
        agent,
        chance.cents(0, 100));
  }

  private String phoneNumber() {
    return "+1555%07d".formatted(chance.between(0, 9_999_999));
  }
}

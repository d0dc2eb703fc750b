package io.triggerscope.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * What the demo's users do: each deed is the statements of one transaction, on a few rows. Confined
 * to the plan.
 */
final class DemoTraffic {

  /** Agents a user has at most. */
  private static final int MOST_AGENTS = 6;

  private static final List<String> FIRST_NAMES =
      List.of(
          "Ada",
          "Alan",
          "Barbara",
          "Donald",
          "Edgar",
          "Edsger",
          "Frances",
          "Grace",
          "Hedy",
          "Jean",
          "Katherine",
          "Ken",
          "Leslie",
          "Margaret",
          "Michael",
          "Radia");
  private static final List<String> LAST_NAMES =
      List.of(
          "Abara",
          "Berg",
          "Costa",
          "Duarte",
          "Eriksen",
          "Fuchs",
          "Garcia",
          "Haddad",
          "Ito",
          "Jansen",
          "Kaya",
          "Lindqvist",
          "Moreau",
          "Nowak",
          "Okafor",
          "Petrov");
  private static final List<String> COMPANIES =
      List.of(
          "Northwind Dental",
          "Harbour Realty",
          "Alpine Solar",
          "Quick Fit Gyms",
          "Blue Door Hotels",
          "Cedar Insurance",
          "Metro Movers",
          "Lakeside Clinic");
  private static final List<String> AGENT_NAMES =
      List.of(
          "Front desk",
          "Appointments",
          "After hours",
          "Sales",
          "Renewals",
          "Support",
          "Surveys",
          "Reminders");
  private static final List<String> VOICES = List.of("alloy", "echo", "nova", "onyx", "shimmer");
  private static final List<String> LANGUAGES =
      List.of("en-US", "en-GB", "de-DE", "fr-FR", "es-ES");
  private static final List<String> PLANS = List.of("free", "starter", "pro", "enterprise");
  private static final List<String> SENTIMENTS = List.of("negative", "neutral", "positive");
  private static final List<String> SUMMARIES =
      List.of(
          "Asked for a price and a call back on Monday.",
          "Booked an appointment for next week.",
          "Wanted to speak to a person.",
          "Left a message about an invoice.",
          "Hung up during the greeting.");

  private final DemoChance chance;
  private final List<DemoUser> users = new ArrayList<>();

  DemoTraffic(DemoChance chance) {
    this.chance = chance;
  }

  List<DemoUser> users() {
    return users;
  }

  /** A user signs up, with the first agents. */
  List<DemoStatement> signUp() {
    var user = new DemoUser(chance.id());
    users.add(user);
    var first = chance.oneOf(FIRST_NAMES);
    var last = chance.oneOf(LAST_NAMES);
    var mailbox = first + "." + last + "." + user.id.toString().substring(0, 8);
    var statements = new ArrayList<DemoStatement>();
    statements.add(
        DemoStatement.of(
            """
            INSERT INTO users (id, email, name, company, plan, credit_balance, last_seen)
            VALUES (?, ?, ?, ?, ?, ?, now())""",
            user.id,
            mailbox.toLowerCase(java.util.Locale.ROOT) + "@example.com",
            first + " " + last,
            chance.oneOf(COMPANIES),
            chance.oneOf(PLANS),
            chance.cents(1_000, 100_000)));
    int agents = chance.between(2, MOST_AGENTS - 1);
    for (int i = 0; i < agents; i++) {
      statements.addAll(addAgent(user));
    }
    return statements;
  }

  /** One deed of one user; some users are much busier than others. */
  List<DemoStatement> deed() {
    var user = users.get(chance.busyFirst(users.size()));
    int percent = chance.between(0, 99);
    if (percent < 20) {
      return startCall(user);
    } else if (percent < 40) {
      return user.openCalls.isEmpty() ? startCall(user) : finishCall(user);
    } else if (percent < 55) {
      return callInOne(user);
    } else if (percent < 63) {
      return user.leads.isEmpty() ? callInOne(user) : rescoreLead(user);
    } else if (percent < 66) {
      return user.leads.isEmpty() ? callInOne(user) : dropLead(user);
    } else if (percent < 72) {
      return editAgent(user);
    } else if (percent < 74) {
      return user.agents.size() < MOST_AGENTS ? addAgent(user) : retireAgent(user);
    } else if (percent < 80) {
      return recount(user);
    } else if (percent < 85) {
      return buyCredits(user);
    } else if (percent < 87) {
      return user.credits.isEmpty() ? buyCredits(user) : correctCredits(user);
    } else if (percent < 88) {
      return user.credits.isEmpty() ? buyCredits(user) : dropCredits(user);
    } else if (percent < 90) {
      return user.calls.isEmpty() ? startCall(user) : dropCall(user);
    } else if (percent < 97) {
      return logIn(user);
    } else {
      return editProfile(user);
    }
  }

  private List<DemoStatement> startCall(DemoUser user) {
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

  private List<DemoStatement> finishCall(DemoUser user) {
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
  private List<DemoStatement> callInOne(DemoUser user) {
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

  private DemoStatement countCall(DemoUser user, java.util.UUID agent) {
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

  private List<DemoStatement> recount(DemoUser user) {
    return List.of(countCall(user, chance.oneOf(user.agents)));
  }

  private List<DemoStatement> rescoreLead(DemoUser user) {
    return List.of(
        DemoStatement.of(
            "UPDATE lead_analytics SET score = ?, qualified = NOT qualified WHERE id = ?",
            chance.between(0, 100),
            user.leads.getLast()));
  }

  private List<DemoStatement> dropLead(DemoUser user) {
    return List.of(
        DemoStatement.of("DELETE FROM lead_analytics WHERE id = ?", user.leads.removeFirst()));
  }

  private List<DemoStatement> addAgent(DemoUser user) {
    var agent = chance.id();
    user.agents.add(agent);
    return List.of(
        DemoStatement.of(
            """
            INSERT INTO agents (id, user_id, name, voice, language, status)
            VALUES (?, ?, ?, ?, ?, 'live')""",
            agent,
            user.id,
            chance.oneOf(AGENT_NAMES),
            chance.oneOf(VOICES),
            chance.oneOf(LANGUAGES)));
  }

  private List<DemoStatement> editAgent(DemoUser user) {
    return List.of(
        DemoStatement.of(
            "UPDATE agents SET voice = ?, prompt = ?, updated_at = now() WHERE id = ?",
            chance.oneOf(VOICES),
            "Greet the caller. Revision " + chance.between(1, 999) + ".",
            chance.oneOf(user.agents)));
  }

  /** With its calls and analytics, by the foreign keys. */
  private List<DemoStatement> retireAgent(DemoUser user) {
    user.openCalls.clear();
    return List.of(DemoStatement.of("DELETE FROM agents WHERE id = ?", user.agents.removeLast()));
  }

  private List<DemoStatement> buyCredits(DemoUser user) {
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

  private List<DemoStatement> correctCredits(DemoUser user) {
    return List.of(
        DemoStatement.of(
            """
            UPDATE credit_transactions SET kind = 'adjustment', amount = ? WHERE id = ?""",
            chance.cents(1, 500),
            user.credits.getLast()));
  }

  private List<DemoStatement> dropCredits(DemoUser user) {
    return List.of(
        DemoStatement.of(
            "DELETE FROM credit_transactions WHERE id = ?", user.credits.removeFirst()));
  }

  private List<DemoStatement> dropCall(DemoUser user) {
    return List.of(DemoStatement.of("DELETE FROM calls WHERE id = ?", user.calls.removeFirst()));
  }

  /** Changes nothing that caches hold, so it is not announced. */
  private List<DemoStatement> logIn(DemoUser user) {
    return List.of(
        DemoStatement.of(
            "UPDATE users SET last_seen = now(), login_count = login_count + 1 WHERE id = ?",
            user.id));
  }

  private List<DemoStatement> editProfile(DemoUser user) {
    return List.of(
        DemoStatement.of(
            "UPDATE users SET plan = ?, company = ?, updated_at = now() WHERE id = ?",
            chance.oneOf(PLANS),
            chance.oneOf(COMPANIES),
            user.id));
  }

  private String phoneNumber() {
    return "+1555%07d".formatted(chance.between(0, 9_999_999));
  }
}

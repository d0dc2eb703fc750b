package io.triggerscope.demo;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What the demo's users do to their accounts and agents. Confined to the plan. */
final class DemoAccounts {

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

  private final DemoChance chance;

  DemoAccounts(DemoChance chance) {
    this.chance = chance;
  }

  /** A user signs up, with the first agents. */
  List<DemoStatement> signUp(DemoUser user) {
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
            mailbox.toLowerCase(Locale.ROOT) + "@example.com",
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

  /** An agent comes, or where there are enough, one goes. */
  List<DemoStatement> changeAgents(DemoUser user) {
    return user.agents.size() < MOST_AGENTS ? addAgent(user) : retireAgent(user);
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

  /** With its calls and analytics, by the foreign keys. */
  private List<DemoStatement> retireAgent(DemoUser user) {
    user.openCalls.clear();
    return List.of(DemoStatement.of("DELETE FROM agents WHERE id = ?", user.agents.removeLast()));
  }

  List<DemoStatement> editAgent(DemoUser user) {
    return List.of(
        DemoStatement.of(
            "UPDATE agents SET voice = ?, prompt = ?, updated_at = now() WHERE id = ?",
            chance.oneOf(VOICES),
            "Greet the caller. Revision " + chance.between(1, 999) + ".",
            chance.oneOf(user.agents)));
  }

  /** Changes nothing that caches hold, so it is not announced. */
  List<DemoStatement> logIn(DemoUser user) {
    return List.of(
        DemoStatement.of(
            "UPDATE users SET last_seen = now(), login_count = login_count + 1 WHERE id = ?",
            user.id));
  }

  List<DemoStatement> editProfile(DemoUser user) {
    return List.of(
        DemoStatement.of(
            "UPDATE users SET plan = ?, company = ?, updated_at = now() WHERE id = ?",
            chance.oneOf(PLANS),
            chance.oneOf(COMPANIES),
            user.id));
  }
}

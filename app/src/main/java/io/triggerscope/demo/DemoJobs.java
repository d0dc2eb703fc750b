package io.triggerscope.demo;

import java.util.List;

/**
 * The demo's bulk transactions, one after the other in a fixed round; each changes some thousand
 * rows, and together they keep every table bounded. Confined to the plan.
 */
final class DemoJobs {

  private static final int CALLS_KEPT = 2_000;
  private static final int CREDITS_KEPT = 1_000;

  private final DemoChance chance;
  private int done;

  DemoJobs(DemoChance chance) {
    this.chance = chance;
  }

  List<DemoStatement> next() {
    return switch (done++ % 4) {
      case 0 -> recompute();
      case 1 -> importCalls();
      case 2 -> settleCredits();
      default -> purge();
    };
  }

  /** The nightly job: every agent's last thirty days. */
  private List<DemoStatement> recompute() {
    return List.of(
        DemoStatement.of(
            """
            INSERT INTO agent_analytics (id, user_id, agent_id, day, calls_handled, success_rate)
            SELECT md5(? || a.id || d)::uuid, a.user_id, a.id, current_date - d, d * 3 % 40, 0.5
            FROM agents a, generate_series(1, 30) d
            ORDER BY a.user_id, a.id, d
            ON CONFLICT (agent_id, day) DO UPDATE
            SET calls_handled = EXCLUDED.calls_handled + ?,
              average_duration = make_interval(secs => ?), updated_at = now()""",
            salt(), chance.between(1, 20), (double) chance.between(30, 300)));
  }

  /** A campaign's calls come in from the telephone company, over all users. */
  private List<DemoStatement> importCalls() {
    return List.of(
        DemoStatement.of(
            """
            INSERT INTO calls (id, user_id, agent_id, direction, phone_number, status, started_at,
              ended_at, duration_seconds, cost_credits)
            SELECT md5(? || n)::uuid, a.user_id, a.id, 'outbound', '+1555' || lpad(n::text, 7, '0'),
              'completed', now() - interval '1 day' - n * interval '1 second',
              now() - interval '1 day', n % 600, (n % 600) / 100.0
            FROM generate_series(1, ?) n
            JOIN (SELECT id, user_id, row_number() OVER (ORDER BY user_id, id) - 1 AS position,
                count(*) OVER () AS agents
              FROM agents) a ON a.position = n % a.agents
            ORDER BY n""",
            salt(), chance.between(3_000, 10_000)));
  }

  /** The monthly statement: many small usages, user by user. */
  private List<DemoStatement> settleCredits() {
    return List.of(
        DemoStatement.of(
            """
            INSERT INTO credit_transactions (id, user_id, kind, amount, description)
            SELECT md5(? || u.id || n)::uuid, u.id, 'usage', -n / 100.0, 'monthly statement'
            FROM users u, generate_series(1, ?) n
            ORDER BY u.created_at, u.id, n""",
            salt(),
            chance.between(55, 120)));
  }

  /** Retention: only the newest rows stay. */
  private List<DemoStatement> purge() {
    return List.of(
        DemoStatement.of(
            """
            DELETE FROM calls WHERE id IN
              (SELECT id FROM calls ORDER BY started_at DESC, id OFFSET ?)""",
            CALLS_KEPT),
        DemoStatement.of(
            """
            DELETE FROM credit_transactions WHERE id IN
              (SELECT id FROM credit_transactions ORDER BY created_at DESC, id OFFSET ?)""",
            CREDITS_KEPT));
  }

  /** Makes the ids of this run differ from those of any other. */
  private String salt() {
    return chance.id().toString();
  }
}

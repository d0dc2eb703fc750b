package io.triggerscope.bench;

import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Payloads as our trigger sends them: transactions of one to eight rows of one user, among 50 users
 * and 200 agents; each record once. The same ones in every run.
 */
final class TriggerPayloads {

  private static final String[] TABLES = {
    "calls",
    "calls",
    "calls",
    "agents",
    "users",
    "lead_analytics",
    "agent_analytics",
    "credit_transactions"
  };
  private static final String[] OPERATIONS = {"INSERT", "UPDATE", "UPDATE", "DELETE"};

  private TriggerPayloads() {}

  static String[] of(int count) {
    var random = new Random(77298);
    var users = ids(random, 50);
    var agents = ids(random, 200);
    var payloads = new String[count];
    int made = 0;
    for (int batch = 77298; made < count; batch++) {
      var user = one(users, random);
      var time = 1763862000 + batch % 1000 + "." + random.nextInt(100_000, 1_000_000);
      for (int rows = random.nextInt(1, 9); rows > 0 && made < count; rows--) {
        var agent = random.nextInt(10) == 0 ? "null" : '"' + one(agents, random) + '"';
        payloads[made++] =
            """
            {"table" : "%s", "operation" : "%s", "user_id" : "%s", "record_id" : "%s", \
            "agent_id" : %s, "timestamp" : %s, "batch_id" : "%d"}"""
                .formatted(
                    one(TABLES, random),
                    one(OPERATIONS, random),
                    user,
                    id(random),
                    agent,
                    time,
                    batch);
      }
    }
    return payloads;
  }

  static int averageLength(String[] payloads) {
    return (int) Arrays.stream(payloads).mapToInt(String::length).average().orElseThrow();
  }

  private static String[] ids(Random random, int count) {
    return Stream.generate(() -> id(random)).limit(count).toArray(String[]::new);
  }

  private static String id(Random random) {
    return new UUID(random.nextLong(), random.nextLong()).toString();
  }

  private static String one(String[] all, Random random) {
    return all[random.nextInt(all.length)];
  }
}

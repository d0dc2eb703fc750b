package io.triggerscope.model;

import java.util.List;

/** The tables whose changes the triggers announce, in the order in which screens show them. */
public final class WatchedTables {

  public static final List<String> NAMES =
      List.of(
          "users", "agents", "calls", "lead_analytics", "agent_analytics", "credit_transactions");

  private WatchedTables() {}
}

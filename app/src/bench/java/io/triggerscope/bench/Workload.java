package io.triggerscope.bench;

/** A change of {@code calls} that is measured. Each starts from the same rows. */
enum Workload {
  /** The parameter is the number of rows for each of the agents. */
  INSERT(
      "INSERT",
      """
      INSERT INTO calls (id, user_id, agent_id, phone_number)
      SELECT md5(a.name || ' ' || n)::uuid, a.user_id, a.id, '+15550100'
        FROM agents a CROSS JOIN generate_series(1, ?) AS n
      """),
  UPDATE(
      "UPDATE", "UPDATE calls SET status = 'completed', duration_seconds = duration_seconds + 60"),
  DELETE("DELETE", "DELETE FROM calls"),
  /** Each row in a transaction of its own; the parameter is its id. */
  ROW_BY_ROW(
      "UPDATE, a transaction for each row",
      """
      UPDATE calls SET status = 'completed', duration_seconds = duration_seconds + 60 WHERE id = ?
      """);

  private final String title;
  private final String sql;

  Workload(String title, String sql) {
    this.title = title;
    this.sql = sql;
  }

  /** Its name in the table. */
  String title() {
    return title;
  }

  String sql() {
    return sql;
  }

  /** How many rows it changes. */
  int rows(Size size) {
    return this == ROW_BY_ROW ? size.transactions() : size.rows();
  }

  /** How often it is measured on each variant. */
  int rounds(Size size) {
    return this == ROW_BY_ROW ? size.turns() : size.rounds();
  }
}

package io.triggerscope.bench;

/** A listener that drains a backlog, in a process of its own. */
enum Listener {
  TRIGGERSCOPE("TriggerScope: the whole feed"),
  PGJDBC("pgjdbc, `getNotifications` without parsing"),
  NODE_POSTGRES("node-postgres, `JSON.parse` and a count per user"),
  POSTGRES_JS("postgres.js, `JSON.parse` and a count per user");

  private final String title;

  Listener(String title) {
    this.title = title;
  }

  /** Its name in the table. */
  String title() {
    return title;
  }
}

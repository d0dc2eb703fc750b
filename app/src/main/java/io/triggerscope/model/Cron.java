package io.triggerscope.model;

import java.util.List;

/** What pg_cron, which runs SQL by the clock inside the server, can do for a database. */
public sealed interface Cron {

  /**
   * It is in this database, and the role may use it.
   *
   * @param jobs those that clean up and that the role may see, the oldest first
   */
  record Here(String version, List<CronJob> jobs) implements Cron {}

  /** It keeps its jobs in another database of the server. */
  record Elsewhere(String database) implements Cron {}

  /** It is in this database, and the role may not use it. */
  record Forbidden(String role) implements Cron {}

  /**
   * It is not there, as far as the role can see.
   *
   * @param installed whether its files are on the server
   * @param loaded whether it is loaded, for this database
   */
  record Absent(boolean installed, boolean loaded) implements Cron {}
}

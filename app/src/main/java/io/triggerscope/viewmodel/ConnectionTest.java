package io.triggerscope.viewmodel;

import io.triggerscope.connection.ConnectionProfile;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.SslMode;
import io.triggerscope.postgres.ContractObjects;
import io.triggerscope.postgres.ListenProbe;
import io.triggerscope.postgres.StatementLog;
import io.triggerscope.postgres.Target;
import io.triggerscope.viewmodel.Notice.Tone;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/**
 * What a DBA wants to know of a connection before relying on it, line by line. Confined to one call
 * of {@link #run}, which blocks.
 */
final class ConnectionTest {

  private final ConnectionProfile profile;
  private final InstantSource clock;
  private final List<Notice> lines = new ArrayList<>();

  private ConnectionTest(ConnectionProfile profile, InstantSource clock) {
    this.profile = profile;
    this.clock = clock;
  }

  /** Connects, asks, and disconnects. */
  static List<Notice> run(
      ConnectionProfile profile, ConnectionSettings settings, InstantSource clock) {
    var test = new ConnectionTest(profile, clock);
    switch (Target.open(settings, new StatementLog())) {
      case Outcome.Failed<Target>(var failure) -> test.say(Tone.FAILED, failure.sentence());
      case Outcome.Done<Target>(var target) -> {
        try (target) {
          test.examine(target);
        }
      }
    }
    return List.copyOf(test.lines);
  }

  private void say(Tone tone, String sentence) {
    lines.add(new Notice(tone, sentence, clock.instant()));
  }

  private void examine(Target target) {
    var server = target.server();
    say(
        Tone.GOOD,
        "PostgreSQL "
            + server.version()
            + ", primary, database "
            + server.database()
            + " as "
            + server.user());
    var tls = server.tls();
    if (tls == null) {
      say(Tone.ATTENTION, "Not encrypted: others on the network can read along");
    } else {
      say(Tone.GOOD, tls.replaceFirst("^TLSv", "TLS ") + ", " + certificate());
    }
    listening(new ListenProbe(target).run());
    contract(ContractObjects.in(target));
    if (!server.monitor()) {
      say(Tone.ATTENTION, "pg_monitor not granted: other sessions' queries are hidden");
    }
  }

  private String certificate() {
    return switch (profile.sslMode()) {
      case VERIFY_FULL -> "certificate verified for " + profile.host();
      case VERIFY_CA -> "certificate verified, but not for which host";
      case DISABLE, ALLOW, PREFER, REQUIRE ->
          "certificate not verified (" + SslMode.VERIFY_FULL.parameter() + " would)";
    };
  }

  private void listening(Outcome<Duration> probe) {
    switch (probe) {
      case Outcome.Done<Duration>(var took) ->
          say(
              Tone.GOOD,
              "LISTEN path direct: probe arrived in "
                  + Format.duration(took)
                  + " (no transaction pooler)");
      case Outcome.Failed<Duration>(var failure) ->
          say(Tone.FAILED, "LISTEN does not work here. " + failure.sentence());
    }
  }

  private void contract(Outcome<ContractObjects> asked) {
    switch (asked) {
      case Outcome.Done<ContractObjects>(var objects) -> {
        present(objects.notifyFunction(), "notify_cache_invalidation()");
        present(objects.errorLog(), "trigger_error_log");
      }
      case Outcome.Failed<ContractObjects>(var failure) -> say(Tone.FAILED, failure.sentence());
    }
  }

  private void present(boolean present, String object) {
    if (present) {
      say(Tone.GOOD, object + " is there");
    } else {
      say(
          Tone.ATTENTION,
          object + " is missing in schema " + profile.schema() + "; Operations can install it");
    }
  }
}

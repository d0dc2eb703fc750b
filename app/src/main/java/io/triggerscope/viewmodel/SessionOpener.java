package io.triggerscope.viewmodel;

import io.triggerscope.demo.DemoDatabase;
import io.triggerscope.demo.DemoWorkload;
import io.triggerscope.feed.CascadeRules;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Outcome;
import java.nio.file.Path;
import java.time.InstantSource;

/**
 * Opens sessions: on a database, on the demo, on a capture. Its methods block, on any thread; the
 * sessions live on the FX thread of {@code threads}. Immutable.
 */
record SessionOpener(Threads threads, InstantSource clock) {

  Outcome<LiveSession> database(
      ConnectionLabel label, ConnectionSettings settings, CascadeRules rules) {
    return LiveSession.open(label, settings, rules, threads, clock);
  }

  /** Starts a private PostgreSQL with a workload, which end with the session. */
  Outcome<LiveSession> demo(CascadeRules rules) {
    return DemoDatabase.start(0).then(database -> demo(database, rules));
  }

  private Outcome<LiveSession> demo(DemoDatabase database, CascadeRules rules) {
    var workload = new DemoWorkload(database, DemoWorkload.SEED);
    var session =
        LiveSession.open(
            ConnectionLabel.of("Demo"),
            database.settings(),
            rules,
            threads,
            clock,
            workload::close,
            database::close);
    switch (session) {
      case Outcome.Done<LiveSession> _ -> workload.start();
      case Outcome.Failed<LiveSession> _ -> database.close();
    }
    return session;
  }

  Outcome<CaptureSession> capture(Path file, CascadeRules rules) {
    return CaptureSession.open(file, rules, threads);
  }
}

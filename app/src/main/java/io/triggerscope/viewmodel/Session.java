package io.triggerscope.viewmodel;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.FeedSnapshot;
import io.triggerscope.model.Environment;
import io.triggerscope.model.TriggerErrorLog;
import java.time.InstantSource;
import javafx.beans.property.ReadOnlyObjectProperty;

/**
 * What the window shows: a connected database, or a capture of one. Confined to the FX thread, but
 * for opening and {@link #close}, which block.
 */
public sealed interface Session extends AutoCloseable permits LiveSession, CaptureSession {

  /** What the user calls it. */
  String name();

  /** What the user said the database is for. */
  Environment environment();

  /** The name of the database. */
  String database();

  /** Works out cascades by these rules from now on, also those of what was received before. */
  void use(CascadeRules rules);

  Threads threads();

  /** The present, as far as what is shown goes. */
  InstantSource clock();

  /** The newest of the feed. */
  ReadOnlyObjectProperty<FeedSnapshot> snapshotProperty();

  TriggerErrorLog errors();

  @Override
  void close();
}

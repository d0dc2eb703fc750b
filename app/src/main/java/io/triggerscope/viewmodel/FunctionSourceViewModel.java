package io.triggerscope.viewmodel;

import io.triggerscope.model.FunctionSource;
import io.triggerscope.postgres.FunctionSources;

/** The source of a function that is named in a stack. Confined to the FX thread. */
public final class FunctionSourceViewModel {

  private final Session session;
  private final LastGood<FunctionSource> source;

  FunctionSourceViewModel(Session session) {
    this.session = session;
    this.source = new LastGood<>(session);
  }

  /** The source of the function that was asked for last. */
  public LastGood<FunctionSource> source() {
    return source;
  }

  /** Whether there is a database to read sources from. */
  public boolean isAvailable() {
    return session instanceof LiveSession;
  }

  /** Reads the source of a function; of a capture there is none. */
  public void read(StackFrame frame) {
    switch (session) {
      case LiveSession live -> {
        var sources = new FunctionSources(live.target());
        source.read(() -> sources.find(frame.signature()));
      }
      case CaptureSession _ -> {}
    }
  }
}

package io.triggerscope.demo;

/** Real DML on the six tables of a demo database, and of no other. Owns one thread. */
public final class DemoWorkload implements AutoCloseable {

  public DemoWorkload(DemoDatabase database, long seed) {}

  public void start() {
    throw new UnsupportedOperationException("to come");
  }

  /** Stops it within a second. */
  @Override
  public void close() {}
}

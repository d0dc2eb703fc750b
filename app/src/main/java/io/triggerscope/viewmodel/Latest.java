package io.triggerscope.viewmodel;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The one crossing to the FX thread: hands over the newest value only, so that however fast values
 * come at most one delivery is pending. {@link #accept} may be called from any thread and returns
 * at once; {@code receiver} is called on {@code executor}.
 */
public final class Latest<T> implements Consumer<T> {

  private final AtomicReference<@Nullable T> pending = new AtomicReference<>();
  private final Executor executor;
  private final Consumer<? super T> receiver;

  public Latest(Executor executor, Consumer<? super T> receiver) {
    this.executor = executor;
    this.receiver = receiver;
  }

  @Override
  public void accept(T value) {
    if (pending.getAndSet(value) == null) {
      executor.execute(this::deliver);
    }
  }

  private void deliver() {
    var value = pending.getAndSet(null);
    if (value != null) {
      receiver.accept(value);
    }
  }
}

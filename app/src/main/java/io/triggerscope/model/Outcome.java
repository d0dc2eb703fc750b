package io.triggerscope.model;

import java.util.function.Function;

/** What came of asking the server: the value, or the failure. */
public sealed interface Outcome<T> {

  record Done<T>(T value) implements Outcome<T> {}

  record Failed<T>(Failure failure) implements Outcome<T> {}

  default <R> Outcome<R> then(Function<? super T, Outcome<R>> next) {
    return switch (this) {
      case Done<T>(var value) -> next.apply(value);
      case Failed<T>(var failure) -> new Failed<>(failure);
    };
  }

  default <R> Outcome<R> map(Function<? super T, ? extends R> function) {
    return then(value -> new Done<>(function.apply(value)));
  }
}

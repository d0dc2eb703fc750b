package io.triggerscope.viewmodel;

import io.triggerscope.model.TimeRange;
import java.time.Instant;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** Of which time the Errors screen shows the errors. Immutable. */
public sealed interface ErrorSpan permits ErrorRange, ErrorSpan.Exact {

  /** From one instant to another. */
  record Exact(TimeRange range) implements ErrorSpan {

    @Override
    public String label(ZoneId zone) {
      return Format.range(range.from(), range.to(), zone);
    }

    @Override
    public Instant from(Instant now) {
      return range.from();
    }

    @Override
    public Instant to() {
      return range.to();
    }
  }

  String label(ZoneId zone);

  /** Where it begins, or null when it has no beginning. */
  @Nullable Instant from(Instant now);

  /** Where it ends, or null when it goes on. */
  @Nullable Instant to();
}

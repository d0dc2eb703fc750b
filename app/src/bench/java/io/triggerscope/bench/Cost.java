package io.triggerscope.bench;

import java.util.OptionalDouble;

/**
 * What one run of a workload took, in microseconds for each row, its commit included.
 *
 * @param cpu absent where the system does not tell
 */
record Cost(OptionalDouble cpu, double elapsed) {

  OptionalDouble on(Clock clock) {
    return switch (clock) {
      case CPU -> cpu;
      case ELAPSED -> OptionalDouble.of(elapsed);
    };
  }
}

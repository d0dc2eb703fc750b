package io.triggerscope.bench;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** The costs of all variants and workloads, round by round. Confined to one thread. */
final class Costs {

  private final Map<Variant, Map<Workload, List<Cost>>> rounds = new EnumMap<>(Variant.class);

  /** Adds one round of a variant and workload; the n-th of each belongs to the n-th round. */
  void add(Variant variant, Workload workload, Cost cost) {
    rounds
        .computeIfAbsent(variant, v -> new EnumMap<>(Workload.class))
        .computeIfAbsent(workload, w -> new ArrayList<>())
        .add(cost);
  }

  boolean know(Clock clock) {
    return rounds.values().stream()
        .flatMap(workloads -> workloads.values().stream())
        .flatMap(List::stream)
        .allMatch(cost -> cost.on(clock).isPresent());
  }

  /** The middle of the rounds, in microseconds for each row. */
  double microseconds(Variant variant, Workload workload, Clock clock) {
    return middle(each(variant, workload, clock));
  }

  /** The middle of the rounds' ratios to the bare trigger. */
  double ratio(Variant variant, Workload workload, Clock clock) {
    return middle(ratios(variant, workload, clock));
  }

  /** The ratio to the bare trigger in each round, the smallest first. */
  double[] ratios(Variant variant, Workload workload, Clock clock) {
    var these = each(variant, workload, clock);
    var bare = each(Variant.BARE, workload, clock);
    return IntStream.range(0, bare.length)
        .mapToDouble(round -> these[round] / bare[round])
        .sorted()
        .toArray();
  }

  private double[] each(Variant variant, Workload workload, Clock clock) {
    return rounds.getOrDefault(variant, Map.of()).getOrDefault(workload, List.of()).stream()
        .mapToDouble(cost -> cost.on(clock).orElseThrow())
        .toArray();
  }

  private static double middle(double[] values) {
    var sorted = DoubleStream.of(values).sorted().toArray();
    return (sorted[(sorted.length - 1) / 2] + sorted[sorted.length / 2]) / 2;
  }
}

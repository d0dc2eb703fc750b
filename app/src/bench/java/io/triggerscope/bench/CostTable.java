package io.triggerscope.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The costs as Markdown: a table for each clock, a row for each variant. */
record CostTable(String heading, Costs costs) {

  String markdown() {
    return heading
        + Arrays.stream(Clock.values())
            .filter(costs::know)
            .map(this::table)
            .collect(Collectors.joining());
  }

  private String table(Clock clock) {
    return "\nMicroseconds of %s for each row, and how many times the bare trigger's:\n\n"
            .formatted(clock.title())
        + line("trigger", Workload::title)
        + line("---", _ -> "---:")
        + Arrays.stream(Variant.values())
            .map(variant -> line(variant.title(), workload -> cell(variant, workload, clock)))
            .collect(Collectors.joining())
        + line("V021, the middle half of the rounds", workload -> spread(workload, clock));
  }

  private static String line(String first, Function<Workload, String> cell) {
    return Stream.concat(Stream.of(first), Arrays.stream(Workload.values()).map(cell))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }

  private String cell(Variant variant, Workload workload, Clock clock) {
    return String.format(
        Locale.ROOT,
        "%.2f (%.2f×)",
        costs.microseconds(variant, workload, clock),
        costs.ratio(variant, workload, clock));
  }

  private String spread(Workload workload, Clock clock) {
    var ratios = costs.ratios(Variant.OURS, workload, clock);
    int quarter = ratios.length / 4;
    return String.format(
        Locale.ROOT, "%.2f–%.2f×", ratios[quarter], ratios[ratios.length - 1 - quarter]);
  }
}

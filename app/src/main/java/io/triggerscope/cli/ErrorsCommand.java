package io.triggerscope.cli;

import io.triggerscope.feed.export.ErrorJson;
import io.triggerscope.model.ErrorField;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ErrorValues;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TriggerError;
import io.triggerscope.postgres.Target;
import io.triggerscope.postgres.TriggerErrors;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code triggerscope errors}: prints rows of {@code trigger_error_log}, the newest first. */
@Command(
    name = "errors",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Prints rows of trigger_error_log, the newest first; an option may be repeated.",
    footer = {
      "",
      DatabaseCommand.EXIT_CODES + " A row is a problem.",
      "Rows of rolled-back transactions, and errors raised at commit, can never reach this table."
    })
public final class ErrorsCommand extends DatabaseCommand {

  @Option(
      names = "--since",
      paramLabel = "DURATION",
      converter = DurationConverter.class,
      description = "Only rows of this time, e.g. 30m, 24h. Default: all.")
  private @Nullable Duration since;

  @Option(names = "--table", paramLabel = "NAME", description = "Only rows of this table.")
  private Set<String> tables = Set.of();

  @Option(names = "--operation", paramLabel = "NAME", description = "Only rows of this operation.")
  private Set<String> operations = Set.of();

  @Option(names = "--sqlstate", paramLabel = "CODE", description = "Only rows with this SQLSTATE.")
  private Set<String> sqlstates = Set.of();

  @Option(
      names = "--text",
      paramLabel = "TEXT",
      description = "Only rows with this in the message or context, letter case ignored.")
  private String text = "";

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "1000",
      description = "No more rows than these. Default: ${DEFAULT-VALUE}.")
  private long limit = 1_000;

  @Override
  boolean readOnly() {
    return true;
  }

  @Override
  int run(Target target) {
    if (limit < 1) {
      return refuse("--limit must be 1 or more.");
    }
    var printed = new AtomicLong();
    var outcome =
        new TriggerErrors(target)
            .forEach(
                filter(),
                row -> {
                  if (printed.getAndIncrement() < limit) {
                    print(line(row), out -> ErrorJson.write(row, out));
                  }
                  return printed.get() <= limit;
                });
    return switch (outcome) {
      case Outcome.Done<Long> _ -> {
        if (printed.get() > limit) {
          tell("There are more than the %,d rows printed; --limit prints more.".formatted(limit));
        }
        yield printed.get() == 0 ? FINE : PROBLEMS;
      }
      case Outcome.Failed<Long>(var failure) -> failed(failure);
    };
  }

  private ErrorFilter filter() {
    var now = InstantSource.system().instant();
    return ErrorFilter.between(since == null ? null : now.minus(since), null)
        .with(ErrorField.TABLE, ErrorValues.only(tables))
        .with(ErrorField.OPERATION, ErrorValues.only(operations))
        .with(ErrorField.SQLSTATE, ErrorValues.only(sqlstates))
        .withText(text);
  }

  private static String line(TriggerError row) {
    return "%s  %s %s  %s  %s"
        .formatted(
            TailLines.time(row.occurredAt()),
            ErrorField.TABLE.of(row),
            ErrorField.OPERATION.of(row),
            row.sqlstate() == null ? "-----" : row.sqlstate(),
            ErrorField.MESSAGE.of(row).lines().findFirst().orElse(""));
  }
}

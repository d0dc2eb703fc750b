package io.triggerscope.cli;

import io.triggerscope.model.Finding;
import io.triggerscope.model.Finding.Severity;
import io.triggerscope.model.Health;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.HealthChecks;
import io.triggerscope.postgres.Target;
import io.triggerscope.viewmodel.Format;
import java.util.Locale;
import picocli.CommandLine.Command;

/**
 * {@code triggerscope verify}: checks the triggers, and what no trigger can guard itself against.
 */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Checks the triggers, and what endangers them; changes nothing.",
    footer = {"", DatabaseCommand.EXIT_CODES})
public final class VerifyCommand extends DatabaseCommand {

  private static final String INDENT = " ".repeat(10);

  @Override
  boolean readOnly() {
    return true;
  }

  @Override
  int run(Target target) {
    return switch (new HealthChecks(target).run()) {
      case Outcome.Done<Health>(var health) -> tell(health);
      case Outcome.Failed<Health>(var failure) -> failed(failure);
    };
  }

  private int tell(Health health) {
    health.findings().forEach(this::print);
    long critical = health.count(Severity.CRITICAL);
    long warnings = health.count(Severity.WARNING);
    print(
        critical + warnings == 0
            ? "Nothing is wrong."
            : "%s critical, %s."
                .formatted(Format.count(critical), Format.count(warnings, "warning")),
        out ->
            out.writeStringProperty("type", "summary")
                .writeNumberProperty("critical", critical)
                .writeNumberProperty("warnings", warnings)
                .writeNumberProperty("passed", health.count(Severity.PASSED)));
    return critical + warnings == 0 ? FINE : PROBLEMS;
  }

  private void print(Finding finding) {
    print(
        text(finding),
        out ->
            out.writeStringProperty("type", "finding")
                .writeStringProperty("severity", word(finding.severity()))
                .writeStringProperty("summary", finding.summary())
                .writeStringProperty("evidence", finding.evidence())
                .writeStringProperty("advice", finding.advice()));
  }

  private static String text(Finding finding) {
    var text = new StringBuilder("%-10s%s".formatted(word(finding.severity()), finding.summary()));
    for (var more : new String[] {finding.evidence(), finding.advice()}) {
      more.lines().forEach(line -> text.append(System.lineSeparator()).append(INDENT).append(line));
    }
    return text.toString();
  }

  private static String word(Severity severity) {
    return severity.name().toLowerCase(Locale.ROOT);
  }
}

package io.triggerscope.cli;

import io.triggerscope.feed.export.JsonLine;
import io.triggerscope.model.CleanupPreview;
import io.triggerscope.model.Outcome;
import io.triggerscope.postgres.ErrorCleanup;
import io.triggerscope.postgres.Target;
import io.triggerscope.viewmodel.Format;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code triggerscope cleanup}: deletes old rows of {@code trigger_error_log}. */
@Command(
    name = "cleanup",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Deletes the old rows of trigger_error_log, a thousand in each transaction.",
    footer = {"", DatabaseCommand.EXIT_CODES})
public final class CleanupCommand extends DatabaseCommand {

  @Option(
      names = "--older-than",
      paramLabel = "DAYS",
      required = true,
      converter = DaysConverter.class,
      description = "Which rows are old, e.g. 30d.")
  private int retentionDays;

  @ArgGroup(exclusive = true, multiplicity = "0..1")
  private Consent consent = new Consent();

  /** What is to be done without a question. */
  private static final class Consent {

    @Option(names = "--preview", description = "Only count what would be deleted.")
    private boolean preview;

    @Option(names = "--yes", description = "Delete without asking.")
    private boolean yes;
  }

  @Override
  boolean readOnly() {
    return consent.preview;
  }

  @Override
  int run(Target target) {
    var cleanup = new ErrorCleanup(target);
    return switch (cleanup.preview(retentionDays)) {
      case Outcome.Done<CleanupPreview>(var preview) ->
          consent.preview
              ? show(preview)
              : consent.yes || Question.isAnsweredYes(sentence(preview) + " Delete?")
                  ? delete(cleanup)
                  : refuse("Nothing was deleted: that needs --yes. --preview counts only.");
      case Outcome.Failed<CleanupPreview>(var failure) -> failed(failure);
    };
  }

  private int show(CleanupPreview preview) {
    print(
        sentence(preview),
        out -> {
          out.writeStringProperty("type", "preview")
              .writeNumberProperty("rows_to_delete", preview.rowsToDelete())
              .writeNumberProperty("rows_to_keep", preview.rowsToKeep());
          var oldest = preview.oldest();
          JsonLine.write("oldest", oldest == null ? null : TailLines.time(oldest), out);
        });
    return FINE;
  }

  private static String sentence(CleanupPreview preview) {
    return "%s would be deleted, %s kept."
        .formatted(Format.count(preview.rowsToDelete(), "row"), Format.count(preview.rowsToKeep()));
  }

  private int delete(ErrorCleanup cleanup) {
    var worker = Thread.currentThread();
    try (var interruption = new Interruption(worker::interrupt)) {
      return switch (cleanup.run(retentionDays, _ -> {})) {
        case Outcome.Done<Long>(var deleted) -> {
          print(
              Format.count(deleted, "row") + " deleted.",
              out ->
                  out.writeStringProperty("type", "cleanup")
                      .writeNumberProperty("rows_deleted", deleted));
          yield Thread.interrupted() ? refuse("Stopped before the end.") : FINE;
        }
        case Outcome.Failed<Long>(var failure) -> failed(failure);
      };
    }
  }
}

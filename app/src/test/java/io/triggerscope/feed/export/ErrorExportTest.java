package io.triggerscope.feed.export;

import static io.triggerscope.testing.Outcomes.done;
import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.feed.capture.RecordedErrors;
import io.triggerscope.feed.export.ErrorExport.Written;
import io.triggerscope.model.ErrorField;
import io.triggerscope.model.ErrorFilter;
import io.triggerscope.model.ExportFormat;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.model.TriggerError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ErrorExportTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

  private static final TriggerError WHOLE =
      new TriggerError(
          7, "calls", "INSERT", "say \"no\"", "{\"sqlstate\": \"22023\"}", NOON, "22023", "774");

  private static final TriggerError EMPTY =
      new TriggerError(8, null, null, null, null, NOON.plusMillis(1), null, null);

  @TempDir private Path folder;

  @Test
  void csvHasAHeaderAndARowForEachNewestFirst() throws IOException {
    var file = folder.resolve("errors.csv");
    var written = new ErrorExport(log(WHOLE, EMPTY), ErrorFilter.ALL, ExportFormat.CSV);
    assertThat(written.to(file, _ -> {}))
        .isEqualTo(new Outcome.Done<>(new Written(file, 2, Files.size(file))));
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            id,occurred_at,table_name,operation,sqlstate,batch_id,error_message,error_context\r
            8,2026-11-22T12:00:00.001Z,,,,,,\r
            7,2026-11-22T12:00:00Z,calls,INSERT,22023,774,"say ""no\""","{""sqlstate"": ""22023""}"\r
            """);
  }

  @Test
  void ndjsonHasAnObjectForEachThatMatches() throws IOException {
    var file = folder.resolve("errors.ndjson");
    var calls = ErrorFilter.ALL.only(ErrorField.TABLE, "calls");
    done(new ErrorExport(log(WHOLE, EMPTY), calls, ExportFormat.NDJSON).to(file, _ -> {}));
    assertThat(Files.readString(file))
        .isEqualTo(
            """
            {"id":7,"occurred_at":"2026-11-22T12:00:00Z","table_name":"calls","operation":"INSERT",\
            "sqlstate":"22023","batch_id":"774","error_message":"say \\"no\\"",\
            "error_context":"{\\"sqlstate\\": \\"22023\\"}"}
            """);
  }

  @Test
  void itTellsHowFarItHasComeAndAnInterruptLeavesNoFile() throws IOException {
    var rows =
        LongStream.rangeClosed(1, 5_000)
            .mapToObj(id -> new TriggerError(id, "calls", null, "no", null, NOON, null, null))
            .toArray(TriggerError[]::new);
    var told = new ArrayList<Long>();
    var export = new ErrorExport(log(rows), ErrorFilter.ALL, ExportFormat.CSV);
    var outcome =
        export.to(
            folder.resolve("a.csv"),
            written -> {
              told.add(written);
              if (written == 2_000) {
                Thread.currentThread().interrupt();
              }
            });
    assertThat(Thread.interrupted()).isTrue();
    assertThat(outcome)
        .isEqualTo(
            new Outcome.Failed<>(
                new Failure.TimedOut("The export was cancelled. No file was written.")));
    assertThat(told).containsExactly(1_000L, 2_000L);
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aFileThatIsThereStaysAsItIs() throws IOException {
    var file = Files.writeString(folder.resolve("a.csv"), "mine");
    assertThat(new ErrorExport(log(WHOLE), ErrorFilter.ALL, ExportFormat.CSV).to(file, _ -> {}))
        .isEqualTo(
            new Outcome.Failed<>(
                new Failure.Unexpected(file + " exists already. Choose another name.")));
    assertThat(Files.readString(file)).isEqualTo("mine");
  }

  private static RecordedErrors log(TriggerError... rows) {
    return new RecordedErrors(List.of(rows), NOON.plusSeconds(60));
  }
}

package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;

import io.triggerscope.testing.TestPostgres;
import io.triggerscope.testing.TestSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MigrationsViewModelIT {

  @TempDir private Path folder;

  @Test
  void plainScriptsWhoseObjectsAreThereAreAdoptedUpToTheFirstThatWouldChangeSomething()
      throws IOException {
    put("V1__calls.sql", "CREATE TABLE calls (id int); CREATE INDEX calls_id ON calls (id);");
    put("V2__kept.sql", "CREATE TABLE IF NOT EXISTS kept ();");
    put("V3__note.sql", "ALTER TABLE calls ADD COLUMN note text;");
    put("V4__more.sql", "CREATE TABLE more ();");
    put("V5__users.sql", "CREATE TABLE users ();");
    var made =
        """
        CREATE TABLE calls (id int, note text);
        CREATE TABLE kept ();
        CREATE TABLE users ();
        """;
    assertAdoptable(made, Optional.of("3"));
    assertAdoptable(made + "CREATE TABLE more ();", Optional.of("5"));
    assertAdoptable("CREATE TABLE kept (); CREATE TABLE more ();", Optional.empty());
  }

  @Test
  void whatFailsForAnotherReasonIsNotAdopted() throws IOException {
    put("V1__calls.sql", "CREATE TABLE calls (id int);");
    put("V2__bad.sql", "CREATE TABLE other (id no_such_type);");
    put("V3__users.sql", "CREATE TABLE users ();");
    assertAdoptable("CREATE TABLE calls (); CREATE TABLE users ()", Optional.of("1"));
  }

  @Test
  void aRunIsWithinTheLimitsThatWereChosen() {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> new MigrationsViewModel(test.session(), () -> {}, () -> {}));
      test.run(
          () -> {
            vm.folderProperty().set(Path.of("app/src/test/resources/limits-migrations"));
            vm.lockTimeoutProperty().set(Duration.ofSeconds(5));
            vm.statementTimeoutProperty().set(Duration.ofMinutes(30));
          });
      test.until(() -> !vm.pending().isEmpty());
      test.run(() -> vm.run(vm.pending()));
      test.until(() -> vm.noticeProperty().get() != null);
    }
    assertThat(TestPostgres.text(settings, "SELECT limits FROM limits")).isEqualTo("5s, 30min");
  }

  private void assertAdoptable(String made, Optional<String> version) {
    var settings = TestPostgres.NEWEST.emptyDatabase();
    TestPostgres.execute(settings, made);
    try (var test = new TestSession(settings)) {
      var vm = test.on(() -> new MigrationsViewModel(test.session(), () -> {}, () -> {}));
      test.run(() -> vm.folderProperty().set(folder));
      test.until(() -> !vm.pending().isEmpty());
      assertThat(test.on(vm::adoptable)).isEmpty();
      test.run(() -> vm.dryRun(vm.pending()));
      test.until(() -> vm.dryRun().result().value() != null);
      assertThat(test.on(vm::adoptable)).isEqualTo(version);
    }
  }

  private void put(String name, String sql) throws IOException {
    Files.writeString(folder.resolve(name), sql);
  }
}

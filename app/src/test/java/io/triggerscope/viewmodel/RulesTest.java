package io.triggerscope.viewmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.model.CacheOps;
import io.triggerscope.model.CascadeRule;
import io.triggerscope.viewmodel.Notice.Tone;
import io.triggerscope.viewmodel.RulesViewModel.Preview;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RulesTest {

  private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");
  private static final CascadeRules OWN =
      new CascadeRules(List.of(new CascadeRule("orders", "INSERT", List.of("basket"), true)));

  @TempDir private Path folder;
  private final BlockingQueue<Runnable> fx = new LinkedBlockingQueue<>();
  private final Threads threads = new Threads(Thread.ofVirtual().factory(), fx::add);

  @Test
  void theShippedRulesAreInForceUntilOthersAreSavedWhichALaterStartFinds() throws Exception {
    var rules = start(null);
    assertThat(rules.current()).isEqualTo(CascadeRules.shipped());
    rules.save(OWN);
    assertThat(rules.current()).isEqualTo(OWN);
    deliver();
    assertThat(rules.noticeProperty().get())
        .isEqualTo(new Notice(Tone.GOOD, "The cascade rules are saved.", NOON));

    assertThat(start(null).current()).isEqualTo(OWN);
    assertThat(Files.readString(folder.resolve("cascade-rules.json")))
        .isEqualToIgnoringWhitespace("{\"orders INSERT\": [\"basket\", \"agent:<agent_id>\"]}");
  }

  @Test
  void rulesThatWereGivenAreInForceInPlaceOfThoseKept() throws Exception {
    start(null).save(OWN);
    deliver();
    var given = new CascadeRules(List.of());
    assertThat(start(given).current()).isEqualTo(given);
  }

  @Test
  void aFileThatIsNotUnderstoodIsSetAsideWithAMessage() throws IOException {
    for (var content : List.of("null", "{\"calls\":null}", "[]", "{\"calls\":[")) {
      Files.writeString(folder.resolve("cascade-rules.json"), content);
      var rules = start(null);
      assertThat(rules.current()).isEqualTo(CascadeRules.shipped());
      assertThat(rules.noticeProperty().get().sentence())
          .startsWith("The cascade rules were not understood")
          .endsWith(
              "The file is kept as " + folder + "/cascade-rules.json.corrupt-20261122-120000.");
      assertThat(folder.resolve("cascade-rules.json.corrupt-20261122-120000")).hasContent(content);
    }
  }

  @Test
  void anEditedRuleIsCheckedPreviewedAndInForceOnceItIsSaved() throws Exception {
    var rules = start(null);
    var editor = editor(rules);
    deliver();
    assertThat(editor.previewProperty().get()).isEqualTo(new Preview(cost(6), cost(6)));

    editor.add();
    assertThat(editor.problemProperty().get()).isEqualTo("Rule 7 names no table.");
    assertThat(editor.previewProperty().get()).isEqualTo(new Preview(cost(6), null));
    editor.save();
    assertThat(rules.current()).isEqualTo(CascadeRules.shipped());

    var draft = editor.drafts().getLast();
    draft.tableProperty().set(" orders ");
    draft.operationProperty().set("INSERT");
    draft.domainsProperty().set("basket,  dashboard ,basket");
    draft.perAgentProperty().set(true);
    awaitPreview(editor, new Preview(cost(6), cost(7)));
    assertThat(editor.problemProperty().get()).isEmpty();

    editor.save();
    assertThat(rules.current().list())
        .hasSize(7)
        .endsWith(new CascadeRule("orders", "INSERT", List.of("basket", "dashboard"), true));
  }

  @Test
  void whatWasExportedIsImportedAndAWrongFileChangesNothing() throws Exception {
    var rules = start(OWN);
    var editor = editor(rules);
    deliver();
    var file = folder.resolve("mine.json");
    editor.exportTo(file);
    deliver();
    assertThat(editor.noticeProperty().get())
        .isEqualTo(new Notice(Tone.GOOD, "Exported to " + file + ".", NOON));

    editor.reset();
    assertThat(editor.drafts()).hasSize(6);
    var wrong = Files.writeString(folder.resolve("wrong.json"), "{\"calls\":[\"a b\"]}");
    editor.importFrom(wrong);
    awaitNotice(
        editor,
        wrong
            + " was not imported. The domain “a b” of calls holds a blank. Use a comma between"
            + " domains.");
    assertThat(editor.drafts()).hasSize(6);

    editor.importFrom(file);
    awaitNotice(editor, "Imported from " + file + ". Save puts these rules in force.");
    assertThat(editor.drafts()).extracting(RuleDraft::rule).isEqualTo(OWN.list());
    assertThat(rules.current()).isEqualTo(OWN);
  }

  private Rules start(@Nullable CascadeRules given) {
    return Rules.in(folder, given, threads, () -> NOON);
  }

  /** Of which each rule is said to cost one. */
  private RulesViewModel editor(Rules rules) {
    return new RulesViewModel(rules, r -> cost(r.list().size()), threads, () -> NOON);
  }

  private static CacheOps cost(int rules) {
    return new CacheOps(rules, rules, rules);
  }

  private void awaitPreview(RulesViewModel editor, Preview expected) {
    await()
        .untilAsserted(
            () -> {
              deliverAll();
              assertThat(editor.previewProperty().get()).isEqualTo(expected);
            });
  }

  private void awaitNotice(RulesViewModel editor, String sentence) {
    await()
        .untilAsserted(
            () -> {
              deliverAll();
              var notice = editor.noticeProperty().get();
              assertThat(notice).isNotNull();
              assertThat(notice.sentence()).isEqualTo(sentence);
            });
  }

  private void deliverAll() {
    for (var delivery = fx.poll(); delivery != null; delivery = fx.poll()) {
      delivery.run();
    }
  }

  private void deliver() throws InterruptedException {
    var delivery = fx.poll(10, TimeUnit.SECONDS);
    assertThat(delivery).isNotNull();
    delivery.run();
  }
}

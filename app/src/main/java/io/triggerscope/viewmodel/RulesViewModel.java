package io.triggerscope.viewmodel;

import io.triggerscope.feed.CascadeRules;
import io.triggerscope.feed.RuleCheck;
import io.triggerscope.model.CacheOps;
import io.triggerscope.model.Outcome;
import io.triggerscope.viewmodel.Notice.Tone;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Function;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The cascade rules while they are edited: what is wrong with them, and what they would change.
 * Nothing is in force before it is saved. Confined to the FX thread; the figures are worked out in
 * the background.
 */
public final class RulesViewModel {

  /**
   * What the same notifications cost by two sets of rules. Immutable.
   *
   * @param edited null while these are not worked out
   */
  public record Preview(CacheOps saved, @Nullable CacheOps edited) {}

  private final Rules rules;
  private final InstantSource clock;
  private final FileExport export;
  private final Work importing;
  private final Newest<CascadeRules, Preview> figures;
  private final ObservableList<RuleDraft> drafts = FXCollections.observableArrayList();
  private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper(this, "problem", "");
  private final ReadOnlyObjectWrapper<@Nullable Preview> preview =
      new ReadOnlyObjectWrapper<>(this, "preview");
  private final ReadOnlyObjectWrapper<@Nullable Notice> notice =
      new ReadOnlyObjectWrapper<>(this, "notice");

  /**
   * @param cost what the previewed notifications cost by other rules; called on a background thread
   */
  RulesViewModel(
      Rules rules, Function<CascadeRules, CacheOps> cost, Threads threads, InstantSource clock) {
    this.rules = rules;
    this.clock = clock;
    this.export = new FileExport(threads, clock);
    this.importing = new Work(threads);
    var saved = rules.current();
    this.figures =
        new Newest<>(
            threads,
            edited -> {
              var before = cost.apply(saved);
              return new Preview(before, edited.equals(saved) ? before : cost.apply(edited));
            },
            preview::set);
    export.noticeProperty().subscribe(notice::set);
    show(saved);
  }

  /** The rules, which can be changed one by one. */
  public ObservableList<RuleDraft> drafts() {
    return drafts;
  }

  /** What is wrong with them, in a sentence; empty when they can be saved. */
  public ReadOnlyStringProperty problemProperty() {
    return problem.getReadOnlyProperty();
  }

  /** What they would change; null until it is worked out. */
  public ReadOnlyObjectProperty<@Nullable Preview> previewProperty() {
    return preview.getReadOnlyProperty();
  }

  /** How the last import or export ended. */
  public ReadOnlyObjectProperty<@Nullable Notice> noticeProperty() {
    return notice.getReadOnlyProperty();
  }

  /** Adds an empty rule at the end. */
  public void add() {
    append(new RuleDraft());
    changed();
  }

  public void remove(RuleDraft draft) {
    drafts.remove(draft);
    changed();
  }

  /** Shows the rules that TriggerScope ships. */
  public void reset() {
    show(CascadeRules.shipped());
  }

  /** Puts them in force and keeps them; not while something is wrong with them. */
  public void save() {
    if (problem.get().isEmpty()) {
      rules.save(edited());
    }
  }

  /** Shows the rules of a file; a file that is wrong changes nothing. */
  public void importFrom(Path file) {
    notice.set(null);
    importing.start(
        () -> CascadeRules.read(file),
        outcome -> {
          switch (outcome) {
            case Outcome.Done<CascadeRules>(var read) -> take(file, read);
            case Outcome.Failed<CascadeRules>(var failure) -> say(Tone.FAILED, failure.message());
          }
        });
  }

  private void take(Path file, CascadeRules read) {
    var wrong = RuleCheck.problem(read.list());
    if (wrong.isPresent()) {
      say(Tone.FAILED, file + " was not imported. " + wrong.get());
    } else {
      show(read);
      say(Tone.GOOD, "Imported from " + file + ". Save puts these rules in force.");
    }
  }

  /** Writes them as they are now; not while something is wrong with them. */
  public void exportTo(Path file) {
    if (problem.get().isEmpty()) {
      var json = edited().json();
      export.text(file, () -> json);
    }
  }

  private void say(Tone tone, String sentence) {
    notice.set(new Notice(tone, sentence, clock.instant()));
  }

  private void show(CascadeRules shown) {
    drafts.clear();
    shown.list().forEach(rule -> append(new RuleDraft(rule)));
    changed();
  }

  private void append(RuleDraft draft) {
    draft.subscribe(this::changed);
    drafts.add(draft);
  }

  private void changed() {
    var edited = edited();
    problem.set(RuleCheck.problem(edited.list()).orElse(""));
    var before = preview.get();
    if (problem.get().isEmpty()) {
      figures.ask(edited);
    } else if (before != null) {
      figures.cancel();
      preview.set(new Preview(before.saved(), null));
    }
  }

  private CascadeRules edited() {
    return new CascadeRules(drafts.stream().map(RuleDraft::rule).toList());
  }
}

package io.triggerscope.viewmodel;

import io.triggerscope.connection.ConnectionProfile;
import io.triggerscope.connection.Keychain;
import io.triggerscope.connection.ProfileFile;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The connections the user keeps, in the order of their names, and the file they are kept in, which
 * is read and written in the background. Passwords that none of them needs any more are forgotten.
 * Confined to the FX thread.
 */
final class SavedConnections {

  private final ProfileFile file;
  private final Keychain keychain;
  private final Work work;
  private final Consumer<String> problems;
  private final ObservableList<SavedConnection> lines = FXCollections.observableArrayList();

  /** Logins whose passwords the keychain may still have, though no connection needs them. */
  private final Set<String> unneeded = new HashSet<>();

  private final List<Runnable> waiting = new ArrayList<>();
  private List<ConnectionProfile> profiles = List.of();
  private boolean loaded;

  /**
   * @param problems told in words what went wrong with the file or the keychain
   */
  SavedConnections(
      ProfileFile file, Keychain keychain, Threads threads, Consumer<String> problems) {
    this.file = file;
    this.keychain = keychain;
    this.work = new Work(threads);
    this.problems = problems;
  }

  ObservableList<SavedConnection> lines() {
    return lines;
  }

  /** Reads the file; {@code then} runs when the lines are there. */
  void load(Runnable then) {
    work.start(
        () -> new Outcome.Done<>(file.load()),
        outcome -> {
          switch (outcome) {
            case Outcome.Done<ProfileFile.Loaded>(var read) -> {
              show(read.profiles());
              tell(read.problem());
            }
            case Outcome.Failed<ProfileFile.Loaded>(var failure) -> tell(failure.message());
          }
          then.run();
          loaded = true;
          waiting.forEach(Runnable::run);
          waiting.clear();
        });
  }

  /** Runs something that needs to know them: now, or once the file has been read. */
  void whenLoaded(Runnable task) {
    if (loaded) {
      task.run();
    } else {
      waiting.add(task);
    }
  }

  List<ConnectionProfile> profiles() {
    return profiles;
  }

  Optional<ConnectionProfile> find(String name) {
    return profiles.stream().filter(profile -> profile.name().equals(name)).findFirst();
  }

  /**
   * Keeps {@code profile} in place of those named {@code replaced} or as itself.
   *
   * @param replaced null: it is a new one
   */
  void put(ConnectionProfile profile, @Nullable String replaced) {
    var changed = new ArrayList<>(profiles);
    changed.removeIf(p -> p.name().equals(replaced) || p.name().equals(profile.name()));
    changed.add(profile);
    save(changed);
  }

  void remove(String name) {
    var changed = new ArrayList<>(profiles);
    changed.removeIf(profile -> profile.name().equals(name));
    save(changed);
  }

  private void save(List<ConnectionProfile> changed) {
    unneeded.addAll(keptPasswords(profiles));
    unneeded.removeAll(keptPasswords(changed));
    show(changed);
    var saved = profiles;
    var logins = Set.copyOf(unneeded);
    work.start(
        () -> file.save(saved).then(_ -> forget(logins)),
        outcome -> {
          switch (outcome) {
            case Outcome.Done<Set<String>>(var forgotten) -> unneeded.removeAll(forgotten);
            case Outcome.Failed<Set<String>>(var failure) -> tell(failure.message());
          }
        });
  }

  /** The logins of those whose passwords the keychain has. */
  private static Set<String> keptPasswords(List<ConnectionProfile> profiles) {
    return profiles.stream()
        .filter(ConnectionProfile::passwordKept)
        .map(ConnectionProfile::login)
        .collect(Collectors.toSet());
  }

  private Outcome<Set<String>> forget(Set<String> logins) {
    for (var login : logins) {
      if (keychain.forget(login) instanceof Outcome.Failed<String>(var failure)) {
        return new Outcome.Failed<>(
            new Failure.NoKeychain(
                "The keychain still has the password of %s. %s"
                    .formatted(login, failure.message())));
      }
    }
    return new Outcome.Done<>(logins);
  }

  private void show(List<ConnectionProfile> shown) {
    profiles =
        shown.stream()
            .sorted((one, other) -> one.name().compareToIgnoreCase(other.name()))
            .toList();
    lines.setAll(profiles.stream().map(SavedConnection::of).toList());
  }

  private void tell(String problem) {
    if (!problem.isEmpty()) {
      problems.accept(problem);
    }
  }
}

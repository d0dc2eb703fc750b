package io.triggerscope.viewmodel;

import io.triggerscope.connection.ConnectionProfile;
import io.triggerscope.connection.ConnectionUrl;
import io.triggerscope.connection.Keychain;
import io.triggerscope.connection.Passwords;
import io.triggerscope.connection.ProfileFile;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import io.triggerscope.viewmodel.Notice.Tone;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleObjectProperty;
import javafx.collections.ObservableList;
import org.jspecify.annotations.Nullable;

/**
 * The Connect screen: the kept connections, the form of one, and opening a session on it or on the
 * demo. Confined to the FX thread; servers are asked in the background.
 */
public final class ConnectViewModel implements AutoCloseable {

  private final Keychain keychain;
  private final Rules rules;
  private final InstantSource clock;
  private final SessionOpener sessions;
  private final Work work;
  private final SavedConnections saved;
  private final ConnectionForm form = new ConnectionForm();
  private final ObjectProperty<@Nullable SavedConnection> selected =
      new SimpleObjectProperty<>(this, "selected");
  private final ReadOnlyStringWrapper activity = new ReadOnlyStringWrapper(this, "activity", "");
  private final ReadOnlyObjectWrapper<List<Notice>> report =
      new ReadOnlyObjectWrapper<>(this, "report", List.of());
  private final ReadOnlyObjectWrapper<@Nullable String> problem =
      new ReadOnlyObjectWrapper<>(this, "problem");
  private Consumer<Session> opened = Session::close;

  /**
   * @param file where connections are kept
   * @param keychain where their passwords are, if the user wants that
   */
  public ConnectViewModel(
      ProfileFile file, Keychain keychain, Rules rules, Threads threads, InstantSource clock) {
    this.keychain = keychain;
    this.rules = rules;
    this.clock = clock;
    this.sessions = new SessionOpener(threads, clock);
    this.work = new Work(threads);
    this.saved = new SavedConnections(file, keychain, threads, text -> say(Tone.ATTENTION, text));
    selected.subscribe((_, line) -> show(line));
    saved.load(this::selectFirst);
  }

  /**
   * @param receiver takes each session that was opened, and closes it
   */
  public void setOpened(Consumer<Session> receiver) {
    opened = receiver;
  }

  /** By which the sessions that it opens work out cascades. */
  Rules rules() {
    return rules;
  }

  /** The kept connections, in the order of their names. */
  public ObservableList<SavedConnection> saved() {
    return saved.lines();
  }

  /** The one whose fields the form was filled with; null: the form is of a new one. */
  public ObjectProperty<@Nullable SavedConnection> selectedProperty() {
    return selected;
  }

  public ConnectionForm form() {
    return form;
  }

  /** What is being done, as {@code Connecting to localhost:5432…}; empty while nothing is. */
  public ReadOnlyStringProperty activityProperty() {
    return activity.getReadOnlyProperty();
  }

  public ReadOnlyBooleanProperty runningProperty() {
    return work.runningProperty();
  }

  /** What the last action found, line by line. */
  public ReadOnlyObjectProperty<List<Notice>> reportProperty() {
    return report.getReadOnlyProperty();
  }

  /** Why the last session could not be opened; null when it could, or while it is tried. */
  public ReadOnlyObjectProperty<@Nullable String> problemProperty() {
    return problem.getReadOnlyProperty();
  }

  // ---- kept connections ----

  private void selectFirst() {
    if (!saved().isEmpty() && selected.get() == null && form.database().value().isEmpty()) {
      selected.set(saved().getFirst());
    }
  }

  private void show(@Nullable SavedConnection line) {
    if (line != null) {
      saved.find(line.name()).ifPresent(form::show);
      report.set(List.of());
    }
  }

  /** Empties the form for a new connection. */
  public void blank() {
    selected.set(null);
    form.clear();
    report.set(List.of());
  }

  /** Keeps what the form says, under its name, instead of what was selected. */
  public void save() {
    if (form.checkToKeep()) {
      var profile = form.profile();
      var line = selected.get();
      var replaced = line == null ? null : line.name();
      var password = form.password().textProperty().get();
      if (profile.passwordKept() && !password.isEmpty()) {
        begin("Handing the password to the system keychain…");
        work.start(
            () -> keychain.keep(profile.login(), password),
            outcome -> {
              activity.set("");
              switch (outcome) {
                case Outcome.Done<String> _ -> put(profile, replaced);
                case Outcome.Failed<String>(var failure) -> {
                  put(profile.withPasswordKept(false), replaced);
                  say(
                      Tone.ATTENTION,
                      "Saved “%s” without its password. %s"
                          .formatted(profile.name(), failure.message()));
                }
              }
            });
      } else {
        put(profile, replaced);
      }
    }
  }

  private void put(ConnectionProfile profile, @Nullable String replaced) {
    var typed = form.password().textProperty().get();
    saved.put(profile, replaced);
    selected.set(SavedConnection.of(profile));
    form.show(profile);
    if (!profile.passwordKept()) {
      form.password().set(typed);
    }
    say(
        Tone.GOOD,
        "Saved “%s”%s."
            .formatted(
                profile.name(),
                profile.passwordKept()
                    ? ", its password in the system keychain"
                    : ", without its password"));
  }

  /** Forgets the selected connection; its fields stay in the form. */
  public void delete() {
    var line = selected.get();
    if (line != null) {
      boolean passwordKept = form.passwordKept().get();
      selected.set(null);
      saved.remove(line.name());
      form.forgetKeptPassword();
      say(
          Tone.ATTENTION,
          "Deleted “%s”. Save brings it back%s."
              .formatted(line.name(), passwordKept ? ", but not its password" : ""));
    }
  }

  // ---- sessions ----

  /** Opens a session on what the form says. */
  public void connect() {
    if (form.check()) {
      var profile = form.profile();
      open(ConnectionLabel.of(profile), profile.place(), settings(profile));
    }
  }

  /** Opens a session on what somebody else said, as the command line. */
  public void connect(ConnectionSettings settings) {
    saved.whenLoaded(
        () ->
            open(
                ConnectionLabel.of(settings, saved.profiles()),
                settings.place(),
                () -> new Outcome.Done<>(settings)));
  }

  private void open(
      ConnectionLabel label, String place, Supplier<Outcome<ConnectionSettings>> settings) {
    var current = rules.current();
    open(
        "Connecting to " + place + "…",
        () -> settings.get().then(found -> sessions.database(label, found, current)),
        Failure::sentence);
  }

  /** Starts a private PostgreSQL with a workload, and opens a session on it. */
  public void startDemo() {
    var current = rules.current();
    open(
        "Starting PostgreSQL 18 with the six tables, the triggers and a workload…",
        () -> sessions.demo(current),
        Failure::sentence);
  }

  /** Reads a capture, and opens a session on it. */
  public void openCapture(Path file) {
    var current = rules.current();
    open(
        "Reading " + file.getFileName() + "…",
        () -> sessions.capture(file, current),
        Failure::message);
  }

  private <S extends Session> void open(
      String what, Supplier<Outcome<S>> job, Function<Failure, String> words) {
    begin(what);
    work.start(
        job,
        outcome -> {
          activity.set("");
          switch (outcome) {
            case Outcome.Done<S>(var session) -> {
              form.password().set("");
              opened.accept(session);
            }
            case Outcome.Failed<S>(var failure) -> {
              var why = words.apply(failure);
              say(Tone.FAILED, why);
              problem.set(why);
            }
          }
        },
        Session::close);
  }

  /** Connects for a moment, and reports what is there and what is not. */
  public void testConnection() {
    if (form.check()) {
      var profile = form.profile();
      var settings = settings(profile);
      begin("Testing " + profile.place() + "…");
      work.start(
          () -> settings.get().map(found -> ConnectionTest.run(profile, found, clock)),
          outcome -> {
            activity.set("");
            switch (outcome) {
              case Outcome.Done<List<Notice>>(var lines) -> report.set(lines);
              case Outcome.Failed<List<Notice>>(var failure) ->
                  say(Tone.FAILED, failure.sentence());
            }
          });
    }
  }

  /** Gives up what is being tried; what it opens nevertheless is closed again. */
  public void cancel() {
    if (work.isRunning()) {
      work.cancel();
      activity.set("");
      say(Tone.ATTENTION, "Cancelled.");
    }
  }

  @Override
  public void close() {
    work.cancel();
  }

  private void begin(String what) {
    problem.set(null);
    report.set(List.of());
    activity.set(what);
  }

  private void say(Tone tone, String sentence) {
    report.set(List.of(new Notice(tone, sentence, clock.instant())));
  }

  /** The settings with the password that the form asks for, which may have to be looked up. */
  private Supplier<Outcome<ConnectionSettings>> settings(ConnectionProfile profile) {
    if (form.usesKeychain()) {
      return () -> keychain.password(profile.login()).map(profile::toSettings);
    }
    var asked = profile.toSettings(null);
    var url = new ConnectionUrl(asked.jdbcUrl(), asked.user(), null);
    var password = new Passwords(System::getenv).choose(form.password().textProperty().get(), url);
    return () -> new Outcome.Done<>(profile.toSettings(password));
  }
}

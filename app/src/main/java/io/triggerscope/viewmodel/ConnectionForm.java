package io.triggerscope.viewmodel;

import io.triggerscope.connection.ConnectionProfile;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Environment;
import io.triggerscope.model.SslMode;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.beans.binding.BooleanBinding;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;

/** The fields of one connection while it is being edited. Confined to the FX thread. */
public final class ConnectionForm {

  private static final Pattern HOST = Pattern.compile("[\\p{Alnum}._:%-]+");

  private final Input name = new Input("", _ -> "");
  private final Input host = new Input("localhost", ConnectionForm::wrongHost);
  private final Input port =
      new Input("" + ConnectionProfile.DEFAULT_PORT, ConnectionForm::wrongPort);
  private final Input database = new Input("", required("Enter the name of the database."));
  private final Input user = new Input("", _ -> "");
  private final Input channel =
      new Input(ConnectionSettings.DEFAULT_CHANNEL, ConnectionForm::wrongChannel);
  private final Input schema =
      new Input(
          ConnectionSettings.DEFAULT_SCHEMA, required("Enter the schema of the watched tables."));
  private final Input password = new Input("", this::wrongPassword);
  private final BooleanProperty keepPassword = new SimpleBooleanProperty(this, "keepPassword");

  /** The login whose password the keychain has; empty: none. */
  private final ReadOnlyStringWrapper keptFor = new ReadOnlyStringWrapper(this, "keptFor", "");

  private final ObjectProperty<SslMode> sslMode =
      new SimpleObjectProperty<>(this, "sslMode", SslMode.PREFER);
  private final ObjectProperty<Environment> environment =
      new SimpleObjectProperty<>(this, "environment", Environment.NONE);
  private final BooleanProperty readOnly = new SimpleBooleanProperty(this, "readOnly");

  /** Empty: {@code host / database}. */
  public Input name() {
    return name;
  }

  public Input host() {
    return host;
  }

  public Input port() {
    return port;
  }

  public Input database() {
    return database;
  }

  public Input user() {
    return user;
  }

  public Input channel() {
    return channel;
  }

  public Input schema() {
    return schema;
  }

  /** Empty: the one kept, else from {@code PGPASSWORD} or {@code .pgpass}. */
  public Input password() {
    return password;
  }

  /** Whether the password is to be kept in the system's keychain. */
  public BooleanProperty keepPasswordProperty() {
    return keepPassword;
  }

  /** Whether the keychain has the password of the connection shown. */
  public BooleanBinding passwordKept() {
    return keptFor.isNotEmpty().and(keepPassword);
  }

  public ObjectProperty<SslMode> sslModeProperty() {
    return sslMode;
  }

  public ObjectProperty<Environment> environmentProperty() {
    return environment;
  }

  public BooleanProperty readOnlyProperty() {
    return readOnly;
  }

  /** Whether all fields can be used to connect; those that cannot say why. */
  boolean check() {
    return check(Stream.of(host, port, database, channel, schema));
  }

  /** Whether they can be kept as well. */
  boolean checkToKeep() {
    return check() && check(Stream.of(password));
  }

  private static boolean check(Stream<Input> inputs) {
    return inputs.map(Input::check).reduce(true, Boolean::logicalAnd);
  }

  private String wrongPassword(String text) {
    return text.isEmpty() && keepPassword.get() && !usesKeychain()
        ? "Type the password that is to be kept."
        : "";
  }

  /** Whether the password is the one that the keychain has. */
  boolean usesKeychain() {
    return password.textProperty().get().isEmpty()
        && keepPassword.get()
        && wrongPort(port.value()).isEmpty()
        && keptFor.get().equals(profile().login());
  }

  /** To be told once the keychain has the password no longer. */
  void forgetKeptPassword() {
    keptFor.set("");
  }

  /** The checked fields. */
  ConnectionProfile profile() {
    return new ConnectionProfile(
        name.value().isEmpty() ? host.value() + " / " + database.value() : name.value(),
        host.value(),
        Integer.parseInt(port.value()),
        database.value(),
        user.value(),
        sslMode.get(),
        channel.value(),
        schema.value(),
        environment.get(),
        readOnly.get(),
        keepPassword.get());
  }

  void show(ConnectionProfile profile) {
    name.set(profile.name());
    host.set(profile.host());
    port.set("" + profile.port());
    database.set(profile.database());
    user.set(profile.user());
    channel.set(profile.channel());
    schema.set(profile.schema());
    keepPassword.set(profile.passwordKept());
    keptFor.set(profile.passwordKept() ? profile.login() : "");
    password.set("");
    sslMode.set(profile.sslMode());
    environment.set(profile.environment());
    readOnly.set(profile.readOnly());
  }

  void clear() {
    show(
        new ConnectionProfile(
            "",
            "localhost",
            ConnectionProfile.DEFAULT_PORT,
            "",
            "",
            SslMode.PREFER,
            ConnectionSettings.DEFAULT_CHANNEL,
            ConnectionSettings.DEFAULT_SCHEMA,
            Environment.NONE,
            false,
            false));
  }

  private static Function<String, String> required(String problem) {
    return text -> text.isEmpty() ? problem : "";
  }

  private static String wrongHost(String text) {
    if (text.isEmpty()) {
      return "Enter the server's name or address.";
    }
    return HOST.matcher(text).matches()
        ? ""
        : "A name or address only: port and database have fields of their own.";
  }

  private static String wrongPort(String text) {
    return text.matches("\\d{1,5}")
            && Integer.parseInt(text) >= 1
            && Integer.parseInt(text) <= 65535
        ? ""
        : "A number from 1 to 65535.";
  }

  private static String wrongChannel(String text) {
    if (text.isEmpty()) {
      return "Enter the channel that the triggers notify.";
    }
    return ConnectionSettings.isChannel(text)
        ? ""
        : "PostgreSQL allows channels of at most "
            + ConnectionSettings.LONGEST_CHANNEL_BYTES
            + " bytes.";
  }
}

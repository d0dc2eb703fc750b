package io.triggerscope.viewmodel;

import io.triggerscope.connection.ConnectionProfile;
import io.triggerscope.model.ConnectionSettings;
import io.triggerscope.model.Environment;
import io.triggerscope.model.SslMode;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

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
  private final StringProperty password = new SimpleStringProperty(this, "password", "");
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

  /** Never kept; empty: from {@code PGPASSWORD} or {@code .pgpass}. */
  public StringProperty passwordProperty() {
    return password;
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

  /** Whether all fields can be used; those that cannot say why. */
  boolean check() {
    return Stream.of(host, port, database, channel, schema)
        .map(Input::check)
        .reduce(true, Boolean::logicalAnd);
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
        readOnly.get());
  }

  void show(ConnectionProfile profile) {
    name.set(profile.name());
    host.set(profile.host());
    port.set("" + profile.port());
    database.set(profile.database());
    user.set(profile.user());
    channel.set(profile.channel());
    schema.set(profile.schema());
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

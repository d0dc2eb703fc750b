package io.triggerscope.ui;

import io.triggerscope.model.Environment;
import io.triggerscope.model.SslMode;
import io.triggerscope.viewmodel.ConnectViewModel;
import io.triggerscope.viewmodel.ConnectionForm;
import io.triggerscope.viewmodel.Input;
import java.util.List;
import java.util.function.Function;
import javafx.beans.binding.Bindings;
import javafx.beans.property.Property;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.CheckBox;
import javafx.scene.control.Label;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextField;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

/** The form of one connection, with what can be done with it and what came of that. */
final class ConnectionFormCard extends StackPane {

  private static final double LABELS = 168;
  private static final double FIELDS = 544;

  private final ConnectViewModel vm;
  private final GridPane rows = new GridPane();

  ConnectionFormCard(ConnectViewModel vm) {
    this.vm = vm;
    var form = vm.form();
    rows.getStyleClass().add("form");
    var labels = new ColumnConstraints(LABELS);
    var fields = new ColumnConstraints(220, FIELDS, FIELDS);
    fields.setHgrow(Priority.ALWAYS);
    rows.getColumnConstraints().addAll(labels, fields);

    var name = field("name", form.name());
    name.setPromptText("host / database");
    row("Name", name, form.name());
    hostAndPort(form);
    row("Database", field("database", form.database()), form.database());
    row("User", field("user", form.user()), form.user());
    row("Password", password(form), form.password());
    row("", keepPassword(form));
    row("TLS", choice("tls", form.sslModeProperty(), SslMode.values(), SslMode::parameter));
    row(
        "Environment",
        choice(
            "environment",
            form.environmentProperty(),
            Environment.values(),
            ConnectionFormCard::words));
    row("Channel", field("channel", form.channel()), form.channel());
    row("Schema", field("schema", form.schema()), form.schema());
    row("Read-only session", readOnly(form));
    var report = new ConnectionReport(vm);
    rows.add(buttons(), 1, rows.getRowCount());
    rows.add(report, 1, rows.getRowCount());

    var scroll = new ScrollPane(rows);
    scroll.setFitToWidth(true);
    var card = new Card("New connection", scroll);
    card.titleProperty()
        .bind(vm.selectedProperty().map(line -> line.name()).orElse("New connection"));
    getChildren().add(card);
    sceneProperty()
        .subscribe(
            scene -> {
              if (scene != null) {
                name.requestFocus();
              }
            });
  }

  private static String words(Environment environment) {
    return switch (environment) {
      case NONE -> "none";
      case DEV, STAGE, PROD -> environment.name();
    };
  }

  // ---- rows ----

  private void row(String title, Node field, Input... inputs) {
    var label = new Label(title);
    label.getStyleClass().add("muted");
    label.setLabelFor(field);
    var column = new VBox(field);
    column.getStyleClass().add("field");
    for (var input : inputs) {
      column.getChildren().add(problem(input));
    }
    rows.addRow(rows.getRowCount(), label, column);
  }

  private void hostAndPort(ConnectionForm form) {
    var host = field("host", form.host());
    HBox.setHgrow(host, Priority.ALWAYS);
    var port = field("port", form.port());
    port.setPrefColumnCount(5);
    port.setMinWidth(Region.USE_PREF_SIZE);
    var portLabel = new Label("Port");
    portLabel.getStyleClass().add("muted");
    portLabel.setMinWidth(Region.USE_PREF_SIZE);
    portLabel.setLabelFor(port);
    var line = new HBox(host, portLabel, port);
    line.getStyleClass().add("line");
    row("Host", line, form.host(), form.port());
  }

  private static Label problem(Input input) {
    var problem = new Label();
    problem.getStyleClass().addAll("failed", "small", "problem");
    problem.setWrapText(true);
    problem.textProperty().bind(input.problemProperty());
    problem.visibleProperty().bind(problem.textProperty().isNotEmpty());
    problem.managedProperty().bind(problem.visibleProperty());
    return problem;
  }

  private static TextField field(String id, Input input) {
    var field = new TextField();
    field.setId(id);
    field.getStyleClass().add("mono");
    field.textProperty().bindBidirectional(input.textProperty());
    return field;
  }

  private static PasswordField password(ConnectionForm form) {
    var field = new PasswordField();
    field.setId("password");
    field.getStyleClass().add("mono");
    field
        .promptTextProperty()
        .bind(
            Bindings.when(form.passwordKept())
                .then("•••••••• · kept in the system keychain")
                .otherwise("empty: from PGPASSWORD or .pgpass"));
    field.textProperty().bindBidirectional(form.password().textProperty());
    return field;
  }

  private static CheckBox keepPassword(ConnectionForm form) {
    var box = new CheckBox("keep it in the system keychain");
    box.setId("keep-password");
    box.selectedProperty().bindBidirectional(form.keepPasswordProperty());
    return box;
  }

  private static <T> Choice<T> choice(
      String id, Property<T> value, T[] values, Function<T, String> text) {
    var choice = new Choice<>(value, List.of(values), text);
    choice.setId(id);
    choice.getStyleClass().add("mono");
    choice.setMaxWidth(Double.MAX_VALUE);
    return choice;
  }

  private static CheckBox readOnly(ConnectionForm form) {
    var box = new CheckBox("nothing that writes is offered, and the server would refuse it");
    box.setId("read-only");
    box.selectedProperty().bindBidirectional(form.readOnlyProperty());
    return box;
  }

  private HBox buttons() {
    var connect = button("Connect", "connect", vm::connect);
    connect.getStyleClass().add("success");
    connect.setDefaultButton(true);
    var test = button("Test connection", "test-connection", vm::testConnection);
    connect.disableProperty().bind(vm.runningProperty());
    test.disableProperty().bind(vm.runningProperty());
    var space = new Region();
    HBox.setHgrow(space, Priority.ALWAYS);
    var save = button("Save", "save-connection", vm::save);
    save.disableProperty().bind(vm.runningProperty());
    var delete = button("Delete", "delete-connection", vm::delete);
    delete.getStyleClass().add("danger-text");
    delete.visibleProperty().bind(vm.selectedProperty().isNotNull());
    delete.managedProperty().bind(delete.visibleProperty());
    var line = new HBox(connect, test, space, save, delete);
    line.getStyleClass().addAll("line", "form-buttons");
    return line;
  }

  private static Button button(String text, String id, Runnable action) {
    var button = new Button(text);
    button.setId(id);
    button.setMinWidth(Region.USE_PREF_SIZE);
    button.setOnAction(_ -> action.run());
    return button;
  }
}

package io.triggerscope.ui;

import io.triggerscope.viewmodel.ConnectViewModel;
import javafx.scene.control.Button;
import javafx.scene.layout.VBox;

final class ConnectView extends VBox {
  ConnectView(ConnectViewModel vm) {
    var b = new Button("Start the demo");
    b.setOnAction(_ -> vm.startDemo());
    getChildren().add(b);
  }
}

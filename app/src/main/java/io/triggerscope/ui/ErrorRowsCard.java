package io.triggerscope.ui;

import io.triggerscope.viewmodel.ErrorsViewModel;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.layout.StackPane;

/** The card of all rows that match. Confined to the FX thread. */
final class ErrorRowsCard extends StackPane {

  private final StackPane place = new StackPane();

  ErrorRowsCard(ErrorsViewModel vm) {
    getChildren().add(new Card("Rows", place).atEnd(ErrorsView.listing(vm)));
  }

  /** The table, or nothing while it is shown elsewhere. */
  void show(List<? extends Node> table) {
    place.getChildren().setAll(table);
  }
}

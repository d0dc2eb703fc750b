package io.triggerscope.ui;

import io.triggerscope.ui.Code.Language;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javafx.beans.binding.Bindings;
import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.image.ImageView;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;
import org.commonmark.ext.gfm.tables.TableBlock;
import org.commonmark.ext.gfm.tables.TableRow;
import org.commonmark.node.BulletList;
import org.commonmark.node.Emphasis;
import org.commonmark.node.FencedCodeBlock;
import org.commonmark.node.Heading;
import org.commonmark.node.Image;
import org.commonmark.node.IndentedCodeBlock;
import org.commonmark.node.Link;
import org.commonmark.node.OrderedList;
import org.commonmark.node.Paragraph;
import org.commonmark.node.SoftLineBreak;
import org.commonmark.node.StrongEmphasis;

/**
 * Text written in Markdown, with lists, tables, code and pictures. Its width is its parent's.
 * Confined to the FX thread.
 */
final class MarkdownView extends VBox {

  private static final double WIDEST_PICTURE = 860;

  private final Consumer<String> follow;

  /**
   * @param follow told the address of a link that was pressed
   */
  MarkdownView(String title, List<org.commonmark.node.Node> blocks, Consumer<String> follow) {
    this.follow = follow;
    getStyleClass().add("markdown");
    var heading = new Label(title);
    heading.getStyleClass().add("screen-title");
    getChildren().add(heading);
    blocks.forEach(block -> getChildren().add(block(block)));
  }

  private Node block(org.commonmark.node.Node block) {
    return switch (block) {
      case Heading heading -> heading(heading);
      case Paragraph paragraph when paragraph.getFirstChild() instanceof Image image ->
          picture(image);
      case IndentedCodeBlock code -> code(code.getLiteral(), Language.PLAIN);
      case FencedCodeBlock code ->
          code(code.getLiteral(), "sql".equals(code.getInfo()) ? Language.SQL : Language.PLAIN);
      case BulletList list -> list(list, false);
      case OrderedList list -> list(list, true);
      case TableBlock table -> table(table);
      default -> flow(block, "prose");
    };
  }

  private TextFlow heading(Heading heading) {
    return flow(heading, heading.getLevel() <= 3 ? "screen-title" : "strong");
  }

  private Node picture(Image image) {
    var resource = Guide.resource(image.getDestination());
    if (resource == null) {
      return flow(image, "prose");
    }
    var view = new ImageView(resource.toExternalForm());
    view.setPreserveRatio(true);
    view.setSmooth(true);
    view.setAccessibleText(image.getTitle());
    view.fitWidthProperty()
        .bind(
            Bindings.createDoubleBinding(
                () ->
                    Math.min(
                        WIDEST_PICTURE,
                        getWidth() - getInsets().getLeft() - getInsets().getRight()),
                widthProperty(),
                insetsProperty()));
    var frame = new HBox(view);
    frame.setMinWidth(0);
    frame.getStyleClass().add("picture");
    return frame;
  }

  private static Node code(String text, Language language) {
    var flow = new TextFlow();
    flow.getStyleClass().add("code-block");
    Code.pieces(text.stripTrailing(), language)
        .forEach(piece -> flow.getChildren().add(piece.node()));
    return flow;
  }

  private VBox list(org.commonmark.node.Node list, boolean numbered) {
    var lines = new VBox();
    lines.getStyleClass().add("list");
    int number = 1;
    for (var item : children(list).toList()) {
      var mark = new Label(numbered ? number++ + "." : "•");
      mark.setMinWidth(Region.USE_PREF_SIZE);
      mark.getStyleClass().add("muted");
      var body = new VBox();
      children(item).forEach(block -> body.getChildren().add(block(block)));
      HBox.setHgrow(body, Priority.ALWAYS);
      var line = new HBox(mark, body);
      line.getStyleClass().add("line");
      lines.getChildren().add(line);
    }
    return lines;
  }

  private GridPane table(TableBlock table) {
    var grid = new GridPane();
    grid.getStyleClass().add("table-lines");
    var rows = children(table).flatMap(MarkdownView::children).filter(TableRow.class::isInstance);
    for (var row : rows.toList()) {
      int line = grid.getRowCount();
      var cells = children(row).toList();
      for (int column = 0; column < cells.size(); column++) {
        grid.add(flow(cells.get(column), line == 0 ? "strong" : "prose"), column, line);
      }
    }
    for (int column = 0; column < grid.getColumnCount(); column++) {
      var width = new ColumnConstraints();
      width.setPercentWidth(column == 0 ? 28 : 72.0 / (grid.getColumnCount() - 1));
      grid.getColumnConstraints().add(width);
    }
    return grid;
  }

  private TextFlow flow(org.commonmark.node.Node parent, String style) {
    var flow = new TextFlow();
    inline(parent, List.of(style), flow.getChildren());
    return flow;
  }

  private void inline(
      org.commonmark.node.Node parent, List<String> styles, List<? super Node> into) {
    children(parent)
        .forEach(
            node -> {
              switch (node) {
                case org.commonmark.node.Text text -> into.add(text(text.getLiteral(), styles));
                case org.commonmark.node.Code code ->
                    into.add(text(code.getLiteral(), with(styles, "mono")));
                case SoftLineBreak _ -> into.add(text(" ", styles));
                case StrongEmphasis strong -> inline(strong, with(styles, "strong"), into);
                case Emphasis emphasis -> inline(emphasis, with(styles, "strong"), into);
                case Link link -> into.add(link(link, styles));
                default -> inline(node, styles, into);
              }
            });
  }

  /** A link to a page or a file of the program; of another address the address itself. */
  private Node link(Link link, List<String> styles) {
    var address = link.getDestination();
    var parts = new ArrayList<Node>();
    inline(link, styles, parts);
    if (!address.startsWith("#") && Guide.resource(address) == null) {
      return parts.getFirst();
    }
    var hyperlink = new Hyperlink();
    hyperlink.setGraphic(new HBox(parts.toArray(Node[]::new)));
    hyperlink.setOnAction(_ -> follow.accept(address));
    return hyperlink;
  }

  private static List<String> with(List<String> styles, String one) {
    return Stream.concat(styles.stream(), Stream.of(one)).toList();
  }

  private static Text text(String content, List<String> styles) {
    var text = new Text(content);
    text.getStyleClass().add("prose");
    text.getStyleClass().addAll(styles);
    return text;
  }

  private static Stream<org.commonmark.node.Node> children(org.commonmark.node.Node parent) {
    return Stream.iterate(parent.getFirstChild(), node -> node != null, node -> node.getNext());
  }
}

package io.triggerscope.ui;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.node.Heading;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.text.TextContentRenderer;
import org.jspecify.annotations.Nullable;

/**
 * The user's guide: a section of the project's README.md, with a page for each section in it, and
 * the files it leads to. Immutable.
 */
record Guide(List<Page> pages) {

  /** A part of the guide, or a file. Immutable. */
  record Page(String title, List<Node> blocks) {}

  private static final String SOURCE = "README.md";
  private static final String SECTION = "User's guide";
  private static final int SECTION_LEVEL = 2;

  private static final Parser PARSER =
      Parser.builder().extensions(List.of(TablesExtension.create())).build();

  /** Reads the guide that is part of the program. */
  static Guide read() {
    var pages = new ArrayList<Page>();
    boolean inside = false;
    for (var block : blocks(text(SOURCE))) {
      if (block instanceof Heading heading && heading.getLevel() == SECTION_LEVEL) {
        inside = title(heading).equals(SECTION);
      } else if (inside
          && block instanceof Heading heading
          && heading.getLevel() == SECTION_LEVEL + 1) {
        pages.add(new Page(title(heading), new ArrayList<>()));
      } else if (inside && !pages.isEmpty()) {
        pages.getLast().blocks.add(block);
      }
    }
    return new Guide(pages);
  }

  /** The page of this title, if there is one. */
  Optional<Page> page(String title) {
    return pages.stream().filter(page -> page.title.equals(title)).findFirst();
  }

  /** A file of text that the guide leads to, as a page; none when it is not part of the program. */
  static Optional<Page> file(String path) {
    if (resource(path) == null) {
      return Optional.empty();
    }
    var text = text(path);
    return Optional.of(
        new Page(path, blocks(path.endsWith(".md") ? text : "```sql\n" + text + "\n```")));
  }

  /** A file that the guide shows or leads to; null when it is not part of the program. */
  static @Nullable URL resource(String path) {
    return Guide.class.getResource("Guide/" + path);
  }

  private static String text(String path) {
    try (var in = Guide.class.getResourceAsStream("Guide/" + path)) {
      if (in == null) {
        throw new IllegalStateException("no resource " + path);
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<Node> blocks(String markdown) {
    var blocks = new ArrayList<Node>();
    for (var block = PARSER.parse(markdown).getFirstChild();
        block != null;
        block = block.getNext()) {
      blocks.add(block);
    }
    return blocks;
  }

  private static String title(Heading heading) {
    return TextContentRenderer.builder().build().render(heading);
  }
}

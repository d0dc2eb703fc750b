package io.triggerscope.viewmodel;

import com.github.difflib.DiffUtils;
import com.github.difflib.patch.AbstractDelta;
import io.triggerscope.model.SchemaChange;
import io.triggerscope.model.SchemaChange.Created;
import io.triggerscope.model.SchemaChange.Dropped;
import io.triggerscope.model.SchemaChange.Replaced;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a change does to a definition, line by line, to be read and copied: {@code +} before a line
 * that comes, {@code -} before one that goes, and little of what stays. Pure functions.
 */
public final class DefinitionDifference {

  private static final int CONTEXT = 3;

  private DefinitionDifference() {}

  public static String of(SchemaChange change) {
    return switch (change) {
      case Created(var object) -> marked("+ ", lines(object.definition()));
      case Dropped(var object) -> marked("- ", lines(object.definition()));
      case Replaced(var before, var after) ->
          DiffUtils.diff(lines(before.definition()), lines(after.definition()), true)
              .getDeltas()
              .stream()
              .map(DefinitionDifference::part)
              .collect(Collectors.joining("\n"));
    };
  }

  private static List<String> lines(String text) {
    return text.lines().toList();
  }

  private static String part(AbstractDelta<String> delta) {
    var before = delta.getSource().getLines();
    var after = delta.getTarget().getLines();
    return switch (delta.getType()) {
      case EQUAL -> kept(before);
      case INSERT -> marked("+ ", after);
      case DELETE -> marked("- ", before);
      case CHANGE -> marked("- ", before) + "\n" + marked("+ ", after);
    };
  }

  private static String kept(List<String> lines) {
    int hidden = lines.size() - 2 * CONTEXT;
    return hidden <= 1
        ? marked("  ", lines)
        : Stream.of(
                marked("  ", lines.subList(0, CONTEXT)),
                "… " + Format.count(hidden, "line") + " that stay",
                marked("  ", lines.subList(lines.size() - CONTEXT, lines.size())))
            .collect(Collectors.joining("\n"));
  }

  private static String marked(String mark, List<String> lines) {
    return lines.stream()
        .map(line -> (mark + line).stripTrailing())
        .collect(Collectors.joining("\n"));
  }
}

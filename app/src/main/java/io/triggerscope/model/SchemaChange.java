package io.triggerscope.model;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** What a script does to one object of a database. */
public sealed interface SchemaChange {

  SchemaObject object();

  /** It was not there before. */
  record Created(SchemaObject object) implements SchemaChange {}

  /** It is defined otherwise than before; {@code object} is the new one. */
  record Replaced(SchemaObject before, SchemaObject object) implements SchemaChange {}

  /** It is gone. */
  record Dropped(SchemaObject object) implements SchemaChange {}

  /**
   * A table, function, trigger, index or the like. Immutable.
   *
   * @param name with its schema, if that is not the connection's; a function's with its arguments
   * @param definition as the server words it, with privileges and comment
   */
  record SchemaObject(String kind, String name, String definition) {

    private String key() {
      return kind + " " + name;
    }
  }

  /** {@code creates}, {@code replaces} or {@code drops}. */
  default String verb() {
    return switch (this) {
      case Created _ -> "creates";
      case Replaced _ -> "replaces";
      case Dropped _ -> "drops";
    };
  }

  /** What led from some objects to others: the new and changed in their order, then the gone. */
  static List<SchemaChange> between(List<SchemaObject> before, List<SchemaObject> after) {
    Map<String, SchemaObject> gone = new LinkedHashMap<>();
    before.forEach(object -> gone.put(object.key(), object));
    var changes = new ArrayList<SchemaChange>();
    for (var object : after) {
      var old = gone.remove(object.key());
      if (old == null) {
        changes.add(new Created(object));
      } else if (!Objects.equals(old, object)) {
        changes.add(new Replaced(old, object));
      }
    }
    gone.values().forEach(object -> changes.add(new Dropped(object)));
    return List.copyOf(changes);
  }
}

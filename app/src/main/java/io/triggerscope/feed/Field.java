package io.triggerscope.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

/** A field of the payload that the parser reads, or {@link #OTHER}. */
enum Field {
  TABLE("table"),
  OPERATION("operation"),
  USER_ID("user_id"),
  RECORD_ID("record_id"),
  AGENT_ID("agent_id"),
  TIMESTAMP("timestamp"),
  BATCH_ID("batch_id"),
  OTHER("");

  private static final int LONGEST = 9;
  private static final Field[] ALL = values();

  private final String title;

  /** The name as one number, to compare at once: 7 bits a character after a 1. */
  private final long packed;

  Field(String title) {
    this.title = title;
    packed = packed(title.getBytes(UTF_8), 0, title.length());
  }

  /** The field of the name between these indices. */
  static Field named(byte[] json, int start, int end) {
    long name = packed(json, start, end);
    for (var field : ALL) {
      if (field.packed == name) {
        return field;
      }
    }
    return OTHER;
  }

  static Field named(String name) {
    var utf8 = name.getBytes(UTF_8);
    return named(utf8, 0, utf8.length);
  }

  /** Names that do not fit, as they are longer or not ASCII, are 0: no field's. */
  private static long packed(byte[] json, int start, int end) {
    if (end - start > LONGEST) {
      return 0;
    }
    long packed = 1;
    int all = 0;
    for (int i = start; i < end; i++) {
      packed = packed << 7 | json[i];
      all |= json[i];
    }
    return all >= 0 ? packed : 0;
  }

  /** As the payload has it. */
  @Override
  public String toString() {
    return title;
  }
}

package io.triggerscope.feed;

import java.util.Arrays;

/**
 * The texts that a field had lately, so that one that comes again is not kept twice: tables, users,
 * transactions. Each text has one place, by its length and first character, where the newest stays.
 * Confined to the thread of its owner.
 */
final class RecentTexts {

  private final String[] texts;
  private String last = "";

  /**
   * @param places a power of two; 1 keeps the last text only
   */
  RecentTexts(int places) {
    texts = new String[places];
    Arrays.fill(texts, "");
  }

  /** The text between these indices. */
  String text(String json, int start, int end) {
    int length = end - start;
    int place = length + 5 * json.charAt(start) & texts.length - 1;
    var known = texts[place];
    if (known.length() != length || !json.startsWith(known, start)) {
      known = json.substring(start, end);
      texts[place] = known;
    }
    last = known;
    return known;
  }

  /** The text given last. */
  String last() {
    return last;
  }
}

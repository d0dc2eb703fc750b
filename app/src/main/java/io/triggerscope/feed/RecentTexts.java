package io.triggerscope.feed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * The texts that a field had lately, so that one that comes again is not kept twice: tables, users,
 * transactions. Each text has one place, by its beginning, where the newest stays. Confined to the
 * thread of its owner.
 */
final class RecentTexts {

  private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

  private final byte[][] utf8;
  private final String[] texts;
  private int last;

  /**
   * @param places a power of two; 1 keeps the last text only
   */
  RecentTexts(int places) {
    utf8 = new byte[places][0];
    texts = new String[places];
    Arrays.fill(texts, "");
  }

  /**
   * The text between these indices of UTF-8.
   *
   * @param beginning its first eight bytes, with what follows a shorter text
   */
  String text(byte[] json, int start, int end, long beginning) {
    int place = (int) (beginning * MIX >>> 32) & texts.length - 1;
    last = place;
    var known = utf8[place];
    if (!Arrays.equals(json, start, end, known, 0, known.length)) {
      utf8[place] = Arrays.copyOfRange(json, start, end);
      texts[place] = new String(json, start, end - start, UTF_8);
    }
    return texts[place];
  }

  /** The text given last, as UTF-8. */
  byte[] last() {
    return utf8[last];
  }

  /** The text given last. */
  String lastText() {
    return texts[last];
  }
}

package io.triggerscope.feed;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The texts of UUIDs asked for lately, so that one asked for again is the same object: comparing
 * and hashing it is then cheap. Each has one place, where the newest stays. Confined to the thread
 * of its owner.
 */
final class RecentUuids {

  private static final long MIX = 0x9E3779B97F4A7C15L;

  private final int places;
  private long[] high = {};
  private long[] low = {};
  private @Nullable String[] texts = {};

  /**
   * @param places a power of two
   */
  RecentUuids(int places) {
    this.places = places;
  }

  String text(long highBits, long lowBits) {
    if (texts.length == 0) { // many never ask
      high = new long[places];
      low = new long[places];
      texts = new String[places];
    }
    int place = (int) ((highBits ^ lowBits) * MIX >>> 40) & texts.length - 1;
    var known = texts[place];
    if (known == null || high[place] != highBits || low[place] != lowBits) {
      high[place] = highBits;
      low[place] = lowBits;
      known = new UUID(highBits, lowBits).toString();
      texts[place] = known;
    }
    return known;
  }
}

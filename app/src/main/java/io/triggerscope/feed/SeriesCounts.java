package io.triggerscope.feed;

import static java.util.Collections.unmodifiableMap;

import io.triggerscope.model.CacheDomain;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * How often each series was invalidated. There are a handful of series, and a full ring counts a
 * million times: arrays spare the hashing and boxing of a map. Confined to one summing up.
 */
final class SeriesCounts {

  private String[] series = new String[8];
  private long[] counts = new long[8];
  private int size;
  private long total;

  void add(Iterable<CacheDomain> domains) {
    for (var domain : domains) {
      counts[indexOf(domain.series())]++;
      total++;
    }
  }

  private int indexOf(String name) {
    for (int i = 0; i < size; i++) {
      if (series[i].equals(name)) {
        return i;
      }
    }
    if (size == series.length) {
      series = Arrays.copyOf(series, 2 * size);
      counts = Arrays.copyOf(counts, 2 * size);
    }
    series[size] = name;
    return size++;
  }

  long total() {
    return total;
  }

  /** In {@link CacheDomain#SERIES_ORDER}. */
  Map<String, Long> toMap() {
    var map = new TreeMap<String, Long>(CacheDomain.SERIES_ORDER);
    for (int i = 0; i < size; i++) {
      map.put(series[i], counts[i]);
    }
    return unmodifiableMap(map);
  }
}

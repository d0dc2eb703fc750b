package io.triggerscope.viewmodel;

import io.triggerscope.feed.export.Csv;
import io.triggerscope.model.CacheDomain;
import io.triggerscope.model.UserOps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The figures of users as CSV after RFC 4180, a column for each series of cache domains. Pure
 * functions.
 */
final class CascadesCsv {

  private static final List<String> FIGURES =
      List.of("user", "notifications", "naive", "batched", "saved", "amplification");

  private CascadesCsv() {}

  static String of(List<UserOps> users) {
    var series = new TreeSet<>(CacheDomain.SERIES_ORDER);
    users.forEach(user -> series.addAll(user.series().keySet()));
    var header = Csv.row(Stream.concat(FIGURES.stream(), series.stream()).toList());
    return users.stream()
        .map(user -> Csv.row(cells(user, series)))
        .collect(Collectors.joining("", header, ""));
  }

  private static List<String> cells(UserOps user, Iterable<String> series) {
    var ops = user.ops();
    var cells = new ArrayList<String>();
    cells.add(user.userId());
    cells.add(Long.toString(ops.notifications()));
    cells.add(Long.toString(ops.naive()));
    cells.add(Long.toString(ops.batched()));
    cells.add(String.format(Locale.ROOT, "%.4f", ops.saved()));
    cells.add(String.format(Locale.ROOT, "%.4f", ops.amplification()));
    series.forEach(name -> cells.add(Long.toString(user.series().getOrDefault(name, 0L))));
    return cells;
  }
}

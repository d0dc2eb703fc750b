package io.triggerscope.ui;

import io.triggerscope.model.UserOps;
import io.triggerscope.ui.chart.StackedBars.Bar;
import io.triggerscope.viewmodel.Format;
import io.triggerscope.viewmodel.UserOrder;
import java.util.Map;

/**
 * A user's row of the chart. Immutable.
 *
 * @param order by which it has its place, and which its note explains
 */
record UserBar(UserOps user, UserOrder order) implements Bar {

  @Override
  public String key() {
    return user.userId();
  }

  @Override
  public String label() {
    return Format.shortId(user.userId());
  }

  @Override
  public String note() {
    var ops = user.ops();
    var cacheOps = Format.count(ops.batched());
    return switch (order) {
      case CACHE_OPS -> cacheOps;
      case NOTIFICATIONS -> Format.count(ops.notifications()) + " → " + cacheOps;
      case AMPLIFICATION -> Format.ratio(ops.amplification()) + " × → " + cacheOps;
    };
  }

  @Override
  public String caption() {
    var ops = user.ops();
    return Format.count(ops.notifications(), "notification")
        + ", "
        + Format.count(ops.naive())
        + " naïve ops, "
        + Format.percent(ops.saved())
        + " saved";
  }

  @Override
  public Map<String, Long> series() {
    return user.series();
  }

  @Override
  public long total() {
    return user.ops().batched();
  }
}

package io.triggerscope.viewmodel;

import io.triggerscope.model.UserOps;
import java.util.Comparator;

/** What the users of the Cascades screen are ordered by, greatest first. */
public enum UserOrder {
  CACHE_OPS("by cache ops", Comparator.comparingLong(user -> user.ops().batched())),
  NOTIFICATIONS("by notifications", Comparator.comparingLong(user -> user.ops().notifications())),
  AMPLIFICATION("by amplification", Comparator.comparingDouble(user -> user.ops().amplification()));

  private final String label;
  private final Comparator<UserOps> greatestFirst;

  UserOrder(String label, Comparator<UserOps> ascending) {
    this.label = label;
    this.greatestFirst = ascending.reversed().thenComparing(UserOps::userId);
  }

  /** As the tool bar says it. */
  public String label() {
    return label;
  }

  Comparator<UserOps> greatestFirst() {
    return greatestFirst;
  }
}

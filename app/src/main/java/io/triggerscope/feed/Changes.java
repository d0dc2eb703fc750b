package io.triggerscope.feed;

import io.triggerscope.model.Notification;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the cascade of a batch depends on: its changes, in order. */
interface Changes {

  int size();

  /** The table of the change at {@code index}, from 0. */
  String table(int index);

  /** Its operation. */
  String operation(int index);

  @Nullable String userId(int index);

  @Nullable String agentId(int index);

  /** The changes that these notifications tell of. */
  static Changes of(List<Notification> notifications) {
    return new Changes() {
      @Override
      public int size() {
        return notifications.size();
      }

      @Override
      public String table(int index) {
        return notifications.get(index).table();
      }

      @Override
      public String operation(int index) {
        return notifications.get(index).operation();
      }

      @Override
      public @Nullable String userId(int index) {
        return notifications.get(index).userId();
      }

      @Override
      public @Nullable String agentId(int index) {
        return notifications.get(index).agentId();
      }
    };
  }
}

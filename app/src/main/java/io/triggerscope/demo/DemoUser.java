package io.triggerscope.demo;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;

/**
 * What the plan remembers of one user's rows, so that it can change and delete them: the newest
 * only. Confined to the plan.
 */
final class DemoUser {

  private static final int REMEMBERED = 50;

  final UUID id;
  final List<UUID> agents = new ArrayList<>();
  final Deque<UUID> openCalls = new ArrayDeque<>();
  final Deque<UUID> calls = new ArrayDeque<>();
  final Deque<UUID> leads = new ArrayDeque<>();
  final Deque<UUID> credits = new ArrayDeque<>();

  DemoUser(UUID id) {
    this.id = id;
  }

  static void remember(Deque<UUID> rows, UUID row) {
    if (rows.size() == REMEMBERED) {
      rows.removeFirst();
    }
    rows.addLast(row);
  }
}

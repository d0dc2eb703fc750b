package io.triggerscope.demo;

import java.util.ArrayList;
import java.util.List;

/**
 * What the demo's users do: each deed is the statements of one transaction, on a few rows. Confined
 * to the plan.
 */
final class DemoTraffic {

  private final DemoChance chance;
  private final DemoAccounts accounts;
  private final DemoCalls calls;
  private final List<DemoUser> users = new ArrayList<>();

  DemoTraffic(DemoChance chance) {
    this.chance = chance;
    this.accounts = new DemoAccounts(chance);
    this.calls = new DemoCalls(chance);
  }

  List<DemoUser> users() {
    return users;
  }

  /** A user signs up, with the first agents. */
  List<DemoStatement> signUp() {
    var user = new DemoUser(chance.id());
    users.add(user);
    return accounts.signUp(user);
  }

  /** One deed of one user; some users are much busier than others. */
  List<DemoStatement> deed() {
    var user = users.get(chance.busyFirst(users.size()));
    int percent = chance.between(0, 99);
    if (percent < 20) {
      return calls.start(user);
    } else if (percent < 40) {
      return user.openCalls.isEmpty() ? calls.start(user) : calls.finish(user);
    } else if (percent < 55) {
      return calls.makeInOne(user);
    } else if (percent < 63) {
      return user.leads.isEmpty() ? calls.makeInOne(user) : calls.rescoreLead(user);
    } else if (percent < 66) {
      return user.leads.isEmpty() ? calls.makeInOne(user) : calls.dropLead(user);
    } else if (percent < 72) {
      return accounts.editAgent(user);
    } else if (percent < 74) {
      return accounts.changeAgents(user);
    } else if (percent < 80) {
      return calls.recount(user);
    } else if (percent < 85) {
      return calls.buyCredits(user);
    } else if (percent < 87) {
      return user.credits.isEmpty() ? calls.buyCredits(user) : calls.correctCredits(user);
    } else if (percent < 88) {
      return user.credits.isEmpty() ? calls.buyCredits(user) : calls.dropCredits(user);
    } else if (percent < 90) {
      return user.calls.isEmpty() ? calls.start(user) : calls.drop(user);
    } else if (percent < 97) {
      return accounts.logIn(user);
    } else {
      return accounts.editProfile(user);
    }
  }
}

package io.triggerscope.testing;

import io.triggerscope.connection.Keychain;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A keychain for as long as the test lasts, which can be locked. Any thread. */
public final class MemoryKeychain implements Keychain {

  private final Map<String, String> passwords = new ConcurrentHashMap<>();
  private volatile boolean locked;

  public void lock() {
    locked = true;
  }

  public Map<String, String> passwords() {
    return Map.copyOf(passwords);
  }

  @Override
  public Outcome<String> password(String login) {
    var password = passwords.get(login);
    return locked || password == null ? locked() : new Outcome.Done<>(password);
  }

  @Override
  public Outcome<String> keep(String login, String password) {
    if (locked) {
      return locked();
    }
    passwords.put(login, password);
    return new Outcome.Done<>(login);
  }

  @Override
  public Outcome<String> forget(String login) {
    return locked || passwords.remove(login) == null ? locked() : new Outcome.Done<>(login);
  }

  private static Outcome<String> locked() {
    return new Outcome.Failed<>(new Failure.NoKeychain("It is locked."));
  }
}

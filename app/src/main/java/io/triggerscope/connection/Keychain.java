package io.triggerscope.connection;

import io.triggerscope.model.Failure.NoKeychain;
import io.triggerscope.model.Outcome;

/**
 * Where passwords are kept, each for a {@linkplain ConnectionProfile#login login}. The methods
 * block, since the system may ask the user first; what fails is a {@link NoKeychain}.
 */
public interface Keychain {

  /** The password of a login; that there is none is a failure. */
  Outcome<String> password(String login);

  /** Keeps a password, in place of the one that it has for the login; returns the login. */
  Outcome<String> keep(String login, String password);

  /** Forgets the password of a login; returns the login. */
  Outcome<String> forget(String login);
}

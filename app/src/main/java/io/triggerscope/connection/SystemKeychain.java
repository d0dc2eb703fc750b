package io.triggerscope.connection;

import com.github.javakeyring.BackendNotSupportedException;
import com.github.javakeyring.Keyring;
import com.github.javakeyring.PasswordAccessException;
import io.triggerscope.model.Failure;
import io.triggerscope.model.Outcome;

/**
 * The user's keychain as the system has it: macOS' Keychain, Windows' Credential Manager, GNOME's
 * keyring or KDE's wallet. It is opened for each call, so that nothing of it is loaded by those who
 * keep no passwords. Immutable.
 */
public final class SystemKeychain implements Keychain {

  private static final System.Logger LOG = System.getLogger(SystemKeychain.class.getName());

  /** By which the system lists what we keep. */
  private static final String SERVICE = "TriggerScope";

  private interface Call {
    String on(Keyring keyring) throws PasswordAccessException;
  }

  @Override
  public Outcome<String> password(String login) {
    return call(keyring -> keyring.getPassword(SERVICE, login));
  }

  @Override
  public Outcome<String> keep(String login, String password) {
    return call(
        keyring -> {
          keyring.setPassword(SERVICE, login, password);
          return login;
        });
  }

  @Override
  public Outcome<String> forget(String login) {
    return call(
        keyring -> {
          keyring.deletePassword(SERVICE, login);
          return login;
        });
  }

  private static Outcome<String> call(Call call) {
    try (var keyring = Keyring.create()) {
      return new Outcome.Done<>(call.on(keyring));
    } catch (BackendNotSupportedException e) {
      return failed("No keychain of this system answers.");
    } catch (PasswordAccessException e) {
      return failed("The system keychain says: " + e.getMessage());
    } catch (Exception e) {
      // close() declares it, and a locked keychain shows as any
      LOG.log(System.Logger.Level.INFO, "the keychain", e);
      return failed("The system keychain is locked or has no place for passwords.");
    }
  }

  private static Outcome<String> failed(String sentence) {
    return new Outcome.Failed<>(new Failure.NoKeychain(sentence));
  }
}

package io.millrace.security.account;

import io.millrace.model.time.NanoClock;
import io.millrace.model.time.Times;
import io.millrace.security.audit.Actor;
import io.millrace.security.audit.RefusalTally;
import io.millrace.security.audit.SecurityEvent;
import io.millrace.security.database.SecurityDatabase;
import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.password.PasswordHasher;
import io.millrace.security.secret.Secret;
import io.millrace.security.user.LoginName;
import io.millrace.security.user.User;
import io.millrace.security.user.UserTable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether a name and a password belong together, with the brakes that make guessing slow.
 * Thread-safe.
 *
 * <p>Attempts are counted per account and per address, in memory. From a device on which the user
 * signed in before they are counted per device instead. A name that nobody has costs the same time
 * and is locked in the same way, so that neither tells who has an account.
 */
final class PasswordCheck {
  /**
   * A password that was right.
   *
   * @param user whose it is
   * @param hash as stored
   * @param device the device's cookie if the user is known on it, else null
   */
  record Passed(User user, String hash, @Nullable Secret device) {}

  private record Candidate(User user, Optional<String> hash, boolean knownDevice) {}

  private final SecurityDatabase database;
  private final PasswordHasher hasher;
  private final KnownDevices devices;
  private final RefusalTally refusals;
  private final BackOff accounts;
  private final BackOff addresses;

  PasswordCheck(
      SecurityDatabase database,
      PasswordHasher hasher,
      KnownDevices devices,
      RefusalTally refusals,
      SignInSettings settings,
      NanoClock clock) {
    this.database = database;
    this.hasher = hasher;
    this.devices = devices;
    this.refusals = refusals;
    accounts = new BackOff(settings.account(), clock);
    addresses = new BackOff(settings.address(), clock);
  }

  /**
   * Checks a password.
   *
   * @throws AccessException with {@link AccessError#SIGN_IN_FAILED}, {@link
   *     AccessError#SIGN_IN_LOCKED} or {@link AccessError#SIGN_IN_BUSY}
   */
  Passed check(String login, Secret password, Caller caller) {
    String loginKey = LoginName.keyOf(login);
    Optional<Candidate> candidate = find(loginKey, caller);
    boolean knownDevice = candidate.map(Candidate::knownDevice).orElse(false);
    String accountName = knownDevice ? "device:" + candidate.get().user().id() : loginKey;
    String addressName = AddressKey.of(caller.address());
    if (!knownDevice) {
      waitIfLocked(addresses.begin(addressName), caller, candidate);
    }
    waitIfLocked(accounts.begin(accountName), caller, candidate);
    boolean right;
    try {
      right = isRight(candidate, password);
    } catch (AccessException e) {
      accounts.forgive(accountName); // not looked at, so not a failure
      addresses.forgive(addressName);
      throw e;
    }
    if (!right) {
      throw failed(caller, candidate);
    }
    accounts.clear(accountName);
    // Only this attempt is forgiven: else an attacker with one account of his own would clear his
    // address each time.
    addresses.forgive(addressName);
    Candidate found = candidate.orElseThrow();
    return new Passed(
        found.user(), found.hash().orElseThrow(), knownDevice ? caller.device() : null);
  }

  private Optional<Candidate> find(String loginKey, Caller caller) {
    return database.read(
        handle ->
            UserTable.findByLoginKey(handle, loginKey)
                .map(
                    user ->
                        new Candidate(
                            user,
                            UserTable.passwordHash(handle, user.id()),
                            devices.knows(handle, user.id(), caller.device()))));
  }

  private boolean isRight(Optional<Candidate> candidate, Secret password) {
    Optional<String> hash =
        candidate.filter(found -> found.user().enabled()).flatMap(Candidate::hash);
    if (hash.isEmpty()) {
      hasher.matchNothing(password);
      return false;
    }
    return hasher.matches(password, hash.get());
  }

  private void waitIfLocked(long waitNs, Caller caller, Optional<Candidate> candidate) {
    if (waitNs == 0) {
      return;
    }
    tally(SecurityEvent.SIGN_IN_LOCKED, "Too many failed attempts.", caller, candidate);
    long waitMs = Math.ceilDiv(waitNs, Times.MS);
    throw AccessException.retryAfter(
        AccessError.SIGN_IN_LOCKED,
        "There were too many failed attempts. The next one is taken in "
            + Math.ceilDiv(waitMs, 1000)
            + " seconds.",
        waitMs);
  }

  private AccessException failed(Caller caller, Optional<Candidate> candidate) {
    tally(SecurityEvent.SIGN_IN, "Wrong password or unknown name.", caller, candidate);
    return new AccessException(
        AccessError.SIGN_IN_FAILED, "The name and the password do not belong together.");
  }

  /** What was typed as the name is not kept: people type passwords there by mistake. */
  private void tally(
      SecurityEvent event, String detail, Caller caller, Optional<Candidate> candidate) {
    refusals.refused(
        Actor.nobody(caller.address()),
        candidate.map(found -> found.user().home().organisation()).orElse(null),
        event,
        candidate.map(found -> "user:" + found.user().id()).orElse("unknown account"),
        detail);
  }
}

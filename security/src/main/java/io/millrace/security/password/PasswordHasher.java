package io.millrace.security.password;

import io.millrace.security.error.AccessError;
import io.millrace.security.error.AccessException;
import io.millrace.security.secret.Secret;
import io.millrace.security.secret.SecretGenerator;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.text.Normalizer;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.params.Argon2Parameters;

/**
 * Hashes and checks passwords. Thread-safe. At most {@code maxAtOnce} run at the same time, so that
 * a flood of sign-ins takes a bounded part of memory and processor; the others wait a little and
 * are then told to try later.
 */
public final class PasswordHasher {
  private static final Duration MAX_WAIT = Duration.ofSeconds(3);
  private static final int MAX_WAITING = 64;

  private final Argon2Cost cost;
  private final SecretGenerator secrets;
  private final int maxAtOnce;
  private final Semaphore running;
  private final PasswordHash decoy;

  /**
   * @param cost of new hashes; older ones are checked with the cost that they name
   * @param maxAtOnce how many run at the same time
   */
  public PasswordHasher(Argon2Cost cost, SecretGenerator secrets, int maxAtOnce) {
    this.cost = cost;
    this.secrets = secrets;
    this.maxAtOnce = maxAtOnce;
    running = new Semaphore(maxAtOnce, true);
    decoy =
        new PasswordHash(
            cost, secrets.bytes(PasswordHash.SALT_BYTES), secrets.bytes(PasswordHash.HASH_BYTES));
  }

  /**
   * The hash to store.
   *
   * @throws AccessException with {@link AccessError#SIGN_IN_BUSY}
   */
  public String hash(Secret password) {
    byte[] salt = secrets.bytes(PasswordHash.SALT_BYTES);
    return new PasswordHash(cost, salt, compute(password, cost, salt)).encode();
  }

  /**
   * Whether the password is the one of the stored hash.
   *
   * @throws AccessException with {@link AccessError#SIGN_IN_BUSY} or {@link
   *     AccessError#SECURITY_STORE_DAMAGED}
   */
  public boolean matches(Secret password, String stored) {
    PasswordHash hash = PasswordHash.decode(stored);
    return MessageDigest.isEqual(hash.hash(), compute(password, hash.cost(), hash.salt()));
  }

  /**
   * Takes as long as {@link #matches} and finds nothing: for names that nobody has, so that the
   * time does not tell which names exist.
   */
  public void matchNothing(Secret password) {
    byte[] computed = compute(password, decoy.cost(), decoy.salt());
    if (MessageDigest.isEqual(decoy.hash(), computed)) {
      throw new AssertionError("A random hash was met, which has a chance of 2^-256.");
    }
  }

  /** Whether the stored hash was made with another cost than new ones are. */
  public boolean isOutdated(String stored) {
    return !PasswordHash.decode(stored).cost().equals(cost);
  }

  private byte[] compute(Secret password, Argon2Cost cost, byte[] salt) {
    enter();
    try {
      Argon2BytesGenerator argon2 = new Argon2BytesGenerator();
      argon2.init(
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(cost.memoryKib())
              .withIterations(cost.iterations())
              .withParallelism(cost.parallelism())
              .withSalt(salt)
              .build());
      byte[] hash = new byte[PasswordHash.HASH_BYTES];
      argon2.generateBytes(bytes(password), hash);
      return hash;
    } finally {
      running.release();
    }
  }

  /** One spelling of each character (RFC 8265, 4.2.2), whatever keyboard typed it. */
  private static byte[] bytes(Secret password) {
    return Normalizer.normalize(password.reveal(), Normalizer.Form.NFC)
        .getBytes(StandardCharsets.UTF_8);
  }

  private void enter() {
    try {
      if (running.getQueueLength() < MAX_WAITING
          && running.tryAcquire(MAX_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        return;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw AccessException.retryAfter(
        AccessError.SIGN_IN_BUSY,
        "Many people are signing in and only "
            + maxAtOnce
            + " passwords are checked at once. Try again in a few seconds.",
        MAX_WAIT.toMillis());
  }
}

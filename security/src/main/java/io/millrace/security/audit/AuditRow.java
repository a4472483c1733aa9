package io.millrace.security.audit;

import io.millrace.security.secret.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;

/**
 * A recorded row.
 *
 * @param sequence 1, 2, 3 … without holes
 * @param timeNs when, nanoseconds since the epoch; as the machine's clock said, so it may step back
 * @param principal who
 * @param organisation id of the organisation; empty for the server as a whole
 * @param event name of the event
 * @param outcome how it ended
 * @param subject what it was done to
 * @param address from where
 * @param detail a sentence for a person
 * @param repetitions how often the same thing happened since the row before it; at least 1
 * @param previousHash the hash of the row before; 64 zeros for the first
 * @param hash over all of the above, see {@link #computeHash()}
 */
public record AuditRow(
    long sequence,
    long timeNs,
    String principal,
    String organisation,
    String event,
    Outcome outcome,
    String subject,
    String address,
    String detail,
    int repetitions,
    String previousHash,
    String hash) {
  /** What the first row has for the row before it. */
  public static final String NO_HASH = "0".repeat(64);

  /**
   * SHA-256 over the row: sequence, time and repetitions as big-endian numbers of 8, 8 and 4 bytes,
   * then the texts in the order of this record, each as its length in UTF-8 bytes (4 bytes,
   * big-endian) and these bytes; as 64 lower-case hexadecimal digits.
   */
  String computeHash() {
    MessageDigest sha = Sha256.newDigest();
    ByteBuffer numbers = ByteBuffer.allocate(2 * Long.BYTES + Integer.BYTES);
    sha.update(numbers.putLong(sequence).putLong(timeNs).putInt(repetitions).array());
    add(sha, principal);
    add(sha, organisation);
    add(sha, event);
    add(sha, outcome.name());
    add(sha, subject);
    add(sha, address);
    add(sha, detail);
    add(sha, previousHash);
    return HexFormat.of().formatHex(sha.digest());
  }

  AuditRow withComputedHash() {
    return new AuditRow(
        sequence,
        timeNs,
        principal,
        organisation,
        event,
        outcome,
        subject,
        address,
        detail,
        repetitions,
        previousHash,
        computeHash());
  }

  private static void add(MessageDigest sha, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    sha.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
    sha.update(bytes);
  }
}

package io.millrace.history.blob;

import io.millrace.history.error.HistoryError;
import io.millrace.history.error.HistoryException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names a blob by its content.
 *
 * @param sha256 the SHA-256 of its bytes, 64 hexadecimal digits in lower case
 */
public record BlobAddress(String sha256) {
  private static final String SCHEME = "sha256:";
  private static final Pattern DIGITS = Pattern.compile("[0-9a-f]{64}");
  private static final Pattern REFERENCE = Pattern.compile(SCHEME + "([0-9a-f]{64})");

  public BlobAddress {
    if (!DIGITS.matcher(sha256).matches()) {
      throw new HistoryException(
          HistoryError.HISTORY_QUERY_INVALID,
          "A blob's address has 64 hexadecimal digits in lower case; this one has not.");
    }
  }

  /** The address of these bytes. */
  public static BlobAddress of(byte[] content) {
    return ofDigest(digest().digest(content));
  }

  static BlobAddress of(MessageDigest complete) {
    return ofDigest(complete.digest());
  }

  private static BlobAddress ofDigest(byte[] digest) {
    return new BlobAddress(HexFormat.of().formatHex(digest));
  }

  static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256.", e);
    }
  }

  /**
   * Reads the text form of {@link #toString()}.
   *
   * @throws HistoryException with {@code HISTORY_QUERY_INVALID} if it is none
   */
  public static BlobAddress parse(String text) {
    return new BlobAddress(text.startsWith(SCHEME) ? text.substring(SCHEME.length()) : text);
  }

  /** All addresses that occur in a record's descriptor, in their text form. */
  public static List<BlobAddress> in(String descriptor) {
    List<BlobAddress> found = new ArrayList<>();
    Matcher matcher = REFERENCE.matcher(descriptor);
    while (matcher.find()) {
      found.add(new BlobAddress(matcher.group(1)));
    }
    return found;
  }

  /** A part of the digest, for sets that may mistake one in 2<sup>64</sup>. */
  long prefix() {
    return Long.parseUnsignedLong(sha256, 0, 16, 16);
  }

  /** {@code sha256:} and the digits; the form in which descriptors name a blob. */
  @Override
  public String toString() {
    return SCHEME + sha256;
  }
}

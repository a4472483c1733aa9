package io.millrace.model.id;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.UUID;

/** Names a point, one measured or commanded quantity. */
public record PointId(UUID value) implements Comparable<PointId> {
  /**
   * Reads the text form of {@link #toString()}.
   *
   * @throws IllegalArgumentException if it is not a UUID
   */
  public static PointId of(String text) {
    return new PointId(UuidText.parse(text));
  }

  /**
   * The id of a point that nobody has defined yet, derived from where its data comes from. The same
   * address gives the same id on every machine and in every replay, so decoding stays a pure
   * function (law 7), and a person who adopts the point keeps its history.
   *
   * @param source under whose identity the data arrived
   * @param channel topic, path or register block, as in the journal
   * @param path which value within the message; empty if the message is the value
   * @param kind the kind of value, since a point has one kind for ever
   * @return a UUID of version 8 (RFC 9562, 5.8) over SHA-256
   */
  public static PointId ofAddress(SourceId source, String channel, String path, String kind) {
    MessageDigest sha = sha256();
    sha.update(
        ByteBuffer.allocate(16)
            .putLong(source.value().getMostSignificantBits())
            .putLong(source.value().getLeastSignificantBits())
            .array());
    for (String part : new String[] {channel, path, kind}) {
      byte[] bytes = part.getBytes(StandardCharsets.UTF_8);
      sha.update(ByteBuffer.allocate(4).putInt(bytes.length).array());
      sha.update(bytes);
    }
    ByteBuffer digest = ByteBuffer.wrap(sha.digest());
    long high = (digest.getLong() & 0xffff_ffff_ffff_0fffL) | 0x8000L;
    long low = (digest.getLong() & 0x3fff_ffff_ffff_ffffL) | 0x8000_0000_0000_0000L;
    return new PointId(new UUID(high, low));
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("Every Java platform has SHA-256.", e);
    }
  }

  @Override
  public int compareTo(PointId other) {
    return UuidText.compareUnsigned(value, other.value);
  }

  @Override
  public String toString() {
    return value.toString();
  }
}

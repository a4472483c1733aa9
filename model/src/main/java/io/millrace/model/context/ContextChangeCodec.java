package io.millrace.model.context;

import io.millrace.model.context.ContextChange.DecodedAnew;
import io.millrace.model.context.ContextChange.EnumerationDefined;
import io.millrace.model.context.ContextChange.MappingDefined;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.context.ContextChange.PointUnbound;
import io.millrace.model.context.ContextChange.QuarantineResolved;
import io.millrace.model.context.ContextChange.SamplesDeleted;
import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.context.ContextChange.UnmappedPointsClosed;
import org.jspecify.annotations.Nullable;

/**
 * Context changes as bytes: the payload of a record of the context lane. The layout is in {@code
 * docs/formats/context-change.md}; a change with the same content always has the same bytes.
 */
public final class ContextChangeCodec {
  /** The content type of context records. */
  public static final String CONTENT_TYPE = "application/vnd.millrace.context-change";

  private static final int VERSION = 1;
  private static final int SOURCE_DEFINED = 1;
  private static final int MAPPING_DEFINED = 2;
  private static final int POINT_DEFINED = 3;
  private static final int ENUMERATION_DEFINED = 4;
  private static final int POINT_BOUND = 5;
  private static final int POINT_UNBOUND = 6;
  private static final int SAMPLES_DELETED = 7;
  private static final int UNMAPPED_POINTS_CLOSED = 8;
  private static final int DECODED_ANEW = 9;
  private static final int QUARANTINE_RESOLVED = 10;

  private ContextChangeCodec() {}

  /** The change as bytes. */
  public static byte[] encode(ContextChange change) {
    ContextWriter out = new ContextWriter();
    out.uint8(VERSION);
    switch (change) {
      case SourceDefined c -> out.uint8(SOURCE_DEFINED).sourceDefined(c);
      case MappingDefined c -> out.uint8(MAPPING_DEFINED).mappingDefined(c);
      case PointDefined c -> out.uint8(POINT_DEFINED).pointDefined(c);
      case EnumerationDefined c -> out.uint8(ENUMERATION_DEFINED).enumerationDefined(c);
      case PointBound c -> out.uint8(POINT_BOUND).pointBound(c);
      case PointUnbound c -> out.uint8(POINT_UNBOUND).pointUnbound(c);
      case SamplesDeleted c -> out.uint8(SAMPLES_DELETED).samplesDeleted(c);
      case UnmappedPointsClosed c -> out.uint8(UNMAPPED_POINTS_CLOSED).unmappedPointsClosed(c);
      case DecodedAnew c -> out.uint8(DECODED_ANEW).decodedAnew(c);
      case QuarantineResolved c -> out.uint8(QUARANTINE_RESOLVED).quarantineResolved(c);
    }
    return out.toByteArray();
  }

  /**
   * Reads what {@link #encode} wrote.
   *
   * @throws ContextException with {@link ContextError#CONTEXT_CHANGE_UNREADABLE} if it is anything
   *     else
   */
  public static ContextChange decode(byte[] bytes) {
    return decode(bytes, 0, bytes.length);
  }

  /** As {@link #decode(byte[])}, from a part of the array. */
  public static ContextChange decode(byte[] bytes, int from, int to) {
    try {
      ContextReader in = new ContextReader(bytes, from, to);
      int version = in.uint8();
      if (version != VERSION) {
        throw unreadable("it has version " + version + ", this program reads " + VERSION, null);
      }
      ContextChange change = read(in.uint8(), in);
      if (in.remaining() != 0) {
        throw unreadable(in.remaining() + " bytes are left over", null);
      }
      return change;
    } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
      throw unreadable(String.valueOf(e.getMessage()), e);
    }
  }

  private static ContextChange read(int tag, ContextReader in) {
    return switch (tag) {
      case SOURCE_DEFINED -> in.sourceDefined();
      case MAPPING_DEFINED -> in.mappingDefined();
      case POINT_DEFINED -> in.pointDefined();
      case ENUMERATION_DEFINED -> in.enumerationDefined();
      case POINT_BOUND -> in.pointBound();
      case POINT_UNBOUND -> in.pointUnbound();
      case SAMPLES_DELETED -> in.samplesDeleted();
      case UNMAPPED_POINTS_CLOSED -> in.unmappedPointsClosed();
      case DECODED_ANEW -> in.decodedAnew();
      case QUARANTINE_RESOLVED -> in.quarantineResolved();
      default -> throw unreadable("it is of the unknown type " + tag, null);
    };
  }

  private static ContextException unreadable(String why, @Nullable Throwable cause) {
    return new ContextException(
        ContextError.CONTEXT_CHANGE_UNREADABLE,
        "A record of the context lane cannot be read: " + why + ".",
        cause);
  }
}

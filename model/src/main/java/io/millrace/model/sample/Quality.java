package io.millrace.model.sample;

/**
 * The quality of a sample: an OPC UA StatusCode (OPC 10000-4, 7.39), all 32 bits kept. Its two
 * highest bits are the summary: good, uncertain or bad (law 13).
 */
public final class Quality {
  /** Good, without more to say. */
  public static final int GOOD = 0;

  /** Uncertain, without more to say. */
  public static final int UNCERTAIN = 0x4000_0000;

  /** Bad, without more to say. */
  public static final int BAD = 0x8000_0000;

  /** The source clock claims a time that cannot be (law 11); receive time stands in. */
  public static final int UNCERTAIN_SOURCE_CLOCK = 0x4000_0400;

  /** Bad_NoCommunication: the source was lost; a marker, not a reading (law 13). */
  public static final int BAD_NO_COMMUNICATION = 0x8031_0000;

  /** Bad_OutOfRange: not a number, or infinite, where the point needs a number. */
  public static final int BAD_OUT_OF_RANGE = 0x803C_0000;

  /** Bad_SensorFailure. */
  public static final int BAD_SENSOR_FAILURE = 0x808B_0000;

  private static final int SEVERITY_SHIFT = 30;

  private Quality() {}

  /** The summary of a status code; the reserved severity 3 counts as bad. */
  public static QualityClass classOf(int status) {
    return switch (status >>> SEVERITY_SHIFT) {
      case 0 -> QualityClass.GOOD;
      case 1 -> QualityClass.UNCERTAIN;
      case 2, 3 -> QualityClass.BAD;
      default -> throw new AssertionError();
    };
  }

  /** Whether the value may be used without reservation. */
  public static boolean isGood(int status) {
    return status >>> SEVERITY_SHIFT == 0;
  }

  /** Whether there is no usable value. */
  public static boolean isBad(int status) {
    return status < 0;
  }
}

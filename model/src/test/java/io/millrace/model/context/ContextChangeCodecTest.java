package io.millrace.model.context;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.fail;

import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.id.UserId;
import io.millrace.model.point.Interpolation;
import io.millrace.model.point.PointTraits;
import io.millrace.model.point.SameTimePolicy;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.TimeRange;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContextChangeCodecTest {
  private static final SourceId SOURCE = new SourceId(new UUID(1, 2));
  private static final PointId POINT = new PointId(new UUID(3, 4));
  private static final UserId USER = new UserId(new UUID(5, 6));

  static List<ContextChange> one_of_each() {
    return List.of(
        new ContextChange.SourceDefined(
            SOURCE, "Öfen", ContextChange.UnknownPoints.QUARANTINE, 7, 8, 9, true),
        new ContextChange.MappingDefined(
            SOURCE, List.of(new ContextChange.MappingRule("a/+/#", "plain", Map.of("x", "y")))),
        new ContextChange.PointDefined(
            POINT,
            new PointTraits(
                ValueKind.INT64,
                "kW.h",
                Interpolation.LINEAR,
                SameTimePolicy.REPLACE,
                true,
                10,
                11)),
        new ContextChange.EnumerationDefined(POINT, Map.of("RUN", 1L, "STOP", -2L)),
        new ContextChange.PointBound(SOURCE, "a/b", "c.d", POINT, -5, 0.1, -273.15),
        new ContextChange.PointUnbound(SOURCE, "a/b", "", Long.MAX_VALUE),
        new ContextChange.SamplesDeleted(POINT, new TimeRange(-1, 1)),
        new ContextChange.UnmappedPointsClosed(
            SOURCE, List.of(new ContextChange.Address("c", "p", ValueKind.TEXT))),
        new ContextChange.DecodedAnew(
            SOURCE, "#", List.of(new ContextChange.JournalSpan(1, 2, 3)), 4, USER, 5),
        new ContextChange.QuarantineResolved(
            List.of(new ContextChange.JournalSpan(0, 9, 10)),
            ContextChange.QuarantineResolution.DISCARDED,
            USER,
            6));
  }

  @ParameterizedTest
  @MethodSource("one_of_each")
  void what_is_encoded_is_decoded_again(ContextChange change) {
    assertThat(ContextChangeCodec.decode(ContextChangeCodec.encode(change))).isEqualTo(change);
  }

  @Test
  void there_is_an_example_of_every_kind_of_change() {
    assertThat(one_of_each())
        .extracting(Object::getClass)
        .doesNotHaveDuplicates()
        .hasSameSizeAs(
            Arrays.stream(ContextChange.class.getPermittedSubclasses()).distinct().toList());
  }

  @Test
  void the_bytes_are_those_of_the_documentation() {
    byte[] bytes =
        ContextChangeCodec.encode(new ContextChange.PointUnbound(SOURCE, "ab", "c", 255));
    assertThat(bytes)
        .asHexString()
        .isEqualTo(
            "0106"
                + "00000000000000010000000000000002"
                + "000000026162"
                + "0000000163"
                + "00000000000000FF");
  }

  @ParameterizedTest
  @MethodSource("one_of_each")
  void damaged_bytes_are_reported_and_nothing_else_happens(ContextChange change) {
    byte[] good = ContextChangeCodec.encode(change);
    Random random = new Random(4);
    for (int round = 0; round < 2_000; round++) {
      byte[] bad = Arrays.copyOf(good, random.nextInt(good.length + 3));
      if (bad.length > 0) {
        bad[random.nextInt(bad.length)] = (byte) random.nextInt();
      }
      try {
        ContextChangeCodec.decode(bad);
      } catch (ContextException expected) {
        assertThat(expected.code()).isEqualTo(ContextError.CONTEXT_CHANGE_UNREADABLE);
      } catch (RuntimeException e) {
        fail("round " + round + ": " + Arrays.toString(bad), e);
      }
    }
  }

  @Test
  void a_later_version_is_refused_with_a_sentence() {
    assertThatExceptionOfType(ContextException.class)
        .isThrownBy(() -> ContextChangeCodec.decode(new byte[] {2, 1}))
        .withMessage(
            "A record of the context lane cannot be read: it has version 2, this program reads 1.");
  }
}

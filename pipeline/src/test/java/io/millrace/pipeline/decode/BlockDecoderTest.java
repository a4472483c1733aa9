package io.millrace.pipeline.decode;

import static io.millrace.pipeline.Plant.ANNA;
import static io.millrace.pipeline.Plant.NOW;
import static io.millrace.pipeline.Plant.OVEN;
import static io.millrace.pipeline.Plant.PRESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.journal.Block;
import io.millrace.journal.Channel;
import io.millrace.journal.Lane;
import io.millrace.journal.RecordBatch;
import io.millrace.journal.memory.MemoryJournalSettings;
import io.millrace.model.context.ContextChange.Address;
import io.millrace.model.context.ContextChange.DecodedAnew;
import io.millrace.model.context.ContextChange.EnumerationDefined;
import io.millrace.model.context.ContextChange.JournalSpan;
import io.millrace.model.context.ContextChange.MappingDefined;
import io.millrace.model.context.ContextChange.MappingRule;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.context.ContextChange.UnmappedPointsClosed;
import io.millrace.model.id.PointId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.record.MqttFlags;
import io.millrace.model.sample.Quality;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.Times;
import io.millrace.pipeline.Plant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlockDecoderTest {
  private final Plant plant = new Plant();

  @AfterEach
  void close() {
    plant.close();
  }

  @Test
  void a_message_of_an_undefined_source_becomes_samples_of_unmapped_points() {
    plant.send(
        PRESS, "press/1", "{\"temperature\":21.5,\"humidity\":40,\"door\":true,\"s\":\"RUN\"}");
    DecodedPart part = plant.decodeLast();

    assertThat(part.outcome(0)).isEqualTo(Outcome.DECODED);
    assertThat(plant.values(part)).containsExactly("21.5", "40.0", "true", "RUN");
    assertThat(part.samples().timeNs(0)).isEqualTo(NOW);
    assertThat(part.discoveries())
        .extracting(Discovery::path, Discovery::kind)
        .containsExactly(
            tuple("temperature", ValueKind.DOUBLE),
            tuple("humidity", ValueKind.DOUBLE),
            tuple("door", ValueKind.BOOLEAN),
            tuple("s", ValueKind.TEXT));
    PointId derived = PointId.ofAddress(PRESS, "press/1", "temperature", "DOUBLE");
    assertThat(plant.handles.pointOf(part.samples().point(0))).isEqualTo(derived);
    assertThat(part.discoveries().getFirst().point()).isEqualTo(derived);
  }

  @Test
  void a_plain_number_has_the_empty_path() {
    plant.send(PRESS, "hall/temperature", "42.7");
    assertThat(plant.handles.pointOf(plant.decodeLast().samples().point(0)))
        .isEqualTo(PointId.ofAddress(PRESS, "hall/temperature", "", "DOUBLE"));
  }

  @Test
  void a_message_holds_only_so_many_records_that_become_files() {
    String array = "[" + "1,".repeat(DecodeSettings.DEFAULTS.inlineBytes()) + "1]";
    plant.send(PRESS, "c", arrays(100, array));
    assertThat(plant.decodeLast().outcome(0)).isEqualTo(Outcome.DECODED);
    plant.send(PRESS, "c", arrays(101, "[1]"));
    assertThat(plant.decodeLast().outcome(0)).as("small ones").isEqualTo(Outcome.DECODED);
    plant.send(PRESS, "c", arrays(101, array));
    DecodedPart part = plant.decodeLast();
    assertThat(part.rejections().getFirst().code()).isEqualTo("TOO_MANY_RECORDS");
  }

  private static String arrays(int count, String array) {
    StringBuilder json = new StringBuilder("{");
    for (int i = 0; i < count; i++) {
      json.append(i == 0 ? "" : ",").append("\"a").append(i).append("\":").append(array);
    }
    return json.append('}').toString();
  }

  @Test
  void a_path_with_a_nul_is_refused_since_no_database_takes_it() {
    plant.send(PRESS, "c", "{\"a\":1,\"b\\u0000\":2}");
    plant.send(PRESS, "c", "{\"a\":1,\"b\\u0000\":2}");
    plant.decodeLive();
    DecodedPart part = plant.decodeLast();
    assertThat(part.outcome(0)).isEqualTo(Outcome.QUARANTINED);
    assertThat(part.rejections().getFirst().code()).isEqualTo("ADDRESS_INVALID");
    assertThat(part.discoveries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "DOUBLE|21.5|21.5",
        "DOUBLE|3|3.0",
        "DOUBLE|true|1.0",
        "DOUBLE|\"7.5\"|7.5",
        "DOUBLE|18446744073709551615|1.8446744073709552E19",
        "DOUBLE|-0|-0.0",
        "INT64|9223372036854775807|9223372036854775807",
        "INT64|5.0|5",
        "INT64|1e3|1000",
        "INT64|\"-4\"|-4",
        "INT64|true|1",
        "INT64|-0|0",
        "UINT64|18446744073709551615|18446744073709551615u",
        "UINT64|7|7u",
        "UINT64|1.8e19|18000000000000000000u",
        "BOOLEAN|1|true",
        "BOOLEAN|0|false",
        "BOOLEAN|\"ON\"|true",
        "BOOLEAN|false|false",
        "TEXT|\"x\"|x",
        "TEXT|5|5",
        "TEXT|1.5|1.5",
        "TEXT|true|true",
        "ENUMERATION|\"RUN\"|#2",
        "ENUMERATION|7|#7",
        "ENUMERATION|true|#1"
      })
  void a_value_takes_the_kind_of_its_point_if_that_is_exact(
      ValueKind kind, String value, String expected) {
    PointId point = plant.bind(PRESS, "c", "v", kind);
    plant.change(new EnumerationDefined(point, Map.of("RUN", 2L)));
    plant.send(PRESS, "c", "{\"v\":" + value + "}");
    DecodedPart part = plant.decodeLast();
    assertThat(plant.values(part)).containsExactly(expected);
    assertThat(plant.handles.pointOf(part.samples().point(0))).isEqualTo(point);
    assertThat(part.discoveries()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "INT64|21.5|VALUE_KIND_MISMATCH", "INT64|18446744073709551615|VALUE_KIND_MISMATCH",
        "INT64|1e300|VALUE_KIND_MISMATCH", "INT64|\"x\"|VALUE_KIND_MISMATCH",
        "UINT64|-1|VALUE_KIND_MISMATCH", "BOOLEAN|2|VALUE_KIND_MISMATCH",
        "BOOLEAN|\"maybe\"|VALUE_KIND_MISMATCH", "DOUBLE|\"warm\"|VALUE_KIND_MISMATCH",
        "DOUBLE|[1]|VALUE_KIND_MISMATCH", "TEXT|[1]|VALUE_KIND_MISMATCH",
        "RECORD|1|VALUE_KIND_MISMATCH", "RECORD|\"x\"|VALUE_KIND_MISMATCH",
        "ENUMERATION|\"HALT\"|ENUMERATION_TEXT_UNKNOWN", "ENUMERATION|1.5|VALUE_KIND_MISMATCH"
      })
  void a_value_that_does_not_fit_its_point_takes_the_message_to_quarantine(
      ValueKind kind, String value, String code) {
    plant.bind(PRESS, "c", "v", kind);
    plant.send(PRESS, "c", "{\"other\":1,\"v\":" + value + "}");
    DecodedPart part = plant.decodeLast();
    assertThat(part.outcome(0)).isEqualTo(Outcome.QUARANTINED);
    assertThat(part.samples().size()).isZero();
    assertThat(part.discoveries()).isEmpty();
    assertThat(part.rejections().getFirst().code()).isEqualTo(code);
    assertThat(part.rejections().getFirst().field()).isEqualTo("v");
    assertThat(part.rejections().getFirst().reason()).endsWith(".");
  }

  @Test
  void values_are_scaled_into_the_unit_of_the_point() {
    PointId celsius = plant.bind(PRESS, "c", "f", ValueKind.DOUBLE);
    plant.change(new PointBound(PRESS, "c", "f", celsius, 0, 5.0 / 9, -160.0 / 9));
    PointId count = plant.bind(PRESS, "c", "n", ValueKind.INT64);
    plant.change(new PointBound(PRESS, "c", "n", count, 0, 0.1, 0));
    plant.send(PRESS, "c", "{\"f\":212,\"n\":26}");
    assertThat(plant.values(plant.decodeLast())).containsExactly("100.0", "3");
  }

  @Test
  void null_is_a_bad_sample_of_a_bound_point_and_nothing_elsewhere() {
    plant.bind(PRESS, "c", "v", ValueKind.DOUBLE);
    plant.bind(PRESS, "c", "t", ValueKind.TEXT);
    plant.bind(PRESS, "c", "r", ValueKind.RECORD);
    plant.send(PRESS, "c", "{\"v\":null,\"t\":null,\"r\":null,\"unknown\":null}");
    DecodedPart part = plant.decodeLast();
    assertThat(part.samples().size()).isEqualTo(2);
    assertThat(part.samples().quality(0)).isEqualTo(Quality.BAD);
    assertThat(part.samples().quality(1)).isEqualTo(Quality.BAD);
  }

  @Test
  void a_number_that_is_none_has_bad_quality() {
    plant.send(PRESS, "c", "NaN");
    assertThat(plant.decodeLast().samples().quality(0)).isEqualTo(Quality.BAD_OUT_OF_RANGE);
    plant.send(PRESS, "c", "{\"x\":1e400}");
    assertThat(plant.decodeLast().samples().quality(0)).isEqualTo(Quality.BAD_OUT_OF_RANGE);
  }

  @Test
  void law14_the_binding_at_the_source_time_counts() {
    PointId first = plant.bind(PRESS, "c", "v", ValueKind.DOUBLE);
    PointId second = new PointId(new UUID(8, 8));
    plant.change(new PointDefined(second, PointTraits.undefined(ValueKind.DOUBLE)));
    plant.change(new PointBound(PRESS, "c", "v", second, NOW - Times.HOUR, 1, 0));
    plant.send(
        PRESS, "c", "[{\"ts\":" + (NOW - 2 * Times.HOUR) / Times.MS + ",\"v\":1},{\"v\":2}]");
    DecodedPart part = plant.decodeLast();
    assertThat(plant.handles.pointOf(part.samples().point(0))).isEqualTo(first);
    assertThat(plant.handles.pointOf(part.samples().point(1))).isEqualTo(second);
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0", // now
    "9, 9, 0", // ahead within the tolerance
    "11, 0, 40000400", // runs ahead
    "2303164800, 0, 40000400", // 2099
    "-1795161600, 0, 40000400", // 1970
    "-3600, -3600, 0", // an hour back: late data
  })
  void law11_a_clock_that_cannot_be_right_gets_receive_time_and_keeps_its_claim(
      long claimS, long expectedS, String quality) {
    long claim = NOW + claimS * Times.SECOND;
    plant.send(PRESS, "c", "{\"ts\":" + claim / Times.MS + ",\"v\":1}");
    DecodedPart part = plant.decodeLast();
    assertThat(part.samples().timeNs(0)).isEqualTo(NOW + expectedS * Times.SECOND);
    assertThat(Integer.toHexString(part.samples().quality(0))).isEqualTo(quality);
    assertThat(part.newestClaimNs(0)).isEqualTo(claim);
    assertThat(part.setAside(0)).isEqualTo(quality.equals("0") ? 0 : 1);
  }

  @Test
  void law11_bad_quality_stays_bad_when_the_claim_is_set_aside() {
    plant.send(PRESS, "c", "{\"ts\":4102444800000,\"quality\":\"bad\",\"values\":{\"v\":1}}");
    assertThat(plant.decodeLast().samples().quality(0)).isEqualTo(Quality.BAD);
  }

  @Test
  void structures_become_siblings_with_one_time() {
    plant.send(PRESS, "c", "{\"ts\":1795161590000,\"motor\":{\"temp\":60,\"rpm\":1500}}");
    DecodedPart part = plant.decodeLast();
    assertThat(part.samples().timeNs(0)).isEqualTo(part.samples().timeNs(1));
    assertThat(part.discoveries())
        .extracting(Discovery::path)
        .containsExactly("motor.temp", "motor.rpm");
  }

  @Test
  void arrays_and_files_go_to_the_blob_store_and_leave_a_descriptor() {
    plant.send(PRESS, "c", "{\"wave\":[3,4" + " ".repeat(1_100) + "]}");
    String descriptor = plant.values(plant.decodeLast()).getFirst();
    assertThat(plant.blobs).hasSize(1);
    String address = plant.blobs.keySet().iterator().next();
    assertThat(descriptor)
        .isEqualTo(
            "{\"blob\":\""
                + address
                + "\",\"type\":\"application/json\",\"bytes\":1105,\"count\":2,\"min\":3.0,"
                + "\"max\":4.0,\"mean\":3.5,\"rms\":3.5355339059327378}");

    plant.send(PRESS, "c", "{\"xyz\":[1, 2]}"); // a short array needs no file
    assertThat(plant.values(plant.decodeLast()).getFirst())
        .startsWith("{\"inline\":\"[1, 2]\",\"type\":\"application/json\",\"bytes\":6,");
    assertThat(plant.blobs).hasSize(1);

    plant.send(
        Lane.LIVE, PRESS, new Channel("cam", "image/jpeg"), new byte[] {1, 2}, NOW, 0, Map.of());
    DecodedPart part = plant.decodeLast();
    assertThat(part.samples().kind(0)).isEqualTo(ValueKind.RECORD);
    assertThat(plant.values(part).getFirst()).contains("\"type\":\"image/jpeg\",\"bytes\":2}");
  }

  @Test
  void unknown_values_go_to_quarantine_if_the_source_wants_that() {
    plant.source(PRESS, UnknownPoints.QUARANTINE, 10);
    plant.bind(PRESS, "c", "v", ValueKind.DOUBLE);
    plant.send(PRESS, "c", "{\"v\":1}");
    plant.send(PRESS, "c", "{\"v\":1,\"x\":2}");
    List<DecodedPart> parts = plant.decodeLive();
    assertThat(parts.get(0).outcome(0)).isEqualTo(Outcome.DECODED);
    assertThat(parts.get(1).outcome(0)).isEqualTo(Outcome.QUARANTINED);
    assertThat(parts.get(1).rejections().getFirst().code()).isEqualTo("ADDRESS_UNKNOWN");
  }

  @Test
  void beyond_the_limit_of_unmapped_points_values_are_counted_and_yield_nothing() {
    plant.source(PRESS, UnknownPoints.UNMAPPED, 1);
    plant.send(PRESS, "c", "{\"a\":1,\"b\":2}");
    plant.change(new UnmappedPointsClosed(PRESS, List.of(new Address("c", "a", ValueKind.DOUBLE))));
    plant.send(PRESS, "c", "{\"a\":1,\"b\":2,\"d\":true}");
    List<DecodedPart> parts = plant.decodeLive();
    assertThat(parts.get(0).samples().size()).isEqualTo(2);
    assertThat(parts.get(1).samples().size()).isEqualTo(1);
    assertThat(parts.get(1).unmapped(0)).isEqualTo(2);
    assertThat(parts.get(1).outcome(0)).isEqualTo(Outcome.DECODED);
  }

  @Test
  void law7_a_block_is_decoded_with_the_configuration_that_was_in_force() {
    plant.send(PRESS, "c", "{\"v\":1}");
    PointId point = plant.bind(PRESS, "c", "v", ValueKind.INT64);
    plant.send(PRESS, "c", "{\"v\":2}");
    for (int again = 0; again < 2; again++) {
      List<DecodedPart> parts = plant.decodeLive();
      assertThat(plant.values(parts.get(0))).containsExactly("1.0");
      assertThat(plant.values(parts.get(1))).containsExactly("2");
      assertThat(plant.handles.pointOf(parts.get(1).samples().point(0))).isEqualTo(point);
    }
  }

  @Test
  void law9_an_order_to_decode_anew_holds_for_its_span_in_every_replay() {
    plant.send(PRESS, "c", "{\"v\":1}");
    plant.send(PRESS, "c", "{\"v\":2}");
    plant.bind(PRESS, "c", "v", ValueKind.INT64);
    int live = plant.journal.partitions(Lane.LIVE).getFirst();
    long version = plant.end().next(plant.journal.partitions(Lane.CONTEXT).getFirst());
    long order =
        plant.change(
            new DecodedAnew(PRESS, "#", List.of(new JournalSpan(live, 1, 2)), version, ANNA, NOW));
    try {
      plant.follower.catchUpTo(order);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    List<DecodedPart> parts = plant.decodeLive();
    assertThat(plant.values(parts.get(0))).containsExactly("1.0");
    assertThat(plant.values(parts.get(1))).containsExactly("2");
  }

  @Test
  void a_rule_may_ignore_messages_by_name() {
    plant.change(
        new MappingDefined(PRESS, List.of(new MappingRule("debug/#", "ignore", Map.of()))));
    plant.send(PRESS, "debug/x", "whatever");
    assertThat(plant.decodeLast().outcome(0)).isEqualTo(Outcome.IGNORED_BY_MAPPING);
  }

  @Test
  void a_front_may_name_format_and_options_and_a_rule_goes_first() {
    Map<String, String> told = Map.of("format", "influx-line", "format.precision", "s", "x", "y");
    Channel write = new Channel("/write", "text/plain");
    byte[] line = "cpu load=1.5 1795161590".getBytes(UTF_8);
    plant.send(Lane.LIVE, OVEN, write, line, NOW, 0, told);
    assertThat(plant.lines(plant.decodeLast()).getFirst()).endsWith("=1.5@-10");

    plant.change(
        new MappingDefined(
            OVEN, List.of(new MappingRule("/write", "plain", Map.of("kind", "text")))));
    plant.send(Lane.LIVE, OVEN, write, line, NOW, 0, told);
    assertThat(plant.values(plant.decodeLast())).containsExactly("cpu load=1.5 1795161590");
  }

  @Test
  void a_rule_that_names_nothing_that_exists_takes_messages_to_quarantine() {
    plant.change(new MappingDefined(OVEN, List.of(new MappingRule("#", "xml", Map.of()))));
    plant.send(OVEN, "c", "1");
    assertThat(plant.decodeLast().rejections().getFirst().code()).isEqualTo("FORMAT_UNKNOWN");
  }

  @Test
  void bad_lines_go_to_quarantine_alone() {
    plant.send(
        Lane.LIVE,
        OVEN,
        new Channel("/write", ""),
        "m f=1\nbad\nm f=2".getBytes(UTF_8),
        NOW,
        0,
        Map.of("format", "influx-line"));
    DecodedPart part = plant.decodeLast();
    assertThat(part.outcome(0)).isEqualTo(Outcome.DECODED);
    assertThat(plant.values(part)).containsExactly("1.0", "2.0");
    assertThat(part.rejections().getFirst().part()).isEqualTo("bad\n".getBytes(UTF_8));
    assertThat(part.rejections().getFirst().line()).isEqualTo(2);
  }

  @Test
  void what_a_front_keeps_for_itself_is_no_message() {
    plant.send(
        Lane.LIVE, PRESS, new Channel("c", ""), new byte[0], NOW, MqttFlags.released(5), Map.of());
    assertThat(plant.decodeLast().outcome(0)).isEqualTo(Outcome.NOT_A_MESSAGE);
  }

  @Test
  void sequence_numbers_are_kept_by_record() {
    plant.send(PRESS, "c", "[{\"seq\":5,\"values\":{}},{\"seq\":6,\"values\":{}}]");
    DecodedPart part = plant.decodeLast();
    assertThat(part.sequenceCount()).isEqualTo(2);
    assertThat(part.sequenceNumber(1)).isEqualTo(6);
    assertThat(part.sequenceRecord(1)).isZero();
  }

  @Test
  void law7_workers_small_parts_and_small_caches_change_nothing() {
    Random random = new Random(5);
    RecordBatch batch = new RecordBatch(Lane.LIVE);
    for (int i = 0; i < 3_000; i++) {
      String payload =
          switch (random.nextInt(6)) {
            case 0 -> "{\"a\":" + random.nextInt(5) + ",\"k" + random.nextInt(50) + "\":1}";
            case 1 -> "garbage \u0000{";
            case 2 -> "{\"a\":";
            case 3 -> "{\"s\":\"t" + random.nextInt(5) + "\",\"b\":null}";
            case 4 -> String.valueOf(random.nextGaussian());
            default -> "{\"seq\":" + i + ",\"values\":{\"a\":1.5,\"b\":2}}";
          };
      batch.add(
          plant.origin(random.nextBoolean() ? PRESS : OVEN),
          new Channel("c" + random.nextInt(20), ""),
          NOW + i,
          0,
          payload.getBytes(UTF_8));
    }
    plant.bind(PRESS, "c1", "a", ValueKind.INT64);
    plant.bind(OVEN, "c2", "b", ValueKind.DOUBLE);
    plant.journal.append(batch).join();
    Block block = plant.blocks(Lane.LIVE).getLast();
    List<String> expected = describe(Plant.decode(plant.decoder, block));

    DecodeSettings d = DecodeSettings.DEFAULTS;
    DecodeSettings small =
        new DecodeSettings(d.limits(), d.undefinedSource(), d.earliestNs(), 3, 4, 5, 0, 2_000);
    try (BlockDecoder other =
        new BlockDecoder(plant.follower, plant.handles, plant.blobSink, small)) {
      assertThat(describe(Plant.decode(other, block))).isEqualTo(expected);
      assertThat(describe(Plant.decode(other, block))).isEqualTo(expected);
    }
  }

  @Test
  void law3_sources_on_several_partitions_keep_their_order() {
    try (Plant weak = new Plant(DecodeSettings.DEFAULTS, MemoryJournalSettings.DEFAULT)) {
      for (int i = 0; i < 100; i++) {
        weak.send(i % 3 == 0 ? PRESS : OVEN, "c", String.valueOf(i));
      }
      List<Double> press = new ArrayList<>();
      for (DecodedPart part : weak.decodeLive()) {
        for (int r = part.fromRecord(); r < part.toRecord(); r++) {
          Block block = part.block();
          if (block.origins().get(block.originIndex(r)).source().equals(PRESS)) {
            press.add(Double.longBitsToDouble(part.samples().bits(part.sampleStart(r))));
            assertThat(part.samples().journalOffset(part.sampleStart(r)))
                .isEqualTo(block.offset(r));
          }
        }
      }
      assertThat(press).hasSize(34).isSorted();
    }
  }

  private List<String> describe(DecodedItem.Messages messages) {
    List<String> lines = new ArrayList<>();
    for (DecodedPart part : messages.parts()) {
      for (int r = part.fromRecord(); r < part.toRecord(); r++) {
        lines.add(r + " " + part.outcome(r) + " " + part.unmapped(r));
        List<String> samples = plant.lines(part).subList(part.sampleStart(r), part.sampleEnd(r));
        lines.addAll(samples);
      }
      part.rejections().forEach(rejection -> lines.add(rejection.record() + rejection.reason()));
      for (int n = 0; n < part.sequenceCount(); n++) {
        lines.add(part.sequenceRecord(n) + " seq " + part.sequenceNumber(n));
      }
    }
    lines.sort(null);
    return lines;
  }
}

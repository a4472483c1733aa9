package io.millrace.pipeline.assembly;

import static io.millrace.pipeline.Plant.ANNA;
import static io.millrace.pipeline.Plant.NOW;
import static io.millrace.pipeline.Plant.OVEN;
import static io.millrace.pipeline.Plant.PRESS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.millrace.history.blob.BlobAddress;
import io.millrace.journal.Channel;
import io.millrace.journal.Lane;
import io.millrace.model.context.ContextChange.MappingDefined;
import io.millrace.model.context.ContextChange.MappingRule;
import io.millrace.model.context.ContextChange.PointBound;
import io.millrace.model.context.ContextChange.PointDefined;
import io.millrace.model.context.ContextChange.SourceDefined;
import io.millrace.model.context.ContextChange.UnknownPoints;
import io.millrace.model.id.PointId;
import io.millrace.model.id.SourceId;
import io.millrace.model.point.PointTraits;
import io.millrace.model.record.FormatAttributes;
import io.millrace.model.sample.ValueKind;
import io.millrace.model.time.Times;
import io.millrace.pipeline.account.Account;
import io.millrace.pipeline.decode.Discovery;
import io.millrace.pipeline.live.Liveness;
import io.millrace.pipeline.quarantine.QuarantineEntry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a message becomes, from the acknowledgement to the latest value and history. */
class MessagesBecomeReadingsTest {
  private static final PointTraits NUMBER = PointTraits.undefined(ValueKind.DOUBLE);

  @TempDir private Path folder;
  private Station station;

  @BeforeEach
  void open() {
    station = new Station(folder);
  }

  @AfterEach
  void close() {
    station.close();
  }

  @Test
  void every_format_becomes_latest_values_and_history() {
    long ms = NOW / Times.MS;
    station.send(PRESS, "plain", "21.5");
    station.send(PRESS, "object", "{\"temperature\":21.5,\"running\":true}");
    station.send(PRESS, "envelope", "{\"ts\":" + ms + ",\"values\":{\"temperature\":20}}");
    station.send(
        PRESS,
        "envelopes",
        "[{\"ts\":%d,\"values\":{\"t\":1}},{\"ts\":%d,\"values\":{\"t\":2}}]"
            .formatted(ms - 1_000, ms));
    station.send(PRESS, "senml", "[{\"bn\":\"press/\",\"n\":\"t\",\"u\":\"Cel\",\"v\":22.5}]");
    send(
        PRESS, "senml-cbor", "application/senml+cbor", HexFormat.of().parseHex("81a200617402187b"));
    station.send(PRESS, "lines", "press,line=1 t=23.5,count=7i " + NOW);

    assertKept(unmapped("plain", "", ValueKind.DOUBLE), "21.5@0");
    assertKept(unmapped("object", "temperature", ValueKind.DOUBLE), "21.5@0");
    assertKept(unmapped("object", "running", ValueKind.BOOLEAN), "true@0");
    assertKept(unmapped("envelope", "temperature", ValueKind.DOUBLE), "20.0@0");
    assertKept(unmapped("envelopes", "t", ValueKind.DOUBLE), "1.0@-1", "2.0@0");
    assertKept(unmapped("senml", "press/t", ValueKind.DOUBLE), "22.5@0");
    assertKept(unmapped("senml-cbor", "t", ValueKind.DOUBLE), "123.0@0");
    assertKept(unmapped("lines", "press,line=1.t", ValueKind.DOUBLE), "23.5@0");
    assertKept(unmapped("lines", "press,line=1.count", ValueKind.INT64), "7@0");
    assertThat(station.pipeline().accounts().total(PRESS).decoded()).isEqualTo(7);
    assertThat(station.pipeline().quarantine().statistics().entries()).isZero();
  }

  private void send(SourceId source, String channel, String contentType, byte[] payload) {
    station.send(Lane.LIVE, source, new Channel(channel, contentType), payload, Map.of());
  }

  private static PointId unmapped(String channel, String path, ValueKind kind) {
    return PointId.ofAddress(PRESS, channel, path, kind.name());
  }

  private void assertKept(PointId point, String... samples) {
    assertThat(station.samples(point)).containsExactly(samples);
    assertThat(station.latest(point)).isEqualTo(samples[samples.length - 1]);
  }

  @Test
  void a_front_may_say_how_a_payload_is_written() {
    station.send(
        Lane.LIVE,
        PRESS,
        new Channel("write", ""),
        "press t=1 1795161600".getBytes(UTF_8),
        Map.of(FormatAttributes.FORMAT, "influx-line", FormatAttributes.option("precision"), "s"));
    assertKept(unmapped("write", "press.t", ValueKind.DOUBLE), "1.0@0");
  }

  @Test
  void an_image_goes_to_the_blob_store_and_its_sample_names_it() {
    byte[] image = new byte[10_000];
    image[0] = (byte) 0x89;
    send(PRESS, "camera", "image/png", image);
    List<String> samples = station.samples(unmapped("camera", "", ValueKind.RECORD));
    assertThat(samples).hasSize(1);
    Matcher address = Pattern.compile("sha256:[0-9a-f]{64}").matcher(samples.getFirst());
    assertThat(address.find()).isTrue();
    assertThat(station.blobs().read(BlobAddress.parse(address.group()))).isEqualTo(image);
  }

  @Test
  void an_unmapped_point_is_discovered_and_keeps_its_history_when_it_is_adopted() {
    station.sendValue(PRESS, "c", "t", 0, "1");
    await().until(() -> !station.discovered.isEmpty());
    Discovery found = station.discovered.getFirst();
    assertThat(found.path()).isEqualTo("t");
    assertThat(station.pipeline().discoveries().unmapped(PRESS)).hasSize(1);

    station.change(new PointDefined(found.point(), NUMBER));
    station.change(new PointBound(PRESS, "c", "t", found.point(), Long.MIN_VALUE, 1, 0));
    station.sendValue(PRESS, "c", "t", 1, "2");
    assertThat(station.samples(found.point())).containsExactly("1.0@0", "2.0@1");
    assertThat(station.pipeline().discoveries().unmapped(PRESS)).isEmpty();
    station.restart();
    station.settle();
    assertThat(station.discovered).as("told once").hasSize(1);
  }

  @Test
  void law14_a_sensor_that_is_replaced_keeps_the_point_and_its_history() {
    PointId point = station.bind(PRESS, "old-sensor", "t", NUMBER);
    station.sendValue(PRESS, "old-sensor", "t", 0, "1");
    station.change(new PointBound(OVEN, "new-sensor", "t", point, NOW, 0.1, 0));
    station.sendValue(OVEN, "new-sensor", "t", 1, "20");
    assertThat(station.samples(point)).containsExactly("1.0@0", "2.0@1");
  }

  @Test
  void what_cannot_be_read_is_kept_until_a_mapping_is_corrected_and_it_is_retried() {
    station.bind(PRESS, "scale", "", NUMBER);
    station.send(PRESS, "scale", "{\"broken");
    station.change(new MappingDefined(PRESS, List.of(new MappingRule("scale", "plain", Map.of()))));
    station.send(PRESS, "scale", "abc kg");
    station.settle();
    List<QuarantineEntry> entries = station.pipeline().quarantine().list(PRESS, null, null, 10);
    assertThat(entries).hasSize(2);
    assertThat(station.pipeline().quarantine().content(entries.getFirst().id()))
        .asString(UTF_8)
        .isEqualTo("{\"broken");
    assertThat(station.pipeline().accounts().total(PRESS).quarantined()).isEqualTo(2);

    PointId text = new PointId(new UUID(3, 3));
    station.change(new PointDefined(text, PointTraits.undefined(ValueKind.TEXT)));
    station.change(new PointBound(PRESS, "scale", "", text, Long.MIN_VALUE, 1, 0));
    station.pipeline().quarantine().retry(List.of(entries.getLast().id()), ANNA).join();
    station.pipeline().quarantine().discard(List.of(entries.getFirst().id()), ANNA).join();
    station.settle();
    assertThat(station.pipeline().quarantine().list(PRESS, null, null, 10)).isEmpty();
    assertThat(station.samples(text)).containsExactly("abc kg@0");
    Account account = station.pipeline().accounts().total(PRESS);
    assertThat(account.received()).isEqualTo(2);
    assertThat(account.retried()).isEqualTo(1);
    assertThat(account.balances()).isTrue();
    assertThat(station.pipeline().audit()).isEmpty();
  }

  @Test
  void law11_a_clock_that_runs_ahead_or_behind_does_not_spoil_latest() {
    PointId point = station.bind(PRESS, "c", "t", NUMBER);
    station.sendValue(PRESS, "c", "t", 0, "1");
    station.sendValue(PRESS, "c", "t", 86_400 * 365, "2"); // claims next year
    station.sendValue(PRESS, "c", "t", -3_600, "3"); // an hour late
    assertThat(station.samples(point)).containsExactly("3.0@-3600", "1.0@0", "2.0@0!40000400");
    assertThat(station.latest(point)).isEqualTo("2.0@0");
    assertThat(station.pipeline().live().source(PRESS).claimsSetAside()).isEqualTo(1);
    station.clock.pass(Duration.ofSeconds(1));
    station.sendValue(PRESS, "c", "t", 1, "4");
    assertThat(station.latest(point)).isEqualTo("4.0@1");
  }

  @Test
  void law13_a_source_that_is_lost_marks_its_points_in_history_and_live() {
    station.change(
        new SourceDefined(
            PRESS, "press", UnknownPoints.UNMAPPED, 100, Times.SECOND, Times.SECOND, false));
    PointId point = station.bind(PRESS, "c", "t", NUMBER);
    station.sendValue(PRESS, "c", "t", 0, "1");
    station.settle();
    assertThat(station.pipeline().live().source(PRESS).liveness()).isEqualTo(Liveness.ALIVE);
    station.clock.pass(Duration.ofSeconds(60));
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> station.pipeline().live().source(PRESS).markedLostNs() != 0);
    assertThat(station.pipeline().live().source(PRESS).liveness()).isEqualTo(Liveness.LOST);
    assertThat(station.samples(point)).containsExactly("1.0@0", "0.0@60!80310000");

    station.sendValue(PRESS, "c", "t", 60, "2");
    station.settle();
    assertThat(station.pipeline().live().source(PRESS).liveness()).isEqualTo(Liveness.ALIVE);
    assertThat(station.pipeline().accounts().total(PRESS).received()).isEqualTo(2);
  }
}

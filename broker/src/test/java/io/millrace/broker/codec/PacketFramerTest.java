package io.millrace.broker.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.broker.protocol.MqttError;
import io.millrace.model.time.NanoClock;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.ChannelOption;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.mqtt.MqttVersion;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** From bytes to packets: 1.5, 2.1, 2.2, and the packets of chapter 3. */
class PacketFramerTest {
  private static final int MAX_PACKET_BYTES = 64 * 1024;
  private static final String CONNECT_V5 = "10 0e 0004 4d515454 05 02 003c 00 0001 61";
  private static final String CONNECT_V3 = "10 0d 0004 4d515454 04 02 003c 0001 61";

  /** A framer at work, whose memory is counted. */
  private static final class Bench implements AutoCloseable {
    final Recorder recorder = new Recorder();
    final UnpooledByteBufAllocator memory = new UnpooledByteBufAllocator(false, false);
    final PacketFramer framer =
        new PacketFramer(
            recorder, new LargePacketBudget(1 << 20), NanoClock.system(), MAX_PACKET_BYTES);
    final EmbeddedChannel channel = new EmbeddedChannel();

    Bench() {
      channel.config().setOption(ChannelOption.ALLOCATOR, memory);
      channel.pipeline().addLast(framer);
    }

    Bench read(byte[] bytes) {
      ByteBuf in = memory.buffer(Math.max(1, bytes.length));
      in.writeBytes(bytes);
      channel.pipeline().fireChannelRead(in);
      channel.runPendingTasks();
      return this;
    }

    Bench read(String hex) {
      return read(HexFormat.of().parseHex(hex.replace(" ", "")));
    }

    @Override
    public void close() {
      channel.finishAndReleaseAll();
      assertThat(memory.metric().usedHeapMemory()).as("memory that was not released").isZero();
    }
  }

  private static byte[] joined(List<byte[]> packets) {
    ByteBuf all = Unpooled.buffer();
    packets.forEach(all::writeBytes);
    return Arrays.copyOf(all.array(), all.readableBytes());
  }

  @ParameterizedTest
  @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
  void every_packet_of_a_foreign_encoder_is_read(MqttVersion version) {
    try (Bench bench = new Bench()) {
      bench.read(joined(Packets.all(version)));

      assertThat(bench.recorder.refusal).isNull();
      assertThat(bench.recorder.packets).hasSize(Packets.all(version).size());
      ConnectPacket connect = bench.recorder.connectPacket();
      assertThat(connect.clientId()).isEqualTo("fuzz-ü");
      assertThat(connect.keepAliveS()).isEqualTo(60);
      Will will = Objects.requireNonNull(connect.will());
      assertThat(will.payload()).containsExactly(0, 1, 2);
      assertThat(will.delayS()).isEqualTo(version == MqttVersion.MQTT_5 ? 7 : 0);
      assertThat(connect.toString()).doesNotContain("secret").doesNotContain("user");
      assertThat(bench.recorder.subscribePacket().subscriptionId())
          .isEqualTo(version == MqttVersion.MQTT_5 ? 5_000 : 0);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
  void it_does_not_matter_how_the_stream_is_cut(MqttVersion version) {
    byte[] stream = joined(Packets.all(version));
    List<String> expected;
    try (Bench whole = new Bench()) {
      expected = List.copyOf(whole.read(stream).recorder.packets);
    }
    long seed = 1_234;
    Random random = new Random(seed);
    for (int round = 0; round < 300; round++) {
      try (Bench bench = new Bench()) {
        for (int at = 0; at < stream.length; ) {
          int most = round % 3 == 0 ? 3 : 200;
          int to = Math.min(stream.length, at + 1 + random.nextInt(most));
          bench.read(Arrays.copyOfRange(stream, at, to));
          at = to;
        }

        assertThat(bench.recorder.packets).as("seed %d, round %d", seed, round).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"MQTT_3_1_1", "MQTT_5"})
  void whatever_the_bytes_are_the_worst_is_a_refusal(MqttVersion version) {
    List<byte[]> valid = Packets.all(version);
    long seed = 271_828;
    Random random = new Random(seed);
    int refused = 0;
    for (int round = 0; round < 6_000; round++) {
      try (Bench bench = new Bench()) {
        bench.read(valid.getFirst());
        byte[] packet = mutated(valid.get(random.nextInt(valid.size())), random);
        int cut = random.nextInt(packet.length + 1);
        bench.read(Arrays.copyOf(packet, cut));
        bench.read(Arrays.copyOfRange(packet, cut, packet.length));
        bench.read(valid.get(random.nextInt(valid.size())));
        refused += bench.recorder.refusal == null ? 0 : 1;
      } catch (RuntimeException e) {
        throw new AssertionError("Seed " + seed + ", round " + round, e);
      }
    }
    assertThat(refused).isGreaterThan(1_500);
  }

  /** Every byte and every length is hit: flips, cuts, growth, and lengths that lie. */
  private static byte[] mutated(byte[] packet, Random random) {
    byte[] bytes = packet.clone();
    for (int i = random.nextInt(3); i >= 0; i--) {
      int at = random.nextInt(bytes.length);
      switch (random.nextInt(6)) {
        case 0 -> bytes[at] ^= (byte) (1 << random.nextInt(8));
        case 1 -> bytes[at] = (byte) random.nextInt(256);
        case 2 -> bytes = Arrays.copyOf(bytes, 1 + random.nextInt(bytes.length));
        case 3 -> bytes = Arrays.copyOf(bytes, bytes.length + random.nextInt(20));
        case 4 -> bytes[Math.min(1, bytes.length - 1)] = (byte) random.nextInt(256);
        default -> bytes[at] = (byte) 0xff;
      }
    }
    return bytes;
  }

  @Test
  void pure_noise_is_refused() {
    Random random = new Random(5);
    for (int round = 0; round < 2_000; round++) {
      byte[] noise = new byte[1 + random.nextInt(300)];
      random.nextBytes(noise);
      try (Bench bench = new Bench()) {
        bench.read(noise);
        assertThat(bench.recorder.packets).isEmpty();
      }
    }
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "00 00, MQTT_MALFORMED_PACKET, 2.1.2 type 0 is reserved",
    "f0 00, MQTT_PROTOCOL_ERROR, 4.12.0-6 AUTH without a method",
    "20 02 0000, MQTT_PROTOCOL_ERROR, 2.1.2 CONNACK comes from servers",
    "d0 00, MQTT_PROTOCOL_ERROR, 2.1.2 PINGRESP comes from servers",
    "c1 00, MQTT_MALFORMED_PACKET, 2.1.3-1 PINGREQ has no flags",
    "60 02 0001, MQTT_MALFORMED_PACKET, 3.6.1-1 PUBREL has flags 2",
    "80 05 0001 00 00, MQTT_MALFORMED_PACKET, 3.8.1-1 SUBSCRIBE has flags 2",
    "36 05 0001 74 0001 00, MQTT_MALFORMED_PACKET, 3.3.1-4 QoS 3",
    "38 04 0001 74 00, MQTT_MALFORMED_PACKET, 3.3.1-2 DUP at QoS 0",
    "32 06 0001 74 0000 00, MQTT_PROTOCOL_ERROR, 2.2.1-3 identifier 0",
    "30 80 80 80 80 01, MQTT_MALFORMED_PACKET, 1.5.5 five length bytes",
    "30 84 00, MQTT_MALFORMED_PACKET, 1.5.5-1 a length longer than it needs",
    "30 03 0001 74, MQTT_MALFORMED_PACKET, 3.3.2 PUBLISH without a property length",
    "30 04 0009 74 00, MQTT_MALFORMED_PACKET, 1.5.4 a text beyond the packet",
    "30 03 0000 00, MQTT_PROTOCOL_ERROR, 3.3.2.1 neither topic nor alias",
    "30 07 0001 74 03 23 0000, MQTT_TOPIC_ALIAS_INVALID, 3.3.2-8 alias 0",
    "30 08 0001 74 04 01 00 01 00, MQTT_PROTOCOL_ERROR, 2.2.2.2 a property twice",
    "30 06 0001 74 02 01 02, MQTT_PROTOCOL_ERROR, 3.3.2.3.2 payload format 2",
    "30 06 0001 74 02 0b 01, MQTT_MALFORMED_PACKET, 3.3.4-6 clients send no subscription id",
    "30 06 0001 74 02 7f 01, MQTT_MALFORMED_PACKET, 2.2.2.2 no such property",
    "30 06 0001 74 01 01 01, MQTT_MALFORMED_PACKET, 2.2.2.1 a property beyond the properties",
    "30 0a 0001 74 06 03 0003 c3 28 61, MQTT_MALFORMED_PACKET, 1.5.4-1 ill-formed UTF-8",
    "30 0a 0001 74 06 03 0003 eda080, MQTT_MALFORMED_PACKET, 1.5.4-1 a surrogate",
    "30 09 0001 74 05 03 0002 6100, MQTT_MALFORMED_PACKET, 1.5.4-2 U+0000",
    "82 03 0001 00, MQTT_PROTOCOL_ERROR, 3.8.3-2 SUBSCRIBE without a filter",
    "82 07 0001 00 0001 74 03, MQTT_MALFORMED_PACKET, 3.8.3-5 QoS 3 asked for",
    "82 07 0001 00 0001 74 30, MQTT_MALFORMED_PACKET, 3.8.3-5 retain handling 3",
    "82 07 0001 00 0001 74 c0, MQTT_MALFORMED_PACKET, 3.8.3-5 reserved bits",
    "82 09 0001 02 0b00 0001 74 00, MQTT_PROTOCOL_ERROR, 3.8.2.1.2 subscription id 0",
    "82 10 0001 00 000a 2473686172652f672f74 04, MQTT_PROTOCOL_ERROR, 3.8.3-4 No Local shared",
    "a2 03 0001 00, MQTT_PROTOCOL_ERROR, 3.10.3-2 UNSUBSCRIBE without a filter",
    "62 03 0001 00 00, MQTT_MALFORMED_PACKET, bytes beyond the packet are the next packet's",
    "c0 01 00, MQTT_MALFORMED_PACKET, 3.12 PINGREQ has no body",
    "e0 07 00 05 02 0000003c, MQTT_MALFORMED_PACKET, 3.14.2.2 a property of other packets",
    "30 ff ff 7f, MQTT_PACKET_TOO_LARGE, 3.1.2-25 larger than was allowed",
  })
  void bad_packets_are_refused_for_what_is_wrong_with_them(
      String hex, MqttError error, String clause) {
    try (Bench bench = new Bench()) {
      bench.read(CONNECT_V5).read(hex);

      assertThat(bench.recorder.refusedFor()).as(clause).isEqualTo(error);
    }
  }

  @ParameterizedTest(name = "{2}")
  @CsvSource({
    "c000, MQTT_PROTOCOL_ERROR, 3.1.0-1 the first packet is CONNECT",
    "10 0d 0004 4d515458 04 02 003c 0001 61, MQTT_VERSION_UNSUPPORTED, 3.1.2-1 protocol name",
    "10 0d 0004 4d515454 03 02 003c 0001 61, MQTT_VERSION_UNSUPPORTED, 3.1.2-2 protocol level",
    "10 0d 0004 4d515454 04 03 003c 0001 61, MQTT_MALFORMED_PACKET, 3.1.2-3 reserved flag",
    "10 0d 0004 4d515454 04 0a 003c 0001 61, MQTT_MALFORMED_PACKET, 3.1.2-11 QoS without a will",
    "10 0d 0004 4d515454 04 22 003c 0001 61, MQTT_MALFORMED_PACKET, 3.1.2-13 retain without one",
    "10 0d 0004 4d515454 04 1e 003c 0001 61, MQTT_MALFORMED_PACKET, 3.1.2-12 QoS 3 of the will",
    "10 10 0004 4d515454 04 42 003c 0001 61 0001 70, MQTT_MALFORMED_PACKET, 3.1.2-22 in 3.1.1",
    "10 0e 0004 4d515454 04 02 003c 0001 61 00, MQTT_MALFORMED_PACKET, bytes behind the fields",
    "10 0d 0004 4d515454 04 02 003c 0001 00, MQTT_MALFORMED_PACKET, 1.5.4-2 U+0000",
    "10 11 0004 4d515454 05 02 003c 03 21 0000 0001 61, MQTT_PROTOCOL_ERROR, Receive Maximum 0",
    "10 13 0004 4d515454 05 02 003c 05 27 00000000 0001 61, MQTT_PROTOCOL_ERROR, Packet Size 0",
    "10 82 80 04, MQTT_PACKET_TOO_LARGE, a CONNECT of more than 64 KiB",
  })
  void bad_connects_are_refused_for_what_is_wrong_with_them(
      String hex, MqttError error, String clause) {
    try (Bench bench = new Bench()) {
      bench.read(hex);

      assertThat(bench.recorder.refusedFor()).as(clause).isEqualTo(error);
    }
  }

  @Test
  void mqtt_5_allows_a_password_without_a_user_name() {
    try (Bench bench = new Bench()) {
      bench.read("10 11 0004 4d515454 05 42 003c 00 0001 61 0001 70");

      assertThat(bench.recorder.refusal).isNull();
      assertThat(bench.recorder.connectPacket().password()).isEqualTo(new byte[] {'p'});
    }
  }

  @Test
  void a_byte_order_mark_is_a_character_like_others() {
    try (Bench bench = new Bench()) {
      bench.read(CONNECT_V3).read("30 06 0004 efbbbf74");

      assertThat(bench.recorder.packets.getLast()).contains("\ufefft");
    }
  }

  @Test
  void short_forms_of_acknowledgements_and_disconnect_are_read() {
    try (Bench bench = new Bench()) {
      bench.read(CONNECT_V5).read("62 02 0007").read("62 03 0007 00").read("e0 00");

      assertThat(bench.recorder.refusal).isNull();
      assertThat(bench.recorder.packets)
          .containsExactly(
              "CONNECT a", "PUBREL 7", "PUBREL 7", "DisconnectPacket[reason=0, sessionExpiryS=-1]");
    }
  }

  @Test
  void too_many_user_properties_are_refused() {
    StringBuilder properties = new StringBuilder();
    for (int i = 0; i <= Properties.MAX_USER_PROPERTIES; i++) {
      properties.append("26 0001 61 0001 62");
    }
    int length = (Properties.MAX_USER_PROPERTIES + 1) * 7;
    try (Bench bench = new Bench()) {
      bench
          .read(CONNECT_V5)
          .read("30")
          .read(HexFormat.of().formatHex(variable(length + 5)))
          .read("0001 74")
          .read(HexFormat.of().formatHex(variable(length)))
          .read(properties.toString());

      assertThat(bench.recorder.refusedFor()).isEqualTo(MqttError.MQTT_QUOTA_EXCEEDED);
    }
  }

  private static byte[] variable(int value) {
    ByteBuf out = Unpooled.buffer();
    VariableInt.write(out, value);
    return Arrays.copyOf(out.array(), out.readableBytes());
  }

  @Test
  void a_paused_framer_hands_over_nothing_and_loses_nothing() {
    try (Bench bench = new Bench()) {
      bench.read(CONNECT_V3);
      bench.framer.pause(Pause.UNACKNOWLEDGED);
      bench.framer.pause(Pause.RATE);
      bench.read("c000 30").read("03 0001 74 c000");
      assertThat(bench.recorder.packets).hasSize(1);
      assertThat(bench.channel.config().isAutoRead()).isFalse();

      bench.framer.resume(Pause.RATE);
      assertThat(bench.recorder.packets).hasSize(1);
      bench.framer.resume(Pause.UNACKNOWLEDGED);

      assertThat(bench.recorder.packets).hasSize(4);
      assertThat(bench.channel.config().isAutoRead()).isTrue();
    }
  }

  @Test
  void large_packets_share_a_budget_in_turn() {
    LargePacketBudget budget = new LargePacketBudget(40_000);
    Recorder[] recorders = {new Recorder(), new Recorder(), new Recorder()};
    EmbeddedChannel[] channels = new EmbeddedChannel[3];
    byte[] large = new byte[30_004];
    large[0] = 0x30;
    large[1] = (byte) 0xb0;
    large[2] = (byte) 0xea;
    large[3] = 1;
    large[5] = 1;
    large[6] = 't';
    for (int i = 0; i < 3; i++) {
      channels[i] =
          new EmbeddedChannel(
              new PacketFramer(recorders[i], budget, NanoClock.system(), MAX_PACKET_BYTES));
      channels[i].writeInbound(hex(CONNECT_V3));
      channels[i].writeInbound(Unpooled.wrappedBuffer(Arrays.copyOf(large, 100)));
    }
    byte[] rest = Arrays.copyOfRange(large, 100, large.length);
    assertThat(channels[0].config().isAutoRead()).isTrue();
    assertThat(channels[1].config().isAutoRead()).isFalse();
    assertThat(channels[2].config().isAutoRead()).isFalse();

    channels[0].writeInbound(Unpooled.wrappedBuffer(rest));
    channels[1].runPendingTasks();
    assertThat(recorders[0].packets).hasSize(2);
    assertThat(channels[1].config().isAutoRead()).isTrue();
    assertThat(channels[2].config().isAutoRead()).isFalse();
    channels[1].finishAndReleaseAll();
    channels[2].runPendingTasks();
    channels[2].writeInbound(Unpooled.wrappedBuffer(rest));

    assertThat(recorders[2].packets).hasSize(2);
    channels[0].finishAndReleaseAll();
    channels[2].finishAndReleaseAll();
  }

  private static ByteBuf hex(String hex) {
    return Unpooled.wrappedBuffer(HexFormat.of().parseHex(hex.replace(" ", "")));
  }
}

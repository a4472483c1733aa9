package io.millrace.bench.mqtt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class PublishTemplateTest {
  @Test
  void every_patched_copy_is_a_packet_with_its_own_identifier_and_valid_json() {
    PublishTemplate template = new PublishTemplate(5, 1, "bench/3/telemetry", 160);
    ByteBuffer copies = template.copies(2);
    copies.clear();

    template.patch(copies, 0, 258, 1_763_640_000_123L, 0);
    template.patch(copies, 1, 259, 1_763_640_000_124L, -1);

    assertThat(copies.capacity()).isEqualTo(2 * template.length());
    for (int slot = 0; slot < 2; slot++) {
      byte[] packet = new byte[template.length()];
      copies.get(slot * template.length(), packet);
      int idAt = packet.length - 160 - 3;
      assertThat(packet[idAt]).isEqualTo((byte) 1);
      assertThat(packet[idAt + 1]).isEqualTo((byte) (2 + slot));
      JsonNode json =
          JsonMapper.shared()
              .readTree(new String(packet, idAt + 3, 160, StandardCharsets.US_ASCII));
      assertThat(json.required("ts").asLong()).isEqualTo(1_763_640_000_123L + slot);
      assertThat(json.required("values").size()).isEqualTo(2);
    }
  }

  @Test
  void identifiers_are_given_out_in_turn_and_none_twice() {
    PacketIds ids = new PacketIds(3);

    assertThat(new int[] {ids.take(), ids.take()}).containsExactly(1, 2);
    ids.give(2);
    assertThat(ids.free()).isEqualTo(2);
    assertThat(new int[] {ids.take(), ids.take()}).containsExactly(3, 2);
    assertThat(ids.free()).isZero();
  }
}
